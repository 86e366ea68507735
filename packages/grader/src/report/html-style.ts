/** Colours keep a contrast of 4.5 to 1 on their backgrounds, in both themes. */
export const STYLE = `
:root { --text: #1c1e21; --page: #ffffff; --line: #c9ced6; --head: #f1f3f6; --pass: #1a6b34; --fail: #a5201c; --dim: #5a6170; --warn: #fff3d6; --pass-ground: #e7f4eb; --fail-ground: #fdebea; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e8ec; --page: #15171b; --line: #3b414c; --head: #20242b; --pass: #7fd99b; --fail: #ff9d96; --dim: #a9b1bf; --warn: #3a2f10; --pass-ground: #16291d; --fail-ground: #341c1b; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main, nav { max-width: 90rem; margin: 0 auto; padding: 1rem 1.5rem; }
nav { padding-bottom: 0; }
main > p, main > ul, dl, li > p { max-width: 46rem; }
h1 { margin: 0 0 .75rem; font-size: 1.7rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 1.5rem 0 .25rem; font-size: 1rem; }
a { color: inherit; text-underline-offset: .15em; }
small, .dim { color: var(--dim); font-weight: 400; }
.warning { max-width: 46rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--warn); }
.warning ul { list-style: disc; padding-left: 1.2rem; margin-bottom: 0; }
.marks { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0; padding: 0; max-width: none; }
.marks div { display: block; }
.marks dd { font-size: 1.4rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.scroll { overflow: auto; max-width: 100%; }
table { border-collapse: separate; border-spacing: 0; border: solid var(--line); border-width: 1px 0 0 1px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--dim); padding: .5rem 0; }
th, td { border: solid var(--line); border-width: 0 1px 1px 0; padding: .35rem .6rem; text-align: left; vertical-align: top; }
thead th { background: var(--head); }
tbody th { font-weight: 600; }
.plain { width: 100%; }
.number { text-align: right; }
.grid { max-height: 85vh; }
.grid th, .grid td { padding: .2rem .5rem; white-space: nowrap; }
.grid thead { position: sticky; top: 0; z-index: 2; }
.grid tbody th, .grid thead tr:first-child th:first-child { position: sticky; left: 0; z-index: 1; background: var(--page); max-width: 16rem; overflow: hidden; text-overflow: ellipsis; }
.grid thead tr:first-child th:first-child { background: var(--head); }
.grid caption { position: sticky; left: 0; }
.c { text-align: center; }
.p { text-align: center; color: var(--pass); background: var(--pass-ground); }
.f { text-align: center; color: var(--fail); background: var(--fail-ground); }
.s { text-align: center; color: var(--dim); }
.action, .change { overflow-wrap: anywhere; }
.change { color: var(--dim); }
.changed th, .changed td { background: var(--warn); }
.event td { color: var(--dim); }
.told { font-size: .85rem; }
.told td { min-width: 4rem; max-width: 34rem; }
dl { margin: .5rem 0; }
dl div { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
figure { margin: .5rem 0; }
img { display: block; max-width: 100%; height: auto; }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; }
ul { margin: .4rem 0; padding-left: 0; list-style: none; }
.check { margin: .5rem 0; padding: .6rem .9rem; border: 1px solid var(--line); border-left-width: .3rem; border-radius: .3rem; }
.check.pass { border-left-color: var(--pass); }
.check.fail, .check.error { border-left-color: var(--fail); }
.check h3, .check h4 { margin: 0; font-size: 1rem; font-weight: 600; overflow-wrap: anywhere; }
.word { margin-right: .4rem; }
.pass > h4 .word, strong.pass { color: var(--pass); }
.fail > h4 .word, .error > h4 .word, strong.fail { color: var(--fail); }
.skipped > h4 .word { color: var(--dim); }
summary { cursor: pointer; }
.message { overflow-wrap: anywhere; }
pre { overflow-x: auto; max-width: 100%; padding: .6rem; border: 1px solid var(--line); border-radius: .4rem; font-size: .85rem; line-height: 1.4; }
code { font-size: .9em; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  main, nav { padding-left: .9rem; padding-right: .9rem; }
  dl div { grid-template-columns: 1fr; margin-bottom: .4rem; }
  .check { padding: .5rem .6rem; }
  .grid tbody th, .grid thead tr:first-child th:first-child { max-width: 8rem; }
}
@media print { .grid { max-height: none; overflow: visible; } .grid thead, .grid tbody th { position: static; } }
`;
