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
  // In the order of the stand-ins those of one radical follow each other, as their variants do.
  const pairs = standIns()
    .map((pair) => pair.map((character) => character.codePointAt(0) ?? 0) as [number, number])
    .sort(([a, standInA], [b, standInB]) => standInA - standInB || a - b)
  const steps = pairs.map(([code], place) => code - (pairs[place - 1]?.[0] ?? 0))
  const isNear = (_: unknown, place: number) => Math.abs(steps[place] ?? 0) <= nearest
  const far = pairs.filter((pair, place) => !isNear(pair, place))
  // Bundling writes every Chinese character as six ASCII ones: digits compress better.
  const digits = [93 * 93, 93, 1].map((place) =>
    String.fromCharCode(...far.map(([code]) => 32 + (Math.floor((code - firstCode) / place) % 93))),
  )
  const stepSigns = steps.map((step, place) =>
    isNear(step, place) ? String.fromCharCode(middle + step) : '~',
  )
  return `// Written by scripts/build-variants.ts from OpenCC's tables (Apache-2.0); not edited by hand.

/** First code that is counted from. */
export const firstCode = ${firstCode}

/** Distance of each stand-in to the one before it: " " is 0, "!" 1; "~" is 93 and goes on. */
export const gaps =
  ${quoted(gapsOf(pairs.map(([, standIn]) => standIn)))}

/** Distance of each character that is stood for to the one before it: "M" is 0; "~" is too far. */
export const steps =
  ${quoted(stepSigns.join(''))}

/** For each that is too far its distance from \`firstCode\`: three digits. */
export const codes: readonly [string, string, string] = [
  ${digits.map(quoted).join(',\n  ')},
]
`
}

const firstCode = 0x3400
/** The sign of a step of 0, and the longest step that has a sign. */
const [middle, nearest] = ['M'.charCodeAt(0), 44]

function gapsOf(codes: number[]): string {
  let gaps = ''
  let last = firstCode - 1
  for (const code of codes) {
    let gap = code - last
    for (; gap > 93; gap -= 93) gaps += '~'
    gaps += String.fromCharCode(32 + gap)
    last = code
  }
  return gaps
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}

/** Every character that another one stands for, with that one. */
export function standIns(): [string, string][] {
  const leaders = new Map<string, string>()
  const targets = new Set<string>()
  for (const table of [simplified, further, taiwan, hongKong]) {
    for (const pair of table.split('|')) {
      const [from = '', to = ''] = pair.split(' ')
      if (table === simplified || table === further) targets.add(to)
      join(from, to)
    }
  }
  return [...leaders.keys()].map((character) => [character, leaderOf(character)])

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
