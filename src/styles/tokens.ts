import { compactCss } from './compact.ts'

/** The rules of `block` where the page is dark, by the system's wish or the reader's: never on paper. */
export function whereDark(block: string): string {
  return `@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=light]) { ${block} } }
    @media screen { :root[data-theme=dark] { ${block} } }`
}

const dark = `
  color-scheme: dark; --paper: #181715; --ink: #e5e0d7; --soft: #a8a196; --line: #3a3731;
  --wash: #23211d; --accent: var(--accent-dark)`

/**
 * Colours and faces. Dark follows the system unless the reader chose; the two blocks are the same
 * text, which costs nothing once compressed and, unlike light-dark(), reaches browsers of 2020.
 *
 * Curly quotes, dashes and ellipses share their code points between Chinese, where they are a full
 * square wide, and Latin: in Chinese text they are taken from the Chinese face, the letters are not.
 * What is in another language than the text around it has its own faces.
 */
export const tokens = compactCss(`
:root {
  color-scheme: light; --paper: #fcfbf8; --ink: #211f1c; --soft: #655f56; --line: #e2dcd1;
  --wash: #f3efe8; --accent: var(--accent-light);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
}
:not(:lang(zh)) { --sans: system-ui, -apple-system, "Segoe UI", sans-serif; --serif: Charter, Georgia, "Noto Serif CJK SC", serif }
${whereDark(dark)}
:root[data-size=l] { font-size: 112.5% }
:root[data-size=xl] { font-size: 125% }
@font-face { font-family: zh; unicode-range: U+2014, U+2018-201D, U+2026; src: local("PingFang SC"), local("Noto Sans CJK SC"), local("Microsoft YaHei") }
@font-face { font-family: zhs; unicode-range: U+2014, U+2018-201D, U+2026; src: local("Songti SC"), local("Noto Serif CJK SC") }
:lang(zh) {
  --sans: zh, system-ui, -apple-system, "Segoe UI", "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
  --serif: zhs, Charter, Georgia, "Songti SC", "Noto Serif CJK SC", "Noto Serif SC", "Microsoft YaHei", serif;
}
:lang(zh-TW) {
  --sans: system-ui, -apple-system, "Segoe UI", "PingFang TC", "Noto Sans CJK TC", "Microsoft JhengHei", sans-serif;
  --serif: Charter, Georgia, "Songti TC", "Noto Serif CJK TC", "Microsoft JhengHei", serif;
}
`)
