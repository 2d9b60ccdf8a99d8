import { encode } from 'uqr'
import type { View } from '../pages/view.ts'
import type { Language } from '../settings.ts'

interface Service {
  /** Its name; in the languages it is called something else in, that. */
  name: string | Record<Language, string>
  address: (url: string, title: string) => string
}

/** Services a page can be shared on by a plain link; no script of theirs is loaded. */
const services: Service[] = [
  {
    name: { 'zh-CN': '微博', 'zh-TW': '微博', en: 'Weibo' },
    address: (url, title) => `https://service.weibo.com/share/share.php?url=${url}&title=${title}`,
  },
  {
    name: 'QQ',
    address: (url, title) =>
      `https://connect.qq.com/widget/shareqq/index.html?url=${url}&title=${title}`,
  },
  {
    name: { 'zh-CN': 'QQ空间', 'zh-TW': 'QQ空間', en: 'Qzone' },
    address: (url, title) =>
      `https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey?url=${url}&title=${title}`,
  },
  {
    name: { 'zh-CN': '豆瓣', 'zh-TW': '豆瓣', en: 'Douban' },
    address: (url, title) => `https://www.douban.com/share/service?href=${url}&name=${title}`,
  },
  { name: 'X', address: (url, title) => `https://x.com/intent/post?url=${url}&text=${title}` },
  { name: 'Facebook', address: (url) => `https://www.facebook.com/sharer/sharer.php?u=${url}` },
  {
    name: 'LinkedIn',
    address: (url) => `https://www.linkedin.com/sharing/share-offsite/?url=${url}`,
  },
  { name: 'Telegram', address: (url, title) => `https://t.me/share/url?url=${url}&text=${title}` },
]

/** Links that share the page, and two buttons that are shown where they can work. */
export function Share({ view, url, title }: { view: View; url: string; title: string }) {
  const { text, settings } = view
  const [u, t] = [encodeURIComponent(url), encodeURIComponent(title)]
  return (
    <section class="share quiet" data-share>
      <h2>{text.share}</h2>
      <button type="button" data-copy={url}>
        {text.copyLink}
      </button>
      <button type="button" data-send>
        {text.shareTo}
      </button>
      <ul>
        {services.map(({ name, address }) => (
          <li>
            <a href={address(u, t)} rel="nofollow noopener">
              {typeof name === 'string' ? name : name[settings.language]}
            </a>
          </li>
        ))}
        <li>
          <a href={`mailto:?subject=${t}&body=${u}`}>{text.email}</a>
        </li>
      </ul>
    </section>
  )
}

/** Modules of white around the code (ISO/IEC 18004 asks for four; on our white plate two do). */
const border = 2

/**
 * The QR code of `url` as inline SVG, drawn here and not by anybody else's server. Any mask makes a
 * valid code; trying all eight for the best one would take most of the time of a whole page.
 */
export function QrCode({ url, label }: { url: string; label: string }) {
  const { data } = encode(url, { border: 0, ecc: 'L', maskPattern: 2 })
  const size = data.length + 2 * border
  return (
    <div data-qr>
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={label}
        shape-rendering="crispEdges"
      >
        <path stroke="#000" d={strokesOf(data)} />
      </svg>
    </div>
  )
}

/**
 * Dark modules as strokes one module high, neighbours as one stroke. Steps are relative, so that
 * rows look alike to a compressor.
 */
function strokesOf(rows: boolean[][]): string {
  let path = ''
  rows.forEach((row, y) => {
    let at = -1
    for (let start = 0; start < row.length; start++) {
      if (!row[start]) continue
      let end = start
      while (row[end]) end++
      path += at < 0 ? `M${start + border} ${y + border}.5` : `m${start - at} 0`
      path += `h${end - start}`
      at = end
      start = end
    }
  })
  return path
}
