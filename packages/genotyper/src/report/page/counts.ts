/** What is missed and why, precision, and what was left out. */
import { EXCLUSION_REASONS, type ExclusionReason } from '../../comparison/exclusions.ts';
import { OUTCOMES } from '../../comparison/miss-reasons.ts';
import { html, type Markup } from '../markup.ts';
import type { ArmSummary } from '../stratum-summary.ts';
import { capital } from './capital.ts';
import { type PageContext, strataOf } from './context.ts';
import { framed, table, withInterval } from './tables.ts';

/** True variants by what each arm says of them. */
export function missedSection({ summary, words, numbers }: PageContext): Markup {
	const { graph, linear } = summary.outcomes;
	const shown = OUTCOMES.filter((outcome) => outcome === 'found' || graph[outcome] + linear[outcome] > 0);
	return table(
		words.missed.caption,
		[
			{ text: words.missed.outcome },
			{ text: words.armNames.graph, isFigure: true },
			{ text: words.armNames.linear, isFigure: true },
		],
		shown.map((outcome) => [
			capital(words.missed.outcomes[outcome]),
			numbers.count(graph[outcome]),
			numbers.count(linear[outcome]),
		]),
	);
}

/** Precision and the counts of both arms, one row per arm. */
export function precisionSection(context: PageContext): Markup {
	const { words, numbers } = context;
	const say = words.precision;
	const armRow = (label: string | undefined, name: string, arm: ArmSummary): Markup => {
		const { clustered } = arm;
		const precision = withInterval(
			numbers.percent(arm.precision),
			numbers.percentRange(clustered?.precision_ci ?? arm.precision_ci),
		);
		const limits = clustered?.f1_ci ?? arm.f1_ci;
		const f1 = withInterval(
			arm.f1 === null ? '–' : numbers.decimal(arm.f1, 4),
			limits === null ? '–' : `${numbers.decimal(limits[0], 4)} – ${numbers.decimal(limits[1], 4)}`,
		);
		const counts = [arm.tp, arm.fn, arm.fp, arm.genotype_mismatches].map(
			(count) => html`<td class="n">${numbers.count(count)}</td>`,
		);
		const heading = label === undefined ? undefined : html`<th scope="rowgroup" rowspan="2">${label}</th>`;
		return html`<tr${label === undefined ? undefined : html` class="first"`}>${heading}<th scope="row">${name}</th>${counts}<td class="n">${precision}</td><td class="n">${f1}</td></tr>
`;
	};
	const columns = ['TP', 'FN', 'FP', say.genotypeWrong, say.precision, 'F1'];
	const rows = strataOf(context, ['all', 'type', 'regions', 'panel']);
	return framed(
		say.caption,
		html`<tr><th scope="col">${words.recall.stratum}</th><th scope="col">${say.arm}</th>${columns.map((text) => html`<th scope="col" class="n">${text}</th>`)}</tr>`,
		rows.map(({ label, stratum }) => [
			armRow(label, words.armNames.graph, stratum.graph),
			armRow(undefined, words.armNames.linear, stratum.linear),
		]),
	);
}

/** What became of records, and alleles that were not compared. */
export function excludedSection({ summary, words, numbers }: PageContext): Markup {
	const say = words.excluded;
	const { truth, graph, linear } = summary.call_sets;
	const columns = [words.truth, words.armNames.graph, words.armNames.linear].map((text) => ({ text, isFigure: true }));
	const fields = Object.keys(say.records) as (keyof typeof say.records)[];
	const records = table(
		say.recordsCaption,
		[{ text: '' }, ...columns],
		fields.map((field) => [say.records[field], ...[truth, graph, linear].map((set) => numbers.count(set[field]))]),
	);
	const reasons = (Object.keys(EXCLUSION_REASONS) as ExclusionReason[]).flatMap((reason) => {
		const counts = [truth, graph, linear].map(({ excluded }) => excluded[reason] ?? 0);
		return counts.some((count) => count > 0) ? [{ reason, counts }] : [];
	});
	if (reasons.length === 0) return html`${records}<p>${say.nothing}</p>`;
	return html`${records}
${table(
	say.caption,
	[{ text: say.reason }, ...columns],
	reasons.map(({ reason, counts }) => [
		html`${capital(say.reasons[reason])} <small class="muted">(${reason})</small>`,
		...counts.map((count) => numbers.count(count)),
	]),
)}
<p class="muted">${say.listed}</p>`;
}
