import { html, type Markup, type MarkupValue } from '../markup.ts';
import type { Interval } from '../../statistics/wilson-interval.ts';
import type { PairedSummary } from '../stratum-summary.ts';
import { type NamedStratum, type PageContext, recallInterval } from './context.ts';

/** A column's heading; figures stand right. */
export interface Column {
	readonly text: string;
	readonly isFigure?: boolean;
}

/** A table row: the first cell heads it. */
export type Row = readonly [heading: MarkupValue, ...cells: MarkupValue[]];

/**
 * A table in a frame that scrolls sideways on narrow screens, reachable by keyboard. A caption that only says again what the
 * heading says is left to screen readers.
 */
export function table(caption: string, columns: readonly Column[], rows: readonly Row[], isCaptionShown = true): Markup {
	const cell = (value: MarkupValue, k: number): Markup => {
		const isFigure = columns[k]?.isFigure === true;
		if (k === 0) return html`<th scope="row">${value}</th>`;
		return isFigure ? html`<td class="n">${value}</td>` : html`<td>${value}</td>`;
	};
	return framed(
		caption,
		html`<tr>${columns.map(({ text, isFigure }) => (isFigure === true ? html`<th scope="col" class="n">${text}</th>` : html`<th scope="col">${text}</th>`))}</tr>`,
		rows.map(
			(row) => html`<tr>${row.map(cell)}</tr>
`,
		),
		isCaptionShown,
	);
}

/** The frame, for tables whose rows are not all alike. */
export function framed(caption: string, head: MarkupValue, body: MarkupValue, isCaptionShown = true): Markup {
	return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption${isCaptionShown ? undefined : html` class="unseen"`}>${caption}</caption>
<thead>${head}</thead>
<tbody>
${body}</tbody>
</table></div>`;
}

/** A plot in a frame that scrolls on narrow screens; a small one does not fill the page. */
export function figure(title: string, plot: Markup, isSmall = false): Markup {
	return html`<div class="scroll${isSmall ? ' plot-small' : ''}" role="region" aria-label="${title}" tabindex="0">${plot}</div>`;
}

/** A value with its interval below; a dash where there is none. */
export function withInterval(value: string, range: string): Markup {
	return range === '–' ? html`${value}` : html`${value}<br><small>${range}</small>`;
}

/** Recall of both arms, the difference and the tests. */
export function recallTable(
	context: PageContext,
	caption: string,
	heading: string,
	rows: readonly NamedStratum[],
	isCaptionShown = true,
): Markup {
	const { words, numbers, summary } = context;
	const { recall } = words;
	const figureColumn = (text: string): Column => ({ text, isFigure: true });
	return table(
		caption,
		[
			{ text: heading },
			...[recall.trueVariants, recall.recallOf.graph, recall.recallOf.linear, recall.differencePoints].map(figureColumn),
			...[summary.cohort === null ? recall.p : recall.clusteredP, recall.adjustedP].map(figureColumn),
		],
		rows.map(({ label, stratum }) => {
			const { truth_total, graph, linear, paired } = stratum;
			const { p, adjusted, interval } = testOf(paired);
			return [
				label,
				numbers.count(truth_total),
				withInterval(numbers.percent(graph.recall), numbers.percentRange(recallInterval(graph))),
				withInterval(numbers.percent(linear.recall), numbers.percentRange(recallInterval(linear))),
				withInterval(numbers.points(paired.recall_difference), numbers.pointsRange(interval)),
				truth_total === 0 ? '–' : numbers.pValue(p),
				adjusted === null ? '–' : numbers.pValue(adjusted),
			];
		}),
		isCaptionShown,
	);
}

/** The test as it is shown: with clusters where there are several people. */
export function testOf(paired: PairedSummary): { p: number; adjusted: number | null; interval: Interval | null } {
	const { clustered } = paired;
	if (clustered !== null) return { p: clustered.p, adjusted: clustered.p_adjusted, interval: clustered.recall_difference_ci };
	return { p: paired.mcnemar_p, adjusted: paired.mcnemar_p_adjusted, interval: paired.recall_difference_ci };
}
