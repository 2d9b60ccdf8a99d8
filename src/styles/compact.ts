/**
 * Takes out of a style sheet what browsers do not need, for it travels inside every page: line
 * breaks, and the space around braces, commas and semicolons. Comments stand outside.
 */
export function compactCss(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/([a-z-]): /g, '$1:')
    .replace(/;}/g, '}')
    .trim()
}

/** Joins the lines of a script; each must end where a statement or a block does. */
export function compactScript(text: string): string {
  return text.replace(/\n\s*/g, '')
}
