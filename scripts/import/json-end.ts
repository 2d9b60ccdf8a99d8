/** Where the JSON object that `text` begins with ends, or -1 when its braces do not close. */
export function jsonEnd(text: string): number {
  let depth = 0
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') depth++
    else if (token === '}' && --depth === 0) return index + 1
  }
  return -1
}
