import { html, type Markup } from '../markup.ts';
import { type ForestRow, forestPlot } from '../plots/forest-plot.ts';
import { type SizeClass, sizePlot } from '../plots/size-plot.ts';
import { type NamedStratum, type PageContext, recallInterval, strataOf } from './context.ts';
import { figure, recallTable, table } from './tables.ts';

/** Recall by stratum: plots, and the tables behind them. */
export async function recallSection(context: PageContext): Promise<Markup> {
	const { words, summary } = context;
	const { recall } = words;
	const rows = strataOf(context, ['all', 'type', 'change', 'regions', 'panel']).filter(
		({ stratum }) => stratum.kind !== 'change' || stratum.truth_total > 0,
	);
	const text = { id: 'recall-plot', title: recall.plotTitle, text: recall.plotText };
	const plot = await forestPlot(
		rows.map((row) => forestRow(context, row)),
		words,
		context.numbers,
		text,
	);
	const within = strataOf(context, ['regions_type', 'panel_type']).filter(({ stratum }) => stratum.truth_total > 0);
	return html`${rows.some(({ stratum }) => stratum.truth_total > 0) ? figure(recall.plotTitle, plot) : undefined}
${recallTable(context, recall.tableCaption, recall.stratum, rows)}
${summary.cohort === null ? undefined : html`<p class="muted">${recall.clusteredNote}</p>`}
<h3 id="paired">${recall.pairedHeading}</h3>
${pairedTable(context, rows)}
${await sizes(context)}
${
	within.length === 0
		? undefined
		: html`<h3 id="within">${recall.withinHeading}</h3>
${recallTable(context, recall.withinCaption, recall.stratum, within)}`
}`;
}

/** A row of the forest plot. */
export function forestRow({ words, numbers }: PageContext, { label, stratum }: NamedStratum): ForestRow {
	const { graph, linear, truth_total } = stratum;
	return {
		label,
		note: words.recall.variants(truth_total, numbers.count(truth_total)),
		graph: { recall: graph.recall, interval: recallInterval(graph) },
		linear: { recall: linear.recall, interval: recallInterval(linear) },
	};
}

function pairedTable({ words, numbers }: PageContext, rows: readonly NamedStratum[]): Markup {
	const { recall } = words;
	const columns = [recall.both, recall.only.graph, recall.only.linear, recall.neither, recall.detectable];
	return table(
		recall.pairedCaption,
		[{ text: recall.stratum }, ...columns.map((text) => ({ text, isFigure: true }))],
		rows.map(({ label, stratum: { paired } }) => [
			label,
			numbers.count(paired.both),
			numbers.count(paired.graph_only),
			numbers.count(paired.linear_only),
			numbers.count(paired.neither),
			paired.detectable_difference === null ? '–' : numbers.decimal(paired.detectable_difference * 100, 2),
		]),
	);
}

/** Recall by size, where indels or structural variants of more than one size are there. */
async function sizes(context: PageContext): Promise<Markup | undefined> {
	const { words, numbers } = context;
	const all = strataOf(context, ['size']).filter(({ stratum }) => stratum.truth_total > 0);
	const [deletions, insertions] = ['deletion', 'insertion'].map((change) =>
		all.filter(({ name }) => name.startsWith(`${change} `)),
	) as [NamedStratum[], NamedStratum[]]; // prettier-ignore
	if (deletions.length + insertions.length < 2) return undefined;
	const snvs = strataOf(context, ['type']).filter(({ name, stratum }) => name === 'SNV' && stratum.truth_total > 0);
	const classOf =
		(side: SizeClass['side']) =>
		(row: NamedStratum): SizeClass => ({
			...forestRow(context, row),
			side,
			label: side === 'middle' ? row.name : row.name.replace(/^\S+ /, '').replace('-', '–'),
			note: `n ${numbers.count(row.stratum.truth_total)}`,
		});
	const classes = [
		...deletions.toReversed().map(classOf('deletion')),
		...snvs.map(classOf('middle')),
		...insertions.map(classOf('insertion')),
	]; // prettier-ignore
	const { recall } = words;
	const text = { id: 'size-plot', title: recall.sizePlotTitle, text: recall.sizePlotText };
	return html`<h3 id="sizes">${recall.sizeHeading}</h3>
${figure(recall.sizePlotTitle, await sizePlot(classes, words, numbers, text))}
<details><summary>${recall.finerHeading}</summary>
${recallTable(context, recall.sizeCaption, recall.stratum, all)}
</details>`;
}
