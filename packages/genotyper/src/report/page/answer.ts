import { SIGNIFICANCE_LEVEL } from '../../statistics/detectable-difference.ts';
import { html, type Markup } from '../markup.ts';
import { groupColumns, groupLabel, labelOf, type PageContext, recallInterval } from './context.ts';
import { testOf } from './tables.ts';

/** The answer at a glance: a sentence, what must not be overlooked, and the figures. */
export function answer(context: PageContext): Markup {
	const { summary, words } = context;
	if (summary.strata['all']!.truth_total === 0) return html`<p class="lead">${words.answer.nothing}</p>${gates(context)}`;
	return html`<p class="lead">${lead(context)}</p>
${blindSpots(context)}${gates(context)}${figures(context)}`;
}

function lead({ summary, words, numbers }: PageContext): string {
	const { graph, linear, paired, truth_total } = summary.strata['all']!;
	const [total, inGraph, inLinear] = [numbers.count(truth_total), numbers.count(graph.tp), numbers.count(linear.tp)];
	const { cohort } = summary;
	const found =
		cohort === null
			? words.answer.found(total, inGraph, inLinear)
			: words.answer.foundInPeople(
					numbers.count(cohort.people),
					total,
					numbers.count(cohort.distinct_variants),
					inGraph,
					inLinear,
				);
	if (testOf(paired).p <= SIGNIFICANCE_LEVEL)
		return `${found} ${words.answer.more[paired.recall_difference! > 0 ? 'graph' : 'linear']}`;
	const { detectable_difference: detectable } = paired;
	const could = detectable === null ? words.answer.tooSmall : words.answer.detectable(numbers.decimal(detectable * 100, 2));
	return `${found} ${words.answer.noDifference} ${could}`;
}

function blindSpots({ summary, words, numbers }: PageContext): Markup | undefined {
	if (summary.blind_spots.length === 0) return undefined;
	const items = summary.blind_spots.map(({ stratum, arm, truth_total, graph_found, linear_found }) => {
		const label = labelOf(stratum, summary.strata[stratum]!.kind, words);
		const text = words.answer.blind({
			arm,
			stratum: label,
			total: numbers.count(truth_total),
			graph: numbers.count(graph_found),
			linear: numbers.count(linear_found),
		});
		return html`<li>${text}</li>
`;
	});
	return html`<section class="notice warn" aria-labelledby="blind"><h2 id="blind">${words.answer.blindHeading}</h2>
<ul>
${items}</ul></section>
`;
}

function gates({ summary, words, numbers }: PageContext): Markup | undefined {
	const all = summary.gates;
	if (all.length === 0) return undefined;
	const passed = all.filter((gate) => gate.passed).length;
	const items = all.map((gate) => {
		const verdict = gate.passed
			? words.answer.gatePassed
			: gate.value === null
				? words.answer.gateUnknown
				: words.answer.gateFailed;
		const value = gate.value === null ? '' : ` (${numbers.decimal(gate.value, Number.isInteger(gate.value) ? 0 : 5)})`;
		return html`<li><code>${gate.expression}</code>: <b>${verdict}</b>${value}</li>
`;
	});
	return html`<section class="notice ${passed === all.length ? 'good' : 'warn'}" aria-labelledby="gates"><h2 id="gates">${words.answer.gates(passed, all.length)}</h2>
<ul>
${items}</ul></section>
`;
}

function figures(context: PageContext): Markup {
	const { summary, words, numbers } = context;
	const { graph, linear, paired } = summary.strata['all']!;
	const { p, interval } = testOf(paired);
	const card = (kind: string, heading: string, value: string, note: string): Markup =>
		html`<div class="${kind}"><dt>${heading}</dt><dd><b>${value}</b><span>${note}</span></dd></div>
`;
	const { answer: say } = words;
	return html`<dl class="figures">
${card('graph', say.recallOf.graph, numbers.percent(graph.recall), say.interval(numbers.percentRange(recallInterval(graph))))}${card(
	'linear',
	say.recallOf.linear,
	numbers.percent(linear.recall),
	say.interval(numbers.percentRange(recallInterval(linear))),
)}${card('', say.difference, numbers.points(paired.recall_difference), say.intervalAndP(numbers.pointsRange(interval), numbers.pValue(p)))}${diagnosticCard(context, card)}${gapCard(context, card)}</dl>`;
}

type Card = (kind: string, heading: string, value: string, note: string) => Markup;

function diagnosticCard({ summary, words, numbers }: PageContext, card: Card): Markup | undefined {
	if (summary.diagnostic === null) return undefined;
	const { gained, lost, truth_total } = summary.diagnostic;
	const sum = (list: readonly { readonly people: number }[]): string =>
		numbers.count(list.reduce((n, { people }) => n + people, 0));
	const { answer: say } = words;
	return card('', say.diagnostic, say.gainedLost(sum(gained), sum(lost)), say.ofDiagnostic(numbers.count(truth_total)));
}

/** The largest gap of the graph arm over the columns of groups. */
function gapCard({ summary, words, numbers }: PageContext, card: Card): Markup | undefined {
	const gaps = groupColumns(summary).flatMap((column) => {
		const graph = summary.equity!.columns[column]!.strata['all']?.graph;
		return graph === undefined || graph.largest_gap === null ? [] : [{ ...graph, gap: graph.largest_gap }];
	});
	const [largest] = gaps.toSorted((a, b) => b.gap - a.gap);
	if (largest === undefined) return undefined;
	const note = words.answer.gapBetween(groupLabel(largest.worst!, words), groupLabel(largest.best!, words));
	return card('', words.answer.gap, numbers.decimal(largest.gap * 100, 2), note);
}
