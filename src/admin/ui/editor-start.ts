/** A post as the editor's script starts from it: what the API says of it. */
export interface EditedPost {
  id: number
  slug: string
  title: string
  markdown: string
  /** The excerpt as an editor wrote it. */
  summary: string | null
  cover: string | null
  canonical: string | null
  category: string | null
  tags: string[]
  author: string | null
  language: string | null
  status: 'draft' | 'scheduled' | 'published' | 'trashed'
  publishedAt: string | null
  revision: number
  pinned: boolean
  commentsOpen: boolean
  url: string
  related: { pinned: number[]; blocked: number[] }
}

/** What the page of the editor hands to its script. */
export interface EditorStart {
  post: EditedPost | null
  /** What the person has typed in this post and never saved. */
  drafts: { id: number; updatedAt: string }[]
  /** The draft to go on with, where the address names one. */
  draft: number | null
  /** Whose words these are: an account's number. */
  account: number
  timeZone: string
  /** The permalink's pattern and the site's origin, for the address below the slug. */
  permalink: string
  origin: string
  author: string | null
}
