import { describe, expect, it } from 'vitest';
import { alleleCopies, formatGenotype, isSameGenotype, packGenotype } from '../../src/comparison/genotype.ts';

const HET = packGenotype(1, 0, 1, false);
const HET_PHASED = packGenotype(1, 1, 0, true);
const HOM = packGenotype(1, 1, 1, false);
const HAPLOID = packGenotype(1, 1, -2, false);
const HALF = packGenotype(1, -1, 1, false);
const OF_TWO = packGenotype(2, 1, 2, false);

describe('genotypes', () => {
	it.each([
		[HET, '0/1', 1],
		[HET_PHASED, '1|0', 1],
		[packGenotype(1, 0, 1, true), '0|1', 1],
		[HOM, '1/1', 2],
		[packGenotype(1, 1, 1, true), '1|1', 2],
		[HAPLOID, '1', 2],
		[HALF, './1', 1],
		[OF_TWO, '0/1', 1],
		[0, '.', 0],
	])('%i is %s with %i copies', (genotype, text, copies) => {
		expect(formatGenotype(genotype)).toBe(text);
		expect(alleleCopies(genotype)).toBe(copies);
	});

	it('agree by copies: phase does not matter, haploid is homozygous, half a call is one copy', () => {
		expect(isSameGenotype(HET, HET_PHASED)).toBe(true);
		expect(isSameGenotype(HOM, HAPLOID)).toBe(true);
		expect(isSameGenotype(HET, HALF)).toBe(true);
		expect(isSameGenotype(HET, HOM)).toBe(false);
		expect(isSameGenotype(0, 0)).toBe(false);
	});
});
