import type { Language } from '../../settings.ts'
import { fill } from './fill.ts'

/** The signs for which comments are held, in the languages that `src/comments` does not write. */
const signs: Record<Exclude<Language, 'en'>, Record<string, string>> = {
  'zh-CN': {
    gambling: '赌博',
    loans: '贷款',
    invoices: '发票',
    certificates: '证件',
    'easy money': '轻松赚钱',
    'telephone number': '电话号码',
    adult: '色情',
    pharmacy: '药品',
    crypto: '虚拟货币',
    'papers written': '代写',
    'search ranking': '搜索排名',
    'contact solicited': '留联系方式',
    'only a link': '只有链接',
    'links in HTML or BBCode': 'HTML 或 BBCode 链接',
    'address as a name': '以网址为名',
    'doubtful domain': '可疑域名',
    'alphabets mixed in a word': '一词混用多种字母',
    'one sign over and over': '同一符号反复出现',
    'capitals only': '全部大写',
    'hidden field filled in': '填写了隐藏字段',
    'typed too fast': '输入过快',
    'same text elsewhere': '别处有相同内容',
    'many from one sender': '同一来源过多',
    'refused before': '此前已移到回收站',
    'advertising words': '广告用语',
    'all are held': '所有评论均需审核',
    'first comment': '首次评论',
    links: '{n} 个链接',
    word: '屏蔽词“{word}”',
  },
  'zh-TW': {
    gambling: '賭博',
    loans: '貸款',
    invoices: '發票',
    certificates: '證件',
    'easy money': '輕鬆賺錢',
    'telephone number': '電話號碼',
    adult: '色情',
    pharmacy: '藥品',
    crypto: '虛擬貨幣',
    'papers written': '代寫',
    'search ranking': '搜尋排名',
    'contact solicited': '留聯絡方式',
    'only a link': '只有連結',
    'links in HTML or BBCode': 'HTML 或 BBCode 連結',
    'address as a name': '以網址為名',
    'doubtful domain': '可疑網域',
    'alphabets mixed in a word': '一詞混用多種字母',
    'one sign over and over': '同一符號反覆出現',
    'capitals only': '全部大寫',
    'hidden field filled in': '填寫了隱藏欄位',
    'typed too fast': '輸入過快',
    'same text elsewhere': '別處有相同內容',
    'many from one sender': '同一來源過多',
    'refused before': '先前已移到回收桶',
    'advertising words': '廣告用語',
    'all are held': '所有留言均需審核',
    'first comment': '首次留言',
    links: '{n} 個連結',
    word: '封鎖詞「{word}」',
  },
}

/** A sign for which a comment was held, in the language of the desk; one it does not know as it is. */
export function signText(language: Language, sign: string): string {
  if (language === 'en') return sign
  const words = signs[language]
  const [, n] = /^(\d+) links$/.exec(sign) ?? []
  if (n) return fill(words.links ?? sign, { n })
  const [, word] = /^blocked word (.+)$/s.exec(sign) ?? []
  if (word) return fill(words.word ?? sign, { word })
  return words[sign] ?? sign
}
