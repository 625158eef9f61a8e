/** The whole style of a page of its own: nothing is fetched. Tokens as in client/styles. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1d2430;--soft:#545c69;--paper:#fffdf8;--rule:#ddd6c8;--wash:#e3f0ea;--moot:#0b6b52;--voice:#5b3fc4;--amber:#8a5000;--brick:#a8321f;--blue:#1f5fa8}
@media(prefers-color-scheme:dark){:root{--ink:#ece7dc;--soft:#b3ab9c;--paper:#191c22;--rule:#3d4047;--wash:#1d3a31;--moot:#6fcfae;--voice:#b8a6ff;--amber:#f0b45c;--brick:#ff9f8f;--blue:#8fc1f5}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.5556 'Atkinson Hyperlegible Next','Atkinson Hyperlegible',Verdana,'Segoe UI',system-ui,sans-serif;overflow-wrap:break-word}
main,header,footer{max-width:46rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem;color:var(--soft);font-size:.9375rem}
main{padding-bottom:4rem}
h1,h2,h3,h4,h5,h6{line-height:1.25;margin:2em 0 .6em}
h1{font-size:2rem;margin-top:1em}h2{font-size:1.5rem}h3{font-size:1.25rem}h4,h5,h6{font-size:1.125rem}
a{color:var(--moot)}a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--moot);outline-offset:2px}
.number{font-variant-numeric:tabular-nums;margin-right:.35em}
.clause{padding-left:3.2em;text-indent:-3.2em}.clause>.number{display:inline-block;min-width:2.85em;text-indent:0}
.clause.level-2{margin-left:3.2em}.clause.level-3{margin-left:6.4em}
blockquote{margin:1.5em 0;padding:.1em 1.25em;border-left:4px solid var(--moot)}
.attribution{color:var(--soft)}
.callout{margin:1.5em 0;padding:.25em 1.25em;background:var(--wash);border-radius:8px}
.contents{margin:2em 0;padding:.5em 1.25em 1em;border:1px solid var(--rule);border-radius:8px}
.contents h2{font-size:1.125rem;margin:.6em 0}.contents ul{list-style:none;margin:0;padding:0}
.contents li{padding:.2em 0}.contents .level-3{padding-left:1.5em}
img{max-width:100%;height:auto}
.wide{overflow-x:auto;margin:1.5em 0}
.plan{width:min(80rem,100vw - 2.5rem);margin-left:50%;transform:translateX(-50%)}
table{border-collapse:collapse;min-width:100%;font-size:.9375rem;line-height:1.45;font-variant-numeric:tabular-nums}
.plan table{min-width:52rem}
caption{text-align:left;color:var(--soft);padding:.25em 0}
th,td{border:1px solid var(--rule);padding:.45em .6em;text-align:left;vertical-align:top;font-weight:400}
thead th,.group th{font-weight:700}.group th{background:var(--wash)}
td p,th p{margin:0 0 .4em}td p:last-child,th p:last-child{margin:0}td ul,td ol,th ul,th ol{margin:0;padding-left:1.25em}
.status{font-weight:600;white-space:nowrap}.tone-moot{color:var(--moot)}.tone-voice{color:var(--voice)}.tone-amber{color:var(--amber)}.tone-brick{color:var(--brick)}.tone-blue{color:var(--blue)}.tone-plain{color:var(--soft)}
.counts{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25em 1.5em}
.told{margin:1em 0;padding:.25em 1.25em .75em;border:1px solid var(--rule);border-radius:8px}.told dt{font-weight:700;margin-top:.6em}.told dd{margin:0}.told h3{margin:.5em 0 .2em}.list{padding-left:1.25em}.list li{padding:.25em 0}.told p{margin:.2em 0}ins{text-decoration:underline;color:var(--voice)}del{color:var(--soft)}.asked{font-size:.8125rem;font-weight:400;white-space:nowrap}
section>h2:first-child{margin-top:1em}
.same{color:var(--soft)}
.notes{margin-top:3em;border-top:1px solid var(--rule);font-size:.9375rem}
footer{padding-bottom:2rem;color:var(--soft);font-size:.9375rem}
.poster main{max-width:44rem;text-align:center;padding-bottom:1rem}.poster h1{font-size:2.75rem;margin:.6em 0 .1em}.poster-who{font-size:1.375rem;margin:0 0 1.5em}.poster-values{list-style:none;margin:0;padding:0}.poster-values li{padding:.55em 0;border-top:2px solid var(--rule)}.poster-values strong{display:block;font-size:1.5rem;color:var(--moot)}.poster-foot{display:flex;gap:1.5em;align-items:center;text-align:left;margin-top:1.5em;padding-top:1em;border-top:2px solid var(--rule)}.poster-foot svg{flex:none;width:8.5rem;height:8.5rem}.poster-foot p{min-width:0;overflow-wrap:anywhere}
@media screen and (max-width:40rem){.plan{width:auto;margin-left:0;transform:none;overflow:visible}.plan table{min-width:0}.plan table,.plan caption,.plan tbody,.plan tr,.plan td,.plan th{display:block}.plan colgroup,.plan thead{display:none}.plan td,.plan th{border:0;padding:.2em .75em}.plan tr{border:1px solid var(--rule);border-radius:8px;margin:0 0 .75em;padding:.5em 0}.plan .group{border:0;padding:0;margin-top:1.5em}.plan .group th{padding:.5em .75em;border-radius:8px}.plan tr>::before{display:block;color:var(--soft);font-size:.8125rem;font-weight:400}.plan tr>th[scope=row]{font-weight:700}.plan td:empty{display:none}}
@media print{.poster footer{display:none}.poster main{font-size:14pt}.plan table{font-size:9pt}}
@page{size:A4;margin:2cm}@page plan{size:A4 landscape}
@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--paper:#fff;--rule:#999;--wash:#eee;--moot:#000;--voice:#000;--amber:#000;--brick:#000;--blue:#000}body{font-size:11pt}main,header,footer{max-width:none;padding:0}.plan{page:plan;width:auto;margin:0;transform:none;overflow:visible}.plan table{min-width:0}.contents,header nav{display:none}h1,h2,h3,h4{break-after:avoid}tr{break-inside:avoid}}
`.trim()
