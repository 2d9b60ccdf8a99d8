import { fold } from '../related/tokenise.ts'
import type { Sent } from './sent.ts'

/** Something about a comment that spam has more often than people's words. */
export interface Sign {
  reason: string
  weight: number
}

/** Patterns over folded text from which everything that separates characters was taken. */
const dense: [reason: string, weight: number, pattern: RegExp][] = [
  ['contact solicited', 6, /(?:微|薇|威|维|v|w)(?:信|x|芯)(?:号|群|公众号)?(?:是)?[a-z0-9]{5,}/],
  ['contact solicited', 5, /(?:加|➕|\+)(?:我|你)?(?:微|薇|威|v|q|扣)(?:信|x|q|扣|群)?/],
  ['contact solicited', 5, /(?:扣扣|企鹅|qq|q)(?:群|号)?[1-9]\d{5,10}/],
  ['contact solicited', 4, /(?:telegram|飞机|纸飞机|电报|whatsapp)(?:群|号|联系)?[a-z0-9@+]{5,}/],
  ['telephone number', 3, /(?:^|\D)1[3-9]\d{9}(?:\D|$)/],
  ['invoices', 6, /(?:代开|开具?|办理?)(?:各类|增值税|正规|普通)*发票/],
  [
    'gambling',
    6,
    /博彩|菠菜网|百家乐|六合彩|时时彩|北京赛车|真人荷官|(?:澳门|皇冠|金沙|葡京).{0,4}(?:娱乐|赌|官网)|彩票(?:计划|平台|群)|棋牌(?:游戏)?(?:平台|下载)/,
  ],
  ['gambling', 6, /casino|slotgacor|pokeronline|sportsbet|1xbet|judionline/],
  [
    'easy money',
    4,
    /刷单|兼职日结|日(?:赚|结|入)\d|月入(?:过)?(?:万|\d{4})|躺赚|网赚|带你赚|稳赚|招(?:代理|加盟)/,
  ],
  [
    'loans',
    5,
    /(?:网贷|贷款|套现|信用卡(?:提额|代还)|花呗提现).{0,12}(?:秒|快速|当天|联系|办理|到账|无抵押)/,
  ],
  ['loans', 5, /paydayloan|quickloan|creditrepair|cashadvance/],
  ['papers written', 5, /代写(?:论文|作业)|论文(?:代写|代发|查重)|essaywriting|writemyessay/],
  ['certificates', 6, /(?:代办|办理?|高仿)(?:假)?(?:证件|文凭|学历|毕业证|驾驶证|资格证)/],
  ['adult', 6, /约炮|同城约|上门服务|外围女|援交|包养|成人(?:视频|网站|电影)|一夜情|裸聊/],
  ['adult', 6, /(?:free|live)(?:sex|porn)|pornvideo|xxxvideo|hotgirls|escortservice|camgirls/],
  ['pharmacy', 6, /壮阳|伟哥|迷药|催情|增大增粗|viagra|cialis|levitra|onlinepharmacy|buytramadol/],
  [
    'search ranking',
    4,
    /(?:seo|百度|关键词|网站)(?:快排|优化|排名|外链)|外链代发|buybacklinks|seoservices?/,
  ],
  ['search ranking', 2, /友链互换|互换友链|求回访|互访|互踩/],
  ['proxies', 3, /(?:翻墙|科学上网|机场|vpn|梯子)(?:推荐|免费|注册|购买|优惠)/],
  [
    'crypto',
    4,
    /(?:usdt|比特币|虚拟币|区块链).{0,8}(?:搬砖|套利|稳赚|投资群)|cryptoinvestment|doubleyourbitcoin/,
  ],
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
  for (const [reason, weight, pattern] of dense) if (pattern.test(packed)) add(reason, weight)

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
