import { describe, expect, it } from 'vitest';
import { haplotypeMatcher } from '../../src/comparison/haplotype-matching.ts';
import {
	MATCH_ALLELE,
	MATCH_GENOTYPE,
	MATCH_LOCAL,
	MATCH_NONE,
	MATCH_UNRESOLVED,
	type Matching,
} from '../../src/comparison/matching.ts';
import { DEFAULT_STRUCTURAL_THRESHOLDS } from '../../src/comparison/thresholds.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

//                1234567890123456789012345678901234567890
const SEQUENCE = `GGACGTTTTTACACACAGATTACACATGCATCTGAAGTCG${'CTGAAGTC'.repeat(20)}`;
const reference = referenceOf({ chr1: SEQUENCE, chr2: SEQUENCE });
const matcher = haplotypeMatcher(DEFAULT_STRUCTURAL_THRESHOLDS);

function match(truth: readonly string[], calls: readonly string[]): Matching {
	return matcher(callSetOf(reference, truth).called, callSetOf(reference, calls).called, reference);
}

const NAMES: Readonly<Record<number, string>> = {
	[MATCH_NONE]: 'none',
	[MATCH_LOCAL]: 'local',
	[MATCH_UNRESOLVED]: 'unresolved',
	[MATCH_ALLELE]: 'allele',
	[MATCH_GENOTYPE]: 'genotype',
};

function verdicts(truth: readonly string[], calls: readonly string[]): [string, string] {
	const matching = match(truth, calls);
	const names = (codes: Uint8Array): string => Array.from(codes, (code) => NAMES[code]).join(' ');
	return [names(matching.truth), names(matching.calls)];
}

describe('matching by haplotype', () => {
	it.each<[string, string[], string[]]>([
		['an indel at either end of its repeat', ['chr1 5 GT G 0/1'], ['chr1 9 TT T 0/1']],
		['an MNV and its SNVs', ['chr1 3 AC GT 0/1'], ['chr1 3 A G 0/1', 'chr1 4 C T 0/1']],
		['a complex record and its parts', ['chr1 18 GAT CA 0/1'], ['chr1 18 G C 0/1', 'chr1 19 AT A 0/1']],
		['a complex record and other parts', ['chr1 18 GAT CA 0/1'], ['chr1 17 AG A 0/1', 'chr1 19 AT CA 0/1']],
		['two insertions on one haplotype and one of both', ['chr1 10 T TAC 0/1', 'chr1 12 C CAC 0/1'], ['chr1 10 T TACAC 0/1']],
		['two deletions on one haplotype and one of both', ['chr1 10 TAC T 0|1', 'chr1 14 CAC C 0|1'], ['chr1 12 CACAC C 1/0']],
		['two records of one allele each and one of two', ['chr1 3 A G 0/1', 'chr1 3 A T 1/0'], ['chr1 3 A T,G 1/2']],
		['halves of a split record', ['chr1 3 A G ./1', 'chr1 3 A T 1/.'], ['chr1 3 A T,G 1|2']],
		[
			'a homozygous record and a half each',
			['chr1 18 GAT CA 1/1'],
			['chr1 18 GAT CA 0/1', 'chr1 18 G C 0/1', 'chr1 19 AT A 0/1'],
		],
		['haploid and homozygous', ['chr1 18 GAT CA 1'], ['chr1 18 G C 1/1', 'chr1 19 AT A 1/1']],
		['an SNV beside a deletion on the other haplotype', ['chr1 19 ATT A 0|1', 'chr1 20 T G,* 1|2'], ['chr1 19 ATT AGT,A 1/2']],
		['an insertion before and a deletion behind, and SNVs', ['chr1 27 T TC 1/1', 'chr1 30 AT A 1/1'], ['chr1 28 GCAT CGCA 1/1']],
		['records of several contigs', ['chr1 5 GT G 0/1', 'chr2 5 GT G 0/1'], ['chr2 9 TT T 0/1', 'chr1 8 TT T 0/1']],
	])('meets %s', (_, truth, calls) => {
		for (const [a, b] of [
			[truth, calls],
			[calls, truth],
		] as const) {
			const matching = match(a, b);
			expect([...new Set([...matching.truth, ...matching.calls])]).toEqual([MATCH_GENOTYPE]);
			expect([...matching.callOfTruth, ...matching.truthOfCall].every((partner) => partner >= 0)).toBe(true);
		}
	});

	it.each<[string, string[], string[], [string, string]]>([
		['another genotype', ['chr1 3 A G 0/1'], ['chr1 3 A G 1/1'], ['allele', 'allele']],
		[
			'another genotype in other records',
			['chr1 18 GAT CA 0/1'],
			['chr1 18 G C 1/1', 'chr1 19 AT A 1/1'],
			['allele', 'allele allele'],
		],
		['one of two alleles', ['chr1 3 A G,T 1/2'], ['chr1 3 A G 0/1'], ['genotype local', 'genotype']],
		['one of two alleles, twice', ['chr1 3 A G,T 1/2'], ['chr1 3 A G 1/1'], ['allele local', 'allele']],
		['both alleles the wrong way', ['chr1 3 A G,T 1/2'], ['chr1 3 A G 1/1', 'chr1 10 T C 0/1'], ['allele local', 'allele local']],
		['another allele', ['chr1 3 A G 0/1'], ['chr1 3 A T 0/1'], ['local', 'local']],
		['part of a complex record', ['chr1 18 GAT CA 0/1'], ['chr1 18 G C 0/1'], ['local', 'local']],
		['a call near and one far away', ['chr1 3 A G 0/1'], ['chr1 30 A G 0/1', 'chr1 93 A G 0/1'], ['local', 'local none']],
		['nothing', ['chr1 3 A G 0/1'], [], ['none', '']],
	])('tells %s', (_, truth, calls, expected) => {
		expect(verdicts(truth, calls)).toEqual(expected);
	});

	it('does not take what undoes itself for found', () => {
		// The insertion and the deletion of a T leave the haplotype as it is, which is what no call says.
		expect(verdicts(['chr1 5 G GT 0/1', 'chr1 9 TT T 0/1'], [])).toEqual(['none none', '']);
		const [truth] = verdicts(['chr1 5 G GT 0/1', 'chr1 9 TT T 0/1', 'chr1 3 A G 0/1'], ['chr1 3 A G 0/1']);
		expect(truth).toBe('genotype local local');
	});

	it('keeps the phase of the alleles of one record', () => {
		// 1/2 puts the two SNVs on different haplotypes; the MNV has both on one.
		expect(verdicts(['chr1 3 ACG GCG,ACT 1/2'], ['chr1 3 ACG GCT 0/1'])).toEqual(['genotype genotype', 'genotype genotype']);
		expect(verdicts(['chr1 18 GAT CAT,GA 1/2'], ['chr1 18 GAT CA 0/1'])).toEqual(['local local', 'local']);
	});

	it('does not compare phase between records', () => {
		const [trans, cis] = [
			['chr1 18 G C 0|1', 'chr1 19 AT A 1|0'],
			['chr1 18 G C 0|1', 'chr1 19 AT A 0|1'],
		];
		expect(verdicts(trans, cis)).toEqual(['genotype genotype', 'genotype genotype']);
		expect(verdicts(trans, ['chr1 18 GAT CA 0/1'])).toEqual(['genotype genotype', 'genotype']);
	});

	it('matches like records also where haplotypes differ because one file moved an indel past an SNV', () => {
		// Left of the SNV and right of it, the deletion of a T is not the same haplotype.
		const truth = ['chr1 8 T C 1/1', 'chr1 9 TT T 1/1'];
		const calls = ['chr1 8 T C 1/1', 'chr1 5 GT G 1/1'];
		expect(verdicts(truth, calls)).toEqual(['genotype genotype', 'genotype genotype']);
	});

	it('lists as unresolved what the budget does not reach, and keeps what it found', () => {
		const repeat = referenceOf({ chr1: `GC${'AC'.repeat(400)}GT` });
		const record = (unit: number, genotype: string): string => `chr1 ${2 * unit + 2} CAC C ${genotype}`;
		// Deletions of a unit all over a repeat, of which either side has others: any number may be on either haplotype.
		const truth = Array.from({ length: 120 }, (_, k) => record(3 * k, k % 2 ? '0/1' : '1/1'));
		const calls = Array.from({ length: 121 }, (_, k) => record(3 * k + 1, k % 3 ? '0/1' : '1/1'));
		const matching = matcher(callSetOf(repeat, truth).called, callSetOf(repeat, calls).called, repeat);
		const count = (codes: Uint8Array, verdict: number): number => codes.filter((code) => code === verdict).length;
		expect(count(matching.truth, MATCH_UNRESOLVED) + count(matching.calls, MATCH_UNRESOLVED)).toBeGreaterThan(0);
		expect(count(matching.truth, MATCH_GENOTYPE)).toBeGreaterThan(30);
	});
});
