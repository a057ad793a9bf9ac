import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exposure } from '../../src/genotypes/exposure.ts';

/** Counts the starts one by one. */
function naiveExposure(length: number, sharedPrefix: number, sharedSuffix: number, readLength: number): number {
	let count = 0;
	for (let start = -2 * readLength - length; start < length + readLength; start++) {
		const end = start + readLength;
		const isOverLeft = start < 0 && end > 0;
		const isOverRight = end > length && start < length;
		const looksAlike = (isOverLeft && sharedPrefix >= end) || (isOverRight && sharedSuffix >= length - start);
		if ((isOverLeft || isOverRight) && !looksAlike) count++;
	}
	return count;
}

describe('exposure', () => {
	it('counts the read starts that tell the allele', () => {
		const small = fc.nat({ max: 60 });
		fc.assert(
			fc.property(small, small, small, fc.integer({ min: 1, max: 40 }), (length, prefix, suffix, readLength) => {
				expect(exposure(length, prefix, suffix, readLength)).toBe(naiveExposure(length, prefix, suffix, readLength));
			}),
			{ numRuns: 1000 },
		);
	});

	it('is none for a haplotype without a tandem duplication longer than a read', () => {
		expect(exposure(0, 511, 0, 150)).toBe(0);
		expect(exposure(498, 498, 0, 150)).toBe(149);
	});

	it('is L - 1 + m, at most 2 (L - 1), where the alleles share nothing', () => {
		expect([0, 1, 100, 300].map((length) => exposure(length, 0, 0, 150))).toEqual([149, 150, 249, 298]);
	});
});
