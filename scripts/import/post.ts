/** A post as its source tells it, in the words of the admin API. What the source leaves out is absent. */
export interface ImportPost {
  externalId?: string
  id?: number
  slug?: string
  title: string
  markdown: string
  publishedAt?: string
  createdAt?: string
  updatedAt?: string
  category?: string
  tags?: string[]
  author?: string
  excerpt?: string
  cover?: string
  canonical?: string
  language?: string
  status?: 'draft' | 'published'
  pinned?: boolean
  commentsOpen?: boolean
  views?: number
}

export interface Warning {
  /** What happened, the same words for every post it happens to. */
  kind: string
  detail: string
}

/** One post of the source, or why it cannot be read. */
export type SourceItem = ReadItem | UnreadableItem

export interface ReadItem {
  /** `file:line`, for the report. */
  location: string
  post: ImportPost
  /** The Markdown file that relative image paths start from. */
  file?: string
  warnings: Warning[]
  unknownFields: string[]
}

export interface UnreadableItem {
  location: string
  reason: string
}
