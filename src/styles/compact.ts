/**
 * Takes out of a style sheet what browsers do not need, for it travels inside every page: comments,
 * line breaks, and the space around braces, commas and semicolons.
 */
export function compactCss(text: string): string {
  return text
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/([a-z-]): /g, '$1:')
    .replace(/;}/g, '}')
    .trim()
}

/** Joins the lines of a script; each must end where a statement or a block does. */
export function compactScript(text: string): string {
  return text.replace(/^\s*\/\/.*$/gm, '').replace(/\n\s*/g, '')
}
