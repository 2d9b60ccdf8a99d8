import { fold } from '../related/tokenise.ts'
import type { Sent } from './sent.ts'

/** Something about a comment that spam has more often than people's words. */
export interface Sign {
  reason: string
  weight: number
}

type Pattern = [reason: string, weight: number, pattern: RegExp]

/** Over folded text without anything between its characters, for spam scatters signs and spaces. */
const scattered: Pattern[] = [
  ['contact solicited', 6, /[微薇威维][信芯](?:号|群|公众号)?(?:是)?[a-z0-9]{5,}/],
  ['contact solicited', 6, /(?:^|[^a-z])(?:v信|[vw]x)[a-z]{0,12}\d{3,}/],
  ['contact solicited', 5, /加(?:我|你|个)?(?:[微薇威维]信|v信|[vw]x|扣扣|qq|q群)/],
  ['contact solicited', 5, /(?:扣扣|企鹅|(?:^|[^a-z])q{1,2})(?:群|号)?[1-9]\d{5,10}/],
  ['contact solicited', 4, /(?:纸飞机|电报群|飞机群|飞机号)[a-z0-9]{4,}/],
  ['telephone number', 3, /(?:^|\D)1[3-9]\d{9}(?:\D|$)/],
  ['invoices', 6, /(?:代开|代办|低点开|开具各类)(?:各类|增值税|正规|普通)*发票/],
  [
    'gambling',
    6,
    /博彩网|博彩平台|菠菜网|百家乐|六合彩|时时彩|北京赛车|真人荷官|彩票(?:计划|平台|群)/,
  ],
  ['gambling', 6, /(?:澳门|皇冠|金沙|葡京).{0,4}(?:娱乐城|赌场|官网)|棋牌(?:游戏)?(?:平台|下载)/],
  [
    'easy money',
    4,
    /刷单|兼职日结|日[赚结入]\d|月入(?:过)?(?:万|\d{4})|躺赚|网赚|带你赚|稳赚|招代理/,
  ],
  ['loans', 5, /(?:网贷|贷款|套现|提额|花呗).{0,12}(?:秒到|当天放|联系|无抵押|秒批|下款)/],
  ['papers written', 5, /代写(?:论文|作业)|论文(?:代写|代发)/],
  ['certificates', 6, /(?:代办|办理|高仿).{0,4}(?:证件|文凭|学历|毕业证|驾驶证|资格证)/],
  [
    'adult',
    6,
    /约炮|同城约|外围女|援交|包养|成人(?:视频|网站|电影)|一夜情|裸聊|上门服务.{0,6}(?:妹|女|全套)/,
  ],
  ['pharmacy', 6, /壮阳|伟哥|迷药|催情|增大增粗/],
  ['search ranking', 4, /(?:seo|百度|关键词|网站)(?:快排|排名优化|包上首页)|外链代发|代发外链/],
  ['search ranking', 2, /友链互换|互换友链|求回访|互踩/],
  ['crypto', 4, /(?:usdt|比特币|虚拟币|区块链).{0,8}(?:搬砖|套利|投资群)/],
]

/** Over folded text as it stands: Latin words end where they end, "specialist" sells no pills. */
const worded: Pattern[] = [
  ['gambling', 6, /\b(?:online casinos?|casino bonus|slot gacor|poker online|judi online|1xbet)\b/],
  ['loans', 5, /\b(?:payday loans?|quick loans?|cash advance|fix your credit)\b/],
  ['papers written', 5, /\b(?:essay writing service|write my essay|buy essays?)\b/],
  ['adult', 6, /\b(?:porn|xxx videos?|hot girls|escorts? service|cam girls|live sex)\b/],
  ['pharmacy', 6, /\b(?:viagra|cialis|levitra|tramadol|online pharmacy)\b/],
  [
    'search ranking',
    4,
    /\b(?:buy backlinks|seo services?|guest posts? service|rank your (?:web)?site)\b/,
  ],
  [
    'crypto',
    4,
    /\b(?:crypto investment|double your (?:bitcoin|btc)|recover(?:y)? (?:lost )?bitcoin)\b/,
  ],
  ['contact solicited', 4, /\b(?:whatsapp|telegram)(?: me| us)?[\s:+@]+[\d@][\w +-]{5,}/],
]

/** What the words of a comment say by themselves. */
export function signsOf({ name, url, body }: Sent, blockedWords: string[]): Sign[] {
  const text = fold(`${name}\n${body}`)
  const packed = text.replace(/[\s\p{P}\p{S}\p{M}]+/gu, '')
  const signs: Sign[] = []
  const add = (reason: string, weight: number) => signs.push({ reason, weight })

  const word = blockedWords
    .map(fold)
    .find((item) => item && (text.includes(item) || packed.includes(item)))
  if (word) add(`blocked word ${word}`, 9)
  for (const [reason, weight, pattern] of scattered) if (pattern.test(packed)) add(reason, weight)
  for (const [reason, weight, pattern] of worded) if (pattern.test(text)) add(reason, weight)

  const links = body.match(/https?:\/\/|www\.[a-z0-9]/gi)?.length ?? 0
  if (links > 2) add(`${links} links`, links > 4 ? 6 : 3)
  const rest = body.replace(/\[[^\]]*\]\([^)]*\)|(?:https?:\/\/|www\.)\S+/gi, '').trim()
  if (links > 0 && [...rest].length < 8) add('only a link', 3)
  if (/<a\s[^>]*href|\[(?:url|link)[=\]]/i.test(body)) add('links in HTML or BBCode', 5)
  if (/https?:|www\.|\.(?:com|net|cn|top|xyz)\b/i.test(name)) add('address as a name', 4)
  if (
    url &&
    /\.(?:top|xyz|icu|bet|casino|loan|click|cyou|sbs)\/?$/i.test(URL.parse(url)?.origin ?? '')
  ) {
    add('doubtful domain', 2)
  }
  if (/\p{Script=Latin}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{Script=Latin}/u.test(body)) {
    add('alphabets mixed in a word', 4)
  }
  if (/(\p{L}|\p{P}|\p{S})\1{11,}/u.test(body)) add('one sign over and over', 2)
  if (/[A-Z]/.test(body) && body.length > 40 && !/[a-z\p{Script=Han}]/u.test(body))
    add('capitals only', 2)
  return signs
}
