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
  posts: (count: number) => string
  page: (page: number) => string
  newer: string
  older: string
  pages: string
  pinned: string
  empty: string
  by: string
  published: string
  updated: string
  views: (count: string) => string
  words: (count: string) => string
  minutes: (count: number) => string
  contents: string
  footnotes: string
  qr: string
  qrLabel: string
  copyright: (author: string, site: string) => string
  licence: string
  permalink: string
  share: string
  shareBy: (service: string) => string
  copyLink: string
  email: string
  related: (title: string) => string
  previous: string
  next: string
  tags: string
  comments: (count: number) => string
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
  allPosts: string
  backToTop: string
  feed: string
  monthName: (year: number, month: number) => string
  yearName: (year: number) => string
  pagesOf: (page: number, pages: number) => string
  on: string
  search: string
  searchFor: (query: string) => string
  searchAll: string
  found: (count: number) => string
  foundNothing: string
  previousPage: string
  nextPage: string
}
