import { describe, expect, it } from 'vitest';
import { fisherStrand } from '../../src/variants/strand-bias.ts';

describe('fisherStrand', () => {
	// Two-sided p from exact binomial coefficients (python3, math.comb).
	it.each([
		[10, 12, 9, 0, 0.00506],
		[3, 1, 1, 3, 0.4857],
		[20, 20, 10, 10, 1],
		[0, 15, 15, 0, 1.289e-8],
	])('of %i %i %i %i', (refForward, refReverse, altForward, altReverse, p) => {
		expect(fisherStrand(refForward, refReverse, altForward, altReverse)).toBeCloseTo(-10 * Math.log10(p), 0);
	});

	it('says nothing where there is nothing to compare', () => {
		expect(fisherStrand(0, 0, 10, 0)).toBe(0);
	});
});
