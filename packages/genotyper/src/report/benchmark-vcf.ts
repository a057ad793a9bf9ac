/**
 * truth-vs-graph.vcf and truth-vs-linear.vcf: the GA4GH intermediate form, one record per normalised allele with the columns
 * TRUTH and QUERY.
 *
 * Source: the benchmarking format of the Global Alliance for Genomics and Health, as hap.py writes it
 * (doi:10.1038/s41587-019-0054-x, supplementary note 3). Added to it: the variant type `SV`; hap.py knows SNP and INDEL.
 * A call that matches a structural variant without being spelt alike has a record of its own.
 */
import type { Reference } from '@pangraf/graph';
import type { ArmComparison, Comparison } from '../comparison/compare.ts';
import { formatGenotype } from '../comparison/genotype.ts';
import { MATCH_ALLELE, MATCH_GENOTYPE, MATCH_LOCAL } from '../comparison/matching.ts';
import { compareVariants, typeOf, type VariantSet } from '../comparison/variant-set.ts';
import { vcfAllele } from './vcf-allele.ts';

const NO_CALL = './.:.:.:NOCALL';

/** Header and records; each piece ends with a line end. `source` names the program and its version. */
export function* benchmarkVcf(
	comparison: Comparison,
	arm: ArmComparison,
	source: string,
	commandLine: string,
): Generator<string> {
	const { reference, truth: truthSet } = comparison;
	const truth = truthSet.called;
	const calls = arm.calls.called;
	yield* headerLines(reference, source, commandLine);
	let i = 0;
	let j = 0;
	while (i < truth.count || j < calls.count) {
		const order = i === truth.count ? 1 : j === calls.count ? -1 : compareVariants(truth, i, calls, j);
		const truthColumn = order <= 0 ? sampleColumn(truth, i, arm.matching.truth[i]!, truthDecision(comparison, arm, i)) : NO_CALL;
		const queryColumn = order >= 0 ? sampleColumn(calls, j, arm.matching.calls[j]!, callDecision(comparison, arm, j)) : NO_CALL;
		const { contig, position, ref, alt } = order <= 0 ? vcfAllele(truth, i, reference) : vcfAllele(calls, j, reference);
		yield `${contig}\t${position}\t.\t${ref}\t${alt}\t.\t.\t.\tGT:BD:BK:BVT\t${truthColumn}\t${queryColumn}\n`;
		if (order <= 0) i++;
		if (order >= 0) j++;
	}
}

function* headerLines(reference: Reference, source: string, commandLine: string): Generator<string> {
	yield '##fileformat=VCFv4.3\n';
	yield `##source=${source}\n`;
	yield `##pangrafCommand=${commandLine.replaceAll(/[\n\r]/g, ' ')}\n`;
	for (const [k, name] of reference.names.entries()) {
		yield `##contig=<ID=${name},length=${reference.sequences[k]!.length}>\n`;
	}
	yield '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">\n';
	yield '##FORMAT=<ID=BD,Number=1,Type=String,Description="Decision for call (TP/FP/FN/UNK); UNK is outside the regions">\n';
	yield '##FORMAT=<ID=BK,Number=1,Type=String,Description="Sub-type for decision: genotype (gm), allele (am) or local (lm) match">\n';
	yield '##FORMAT=<ID=BVT,Number=1,Type=String,Description="High-level variant type (SNP|INDEL|SV|NOCALL)">\n';
	yield '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tTRUTH\tQUERY\n';
}

function sampleColumn(set: VariantSet, i: number, verdict: number, decision: string): string {
	const type = typeOf(set, i);
	return `${formatGenotype(set.genotype[i]!)}:${decision}:${matchKind(verdict)}:${type === 'SNV' ? 'SNP' : type}`;
}

function matchKind(verdict: number): string {
	if (verdict === MATCH_GENOTYPE) return 'gm';
	if (verdict === MATCH_ALLELE) return 'am';
	return verdict === MATCH_LOCAL ? 'lm' : '.';
}

function truthDecision(comparison: Comparison, arm: ArmComparison, i: number): string {
	if (comparison.isCounted[i] === 0) return 'UNK';
	return arm.matching.truth[i] === MATCH_GENOTYPE ? 'TP' : 'FN';
}

/** A call with a partner is decided where the partner is counted. */
function callDecision(comparison: Comparison, arm: ArmComparison, j: number): string {
	const partner = arm.matching.truthOfCall[j]!;
	const isCounted = partner === -1 ? arm.isCounted[j] : comparison.isCounted[partner];
	if (isCounted === 0) return 'UNK';
	return arm.matching.calls[j] === MATCH_GENOTYPE ? 'TP' : 'FP';
}
