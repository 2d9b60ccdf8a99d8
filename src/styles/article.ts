import { compactCss } from './compact.ts'
import { prose } from './prose.ts'

/** The article's page: its head and what follows the text, the contents in the margin. */
export const article =
  prose +
  compactCss(`
.page { max-width: 40rem; margin: 1rem auto 0 }
.page article > header { margin: 1.75rem 0 2rem }
.page h1 { font-size: clamp(1.7rem, 1.25rem + 2.2vw, 2.5rem); line-height: 1.3; margin-bottom: .9rem } .page > h1 { margin-top: 1.25rem }
[data-views] { margin-left: auto } [data-views]::before { content: none !important }
.cover { display: block; width: 100%; aspect-ratio: 1200/630; object-fit: cover; border-radius: .25rem; background: var(--wash) }
.toc { margin: 2rem 0; padding: .9rem 0; border-block: 1px solid var(--line); font-size: .9375rem; line-height: 1.5 }
.toc summary { cursor: pointer; font: 700 1rem var(--serif) }
.toc ol { margin: .6rem 0 0; padding: 0; list-style: none } .toc li { padding: .22rem 0 } .toc .deep { padding-left: 1.1em; font-size: .875rem }
.toc a { color: var(--soft); text-decoration: none } .toc a:hover { color: var(--accent) }
@media (min-width: 76rem) {
  .page > article { display: grid; grid-template-columns: 11.75rem 40rem; gap: 0 3rem; margin-left: -14.75rem }
  .page > article > * { grid-column: 2; min-width: 0 }
  .page > article > .toc { grid-column: 1; grid-row: 2/9; position: sticky; top: 1.5rem; align-self: start; max-height: calc(100vh - 3rem); overflow: auto; border: 0; margin: 0; padding: 0 0 0 1px }
}
.end { display: flex; gap: 1.75rem; margin-top: 3rem; padding: 1.4rem 1.5rem; background: var(--wash); border-radius: .25rem; font-size: .9375rem; align-items: center }
.end p { margin: 0 0 .35rem } .end > div:last-child { min-width: 0 }
.qr { flex: none; width: 6.5rem; font-size: .75rem; line-height: 1.45; color: var(--soft); text-align: center; text-wrap: balance }
.qr svg { display: block; width: 6.5rem; height: 6.5rem; background: #fff; border-radius: .2rem; margin-bottom: .4rem }
@media (max-width: 32rem) { .end { padding: 1.1rem; gap: 1.1rem } }
.share { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1rem; margin-top: 1.5rem; font-size: .9375rem }
.share h2 { font-size: 1rem } .share ul { display: contents; list-style: none } .share button { border: 0; background: none; padding: 0; cursor: pointer; color: var(--accent); text-decoration: underline; text-underline-offset: .22em }
.share li a { color: var(--soft) }
.around { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 2rem; margin-top: 2.5rem; padding-block: 1.4rem; border-block: 1px solid var(--line) }
.around a { color: inherit; text-decoration: none; font: 700 1.0313rem/1.5 var(--serif) } .around a:hover { color: var(--accent) }
.around small { display: block; font: .8125rem var(--sans); color: var(--soft); margin-bottom: .2rem } .around div + div { text-align: right } .around div + div .clamp { width: fit-content; margin-left: auto; text-align: left }
.after { margin-top: 3.5rem } .after > h2, .after form h2 { font-size: 1.25rem; margin-bottom: 1.25rem }
#related ul { list-style: none; padding: 0; margin: 0; display: grid; gap: 1.5rem 2rem }
#related li { display: grid; grid-template-columns: 8.5rem 1fr; gap: 0 1.25rem } #related h3 { font-size: 1.0313rem; line-height: 1.45 }
#related h3 a { color: inherit; text-decoration: none } #related h3 a:hover { color: var(--accent) }
#related p { margin: .25rem 0 0; font-size: .875rem; line-height: 1.6; color: var(--soft); -webkit-line-clamp: 2 }
@media (max-width: 32rem) { #related li { grid-template-columns: 6.5rem 1fr; gap: 0 1rem } #related .thumb { aspect-ratio: 4/3 } }
@media (min-width: 64rem) {
  #related { margin-inline: -10rem } #related ul { grid-template-columns: repeat(3, 1fr); gap: 2rem 1.75rem }
  #related li { display: block } #related h3 { margin-top: .7rem }
}
`)
