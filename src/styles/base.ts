/** What every page needs: colours, type, header and footer. Short lines, for all of it is inline. */
export const base = `
:root{color-scheme:light dark;--paper:#fdfcfa;--ink:#23211e;--soft:#6a645c;--line:#e4dfd7;--wash:#f4f1eb;--accent:var(--site-accent);
--sans:system-ui,-apple-system,"Segoe UI","PingFang SC","PingFang TC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif;
--serif:Georgia,"Times New Roman","Songti SC","Source Han Serif SC","Noto Serif CJK SC",serif;
--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace}
@media(prefers-color-scheme:dark){:root{--paper:#191817;--ink:#e6e1d8;--soft:#a39c91;--line:#37342f;--wash:#232120;--accent:color-mix(in oklab,var(--site-accent) 45%,#fff)}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.7 var(--sans);text-autospace:normal;overflow-wrap:break-word;line-break:strict}
a{color:var(--accent);text-decoration-thickness:.06em;text-underline-offset:.2em}
a:not(:hover,:focus-visible){text-decoration-color:color-mix(in oklab,currentColor 35%,transparent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:2px}
img,svg,video{max-width:100%;height:auto}
h1,h2,h3,h4{line-height:1.35;text-wrap:balance;font-weight:650}
.wrap{max-width:68rem;margin:auto;padding:0 1.25rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.top{border-bottom:1px solid var(--line)}
.top .wrap{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1.5rem;padding-block:1.1rem}
.brand{font-weight:700;font-size:1.25rem;color:var(--ink);text-decoration:none}
.top nav{margin-left:auto;display:flex;gap:1.25rem}
.top nav a,.meta a,.crumbs a,.side a,.tags a,.foot a{color:inherit;text-decoration:none}
.top nav a:hover,.meta a:hover,.crumbs a:hover,.side a:hover,.tags a:hover,.foot a:hover{color:var(--accent);text-decoration:underline}
.foot{border-top:1px solid var(--line);margin-top:4rem;color:var(--soft);font-size:.875rem}
.foot .wrap{padding-block:1.5rem;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.foot p{margin:0}.foot a:last-child{margin-left:auto}
.meta,.crumbs{color:var(--soft);font-size:.875rem}
.meta{display:flex;flex-wrap:wrap;gap:0 1rem}
.crumbs ol{display:flex;flex-wrap:wrap;list-style:none;margin:0;padding:0}
.crumbs li+li::before{content:"›";margin:0 .5rem;color:var(--line)}
.thumb{flex:none;width:7.5rem;aspect-ratio:1200/630;border-radius:.375rem;object-fit:cover;background:var(--wash);display:block}
.drawn{display:grid;place-items:center;font:600 1.5rem/1 var(--serif);color:#fff}
.d0{background:linear-gradient(135deg,#7a8f80,#43574f)}.d1{background:linear-gradient(135deg,#8a7f9d,#4f4866)}.d2{background:linear-gradient(135deg,#a98467,#6c4f3d)}
.d3{background:linear-gradient(135deg,#6f8fa8,#3c566d)}.d4{background:linear-gradient(135deg,#a07a84,#664650)}.d5{background:linear-gradient(135deg,#8d8b63,#55543a)}
@media print{.top,.foot,.share,.qr,.around,#related{display:none}}
`

/** Pages that list posts. */
export const lists = `
.cols{display:grid;gap:3rem;margin-top:2.5rem}
@media(min-width:56rem){.cols{grid-template-columns:minmax(0,1fr) 16rem}}
.listing h1{font-size:1.5rem;margin:0 0 .25rem}
.item{display:flex;gap:1.5rem;padding:1.6rem 0;border-bottom:1px solid var(--line)}
.item:first-child{padding-top:0}
.item div{min-width:0;flex:1}
.item h2{font-size:1.25rem;margin:0 0 .35rem}
.item h2 a{color:inherit;text-decoration:none}.item h2 a:hover{color:var(--accent)}
.item p{margin:.35rem 0;color:var(--soft);display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden}
.item .thumb{width:10rem;align-self:start}
@media(max-width:32rem){.item{gap:1rem}.item .thumb{width:6rem}.item h2{font-size:1.125rem}}
.pin{font-size:.75rem;color:var(--accent);border:1px solid;border-radius:3px;padding:0 .35em;margin-right:.5em;vertical-align:.12em;font-weight:400}
.pager{display:flex;justify-content:space-between;gap:1rem;margin-top:2rem;font-size:.9375rem}
.pager span{color:var(--soft)}
.side{font-size:.9375rem}
.side section+section{margin-top:2rem}
.side h2{font-size:.8125rem;color:var(--soft);margin:0 0 .5rem;letter-spacing:.04em;font-weight:600}
.side ul{list-style:none;margin:0;padding:0}
.side li{padding:.2rem 0}.side li ul{padding-left:1rem}
.side small{color:var(--soft);margin-left:.35em}
.cloud{display:flex;flex-wrap:wrap;gap:.1rem .9rem}
.months{columns:2 16rem}.months h2{font-size:1.125rem;margin:1.5rem 0 .25rem}.months ul{list-style:none;padding:0;margin:0}
.titles{list-style:none;padding:0}.titles li{display:flex;gap:1rem;padding:.3rem 0}.titles time{color:var(--soft);flex:none;font-variant-numeric:tabular-nums}
`

/** The article's page. */
export const article = `
.page{max-width:42rem;margin:2rem auto 0}
.page>header h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.25rem);margin:1.25rem 0 .6rem}
.cover{display:block;width:100%;aspect-ratio:1200/630;object-fit:cover;border-radius:.5rem;margin:1.75rem 0;background:var(--wash)}
.toc{margin:1.75rem 0;padding:1rem 1.25rem;background:var(--wash);border-radius:.5rem;font-size:.9375rem}
.toc summary{cursor:pointer;font-weight:600}.toc ol{margin:.5rem 0 0;padding-left:0;list-style:none}.toc .deep{padding-left:1.25em}
.toc a{color:inherit;text-decoration:none}.toc a:hover{color:var(--accent)}
.body{margin-top:1.75rem;font-size:1.125rem;line-height:1.85;hanging-punctuation:allow-end}
.body:lang(en){font-family:var(--serif);line-height:1.7}
.body>*{margin-block:0 1.25em}
.body h2,.body h3,.body h4{margin-block:2em .7em;font-family:var(--sans)}
.body h2{font-size:1.4em}.body h3{font-size:1.18em}.body h4{font-size:1em}
.body img{display:block;margin:auto;border-radius:.375rem}
.body li>p{margin:.3em 0}.body li:has(>input){list-style:none;margin-left:-1.4em}
.body blockquote{margin-inline:0;padding-left:1.1em;border-left:3px solid var(--line);color:var(--soft)}
.body :lang(zh) em,.body:lang(zh) em{font-style:normal;text-emphasis:filled dot;text-emphasis-position:under right}
.body code{font:.875em/1.6 var(--mono);background:var(--wash);padding:.1em .3em;border-radius:3px}
.body pre{background:var(--wash);padding:1rem 1.1rem;border-radius:.5rem;overflow:auto;font-size:1rem;tab-size:2}
.body pre code{padding:0;background:none}
.body hr{border:0;border-top:1px solid var(--line);margin:2.5em 20%}
.body kbd{font:.85em var(--mono);border:1px solid var(--line);border-bottom-width:2px;border-radius:3px;padding:.05em .35em}
.body .out::after{content:"↗";font-size:.7em;vertical-align:.3em;margin-left:.1em;color:var(--soft)}
.scroll{overflow-x:auto}.body table{border-collapse:collapse;font-size:.9375em;line-height:1.5;font-family:var(--sans);min-width:60%}
.body th,.body td{padding:.45em .8em;border-bottom:1px solid var(--line);text-align:left}.body th{border-bottom-width:2px}
.body .right{text-align:right;font-variant-numeric:tabular-nums}.body .center{text-align:center}
.anchor{margin-left:.4em;color:var(--line);text-decoration:none;font-weight:400}:is(h2,h3,h4):not(:hover)>.anchor:not(:focus){opacity:0}
.footnotes{font-size:.875em;border-top:1px solid var(--line);padding-top:1em;margin-top:3em}
.h-comment,.h-quote{color:var(--soft)}.h-keyword,.h-selector-tag,.h-tag,.h-name,.h-built_in{color:#9a3b5c}.h-string,.h-attr,.h-addition{color:#40702f}.h-number,.h-literal,.h-type{color:#8a5a00}.h-title,.h-section,.h-attribute,.h-property{color:#22609c}.h-deletion{color:#a33}
@media(prefers-color-scheme:dark){.h-keyword,.h-selector-tag,.h-tag,.h-name,.h-built_in{color:#e79ab3}.h-string,.h-attr,.h-addition{color:#a5cf90}.h-number,.h-literal,.h-type{color:#e0bb73}.h-title,.h-section,.h-attribute,.h-property{color:#8fc0ee}.h-deletion{color:#ee9090}}
.tags{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:2rem 0 0;color:var(--soft);font-size:.9375rem}
.tags a::before{content:"#";color:var(--line)}
.end{display:flex;gap:1.5rem;margin-top:2rem;padding:1.25rem;background:var(--wash);border-radius:.5rem;font-size:.9375rem;align-items:center}
.end p{margin:0 0 .3rem}.qr{flex:none;text-align:center;width:7rem;font-size:.75rem;line-height:1.4;color:var(--soft)}
.qr svg{display:block;width:7rem;height:7rem;background:#fff;border-radius:.25rem}
.end>div:last-child{min-width:0}
@media(max-width:32rem){.end{flex-direction:column-reverse;align-items:start}}
.share ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;list-style:none;padding:0;margin:.4rem 0 0}
.share button{font:inherit;color:var(--accent);background:none;border:0;padding:0;cursor:pointer;text-decoration:underline}
.share h2,.after h2{font-size:1.0625rem;margin:2.5rem 0 .5rem}.share h2{margin-top:1.5rem}
.around{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem;margin-top:2rem;padding-block:1rem;border-block:1px solid var(--line)}
.around a{display:block;color:inherit;text-decoration:none}.around a:hover{color:var(--accent)}.around small{color:var(--soft);display:block}.around div+div{text-align:right}
#related ul{list-style:none;padding:0;margin:0;display:grid;gap:1.1rem}
#related li{display:flex;gap:1rem}#related li>div{min-width:0}#related h3{font-size:1rem;margin:0}
#related h3 a{color:inherit;text-decoration:none}#related h3 a:hover{color:var(--accent)}
#related p{margin:.15rem 0 0;font-size:.875rem;line-height:1.55;color:var(--soft);display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
#comments ol{list-style:none;padding:0}#comments ol ol{padding-left:1.25rem;border-left:2px solid var(--line)}#comments li{padding:.75rem 0}
`
