// parse5 asks these of a document's DOCTYPE, and knows what was on the Web thirty years ago; a
// fragment, and we parse nothing else, has none. By the name of its module (`alias` in wrangler.toml).

/** Whether a DOCTYPE is that of the standard. */
export function isConforming(): boolean {
  return true
}

/** The mode of a document. */
export function getDocumentMode(): string {
  return 'no-quirks'
}
