import { describe, expect, it } from 'vitest';
import { binomialLowerTail, binomialProbability, binomialUpperTail } from '../../src/statistics/binomial.ts';

/** Exact sums with big integers: P(X <= k) for p = numerator / denominator, as a fraction. */
function exactLowerTail(k: number, n: number, numerator: bigint, denominator: bigint): number {
	let sum = 0n;
	let choose = 1n;
	for (let i = 0; i <= k; i++) {
		if (i > 0) choose = (choose * BigInt(n - i + 1)) / BigInt(i);
		sum += choose * numerator ** BigInt(i) * (denominator - numerator) ** BigInt(n - i);
	}
	// Twenty digits of the fraction as an integer and its power of ten; both become doubles without loss that matters.
	const whole = denominator ** BigInt(n);
	const shift = Math.max(0, whole.toString().length - sum.toString().length) + 20;
	return Number((sum * 10n ** BigInt(shift)) / whole) / 10 ** (shift - 20) / 10 ** 20;
}

describe('binomial tails against exact sums of big integers', () => {
	for (const [n, numerator, denominator] of [
		[1, 1n, 2n],
		[7, 1n, 2n],
		[40, 1n, 3n],
		[236, 1n, 2n],
		[300, 9n, 10n],
		[300, 1n, 100n],
	] as const) {
		it(`n ${n}, p ${numerator}/${denominator}`, () => {
			const p = Number(numerator) / Number(denominator);
			for (let k = 0; k <= n; k += Math.max(1, Math.floor(n / 23))) {
				const exact = exactLowerTail(k, n, numerator, denominator);
				expect(binomialLowerTail(k, n, p)).toSatisfy((got: number) => Math.abs(got - exact) <= 1e-12 * exact + 1e-300);
			}
		});
	}

	it('both tails share the probability of the count itself', () => {
		for (let k = 0; k <= 60; k++) {
			const twice = binomialLowerTail(k, 60, 0.3) + binomialUpperTail(k, 60, 0.3);
			expect(twice).toBeCloseTo(1 + binomialProbability(k, 60, 0.3), 12);
		}
	});

	it('holds for a million trials, where factorials overflow', () => {
		// By symmetry P(X <= 499,999) = (1 - P(X = 500,000)) / 2, and P(X = n/2) is sqrt(2 / (pi n)) (1 - 1/(4n) + …).
		const middle = Math.sqrt(2 / (Math.PI * 1e6)) * (1 - 1 / 4e6);
		expect(binomialProbability(500_000, 1_000_000, 0.5)).toBeCloseTo(middle, 14);
		expect(binomialLowerTail(499_999, 1_000_000, 0.5)).toBeCloseTo((1 - middle) / 2, 12);
	});

	it('knows certain and impossible counts', () => {
		expect(binomialLowerTail(-1, 5, 0.5)).toBe(0);
		expect(binomialLowerTail(5, 5, 0.5)).toBe(1);
		expect(binomialProbability(0, 5, 0)).toBe(1);
		expect(binomialProbability(5, 5, 1)).toBe(1);
		expect(binomialProbability(6, 5, 0.5)).toBe(0);
	});
});
