import { table } from './references-table.ts'

// Character references for parse5, by the name of the module that it has them from (`alias` in
// wrangler.toml): that one's table is made for speed and weighs twice as much.

/** Where a reference stands: the names are parse5's. */
export const DecodingMode = { Legacy: 0, Attribute: 2 } as const

type Mode = (typeof DecodingMode)[keyof typeof DecodingMode]

// What Markdown makes and nearly all texts keep to: unpacking the table takes milliseconds.
const usual = new Map([
  ['amp;', [38]],
  ['lt;', [60]],
  ['gt;', [62]],
  ['quot;', [34]],
  ['nbsp;', [160]],
])

let named: Map<string, number[]> | undefined

/** Code points by name: with its semicolon and, for the old ones, without. */
function references(): Map<string, number[]> {
  if (named) return named
  named = new Map()
  let code = 0
  for (const entry of table.split(';')) {
    const [names = '', step = '1', second] = entry.split(' ')
    code += Number(step)
    const codes = second ? [code, Number(second)] : [code]
    for (const name of names.split(',')) {
      const old = name.endsWith('!')
      const bare = old ? name.slice(0, -1) : name
      named.set(`${bare};`, codes)
      if (old) named.set(bare, codes)
    }
  }
  return named
}

const numeric = /#(?:x([\da-f]+)|(\d+));?/iy
const name = /[\da-z]{1,31};?/iy
const longestOld = 6

/** What the codes 128 to 159 mean in HTML: Windows-1252, where that knows them. */
const windows =
  '20ac,,201a,192,201e,2026,2020,2021,2c6,2030,160,2039,152,,17d,,,2018,2019,201c,201d,2022,2013,2014,2dc,2122,161,203a,153,,17e,178'.split(
    ',',
  )

/** Reads one reference at a time, of input that is there as a whole. */
export class HtmlEntityDecoder {
  private mode: Mode = DecodingMode.Legacy
  private readonly emit: (code: number, length: number) => void

  constructor(emit: (code: number, length: number) => void) {
    this.emit = emit
  }

  /** Says where the reference stands that is written next. */
  startEntity(mode: Mode) {
    this.mode = mode
  }

  /**
   * Emits the code points of the reference whose "&" stands before `offset`; answers its length with
   * the "&", and 0 where there is none.
   */
  write(input: string, offset: number): number {
    numeric.lastIndex = offset
    const [number, hex, decimal] = numeric.exec(input) ?? []
    if (number) {
      const length = number.length + 1
      this.emit(meant(hex ? Number.parseInt(hex, 16) : Number(decimal)), length)
      return length
    }
    name.lastIndex = offset
    const written = name.exec(input)?.[0] ?? ''
    const found = usual.has(written) ? written : longest(written)
    const next = input.charAt(offset + found.length)
    // As browsers do: the query of an address may have a parameter of that name.
    const parameter = this.mode === DecodingMode.Attribute && /[\da-z=]/i.test(next)
    if (!found || (parameter && !found.endsWith(';'))) return 0
    const codes = usual.get(found) ?? references().get(found) ?? []
    for (const code of codes) this.emit(code, found.length + 1)
    return found.length + 1
  }
}

/** The longest name of a reference that `written` begins with. */
function longest(written: string): string {
  if (!written || references().has(written)) return written
  for (let length = Math.min(longestOld, written.length); length > 1; length--) {
    const old = written.slice(0, length)
    if (references().has(old)) return old
  }
  return ''
}

/** The code point that the number `code` stands for. */
function meant(code: number): number {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return 0xfffd
  const other = windows[code - 128]
  return other ? Number.parseInt(other, 16) : code
}
