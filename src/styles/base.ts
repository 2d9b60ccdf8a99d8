import { compactCss } from './compact.ts'
import { tokens } from './tokens.ts'

/**
 * What every page needs: type, header, footer, and the parts that several pages share.
 *
 * Each part of the header has its place before the next has come over the network: nothing moves. On
 * a page with little on it the footer still stands at the bottom of the window. The way up comes into
 * sight after the first screen: it sticks within a strip that begins there.
 */
export const base =
  tokens +
  compactCss(`
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1.5rem }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.7 var(--sans); text-autospace: normal; text-spacing-trim: trim-start; overflow-wrap: anywhere; line-break: strict }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .22em }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 2px }
img, svg, video { max-width: 100%; height: auto }
:where([lang]:not(.body *, span)) { font-family: var(--sans) }
:where(h2, .around) span[lang] { font-family: var(--serif) }
h1, h2, h3, h4 { font-family: var(--serif); font-weight: 700; line-height: 1.35; text-wrap: balance; margin: 0 }
:lang(zh) :is(h1, h2, h3) { letter-spacing: .01em }
button, input, textarea { font: inherit; color: inherit; border-radius: 3px }
.wrap { max-width: 72rem; margin: auto; padding: 0 1.25rem }
.skip { position: absolute; left: -99rem }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; z-index: 2 }
.sr-only { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.quiet a, .crumbs a, .top nav a { color: inherit; text-decoration: none }
.quiet a:hover, .crumbs a:hover, .top nav a:hover { color: var(--accent); text-decoration: underline }

.top .wrap { display: grid; grid-template: minmax(2.4rem, auto) / auto 1fr 11.25rem 4.25rem; align-items: center; gap: .4rem 1.75rem; padding-block: 1rem }
.brand { display: flex; align-items: center; gap: .6rem; font: 700 1.3rem/1.3 var(--serif); color: var(--ink); text-decoration: none; min-width: 0 }
.seal { flex: none; width: 1.9rem; height: 1.9rem; display: grid; place-items: center; background: var(--accent); color: var(--paper); border-radius: .3rem; font-size: 1.1rem; line-height: 1 }
.top nav { display: flex; gap: 1.4rem }
.find { display: flex; height: 2.375rem; border-bottom: 1px solid var(--soft) }
.find input { flex: 1; width: 100%; border: 0; background: none; padding: .3rem .1rem; min-width: 0 }
.find input::placeholder { color: var(--soft); opacity: 1 }
.find input:focus { outline: 0 }
.find:focus-within { border-color: var(--accent); box-shadow: 0 1px var(--accent) }
.find button { border: 0; background: none; padding: 0 .3rem; min-width: 1.75rem; cursor: pointer; color: var(--soft) }
.find svg { display: block; width: 1rem }
.tools { display: flex; gap: .25rem }
:root:not([data-js]) .tools, :root:not([data-js]) [data-copy], :root:not([data-sheet]) [data-send] { display: none }
.tools button { min-width: 2rem; height: 2rem; border: 0; background: none; cursor: pointer; color: var(--soft); padding: 0; font: 600 1rem/1 var(--serif) }
.tools button:hover { color: var(--accent) }
.tools i { display: block; width: 1rem; height: 1rem; margin: auto; border: 1.5px solid; border-radius: 50%; background: linear-gradient(90deg, currentColor 50%, transparent 0) }
@media (max-width: 44rem) {
  .top .wrap { grid-template: minmax(2.1rem, auto) 2.4rem / auto 1fr 4.25rem; column-gap: 1.1rem; padding-block: .7rem }
  .brand { grid-column: 1/3 }
  .top nav { grid-area: 2/1; gap: 1.1rem }
  .top search { grid-area: 2/2/3/4 }
  .tools { grid-area: 1/3 }
}

.foot { position: sticky; top: 100vh; border-top: 1px solid var(--line); margin-top: 5rem; color: var(--soft); font-size: .875rem }
.foot .wrap { padding-block: 1.75rem; display: flex; flex-wrap: wrap; gap: .4rem 1.5rem }
.foot p { margin: 0 }
body { position: relative; min-height: 100vh }
.rise { position: absolute; top: 100vh; bottom: 0; right: 1.1rem; overflow: clip; pointer-events: none }
.rise a { position: sticky; top: calc(100vh - 3.6rem); display: block; pointer-events: auto; background: var(--paper); color: var(--soft); border: 1px solid var(--line); border-radius: 50%; width: 2.5rem; line-height: 2.4rem; text-align: center; text-decoration: none }

.meta, .crumbs { color: var(--soft); font-size: .875rem }
.meta { display: flex; flex-wrap: wrap; margin: 0 0 0 -1.2em; clip-path: inset(-4px -4px -4px calc(1.2em - 5px)) }
.meta > * { position: relative; padding-left: 1.2em } .meta > *::before { content: "·"; position: absolute; left: 0; width: 1.2em; text-align: center; font-weight: 400 }
.crumbs ol { display: flex; flex-wrap: wrap; list-style: none; margin: 0; padding: 0 }
.crumbs li { max-width: 45%; overflow: hidden; white-space: nowrap; text-overflow: ellipsis } .crumbs li:has([aria-current]) { flex: 1 0 6em; width: 0; max-width: none }
.crumbs li + li::before { content: "/"; margin: 0 .5rem; color: var(--line) }
.thumb { flex: none; display: block; width: 100%; height: auto; aspect-ratio: 1200/630; border-radius: .25rem; object-fit: cover; background: var(--wash) }
.drawn { display: grid; place-items: center; overflow: hidden; font: 700 2.6rem/1 var(--serif); color: var(--accent) }
.tags { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; list-style: none; padding: 0; margin: 2.5rem 0 0; color: var(--soft); font-size: .9375rem }
.tags a::before { content: "#"; opacity: .6; margin-right: .1em }
.pager { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 1rem; margin-top: 2.5rem; font-size: .9375rem }
.pager span { color: var(--soft) }
.clamp { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden }
.go { border: 1px solid var(--accent); background: var(--accent); color: var(--paper); padding: .5rem 1.4rem; cursor: pointer }
.field { width: 100%; border: 1px solid var(--line); background: var(--paper); padding: .5rem .7rem }
.field:focus { border-color: var(--accent) }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth } }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --wash: #f6f6f6; --accent: #000 }
  .top nav, .find, .tools, .foot, .rise, .side, .pager, .share, .around, .toc, .anchor, #related, #comment-form { display: none !important }
  .body a[href^=http]:not(.url)::after { content: " (" attr(href) ")"; font-size: .8em; color: var(--soft) }
  pre, img, table { break-inside: avoid } h2, h3 { break-after: avoid }
}
`)
