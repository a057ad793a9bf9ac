/**
 * truth-vs-graph.vcf and truth-vs-linear.vcf: the GA4GH intermediate form, one record per normalised allele with the columns
 * TRUTH and QUERY.
 *
 * Source: the benchmarking format of the Global Alliance for Genomics and Health, as hap.py writes it
 * (doi:10.1038/s41587-019-0054-x, supplementary note 3). Added to it: the variant type `SV` (hap.py knows SNP and INDEL), and the
 * flag `UNRESOLVED`. Calls that match a truth variant without being spelt alike have records of their own; those of one
 * superlocus have the same `BS`.
 */
import type { Reference } from '@pangraf/graph';
import type { ArmComparison, Comparison } from '../comparison/compare.ts';
import { formatGenotype } from '../comparison/genotype.ts';
import { MATCH_ALLELE, MATCH_GENOTYPE, MATCH_LOCAL, MATCH_UNRESOLVED } from '../comparison/matching.ts';
import { Superloci } from '../comparison/superloci.ts';
import { compareVariants, typeOf, VARIANT_TYPES, type VariantSet } from '../comparison/variant-set.ts';
import { encoded, RowBuffer } from './row-buffer.ts';
import { addVcfAllele } from './vcf-allele.ts';

const TAB = 9;
const LINE_FEED = 10;
const COLON = 58;

const ID = encoded('.\t');
const BEFORE_INFO = encoded('\t.\tBS=');
const UNRESOLVED = encoded(';UNRESOLVED');
const FORMAT = encoded('\tGT:BD:BK:BVT\t');
const NO_CALL = encoded('./.:.:.:NOCALL');
const TRUE_POSITIVE = encoded('TP');
const FALSE_NEGATIVE = encoded('FN');
const FALSE_POSITIVE = encoded('FP');
const OUTSIDE = encoded('UNK');
const TYPES = Object.fromEntries(VARIANT_TYPES.map((type) => [type, encoded(type === 'SNV' ? 'SNP' : type)]));
/** By verdict. */
const KINDS: Readonly<Record<number, Uint8Array>> = {
	[MATCH_GENOTYPE]: encoded('gm'),
	[MATCH_ALLELE]: encoded('am'),
	[MATCH_LOCAL]: encoded('lm'),
};
const NO_KIND = encoded('.');
/** By packed genotype. */
const GENOTYPES = Array.from({ length: 32 }, (_, packed) => encoded(formatGenotype(packed)));

/** Header and records, in pieces; a piece is valid until the next. `source` names the program and its version. */
export function* benchmarkVcf(
	comparison: Comparison,
	arm: ArmComparison,
	source: string,
	commandLine: string,
): Generator<Uint8Array> {
	const { reference, truth: truthSet } = comparison;
	const truth = truthSet.called;
	const calls = arm.calls.called;
	const contigs = reference.names.map(encoded);
	const row = new RowBuffer();
	row.text(headerText(reference, source, commandLine));
	const loci = new Superloci(truth, calls, reference);
	let i = 0;
	let j = 0;
	while (i < truth.count || j < calls.count) {
		if (row.isFull) yield row.take();
		if (i === loci.truthTo && j === loci.callsTo) loci.next();
		const order = i === truth.count ? 1 : j === calls.count ? -1 : compareVariants(truth, i, calls, j);
		const truthVerdict = order <= 0 ? arm.matching.truth[i]! : -1;
		const callVerdict = order >= 0 ? arm.matching.calls[j]! : -1;
		const [set, k] = order <= 0 ? [truth, i] : [calls, j];
		row.bytes(contigs[set.contig[k]!]!);
		row.byte(TAB);
		addVcfAllele(row, set, k, reference, ID);
		row.byte(TAB);
		row.bytes(NO_KIND);
		row.bytes(BEFORE_INFO);
		row.number(loci.start + 1);
		if (truthVerdict === MATCH_UNRESOLVED || callVerdict === MATCH_UNRESOLVED) row.bytes(UNRESOLVED);
		row.bytes(FORMAT);
		if (order <= 0) addSample(row, truth, i, truthVerdict, truthDecision(comparison, i, truthVerdict));
		else row.bytes(NO_CALL);
		row.byte(TAB);
		if (order >= 0) addSample(row, calls, j, callVerdict, callDecision(comparison, arm, j, callVerdict));
		else row.bytes(NO_CALL);
		row.byte(LINE_FEED);
		if (order <= 0) i++;
		if (order >= 0) j++;
	}
	yield row.take();
}

function headerText(reference: Reference, source: string, commandLine: string): string {
	return [
		'##fileformat=VCFv4.3',
		`##source=${source}`,
		`##pangrafCommand=${commandLine.replaceAll(/[\n\r]/g, ' ')}`,
		...reference.names.map((name, k) => `##contig=<ID=${name},length=${reference.sequences[k]!.length}>`),
		'##INFO=<ID=BS,Number=1,Type=Integer,Description="Benchmarking superlocus: POS of the first of the variants judged together">',
		'##INFO=<ID=UNRESOLVED,Number=0,Type=Flag,Description="The search for a match was cut short, and what it had not found counts as no match">',
		'##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
		'##FORMAT=<ID=BD,Number=1,Type=String,Description="Decision for call (TP/FP/FN/UNK); UNK is outside the regions">',
		'##FORMAT=<ID=BK,Number=1,Type=String,Description="Sub-type for decision: genotype (gm), allele (am) or local (lm) match">',
		'##FORMAT=<ID=BVT,Number=1,Type=String,Description="High-level variant type (SNP|INDEL|SV|NOCALL)">',
		'#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tTRUTH\tQUERY',
		'',
	].join('\n');
}

function addSample(row: RowBuffer, set: VariantSet, i: number, verdict: number, decision: Uint8Array): void {
	row.bytes(GENOTYPES[set.genotype[i]!]!);
	row.byte(COLON);
	row.bytes(decision);
	row.byte(COLON);
	row.bytes(KINDS[verdict] ?? NO_KIND);
	row.byte(COLON);
	row.bytes(TYPES[typeOf(set, i)]!);
}

function truthDecision(comparison: Comparison, i: number, verdict: number): Uint8Array {
	if (comparison.isCounted[i] === 0) return OUTSIDE;
	return verdict === MATCH_GENOTYPE ? TRUE_POSITIVE : FALSE_NEGATIVE;
}

/** A call with a partner is decided where the partner is counted. */
function callDecision(comparison: Comparison, arm: ArmComparison, j: number, verdict: number): Uint8Array {
	const partner = arm.matching.truthOfCall[j]!;
	const isCounted = partner === -1 ? arm.isCounted[j] : comparison.isCounted[partner];
	if (isCounted === 0) return OUTSIDE;
	return verdict === MATCH_GENOTYPE ? TRUE_POSITIVE : FALSE_POSITIVE;
}
