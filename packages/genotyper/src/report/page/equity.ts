import type { GroupColumn } from '../../cohort/people-groups.ts';
import { OTHER_GROUP } from '../../cohort/people-groups.ts';
import type { EquityArmSummary, GroupArmSummary, GroupSummary } from '../equity.ts';
import { html, type Markup } from '../markup.ts';
import { forestPlot } from '../plots/forest-plot.ts';
import { groupColumns, groupLabel, labelOf, type PageContext } from './context.ts';
import { figure, table, withInterval } from './tables.ts';

/** Recall of each group of people, gaps and tests; `undefined` where the sheet of samples states no groups. */
export async function equitySection(context: PageContext): Promise<Markup | undefined> {
	const { summary, words } = context;
	if (summary.equity === null) return undefined;
	const columns: Markup[] = [];
	for (const column of groupColumns(summary)) columns.push(await columnSection(context, column));
	return html`<p>${words.equity.intro(summary.equity.min_group_size)}</p>
${columns}`;
}

async function columnSection(context: PageContext, column: GroupColumn): Promise<Markup> {
	const { summary, words, numbers } = context;
	const say = words.equity;
	const equity = summary.equity!;
	const { shown, folded, withheld, strata } = equity.columns[column]!;
	const name = words.groups[column];
	if (withheld) return html`<p>${say.withheld(name, equity.min_group_size)}</p>`;
	if (shown.length === 0) return html`<p>${say.notShown(name, equity.min_group_size)}</p>`;
	const all = strata['all'];
	const rows = Object.entries(all?.groups ?? {}).map(([group, figures]) => ({
		label: groupLabel(group, words),
		note: say.peopleCount(numbers.count(figures.people)),
		graph: { recall: figures.graph.recall, interval: figures.graph.recall_ci },
		linear: { recall: figures.linear.recall, interval: figures.linear.recall_ci },
	}));
	const text = { id: `${column}-plot`, title: say.plotTitle(name), text: say.plotText };
	const others = Object.keys(strata).filter((stratum) => stratum !== 'all');
	return html`<h3 id="equity-${column}">${name}</h3>
${figure(text.title, await forestPlot(rows, words, numbers, text))}
${folded.length === 0 || !shown.includes(OTHER_GROUP) ? undefined : html`<p class="muted">${say.folded(folded.map((group) => groupLabel(group, words)).join(', '), words.otherGroups, equity.min_group_size)}</p>`}
${groupTable(context, column, 'all')}
${testTable(context, column)}
${
	others.length === 0
		? undefined
		: html`<details><summary>${name}: ${others.map((stratum) => stratumLabel(context, stratum)).join(', ')}</summary>
${others.map((stratum) => groupTable(context, column, stratum))}
</details>`
}`;
}

function stratumLabel({ summary, words }: PageContext, stratum: string): string {
	return labelOf(stratum, summary.strata[stratum]!.kind, words);
}

function groupTable(context: PageContext, column: GroupColumn, stratum: string): Markup {
	const { summary, words, numbers } = context;
	const say = words.equity;
	const { recall } = words;
	const columns = [
		say.people,
		recall.trueVariants,
		recall.recallOf.graph,
		say.gapOf.graph,
		recall.recallOf.linear,
		say.gapOf.linear,
		recall.differencePoints,
	];
	const { groups } = summary.equity!.columns[column]!.strata[stratum]!;
	const gap = ({ gap: value, gap_ci }: GroupArmSummary): Markup | string => {
		if (value === null) return '–';
		if (gap_ci === null) return say.best;
		return withInterval(numbers.decimal(value * 100, 2), numbers.pointsRange(gap_ci));
	};
	const recallOf = ({ recall: value, recall_ci }: GroupArmSummary): Markup =>
		withInterval(numbers.percent(value), numbers.percentRange(value === null ? null : recall_ci));
	return table(
		say.caption(words.groups[column], stratumLabel(context, stratum)),
		[{ text: say.group }, ...columns.map((text) => ({ text, isFigure: true }))],
		Object.entries(groups).map(([group, figures]: [string, GroupSummary]) => [
			groupLabel(group, words),
			numbers.count(figures.people),
			numbers.count(figures.truth_total),
			recallOf(figures.graph),
			gap(figures.graph),
			recallOf(figures.linear),
			gap(figures.linear),
			withInterval(
				numbers.points(figures.recall_difference),
				numbers.pointsRange(figures.recall_difference === null ? null : figures.recall_difference_ci),
			),
		]),
	);
}

function testTable(context: PageContext, column: GroupColumn): Markup {
	const { summary, words, numbers } = context;
	const say = words.equity;
	const test = (arm: EquityArmSummary): Markup | string => {
		const { homogeneity_p: p, homogeneity_p_adjusted: adjusted, homogeneity_method: method, homogeneity_is_rough: isRough } = arm;
		if (p === null || adjusted === null || method === null) return '–';
		return html`${numbers.pValue(p)}<br><small>${say.adjusted(numbers.pValue(adjusted))}<br>${say.method[method]}${isRough ? html`<br>${say.rough}` : undefined}</small>`;
	};
	const gap = ({ largest_gap, largest_gap_ci }: EquityArmSummary): Markup | string =>
		largest_gap === null ? '–' : withInterval(numbers.decimal(largest_gap * 100, 2), numbers.pointsRange(largest_gap_ci));
	const columns = [say.largestGap.graph, say.homogeneity.graph, say.largestGap.linear, say.homogeneity.linear];
	return table(
		say.testCaption(words.groups[column]),
		[{ text: words.recall.stratum }, ...columns.map((text) => ({ text, isFigure: true }))],
		Object.entries(summary.equity!.columns[column]!.strata).map(([stratum, { graph, linear }]) => [
			stratumLabel(context, stratum),
			gap(graph),
			test(graph),
			gap(linear),
			test(linear),
		]),
	);
}
