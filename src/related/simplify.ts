import traditional from 'opencc-js/dict/TSCharacters'

// OpenCC's table of characters: "體 体|…". Many-to-one, so that 後 and 后 are found by either.
const simplified = new Uint16Array(0x10000)
for (const pair of traditional.split('|')) {
  const [from = '', to = ''] = pair.split(' ')
  if (from.length === 1 && to[0] !== undefined && to.charCodeAt(0) < 0xd800) {
    simplified[from.charCodeAt(0)] = to.charCodeAt(0)
  }
}

/** Replaces traditional Han characters by their simplified forms, one by one. */
export function simplify(text: string): string {
  let done = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const unit = simplified[text.charCodeAt(at)]
    if (!unit) continue
    done += text.slice(from, at) + String.fromCharCode(unit)
    from = at + 1
  }
  return done + text.slice(from)
}
