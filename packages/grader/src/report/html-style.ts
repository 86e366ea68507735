/** Colours keep a contrast of 4.5 to 1 on their backgrounds, in both themes. */
export const STYLE = `
:root { --text: #1c1e21; --page: #ffffff; --line: #c9ced6; --head: #f1f3f6; --pass: #1a6b34; --fail: #a5201c; --dim: #5a6170; --warn: #fff3d6; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e8ec; --page: #15171b; --line: #3b414c; --head: #20242b; --pass: #6fd08c; --fail: #ff8f87; --dim: #a3abba; --warn: #3a2f10; }
}
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 80rem; margin: 0 auto; padding: 1.5rem; }
h1 { margin: 0 0 1rem; font-size: 1.6rem; }
.warning { padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--warn); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--dim); padding: .5rem 0; }
th, td { border: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top; }
thead th { background: var(--head); }
tbody th { font-weight: 600; }
td .scroll, td .scroll ~ *, td dl, td figure, td pre { max-width: 60rem; }
td table { width: auto; min-width: 30rem; font-size: .85rem; }
.action { overflow-wrap: anywhere; }
.change { color: var(--dim); overflow-wrap: anywhere; }
.event td { color: var(--dim); }
dl { margin: .5rem 0; }
dl div { display: grid; grid-template-columns: 6rem minmax(0, 1fr); }
dt { color: var(--dim); }
dd { margin: 0; }
figure { margin: .5rem 0; }
img { max-width: 100%; height: auto; }
a { color: inherit; }
small { color: var(--dim); font-weight: 400; }
ul { margin: .4rem 0; padding-left: 1rem; list-style: none; }
summary { cursor: pointer; }
pre { overflow-x: auto; padding: .6rem; border: 1px solid var(--line); border-radius: .4rem; font-size: .85rem; }
.pass { color: var(--pass); }
.fail, .error { color: var(--fail); }
.skipped { color: var(--dim); }
.ungradable > summary { color: var(--fail); }
`;
