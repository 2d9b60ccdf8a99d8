const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
}

/**
 * The words of stored HTML, for indexes: without tags, code blocks, marks of footnotes and anchors,
 * and without addresses, whose parts are no words. It works on our own sanitised HTML only.
 */
export function plainText(html: string): string {
  return html
    .replace(/<pre[\s>][\s\S]*?<\/pre>/g, '\n')
    .replace(/<sup>\s*<a [^>]*data-footnote-ref[\s\S]*?<\/sup>/g, '')
    .replace(/<a [^>]*(?:class="anchor"|data-footnote-backref)[\s\S]*?<\/a>/g, '')
    .replace(
      /<\/?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup|u)(?:\s[^>]*)?>/g,
      '',
    )
    .replace(/<[^>]*>/g, '\n')
    .replace(/&(?:#x([0-9a-f]+)|(\w+));/gi, (whole, hex, name) =>
      hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : (entities[name] ?? whole),
    )
    .replace(/\bhttps?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+/g, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}
