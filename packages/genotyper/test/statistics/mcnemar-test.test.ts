import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mcnemarExactP } from '../../src/statistics/mcnemar-test.ts';

/** The same by big integers. */
function exact(b: number, c: number): number {
	const n = b + c;
	let sum = 0n;
	let choose = 1n;
	for (let i = 0; i <= Math.min(b, c); i++) {
		if (i > 0) choose = (choose * BigInt(n - i + 1)) / BigInt(i);
		sum += choose;
	}
	const scaled = (2n * sum * 10n ** 40n) / 2n ** BigInt(n);
	return Math.min(1, Number(scaled) / 1e40);
}

describe('exact McNemar test', () => {
	it("Agresti's presidential approval ratings: 794, 150, 86, 570", () => {
		// A. Agresti, Categorical Data Analysis, table 10.1 (2nd ed.); statisticians' software gives 3.716e-5 for the exact test.
		expect(mcnemarExactP(150, 86)).toBeCloseTo(3.716e-5, 8);
		expect(mcnemarExactP(150, 86)).toBeCloseTo(exact(150, 86), 15);
	});

	it('airway hyper-responsiveness before and after transplantation: 1, 1, 7, 12', () => {
		// M. W. Fagerland, S. Lydersen, P. Laake 2013, doi:10.1186/1471-2288-13-91: exact conditional p = 0.070.
		expect(mcnemarExactP(1, 7)).toBeCloseTo(0.0703125, 15);
	});

	it('equals the sum of big integers and does not depend on the order of the arms', () => {
		fc.assert(
			fc.property(fc.nat(90), fc.nat(90), (b, c) => {
				const p = mcnemarExactP(b, c);
				expect(Math.abs(p - exact(b, c))).toBeLessThan(1e-12);
				expect(mcnemarExactP(c, b)).toBe(p);
			}),
			{ seed: 5, numRuns: 300 },
		);
	});

	it('is 1 without evidence', () => {
		expect(mcnemarExactP(0, 0)).toBe(1);
		expect(mcnemarExactP(4, 4)).toBe(1);
		expect(mcnemarExactP(1_000_000, 1_000_000)).toBe(1);
	});
});
