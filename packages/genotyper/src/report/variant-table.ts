/** variants.tsv: one row for each counted truth variant, with what each arm says of it. */
import type { Reference } from '@pangraf/graph';
import type { ArmComparison, Comparison } from '../comparison/compare.ts';
import { formatGenotype } from '../comparison/genotype.ts';
import { type Outcome, OUTCOMES } from '../comparison/miss-reasons.ts';
import { typeOf } from '../comparison/variant-set.ts';
import { shortAlleles, vcfAllele } from './vcf-allele.ts';

const COLUMNS = [
	'contig',
	'position',
	'ref',
	'alt',
	'type',
	'genotype',
	'result',
	'graph',
	'linear',
	'graph_call',
	'linear_call',
	'genes',
	'panel_id',
	'strata',
	'truth_line',
	'sample',
];

/** The header line. */
export function variantHeader(): string {
	return `${COLUMNS.join('\t')}\n`;
}

/**
 * One person's rows in the order of the reference; each piece ends with a line end.
 *
 * `position` is VCF's POS of the normalised record; `result` is `both`, `graph_only`, `linear_only` or `neither`; `graph` and
 * `linear` are outcomes (see miss-reasons.ts), and `…_call` the call that they speak of: place, alleles, genotype, and FILTER
 * where it is filtered. Lists are separated by commas; `.` is empty.
 */
export function* variantTable(comparison: Comparison, strataNames: readonly string[], sample: string): Generator<string> {
	const { truth, graph, linear, isCounted, panelMembers, strataMasks, reference } = comparison;
	const set = truth.called;
	for (let i = 0; i < set.count; i++) {
		if (isCounted[i] === 0) continue;
		const { contig, position, ref, alt } = vcfAllele(set, i, reference);
		const graphOutcome = OUTCOMES[graph.outcome[i]!]!;
		const linearOutcome = OUTCOMES[linear.outcome[i]!]!;
		const entry = panelMembers.get(i);
		const strata = strataNames.filter((_, k) => strataMasks[k]![i] === 1);
		const row = [
			contig,
			position,
			ref,
			alt,
			typeOf(set, i),
			formatGenotype(set.genotype[i]!),
			resultOf(graphOutcome, linearOutcome),
			graphOutcome,
			linearOutcome,
			callText(graph, i, reference),
			callText(linear, i, reference),
			listText(entry?.genes ?? []),
			listText(entry === undefined || entry.id === '' ? [] : [entry.id]),
			listText(strata),
			set.line[i]!,
			sample,
		];
		yield `${row.join('\t')}\n`;
	}
}

/** Which arms find a truth variant. */
export function resultOf(graph: Outcome, linear: Outcome): 'both' | 'graph_only' | 'linear_only' | 'neither' {
	if (graph === 'found') return linear === 'found' ? 'both' : 'graph_only';
	return linear === 'found' ? 'linear_only' : 'neither';
}

function callText(arm: ArmComparison, i: number, reference: Reference): string {
	const call = arm.evidence[i]!;
	if (call === -1) return '.';
	const isFiltered = OUTCOMES[arm.outcome[i]!] === 'filtered';
	const set = isFiltered ? arm.calls.filtered : arm.calls.called;
	const allele = vcfAllele(set, call, reference);
	const text = `${allele.contig}:${allele.position} ${shortAlleles(allele)} ${formatGenotype(set.genotype[call]!)}`;
	return isFiltered ? `${text} ${set.filters[set.filter[call]!] ?? ''}` : text;
}

function listText(items: readonly string[]): string {
	return items.length === 0 ? '.' : items.join(',').replaceAll(/[\t\n\r]/g, ' ');
}
