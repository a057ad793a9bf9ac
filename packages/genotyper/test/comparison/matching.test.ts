import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	MATCH_ALLELE,
	MATCH_GENOTYPE,
	MATCH_LOCAL,
	MATCH_NONE,
	matchRecords,
	type Matching,
	unmatched,
} from '../../src/comparison/matching.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

const SEQUENCE = `GGACGTTTTTACACACAGATTACA${'CTGAAGTC'.repeat(20)}`;
const reference = referenceOf({ chr1: SEQUENCE });

function match(truth: string[], calls: string[]): Matching {
	return matchRecords(callSetOf(reference, truth).called, callSetOf(reference, calls).called, reference);
}

describe('matching by normalised record', () => {
	it.each([
		['an indel at either end of its repeat', 'chr1 5 GT G 0/1', 'chr1 9 TT T 0/1'],
		['an insertion of a repeat unit at either end', 'chr1 10 T TAC 0/1', 'chr1 17 A ACA 0/1'],
		['with and without anchor bases', 'chr1 4 CGT CAT 0/1', 'chr1 5 G A 0/1'],
		['an MNV and its SNVs', 'chr1 3 AC GT 0/1', 'chr1 3 A G 0/1,chr1 4 C T 0/1'],
		['one record of two alleles and two of one', 'chr1 3 A G,T 1/2', 'chr1 3 A G 0/1,chr1 3 A T ./1'],
		['haploid and homozygous', 'chr1 3 A G 1', 'chr1 3 A G 1/1'],
		['phased and unphased', 'chr1 3 A G 1|0', 'chr1 3 A G 0/1'],
	])('meets %s', (_, truth, calls) => {
		const matching = match(truth.split(','.repeat(2)), calls.split(/,(?=chr)/));
		expect([...matching.truth].every((verdict) => verdict === MATCH_GENOTYPE)).toBe(true);
		expect([...matching.calls].every((verdict) => verdict === MATCH_GENOTYPE)).toBe(true);
		expect(unmatched(matching.callOfTruth)).toHaveLength(0);
	});

	it('matches two spellings of any one change, whatever their flanks', () => {
		const small = 'ACACACGTGTGTTTTTCCAGCAGCAGT';
		const repeats = referenceOf({ chr1: small });
		fc.assert(
			fc.property(
				fc.nat(26),
				fc.nat(4),
				fc.string({ unit: fc.constantFrom('A', 'C', 'G', 'T'), maxLength: 4 }),
				fc.nat(),
				(from, length, alt, pick) => {
					const ref = small.slice(from, from + length);
					fc.pre(ref !== alt);
					// Every record that makes the same haplotype is a spelling of the same change.
					const haplotype = small.slice(0, from) + alt + small.slice(from + length);
					const growth = haplotype.length - small.length;
					const spellings: string[] = [];
					for (let p = 0; p < small.length; p++) {
						for (let r = Math.max(1, 1 - growth); r <= 8 && p + r <= small.length; r++) {
							const replacement = haplotype.slice(p, p + r + growth);
							if (small.slice(0, p) + replacement + small.slice(p + r) === haplotype)
								spellings.push(`chr1 ${p + 1} ${small.slice(p, p + r)} ${replacement} 0/1`);
						}
					}
					fc.pre(spellings.length > 0);
					const truth = callSetOf(repeats, [spellings[0]!]).called;
					const calls = callSetOf(repeats, [spellings[pick % spellings.length]!]).called;
					const matching = matchRecords(truth, calls, repeats);
					expect([...matching.truth, ...matching.calls].every((verdict) => verdict === MATCH_GENOTYPE)).toBe(true);
					expect(calls.count).toBe(truth.count);
				},
			),
			{ seed: 8, numRuns: 1500 },
		);
	});

	it('tells a genotype mismatch from a match, and both from calls close by and far away', () => {
		const matching = match(
			['chr1 3 A G 0/1', 'chr1 4 C T 1/1', 'chr1 20 T C 0/1', 'chr1 160 C A 0/1'],
			['chr1 3 A G 1/1', 'chr1 4 C T 1/1', 'chr1 50 T C 0/1', 'chr1 100 A C 0/1'],
		);
		expect([...matching.truth]).toEqual([MATCH_ALLELE, MATCH_GENOTYPE, MATCH_LOCAL, MATCH_NONE]);
		expect([...matching.calls]).toEqual([MATCH_ALLELE, MATCH_GENOTYPE, MATCH_LOCAL, MATCH_NONE]);
		expect([...matching.callOfTruth]).toEqual([0, 1, -1, -1]);
		expect([...matching.truthOfCall]).toEqual([0, 1, -1, -1]);
	});
});
