import { Markup } from './markup.ts';

/** The style sheet of report.html: light, dark and paper. Text and marks keep a contrast of at least 4.5 and 3 to 1. */
export const PAGE_STYLE: Markup = new Markup(`
:root { color-scheme: light dark; --text: #1b1f24; --muted: #57606a; --page: #ffffff; --band: #f4f6f8; --line: #d0d7de;
	--graph: #0072b2; --linear: #c24e00; --good: #0072b2; }
@media (prefers-color-scheme: dark) {
	:root { --text: #e6edf3; --muted: #9da7b3; --page: #0f1419; --band: #1a2129; --line: #3b444e;
		--graph: #56b4e9; --linear: #f0883e; --good: #56b4e9; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
main { max-width: 64rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.75rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .25rem; }
p { margin: .5rem 0; max-width: 46rem; }
.lead { font-size: 1.1rem; }
.muted, caption, .small { color: var(--muted); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 1rem; margin: 1.5rem 0; padding: 0; list-style: none; }
.figures li { background: var(--band); border-radius: .5rem; padding: .9rem 1.1rem; border-left: .3rem solid var(--line); }
.figures li.graph { border-color: var(--graph); }
.figures li.linear { border-color: var(--linear); }
.figures b { display: block; font-size: 1.5rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
.figures span { color: var(--muted); font-size: .9rem; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0 0 .4rem; font-size: .92rem; }
caption.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: .4rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th.n, td.n { text-align: right; white-space: nowrap; }
thead th { border-bottom: 2px solid var(--muted); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 600; }
td small { color: var(--muted); font-size: .85em; }
tr.first > * { border-top: 2px solid var(--line); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; margin: 1rem 0; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
code { font: .88em/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { background: var(--band); border-radius: .5rem; padding: .8rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
.forest { display: block; width: 100%; min-width: 44rem; height: auto; margin: 1rem 0; font-size: 14px; fill: var(--text); }
.forest .small { font-size: 12.5px; fill: var(--muted); }
.forest .label { font-weight: 600; }
.forest .band { fill: var(--band); }
.forest .axis path { stroke: var(--line); fill: none; }
.forest .graph path { stroke: var(--graph); stroke-width: 2; fill: none; }
.forest .graph circle { fill: var(--graph); }
.forest .linear path { stroke: var(--linear); stroke-width: 2; fill: none; }
.forest .linear rect { fill: var(--page); stroke: var(--linear); stroke-width: 2; }
.forest .graph .small, .forest .linear .small { fill: var(--text); }
@media print {
	:root { --text: #000; --muted: #444; --page: #fff; --band: #f2f2f2; --line: #bbb; --graph: #0072b2; --linear: #c24e00; }
	body { font-size: 10.5pt; }
	main { max-width: none; padding: 0; }
	.figures { grid-template-columns: repeat(4, 1fr); gap: .5rem; }
	.figures b { font-size: 1.15rem; }
	.scroll { overflow: visible; }
	.forest { min-width: 0; }
	h2, h3, caption { break-after: avoid; }
	tr, li, .forest { break-inside: avoid; }
	* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`);
