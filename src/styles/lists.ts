import { compactCss } from './compact.ts'

/** Pages that list posts, and the sidebar beside them. */
export const lists = compactCss(`
.cols { display: grid; gap: 4rem; margin-top: 1.5rem }
@media (min-width: 60rem) { .cols { grid-template-columns: minmax(0, 1fr) 16rem; gap: 5rem } }
.listing > header { margin: .75rem 0 1rem }
.listing h1 { font-size: clamp(1.6rem, 1.3rem + 1.4vw, 2.1rem); margin: .5rem 0 }
.listing > header p { margin: .4rem 0; color: var(--soft) }
.tagline { font: 1.0625rem/1.7 var(--serif); color: var(--soft); margin: 0 0 1.75rem; max-width: 40rem }
.item { display: grid; grid-template-columns: minmax(0, 1fr) 11rem; gap: 0 2rem; padding: 1.9rem 0; border-top: 1px solid var(--line) }
.item h2 { font-size: 1.375rem; margin: .25rem 0 .4rem }
.item h2 a { color: inherit; text-decoration: none } .item h2 a:hover { color: var(--accent) }
.item p { margin: 0; color: var(--soft); font-size: .9688rem }
.item > div { grid-row: 1 } .item .thumb { grid-column: 2; grid-row: 1 }
.item.lead { grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 0 2.25rem; border: 0; padding-top: .25rem }
.item.lead .thumb { grid-column: 1; height: 100%; min-height: 14rem }
.item.lead > div { grid-column: 2 }
.item.lead h2 { font-size: clamp(1.5rem, 1.1rem + 1.6vw, 2.1rem); line-height: 1.3; margin: .4rem 0 .6rem }
.lead .clamp { -webkit-line-clamp: 4 }
@media (max-width: 44rem) {
  .item { grid-template-columns: minmax(0, 1fr) 6.5rem; gap: 0 1rem; padding: 1.4rem 0 }
  .item h2 { font-size: 1.125rem } .item .thumb { aspect-ratio: 1 }
  .item p { font-size: .9063rem; -webkit-line-clamp: 2 }
  .item.lead { display: flex; flex-direction: column; align-items: stretch; gap: .9rem }
  .item.lead .thumb { aspect-ratio: 1200/630; height: auto; min-height: 0 }
  .item.lead p { -webkit-line-clamp: 4 }
}
.pin { color: var(--accent) }
.side { font-size: .9375rem; line-height: 1.55; color: var(--soft) }
.side a { color: var(--ink) }
.side section { border-top: 2px solid var(--ink); padding-top: .7rem; margin-bottom: 2.25rem }
.side h2 { font-size: 1rem; margin-bottom: .5rem; color: var(--ink) }
.side :is(ul, ol) { list-style: none; margin: 0; padding: 0 }
.side li { padding: .32rem 0 } .side li li { padding: .32rem 0 0 1.1rem }
.side small { margin-left: .4em; font-variant-numeric: tabular-nums }
.side ol { counter-reset: rank } .side ol li { counter-increment: rank; display: flex; gap: .8rem }
.side ol li::before { content: counter(rank); font: 700 1.05rem/1.4 var(--serif); color: var(--accent); min-width: .7em }
.cloud { display: flex; flex-wrap: wrap; gap: 0 1rem }
.said { font-size: .875rem } .side .by { margin: 0 }
@media (min-width: 30rem) and (max-width: 60rem) { .side { columns: 2; column-gap: 2.5rem } .side section { break-inside: avoid } }
.months { columns: 2 15rem; column-gap: 3rem; margin-top: 2rem }
.months section { break-inside: avoid; border-top: 2px solid var(--ink); padding-top: .6rem; margin-bottom: 2rem }
.months h2 { font-size: 1.25rem } .months ul { list-style: none; padding: 0; margin: .4rem 0 0 }
.page { margin-top: 1rem } .months li { display: flex; align-items: baseline; justify-content: space-between; padding: .25rem 0; border-bottom: 1px solid var(--line) }
.months small { color: var(--soft) } .months a, .months h2 a { color: inherit; text-decoration: none } .months a:hover { color: var(--accent) }
.message { max-width: 40rem; margin: 3rem auto } .message .find { max-width: 24rem; margin: 1.5rem 0 2.5rem }
.message h2 { font-size: 1.0625rem; margin-top: 2rem } .message li { padding: .2rem 0 }
`)
