/** Texts with a count in place of `#`: `# post/# posts`, the second form for all but one. */
type Counted = string

/** Every text of the readers' pages; a language that lacks one does not compile. */
export interface Messages {
  home: string
  archive: string
  category: string
  tag: string
  author: string
  breadcrumb: string
  skip: string
  siteNavigation: string
  posts: Counted
  page: (page: number) => string
  newer: string
  older: string
  pages: string
  pinned: string
  empty: string
  by: string
  views: Counted
  /** Minutes, hours, days, weeks, months and years ago: each {@link Counted}, between bars. */
  ago: string
  words: Counted
  minutes: Counted
  contents: string
  footnotes: string
  /** `{0}` stands for the name of the note. */
  backToReference: string
  qr: string
  qrLabel: string
  copyright: (author: string, site: string) => string
  licence: string
  permalink: string
  share: string
  shareTo: string
  copyLink: string
  email: string
  /** With the title in place of `#`. */
  related: string
  previous: string
  next: string
  tags: string
  comments: Counted
  guest: string
  notFound: string
  notFoundHint: string
  failed: string
  failedHint: string
  categories: string
  newest: string
  hot: string
  latestComments: string
  links: string
  months: string
  backToTop: string
  feed: string
  monthName: (year: number, month: number) => string
  yearName: (year: number) => string
  pagesOf: (page: number, pages: number) => string
  on: string
  search: string
  searchHint: string
  theme: string
  textSize: string
  within: string
  suggestions: string
  discuss: string
  /** By whose comments wait for approval. */
  discussHint: Record<'first' | 'all' | 'none', string>
  markdownHint: string
  body: string
  name: string
  emailPrivate: string
  website: string
  send: string
  leaveEmpty: string
  reply: string
  replyTo: (name: string) => string
  cancel: string
  commentsClosed: string
  noComments: string
  moreComments: string
  backToArticle: string
  waiting: string
  fullStop: string
  waitingHint: string
  shown: string
  unsent: string
  commentProblems: Record<CommentProblem, string>
  searchFor: (query: string) => string
  searchWords: string
  searchAgain: string
  found: Counted
  foundAtLeast: Counted
  foundNone: (query: string) => string
  foundLoosely: string
  allCategories: string
  allTags: string
  previousPage: string
  nextPage: string
}

/** What may be wrong with a comment that somebody sends. */
export type CommentProblem =
  | 'empty'
  | 'long'
  | 'name'
  | 'email'
  | 'url'
  | 'parent'
  | 'closed'
  | 'tooMany'
