const encoder = new TextEncoder()

/** Most bytes of the texts of one row: D1 keeps 2,000,000, with what else stands in it. */
export const mostRowBytes = 1_980_000

/** Whether `texts` fit into one row; what is no text is kept as JSON. */
export function fitsRow(...texts: unknown[]): boolean {
  const row = texts.map((text) => (typeof text === 'string' ? text : JSON.stringify(text))).join('')
  return encoder.encode(row).length <= mostRowBytes
}
