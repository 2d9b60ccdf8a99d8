import { compactCss } from './compact.ts'
import { whereDark } from './tokens.ts'

/**
 * The text of an article. Chinese is set in a grid of squares: about 36 to the line, flush on both
 * sides unless code is among them, stressed by dots and quoted in Kai, for its characters have no
 * italic. English is set in a serif, ragged right.
 */
export const prose = compactCss(`
.body { margin-top: 2rem; font-size: 1.125rem; line-height: 1.9; hanging-punctuation: first allow-end last }
.body:lang(en) { font-family: var(--serif); font-size: 1.1875rem; line-height: 1.68 }
.body > * { margin-block: 0 1.2em }
.body p { text-wrap: pretty }
.body:lang(zh) p:not(:has(code)) { text-align: justify }
.body :is(h2, h3, h4, h5, h6) { margin-block: 2.2em .8em }
.body h2 { font-size: 1.45rem } .body h3 { font-size: 1.2rem } .body :is(h4, h5, h6) { font-size: 1.0625rem; margin-top: 1.8em }
.body :is(h2, h3) + h3 { margin-top: 0 }
.body :is(ul, ol) { padding-left: 1.5em } .body li { margin-block: .3em } .body li::marker { color: var(--soft) }
.body li > p { margin-block: .4em }
.body img, .body video { display: block; margin: auto; border-radius: .25rem }
.zoom { display: block; cursor: zoom-in } p > .zoom:only-child { margin-block: 2em }
.body blockquote { margin-inline: 0; padding-left: 1.2em; border-left: 2px solid var(--accent); color: var(--soft) }
.body:lang(zh) blockquote { font-family: zh, Georgia, "Kaiti SC", "STKaiti", "BiauKai", "KaiTi", var(--sans) }
.body blockquote > * { margin-block: .5em }
.body:lang(zh) em, .body :lang(zh) em { font-style: normal; text-emphasis: filled dot; text-emphasis-position: under right }
.body code { font: .86em/1.6 var(--mono); background: var(--wash); padding: .12em .35em; border-radius: 3px; text-autospace: no-autospace; text-spacing-trim: space-all }
.url { word-break: break-all } .out::after { content: "↗"; font: .65em var(--sans); vertical-align: .4em; margin-left: .15em; color: var(--soft) }
.anchor { margin-left: .35em; color: var(--soft); text-decoration: none; font-weight: 400 } :not(:hover) > .anchor { opacity: 0 }
:target { scroll-margin-top: 2rem } li:target > div, .footnotes li:target { background: color-mix(in srgb, var(--accent) 9%, transparent); box-shadow: 0 0 0 .5rem color-mix(in srgb, var(--accent) 9%, transparent); border-radius: 2px }
`)

/** What fewer articles have: sent only with those that do. */
export const proseExtras = compactCss(`
.body li:has(> input) { list-style: none; margin-left: -1.4em }
.body figure { margin-inline: 0 } .body figcaption { text-align: center; font: .875rem/1.6 var(--sans); color: var(--soft); margin-top: .6rem }
.body pre { background: var(--wash); padding: 1.1rem 1.25rem; border-radius: .25rem; overflow: auto; font-size: 1rem; line-height: 1.6; tab-size: 2 }
.body pre code { padding: 0; background: none; overflow-wrap: normal }
.body hr { border: 0; text-align: center; margin-block: 2.5em } .body hr::after { content: "＊　＊　＊"; color: var(--soft); font-size: .8em }
.body kbd { font: .82em var(--mono); border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 3px; padding: .08em .4em }
.body mark { background: color-mix(in srgb, var(--accent) 18%, transparent); color: inherit }
.scroll { overflow-x: auto } .body table { border-collapse: collapse; font: .9375rem/1.55 var(--sans); min-width: 100%; font-variant-numeric: tabular-nums }
.body :is(th, td) { padding: .55em .9em; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: normal; min-width: 5em }
.body th { border-bottom: 1.5px solid var(--ink); white-space: nowrap } .body :is(th, td):first-child { padding-left: 0 }
.body caption { font-size: .875rem; color: var(--soft); padding-bottom: .6em } .body .right { text-align: right } .body .center { text-align: center }
.footnotes { font-size: .9rem; line-height: 1.7; color: var(--soft); border-top: 1px solid var(--line); padding-top: 1em; margin-top: 3.5em }
.body sup { line-height: 0; font-size: .7em; padding-left: .1em } .body sup a { text-decoration: none; padding: .2em }
:root { --key: #96375a; --str: #3d6b2d; --num: #7f5200; --nam: #1f5c96; --del: #a02c2c }
${whereDark('--key: #e79ab3; --str: #a5cf90; --num: #e0bb73; --nam: #8fc0ee; --del: #ee9090')}
.h-comment, .h-quote { color: var(--soft) } .h-keyword, .h-selector-tag, .h-tag, .h-name, .h-built_in { color: var(--key) } .h-string, .h-attr, .h-addition { color: var(--str) }
.h-number, .h-literal, .h-type { color: var(--num) } .h-title, .h-section, .h-attribute, .h-property { color: var(--nam) } .h-deletion { color: var(--del) }
@media (min-width: 76rem) { .body > pre, .scroll:has(th:nth-child(5)) { width: max-content; min-width: 100%; max-width: 51rem } }
`)

/** Whether the HTML of an article needs {@link proseExtras}. */
export function needsExtras(html: string): boolean {
  return /<(?:figure|hr|input|kbd|mark|pre|sup|table)\b/.test(html)
}
