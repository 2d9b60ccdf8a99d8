import { compactCss } from './compact.ts'

/** The discussion below an article. Threads are indented where there is room, flat on phones. */
export const comments = compactCss(`
#comments ol { list-style: none; padding: 0; margin: 0 }
#comments li { margin-top: 1.4rem } #comments li > div { overflow: hidden }
#comments .meta b, #comments .meta a { color: var(--ink); font-weight: 600; text-decoration: none } #comments .meta a:hover { color: var(--accent) }
#comments .said { font-size: 1rem; line-height: 1.75; margin: .2rem 0 .25rem } .said > * { margin: .4rem 0 } .said pre { overflow: auto; background: var(--wash); padding: .7rem } .said code { font: .88em var(--mono); background: var(--wash) }
.said blockquote { margin-left: 0; padding-left: .9em; border-left: 2px solid var(--line); color: var(--soft) }
#comments .meta .reply { color: var(--soft); font-weight: 400; margin-left: auto } .reply::before { content: none !important } #comments .said li { margin: 0 }
@media (min-width: 44rem) { #comments ol ol { padding-left: 1.5rem; border-left: 1px solid var(--line) } }
#comment-form { margin-top: 2.5rem; border-top: 2px solid var(--ink); padding-top: 1.1rem } #comment-form h2 { margin: 0 }
#comment-form p { margin: .4rem 0 1rem; color: var(--soft); font-size: .875rem } #comment-form label { display: block; font-size: .875rem; color: var(--soft); margin-bottom: .8rem }
#comment-form textarea { display: block; min-height: 8.5rem; resize: vertical; line-height: 1.7 } .who { display: grid; gap: 0 1rem }
@media (min-width: 40rem) { .who { grid-template-columns: repeat(3, 1fr) } }
.trap { position: absolute; left: -99rem } #comment-form [role=status]:empty { display: none }
#comment-form [role=status] { color: var(--ink); border-left: 2px solid var(--accent); padding-left: .9rem; font-size: 1rem; white-space: pre-line }
`)
