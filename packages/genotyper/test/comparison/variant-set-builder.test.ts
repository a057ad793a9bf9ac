import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatGenotype } from '../../src/comparison/genotype.ts';
import { compareVariants, firstFrom, recordStart } from '../../src/comparison/variant-set.ts';
import { callSetOf, referenceOf, spell } from './call-set-fixture.ts';

const SEQUENCE = 'GGACGTTTTTACACACAGATTACA';
const reference = referenceOf({ chr1: SEQUENCE, chr2: SEQUENCE });

function genotypes(...records: string[]): string[] {
	const { called } = callSetOf(reference, records);
	return Array.from({ length: called.count }, (_, i) => formatGenotype(called.genotype[i]!));
}

describe('variant sets', () => {
	it('are the same, sorted, in whatever order records come', () => {
		const records = [
			'chr2 3 A G 0/1',
			'chr1 10 T TT 0/1',
			'chr1 6 T C 0/1',
			'chr1 5 GT G 1/1',
			'chr1 5 G C 0/1',
			'chr1 1 G T 0/1',
		];
		const expected = ['chr1:0:G>T', 'chr1:4:G>C', 'chr1:5:>T', 'chr1:5:T>', 'chr1:5:T>C', 'chr2:2:A>G'];
		fc.assert(
			fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
				const { called } = callSetOf(reference, shuffled);
				expect(spell(called, reference)).toEqual(expected);
				for (let i = 1; i < called.count; i++) expect(compareVariants(called, i - 1, called, i)).toBeLessThan(0);
			}),
			{ seed: 1, numRuns: 60 },
		);
	});

	it('grow past their first columns', () => {
		const long = referenceOf({ chr1: 'ACGT'.repeat(1000) });
		const { called } = callSetOf(
			long,
			Array.from({ length: 4000 }, (_, i) => `chr1 ${i + 1} ${'ACGT'[i % 4]} ${'CGTA'[i % 4]} 0/1`),
		);
		expect(called.count).toBe(4000);
		expect(spell(called, long)[3999]).toBe('chr1:3999:T>A');
		expect(firstFrom(called, 0, 1234)).toBe(1234);
		expect(firstFrom(called, 1, 0)).toBe(4000);
		expect(recordStart(called, 17)).toBe(17);
	});

	it('join what several records say of one allele', () => {
		// Both alleles of a record hold the same SNV.
		expect(genotypes('chr1 3 AC GC,GT 1/2')).toEqual(['1/1', '0/1']);
		// Unphased, spelt differently: a copy each.
		expect(genotypes('chr1 3 A G 0/1', 'chr1 3 AC GT 0/1')).toEqual(['1/1', '0/1']);
		// Phased: haplotypes decide.
		expect(genotypes('chr1 6 T TT 0|1', 'chr1 5 GT GTT 1|0')).toEqual(['1|1']);
		expect(genotypes('chr1 6 T TT 0|1', 'chr1 5 GT GTT 0|1')).toEqual(['0|1']);
	});

	it('keep alleles of one normal form apart that stand at different places of a repeat', () => {
		const { called } = callSetOf(reference, ['chr1 9 T TT 0|1', 'chr1 7 T TT 0|1', 'chr1 5 G GT 1/1']);
		expect(spell(called, reference)).toEqual(Array(3).fill('chr1:5:>T'));
		expect([...called.shift]).toEqual([0, 2, 4]);
		expect(Array.from(called.genotype, formatGenotype)).toEqual(['1/1', '0|1', '0|1']);
	});

	it.each([
		['the same record twice', ['chr1 3 A G 0/1', 'chr1 3 A G 0/1'], '0/1'],
		['a third copy', ['chr1 3 A G 1/1', 'chr1 3 AC GC 0/1'], '1/1'],
		['twice on one haplotype', ['chr1 6 T TT 0|1', 'chr1 5 GT GTT 0|1'], '0|1'],
		['haploid twice', ['chr1 3 A G 1', 'chr1 3 AC GC 1'], '1'],
	])('leave out and list %s', (_, records, genotype) => {
		const calls = callSetOf(reference, records);
		expect(calls.called.count).toBe(1);
		expect(formatGenotype(calls.called.genotype[0]!)).toBe(genotype);
		expect(calls.excluded).toEqual([expect.objectContaining({ line: 2, contig: 'chr1', reason: 'duplicate' })]);
	});
});
