import { Markup } from '../markup.ts';

/** The style sheet of report.html: light, dark and paper. Text and marks keep a contrast of at least 4.5 and 3 to 1. */
export const PAGE_STYLE: Markup = new Markup(`
:root { color-scheme: light dark; --text: #1b1f24; --muted: #57606a; --page: #ffffff; --band: #f4f6f8; --line: #d0d7de;
	--link: #0b5cad; --graph: #0072b2; --linear: #c24e00; --good: #1a7f5a; --warn: #b35900; --warn-page: #fff6ea; --good-page: #edf8f3; }
@media (prefers-color-scheme: dark) {
	:root { --text: #e6edf3; --muted: #a3adb8; --page: #0f1419; --band: #1a2129; --line: #3b444e;
		--link: #7cc0f7; --graph: #56b4e9; --linear: #f0883e; --good: #4fc3a1; --warn: #f0a35e; --warn-page: #2b2013; --good-page: #10261f; }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text);
	font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
header, main { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2.25rem; }
main { padding-bottom: 4rem; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--page); color: var(--link); padding: .5rem .9rem; z-index: 1; }
.skip:focus { top: .5rem; }
h1 { font-size: 1.8rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
header p { margin: .25rem 0 0; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .6rem; }
h3 { font-size: 1.05rem; line-height: 1.35; margin: 2rem 0 .25rem; }
main > section { margin-top: 2.75rem; padding-top: 1.5rem; border-top: 1px solid var(--line); scroll-margin-top: 1rem; }
p, li { max-width: 50rem; overflow-wrap: break-word; }
p { margin: .5rem 0; }
.lead { font-size: 1.15rem; line-height: 1.5; margin: 1.5rem 0 1rem; }
.muted, caption, small { color: var(--muted); }
main > section.notice { margin: 1rem 0; padding: .8rem 1.1rem; border: 1px solid var(--line); border-left: .35rem solid var(--warn); border-radius: .4rem; background: var(--warn-page); }
main > section.notice.good { border-left-color: var(--good); background: var(--good-page); }
.notice h2 { font-size: 1.05rem; margin: 0; }
.notice ul { margin: .3rem 0 0; padding-left: 1.2rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.6rem, 1fr)); gap: .9rem; margin: 1.25rem 0; }
.figures > div { background: var(--band); border-radius: .4rem; padding: .8rem 1rem; border-left: .35rem solid var(--line); }
.figures > .graph { border-color: var(--graph); }
.figures > .linear { border-color: var(--linear); }
.figures dt { color: var(--muted); font-size: .9rem; }
.figures dd { margin: 0; }
.figures b { display: block; font-size: 1.45rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.figures span { color: var(--muted); font-size: .9rem; }
nav { margin-top: 1.5rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: 0; padding: 0; list-style: none; font-size: .95rem; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0 0 .4rem; font-size: .92rem; max-width: 50rem; }
caption.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: .42rem .65rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
tr > :first-child { padding-left: .5rem; }
th.n, td.n { text-align: right; }
td.n { white-space: nowrap; }
thead th { border-bottom: 2px solid var(--muted); font-weight: 600; vertical-align: bottom; line-height: 1.3; }
tbody th { font-weight: 600; min-width: 8rem; }
tbody tr:hover > * { background: var(--band); }
td small, th small { font-size: .87em; }
tr.first > * { border-top: 2px solid var(--line); }
.seq { overflow-wrap: anywhere; }
.whole { white-space: nowrap; }
code { font: .88em/1.45 ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
code.line { display: block; }
code.line + small { display: block; margin-bottom: .35rem; }
pre { background: var(--band); border-radius: .4rem; padding: .8rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
details { margin: 1rem 0; }
details > .scroll { margin-top: .5rem; }
summary { cursor: pointer; color: var(--link); width: fit-content; max-width: 100%; }
.plot { display: block; width: 100%; min-width: 40rem; height: auto; }
.plot text { font-family: inherit; font-variant-numeric: tabular-nums; }
.plot-small .plot { max-width: 34rem; min-width: 22rem; }
@media (max-width: 40rem) {
	h1 { font-size: 1.45rem; }
	.lead { font-size: 1.05rem; }
	header { padding-top: 1.5rem; }
	th, td { padding: .4rem .5rem; }
}
@media print {
	:root { --text: #000; --muted: #444; --page: #fff; --band: #f2f2f2; --line: #bbb; --link: #000;
		--graph: #0072b2; --linear: #c24e00; --good: #1a7f5a; --warn: #b35900; --warn-page: #fff; --good-page: #fff; }
	@page { margin: 16mm 14mm; }
	body { font-size: 10pt; }
	header, main { max-width: none; padding: 0; }
	nav, .skip { display: none; }
	a { text-decoration: none; }
	.figures { grid-template-columns: repeat(auto-fit, minmax(32mm, 1fr)); gap: 2mm; }
	.figures > div { padding: .5rem .6rem; }
	.figures b { font-size: 1.2rem; }
	.scroll { overflow: visible; }
	.plot { min-width: 0; }
	table { font-size: 8.5pt; }
	th, td { padding: .25rem .4rem; }
	main > section { margin-top: 1.5rem; padding-top: 1rem; }
	details::details-content { content-visibility: visible; display: block; }
	summary { display: none; }
	caption { font-size: 9pt; }
	thead { display: table-header-group; }
	h2, h3, caption, summary { break-after: avoid; }
	tr, .figures > div, .plot, .notice { break-inside: avoid; }
	tbody > tr:first-child { break-before: avoid; }
	* { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`);
