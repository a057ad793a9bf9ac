/**
 * Recall per stratum for both arms, with 95 % intervals, as inline SVG.
 *
 * Drawn here and not by a plotting library: it is two marks and two lines per row, and the smallest library that renders SVG
 * without a browser (vega) brings 11 MB. Colours are those of M. Okabe and K. Ito (blue, vermilion), told apart by colour-blind
 * readers; the arms differ in shape and place too, so that the plot reads in black and white. Colours come from the page's
 * style sheet, so that they follow light and dark.
 */
import { count, percent, percentRange } from './numbers.ts';
import { html, type Markup } from './markup.ts';
import type { ArmSummary, StratumSummary } from './stratum-summary.ts';

/** One row: the name that people read, and its figures. */
export interface ForestRow {
	readonly label: string;
	readonly stratum: StratumSummary;
}

const WIDTH = 860;
const LABEL_WIDTH = 230;
const TEXT_WIDTH = 204;
const LEFT = LABEL_WIDTH;
const RIGHT = WIDTH - TEXT_WIDTH;
const TOP = 40;
const ROW_HEIGHT = 46;
const AXIS_HEIGHT = 46;

/** The plot; rows without truth variants are left away. */
export function forestPlot(allRows: readonly ForestRow[]): Markup {
	const rows = allRows.filter(({ stratum }) => stratum.truth_total > 0);
	const from = axisStart(rows);
	const x = (recall: number): number => round(LEFT + ((recall - from) / (1 - from)) * (RIGHT - LEFT));
	const bottom = TOP + rows.length * ROW_HEIGHT;
	return html`<svg class="forest" viewBox="0 0 ${WIDTH} ${bottom + AXIS_HEIGHT}" role="img" aria-labelledby="forest-title forest-text">
<title id="forest-title">Recall of the graph arm and the linear arm per stratum</title>
<desc id="forest-text">The same figures stand in the table of recall above. ${rows.map(
		({ label, stratum }) => `${label}: graph ${percent(stratum.graph.recall)}, linear ${percent(stratum.linear.recall)}. `,
	)}</desc>
${legend()}
${rows.map((_, k) => (k % 2 === 0 ? html`<rect class="band" x="0" y="${TOP + k * ROW_HEIGHT}" width="${WIDTH}" height="${ROW_HEIGHT}"/>` : undefined))}
${axis(from, x, bottom)}
${rows.map((row, k) => plotRow(row, TOP + k * ROW_HEIGHT, x))}
</svg>`;
}

function plotRow({ label, stratum }: ForestRow, top: number, x: (recall: number) => number): Markup {
	const middle = top + ROW_HEIGHT / 2;
	return html`<g>
<text class="label" x="8" y="${middle - 3}">${shorten(label)}</text>
<text class="small" x="8" y="${middle + 13}">${count(stratum.truth_total)} true ${stratum.truth_total === 1 ? 'variant' : 'variants'}</text>
${mark('graph', stratum.graph, middle - 9, x)}
${mark('linear', stratum.linear, middle + 9, x)}
</g>
`;
}

function mark(arm: 'graph' | 'linear', { recall, recall_ci }: ArmSummary, y: number, x: (recall: number) => number): Markup {
	if (recall === null || recall_ci === null) return html``;
	const [low, high] = [x(recall_ci[0]), x(recall_ci[1])];
	const at = x(recall);
	const shape =
		arm === 'graph'
			? html`<circle cx="${at}" cy="${y}" r="5"/>`
			: html`<rect x="${at - 4.5}" y="${y - 4.5}" width="9" height="9"/>`;
	return html`<g class="${arm}"><path d="M${low} ${y}H${high}M${low} ${y - 4}v8M${high} ${y - 4}v8"/>${shape}<text class="small" x="${RIGHT + 16}" y="${y + 4}">${percent(recall)} (${percentRange(recall_ci)})</text></g>`;
}

function legend(): Markup {
	return html`<g class="graph"><path d="M${LEFT} 18h28"/><circle cx="${LEFT + 14}" cy="18" r="5"/></g><text class="label" x="${LEFT + 36}" y="22">graph</text>
<g class="linear"><path d="M${LEFT + 110} 18h28"/><rect x="${LEFT + 119.5}" y="13.5" width="9" height="9"/></g><text class="label" x="${LEFT + 146}" y="22">linear</text>
<text class="small" x="${RIGHT + 16}" y="22">recall (95 % interval)</text>`;
}

function axis(from: number, x: (recall: number) => number, bottom: number): Markup {
	const step = (1 - from) / 5;
	const ticks = Array.from({ length: 6 }, (_, i) => from + i * step);
	const digits = step >= 0.01 ? 0 : step >= 0.001 ? 1 : 2;
	return html`<g class="axis">${ticks.map(
		(tick) =>
			html`<path d="M${x(tick)} ${TOP}V${bottom}"/><text class="small" text-anchor="middle" x="${x(tick)}" y="${bottom + 18}">${(tick * 100).toFixed(digits)}</text>`,
	)}<text class="small" text-anchor="middle" x="${(LEFT + RIGHT) / 2}" y="${bottom + 38}">recall in %</text></g>`;
}

/** Lower end of the axis: the widest of these that all intervals fit in, so that high recalls are told apart. */
function axisStart(rows: readonly ForestRow[]): number {
	const lowest = Math.min(
		1,
		...rows.flatMap(({ stratum }) => [stratum.graph.recall_ci?.[0] ?? 1, stratum.linear.recall_ci?.[0] ?? 1]),
	);
	return [0.995, 0.99, 0.975, 0.95, 0.9, 0.75, 0.5].find((start) => start <= lowest) ?? 0;
}

function shorten(label: string): string {
	return label.length > 27 ? `${label.slice(0, 26)}…` : label;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
