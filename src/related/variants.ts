import hongKong from 'opencc-js/dict/HKVariants'
import simplified from 'opencc-js/dict/TSCharacters'
import taiwan from 'opencc-js/dict/TWVariants'

// The forms of a character that readers take for the same one, by OpenCC's tables. Character by
// character, without its phrases: a query must fold as its text does, whatever stands around either.

const astral = /[\ud840-\ud88f][\udc00-\udfff]/g

/** Pairs that the tables know in one direction only, or within words alone (瞭解 and 了解). */
const further =
  '㓰 划|㳽 弥|䌽 彩|䦆 钁|䩄 腼|侭 尽|暱 昵|渖 沈|稆 穭|縆 緪|缐 线|讬 托|谘 咨|迳 径|钜 巨|锺 钟|镟 旋|馀 余|麹 曲|麺 面|綵 彩|瞭 了|藉 借|覆 复|像 象|彷 仿|鍊 链|揹 背|甦 苏|俱 具|薰 熏|瑯 琅|鑛 矿'

/** For each code unit the one that stands for it; 0 where it stands for itself. */
const standIns = new Uint16Array(0x10000)
/** The same for characters of two units. */
const astralStandIns = new Map<string, string>()

const leaders = new Map<string, string>()
const targets = new Set<string>()
for (const table of [simplified, further, taiwan, hongKong]) {
  for (const pair of table.split('|')) {
    const [from = '', to = ''] = pair.split(' ')
    if (table === simplified || table === further) targets.add(to)
    join(from, to)
  }
}
for (const character of leaders.keys()) {
  const leader = leaderOf(character)
  if (character.length > 1) astralStandIns.set(character, leader)
  else standIns[character.charCodeAt(0)] = leader.charCodeAt(0)
}

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

/** `text` with one form in place of all the forms of a character; 網 and 网 are one. */
export function unifyVariants(text: string): string {
  let unified = ''
  let start = 0
  for (let index = 0; index < text.length; index++) {
    const standIn = standIns[text.charCodeAt(index)]
    if (!standIn) continue
    unified += text.slice(start, index) + String.fromCharCode(standIn)
    start = index + 1
  }
  const whole = start === 0 ? text : unified + text.slice(start)
  return whole.replace(astral, (character) => astralStandIns.get(character) ?? character)
}
