// Makes `src/related/variants-table.ts` from OpenCC's tables: which character stands for which. Run
// it after OpenCC was brought up to date; a test holds that the file is what this writes.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import hongKong from 'opencc-js/dict/HKVariants'
import simplified from 'opencc-js/dict/TSCharacters'
import taiwan from 'opencc-js/dict/TWVariants'

/** Where the table belongs. */
export const variantsFile = fileURLToPath(
  new URL('../src/related/variants-table.ts', import.meta.url),
)

/** Pairs that the tables know in one direction only, or within words alone (瞭解 and 了解). */
const further =
  '㓰 划|㳽 弥|䌽 彩|䦆 钁|䩄 腼|侭 尽|暱 昵|渖 沈|稆 穭|縆 緪|缐 线|讬 托|谘 咨|迳 径|钜 巨|锺 钟|镟 旋|馀 余|麹 曲|麺 面|綵 彩|瞭 了|藉 借|覆 复|像 象|彷 仿|鍊 链|揹 背|甦 苏|俱 具|薰 熏|瑯 琅|鑛 矿'

/** The table as the text of its module. */
export function variantsModule(): string {
  const pairs = standIns()
  const single = pairs.filter(([from]) => from.length === 1)
  const astral = pairs.filter(([from]) => from.length > 1)
  const distances = single.map(([, to]) => to.charCodeAt(0) - firstUnit)
  // Bundling writes every Chinese character as six ASCII ones: digits compress better.
  const digits = [93 * 93, 93, 1].map((place) =>
    String.fromCharCode(...distances.map((distance) => 32 + (Math.floor(distance / place) % 93))),
  )
  return `// Written by scripts/build-variants.ts from OpenCC's tables (Apache-2.0); not edited by hand.

/** First code unit that \`gaps\` counts from. */
export const firstUnit = ${firstUnit}

/** Distance of each character to the one before it: "!" is 1; "~" is 93 and goes on. */
export const gaps =
  ${quoted(gapsOf(single.map(([from]) => from.charCodeAt(0))))}

/** For each of them, how far from \`firstUnit\` the character is that stands for it: three digits. */
export const standIns: readonly [string, string, string] = [
  ${digits.map(quoted).join(',\n  ')},
]

/** Characters of two code units, each followed by the one that stands for it. */
export const astral =
  ${quoted(astral.flat().join(''))}
`
}

const firstUnit = 0x3400

function gapsOf(units: number[]): string {
  let gaps = ''
  let last = firstUnit - 1
  for (const unit of units) {
    let gap = unit - last
    for (; gap > 93; gap -= 93) gaps += '~'
    gaps += String.fromCharCode(32 + gap)
    last = unit
  }
  return gaps
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}

/** Every character that another one stands for, with that one, in the order of their codes. */
function standIns(): [string, string][] {
  const leaders = new Map<string, string>()
  const targets = new Set<string>()
  for (const table of [simplified, further, taiwan, hongKong]) {
    for (const pair of table.split('|')) {
      const [from = '', to = ''] = pair.split(' ')
      if (table === simplified || table === further) targets.add(to)
      join(from, to)
    }
  }
  return [...leaders.keys()]
    .sort((a, b) => (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0))
    .map((character) => [character, leaderOf(character)])

  /** Puts both characters into one class, led by a simplified one that has one code unit, if any. */
  function join(first: string, second: string) {
    const [a, b] = [leaderOf(first), leaderOf(second)]
    if (a === b) return
    const better = a.length === b.length ? targets.has(a) && !targets.has(b) : a.length < b.length
    if (better) leaders.set(b, a)
    else leaders.set(a, b)
  }

  function leaderOf(character: string): string {
    let leader = character
    for (let next = leaders.get(leader); next; next = leaders.get(leader)) leader = next
    return leader
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(variantsFile, variantsModule())
}
