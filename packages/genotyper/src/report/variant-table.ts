/** variants.tsv: one row for each counted truth variant, with what each arm says of it. */
import type { Reference } from '@pangraf/graph';
import type { ArmComparison, Comparison } from '../comparison/compare.ts';
import { formatGenotype } from '../comparison/genotype.ts';
import { type Outcome, OUTCOMES } from '../comparison/miss-reasons.ts';
import type { Coverage } from '../depth/coverage.ts';
import { typeOf, VARIANT_TYPES } from '../comparison/variant-set.ts';
import { encoded, RowBuffer } from './row-buffer.ts';
import { addShortAllele, addVcfAllele } from './vcf-allele.ts';

const TAB = 9;
const LINE_FEED = 10;
const SPACE = 32;
const DOT = 46;
const SLASH = 47;
const NOTHING = new Uint8Array(0);
const NO_ITEMS: readonly string[] = [];
const FILTERED = OUTCOMES.indexOf('filtered');
const TYPES = Object.fromEntries(VARIANT_TYPES.map((type) => [type, encoded(type)]));
const RESULTS = Object.fromEntries(['both', 'graph_only', 'linear_only', 'neither'].map((name) => [name, encoded(name)]));
const OUTCOME_BYTES = OUTCOMES.map(encoded);
/** By packed genotype. */
const GENOTYPES = Array.from({ length: 32 }, (_, packed) => encoded(formatGenotype(packed)));

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
	'graph_depth',
	'linear_depth',
];

/** The header line. */
export function variantHeader(): string {
	return `${COLUMNS.join('\t')}\n`;
}

/**
 * One person's rows in the order of the reference, in pieces; a piece is valid until the next.
 *
 * `position` is VCF's POS of the normalised record; `result` is `both`, `graph_only`, `linear_only` or `neither`; `graph` and
 * `linear` are outcomes (see miss-reasons.ts), and `…_call` the call that they speak of: place, alleles, genotype, and FILTER
 * where it is filtered. `…_depth` are the reads at the variant that are reliable, and all (`12/30`), where alignments were given.
 * Lists are separated by commas; `.` is empty.
 */
export function* variantTable(comparison: Comparison, strataNames: readonly string[], sample: string): Generator<Uint8Array> {
	const { truth, graph, linear, isCounted, panelMembers, strataMasks, reference } = comparison;
	const set = truth.called;
	const contigs = reference.names.map(encoded);
	const name = encoded(`\t${sample}\t`);
	const row = new RowBuffer();
	for (let i = 0; i < set.count; i++) {
		if (isCounted[i] === 0) continue;
		if (row.isFull) yield row.take();
		const graphOutcome = OUTCOMES[graph.outcome[i]!]!;
		const linearOutcome = OUTCOMES[linear.outcome[i]!]!;
		row.bytes(contigs[set.contig[i]!]!);
		row.byte(TAB);
		addVcfAllele(row, set, i, reference, NOTHING);
		row.byte(TAB);
		row.bytes(TYPES[typeOf(set, i)]!);
		row.byte(TAB);
		row.bytes(GENOTYPES[set.genotype[i]!]!);
		row.byte(TAB);
		row.bytes(RESULTS[resultOf(graphOutcome, linearOutcome)]!);
		row.byte(TAB);
		row.bytes(OUTCOME_BYTES[graph.outcome[i]!]!);
		row.byte(TAB);
		row.bytes(OUTCOME_BYTES[linear.outcome[i]!]!);
		row.byte(TAB);
		addCall(row, graph, i, reference, contigs);
		row.byte(TAB);
		addCall(row, linear, i, reference, contigs);
		row.byte(TAB);
		const entry = panelMembers.get(i);
		addList(row, entry?.genes ?? NO_ITEMS);
		row.byte(TAB);
		addList(row, entry === undefined || entry.id === '' ? NO_ITEMS : [entry.id]);
		row.byte(TAB);
		addList(row, strataMasks.length === 0 ? NO_ITEMS : strataNames.filter((_, k) => strataMasks[k]![i] === 1));
		row.byte(TAB);
		row.number(set.line[i]!);
		row.bytes(name);
		addDepth(row, graph.coverage, i);
		row.byte(TAB);
		addDepth(row, linear.coverage, i);
		row.byte(LINE_FEED);
	}
	yield row.take();
}

/** Which arms find a truth variant. */
export function resultOf(graph: Outcome, linear: Outcome): 'both' | 'graph_only' | 'linear_only' | 'neither' {
	if (graph === 'found') return linear === 'found' ? 'both' : 'graph_only';
	return linear === 'found' ? 'linear_only' : 'neither';
}

function addCall(row: RowBuffer, arm: ArmComparison, i: number, reference: Reference, contigs: readonly Uint8Array[]): void {
	const call = arm.evidence[i]!;
	if (call === -1) {
		row.byte(DOT);
		return;
	}
	const isFiltered = arm.outcome[i] === FILTERED;
	const set = isFiltered ? arm.calls.filtered : arm.calls.called;
	addShortAllele(row, set, call, reference, contigs);
	row.byte(SPACE);
	row.bytes(GENOTYPES[set.genotype[call]!]!);
	if (!isFiltered) return;
	row.byte(SPACE);
	row.text(set.filters[set.filter[call]!] ?? '');
}

function addDepth(row: RowBuffer, coverage: Coverage | undefined, i: number): void {
	if (coverage === undefined) {
		row.byte(DOT);
		return;
	}
	row.number(coverage.reliableDepth[i]!);
	row.byte(SLASH);
	row.number(coverage.depth[i]!);
}

function addList(row: RowBuffer, items: readonly string[]): void {
	if (items.length === 0) row.byte(DOT);
	else row.text(items.join(',').replaceAll(/[\t\n\r]/g, ' '));
}
