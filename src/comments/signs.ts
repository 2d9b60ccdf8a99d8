import { fold } from '../related/tokenise.ts'
import type { Sent } from './sent.ts'

/** Something about a comment that spam has more often than people's words. */
export interface Sign {
  reason: string
  weight: number
}

/** A name in a messenger: letters and digits, two digits at least, so that a word is none. */
const account = '(?=(?:[a-z]*\\d){2})[a-z\\d]{5,}'
const add = '(?<![增参更附追叠外])加'
const whom = '(?:我|你|她|他|个|下|本人|老师|客服|小编|的)'
const invite = `(?:${add}|联系|咨询|认准)${whom}*`
const messenger = '(?:微信|扣扣|企鹅|qq|q(?=一?群|号|\\d{6}))'
/** Nobody who has nothing to hide writes the name like this. */
const disguise = '(?:[薇威维溦徽崴][信芯]|微芯|v信)'

/**
 * Ways to ask for contact. The name of a messenger alone says nothing: there must be a name to be
 * found by, or an invitation.
 */
const contacts: [weight: number, pattern: RegExp][] = [
  [6, `${disguise}(?:[号群是]|公众号)*${account}`],
  [6, `${invite}v(?:\\d{5,}|[^\\p{L}\\p{N}]+${account})`],
  [6, `${invite}(?:[vw]x|微|薇|威|卫星)[号是]*${account}`],
  [5, `${invite}${messenger}[一号群码是为]*${account}`],
  [5, `${messenger}[号群][号码是为]*${account}`],
  [5, `(?<![a-z])[vw]x号?(?=(?:[a-z]*\\d){4})[a-z\\d]{5,}`],
  [4, `(?:扣扣|企鹅|(?<![a-z])qq)[1-9]\\d{5,10}(?!\\d)|飞机[群号]${account}`],
  [4, `(?:飞机[群号]?|电报|\\b(?:telegram|tg))[\\s:]*@\\w{4,}`],
  [4, `\\b(?:whatsapp|telegram)(?: me| us)?[\\s:]+\\+?\\d[\\d ()-]{7,}`],
  [3, `${add}${whom}+(?:${messenger}|${disguise}|[vw]x)`],
  [
    3,
    `${add}(?:${messenger}|${disguise}|[vw]x|群)(?:详|了解|咨询|领|进群|拉|私|免费|看|获取|备注)`,
  ],
].map(([weight, source]) => [Number(weight), new RegExp(String(source), 'u')])

/** What spam is about. People write of some of it too, so this alone only makes a comment wait. */
const topics: [reason: string, pattern: RegExp][] = [
  ['telephone number', /(?:^|\D)1[3-9]\d{9}(?:\D|$)/],
  ['invoices', /(?:代开|低点开|开具各类)(?:各类|增值税|正规|普通)*发票/],
  [
    'gambling',
    /博彩(?:网|平台)|菠菜网|百家乐|六合彩|时时彩|北京赛车|真人荷官|彩票(?:计划[群网员软]|平台|群)|娱乐城|葡京|棋牌(?:游戏)?(?:平台|下载)|\b(?:online casinos?|casino bonus|slot gacor|poker online|judi online|1xbet)\b/,
  ],
  [
    'easy money',
    /刷单(?:就|赚|返|日结|兼职)|(?:兼职|手机)刷单|日结(?:兼职|工资)|兼职日结|(?:躺.?|网)赚(?:项目|群|钱)|带你赚|招代理|(?:轻松|保底|在家|兼职|副业|宝妈).{0,8}[日月][入赚]|[日月][入赚].{0,5}(?:不是梦|轻松|包教|没问题)/,
  ],
  [
    'loans',
    /(?:网贷|贷款|套现|提额|花呗|信用卡).{0,12}(?:秒到|当天放|联系|无抵押|秒批|下款)|\b(?:payday loans?|quick loans?|cash advance|fix your credit)\b/,
  ],
  [
    'papers written',
    /代写(?:论文|作业)|论文代[写发]|\b(?:essay writing service|write my essay|buy essays?)\b/,
  ],
  [
    'certificates',
    /(?:代办|高仿).{0,4}(?:证件|文凭|学历|毕业证|驾驶证|资格证)|办理?(?:学历|文凭|假证|各[类种]证)/,
  ],
  [
    'adult',
    /约炮|同城约[妹会爱]|外围女|援交|包养|成人(?:视频|网站|电影)|一夜情|裸聊|\b(?:porn|xxx videos?|hot girls|escorts? service|cam girls|live sex)\b/,
  ],
  [
    'pharmacy',
    /壮阳|印度伟哥|迷药|催情|增大增粗|\b(?:viagra|cialis|levitra|tramadol|online pharmacy)\b/,
  ],
  [
    'search ranking',
    /(?:seo|百度|关键词|网站)(?:快排|排名优化(?:公司|服务)|包上首页)|外链代发|代发外链|友链互换|互换友链|求回访|互踩|\b(?:buy backlinks|seo services?|guest posts? service|rank your (?:web)?site)\b/,
  ],
  [
    'crypto',
    /(?:usdt|比特币|虚拟币|区块链).{0,8}(?:搬砖|套利[项群日稳]|投资群|带单)|\b(?:crypto investment|double your (?:bitcoin|btc)|recover(?:y)? (?:lost )?bitcoin)\b/,
  ],
]

/** What makes an offer of one of these topics. */
const offers =
  /联系|客服|首[存充]|彩金|稳赢|必[中赢]|包[过赢赚]|内部|全国|上门|高仿|秒[到批]|当天|点击|扫码|领取|注册|官网|看片|日结|[私详]聊|低价|优惠|出售|批发|到付|正品|长期|诚招|保密|学信网|\b(?:buy|order|cheap|discounts?|click|visit|guaranteed|contact|sign ?up|best price|we offer|hire)\b/

const topicWeight = 4
const offerWeight = 2

/** What the words of a comment say by themselves. */
export function signsOf({ name, url, body, html }: Sent, blockedWords: string[]): Sign[] {
  // A version such as 8.0.50 is no number to be called by, and "+V" is said as 加V.
  const text = fold(`${name}\n${body}`)
    .replace(/\d+(?:\.\d+)+/g, '版')
    .replace(/(?<![a-z\d+]\s*)[+➕](?=\s*[vwq微薇威])/g, '加')
  // Spam scatters signs and spaces; a Latin word ends where it ends: "specialist" sells no pills.
  const packed = text.replace(/[\s\p{P}\p{S}\p{M}]+/gu, '')
  const says = (pattern: RegExp) => pattern.test(packed) || pattern.test(text)
  const signs: Sign[] = []
  const note = (reason: string, weight: number) => signs.push({ reason, weight })

  const whole = fold(`${name}\n${body}`)
  const word = blockedWords
    .map(fold)
    .find((item) => item && (whole.includes(item) || packed.includes(item)))
  if (word) note(`blocked word ${word}`, 9)
  const contact = contacts.find(([, pattern]) => says(pattern))
  if (contact) note('contact solicited', contact[0])
  for (const [reason, pattern] of topics) if (says(pattern)) note(reason, topicWeight)
  if (signs.length > 0 && says(offers)) note('advertising words', offerWeight)

  const links = html.match(/<a /g)?.length ?? 0
  if (links > 2) note(`${links} links`, links > 4 ? 5 : 3)
  const rest = html.replace(/<a .*?<\/a>|<[^>]*>/gs, '').trim()
  if (links > 0 && [...rest].length < 8) note('only a link', 3)
  if (/<a\s[^>]*href|\[(?:url|link)[=\]]/i.test(body)) note('links in HTML or BBCode', 5)
  if (/https?:|www\.|\.(?:com|net|cn|top|xyz)\b/i.test(name)) note('address as a name', 4)
  if (
    url &&
    /\.(?:top|xyz|icu|bet|casino|loan|click|cyou|sbs)\/?$/i.test(URL.parse(url)?.origin ?? '')
  ) {
    note('doubtful domain', 2)
  }
  if (/\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u.test(body)) {
    note('alphabets mixed in a word', 4)
  }
  if (/(\p{L}|\p{P}|\p{S})\1{11,}/u.test(body)) note('one sign over and over', 2)
  if (/[A-Z]/.test(body) && body.length > 40 && !/[a-z\p{Script=Han}]/u.test(body))
    note('capitals only', 2)
  return signs
}
