/** The search page, on top of the styles of lists. */
export const search = `
.ask{display:flex;gap:.5rem;margin:1rem 0}
.ask input{flex:1;min-width:0;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.375rem;padding:.5rem .75rem}
.ask button{font:inherit;color:var(--paper);background:var(--accent);border:0;border-radius:.375rem;padding:.5rem 1.1rem;cursor:pointer}
.narrow{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:.5rem 0;font-size:.9375rem}
.narrow [aria-current]{font-weight:600;text-decoration:none}
mark{background:color-mix(in oklab,var(--accent) 16%,transparent);color:var(--ink);border-radius:2px}
.item h2 mark{background:none;color:var(--accent)}
`
