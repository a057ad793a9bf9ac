import { count, percent, percentRange, points, pointsRange, pValue } from './numbers.ts';
import { html, type Markup, type MarkupValue } from './markup.ts';
import type { ArmSummary, StratumSummary } from './stratum-summary.ts';

/** Name of a stratum or gene as people read it, and its figures. */
export interface NamedStratum {
	readonly label: string;
	readonly stratum: StratumSummary;
}

/**
 * A table in a frame that scrolls sideways on narrow screens, reachable by keyboard. A caption that only says again what the
 * heading says is left to screen readers.
 */
export function framedTable(caption: string, head: MarkupValue, body: MarkupValue, isCaptionShown = true): Markup {
	return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption${isCaptionShown ? undefined : html` class="unseen"`}>${caption}</caption>
<thead>${head}</thead>
<tbody>
${body}</tbody>
</table></div>`;
}

/** Recall of both arms, the difference and the test; `rowName` heads the first column. */
export function recallTable(caption: string, rowName: string, rows: readonly NamedStratum[]): Markup {
	return framedTable(
		caption,
		html`<tr><th scope="col">${rowName}</th><th scope="col" class="n">True variants</th><th scope="col" class="n">Graph recall</th><th scope="col" class="n">Linear recall</th><th scope="col" class="n">Difference, points</th><th scope="col" class="n">McNemar p</th></tr>`,
		rows.map(({ label, stratum }) => {
			const { truth_total, graph, linear, paired } = stratum;
			return html`<tr><th scope="row">${label}</th><td class="n">${count(truth_total)}</td><td class="n">${recallCell(graph)}</td><td class="n">${recallCell(linear)}</td><td class="n">${points(paired.recall_difference)}${interval(pointsRange(paired.recall_difference_ci))}</td><td class="n">${truth_total === 0 ? '–' : pValue(paired.mcnemar_p)}</td></tr>
`;
		}),
	);
}

/** The paired counts behind the test, and what the set could have shown. */
export function pairedTable(rows: readonly NamedStratum[]): Markup {
	return framedTable(
		'True variants by which arm finds them, and the smallest true difference that a set of this size shows four times out of five',
		html`<tr><th scope="col">Stratum</th><th scope="col" class="n">Both</th><th scope="col" class="n">Graph only</th><th scope="col" class="n">Linear only</th><th scope="col" class="n">Neither</th><th scope="col" class="n">Detectable difference, points</th></tr>`,
		rows.map(
			({ label, stratum: { paired } }) =>
				html`<tr><th scope="row">${label}</th><td class="n">${count(paired.both)}</td><td class="n">${count(paired.graph_only)}</td><td class="n">${count(paired.linear_only)}</td><td class="n">${count(paired.neither)}</td><td class="n">${paired.detectable_difference === null ? '–' : points(paired.detectable_difference).replace('+', '')}</td></tr>
`,
		),
	);
}

/** Precision and the counts of both arms, one row per arm. */
export function precisionTable(rows: readonly NamedStratum[]): Markup {
	const armRow = (label: string, name: string, arm: ArmSummary, isFirst: boolean): Markup =>
		html`<tr${isFirst ? html` class="first"` : undefined}>${isFirst ? html`<th scope="rowgroup" rowspan="2">${label}</th>` : undefined}<th scope="row">${name}</th><td class="n">${count(arm.tp)}</td><td class="n">${count(arm.fn)}</td><td class="n">${count(arm.fp)}</td><td class="n">${count(arm.genotype_mismatches)}</td><td class="n">${percent(arm.precision)}${interval(percentRange(arm.precision_ci))}</td><td class="n">${arm.f1 === null ? '–' : arm.f1.toFixed(4)}</td></tr>
`;
	return framedTable(
		'True positives, false negatives and false positives; those of the latter two in which the allele is right and only the genotype is wrong; precision and F1',
		html`<tr><th scope="col">Stratum</th><th scope="col">Arm</th><th scope="col" class="n">TP</th><th scope="col" class="n">FN</th><th scope="col" class="n">FP</th><th scope="col" class="n">Genotype wrong</th><th scope="col" class="n">Precision</th><th scope="col" class="n">F1</th></tr>`,
		rows.map(({ label, stratum }) => [
			armRow(label, 'graph', stratum.graph, true),
			armRow(label, 'linear', stratum.linear, false),
		]),
	);
}

function recallCell({ recall, recall_ci }: ArmSummary): Markup {
	return recall === null ? html`–` : html`${percent(recall)}${interval(percentRange(recall_ci))}`;
}

function interval(text: string): Markup {
	return text === '–' ? html`` : html`<br><small>${text}</small>`;
}
