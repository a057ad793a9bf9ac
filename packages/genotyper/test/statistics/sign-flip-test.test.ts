import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalUpperTail } from '../../src/statistics/normal-tail.ts';
import { mcnemarExactP } from '../../src/statistics/mcnemar-test.ts';
import { signFlipTest } from '../../src/statistics/sign-flip-test.ts';

/** Every way to turn clusters round. */
function enumerated(differences: readonly number[]): number {
	const observed = Math.abs(differences.reduce((sum, d) => sum + d, 0));
	let extreme = 0;
	for (let signs = 0; signs < 2 ** differences.length; signs++) {
		const sum = differences.reduce((total, d, i) => total + ((signs >> i) & 1 ? d : -d), 0);
		if (Math.abs(sum) >= observed) extreme++;
	}
	return extreme / 2 ** differences.length;
}

describe('the sign-flip test of clusters', () => {
	it('equals going through every way to turn clusters round', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 12 }), (differences) => {
				const { p, isExact } = signFlipTest(differences);
				expect(isExact).toBe(true);
				expect(p).toBeCloseTo(enumerated(differences), 12);
			}),
		);
	});

	it('is the exact McNemar test where each cluster has one pair (Agresti: 150 against 86)', () => {
		const { p } = signFlipTest([...Array<number>(150).fill(1), ...Array<number>(86).fill(-1), 0, 0, 0]);
		expect(p / mcnemarExactP(150, 86)).toBeCloseTo(1, 12);
	});

	it('a variant that twenty people share is one finding, not twenty', () => {
		expect(signFlipTest([20]).p).toBe(1);
		expect(mcnemarExactP(20, 0)).toBeLessThan(1e-5);
	});

	it("comes close to Durkalski's statistic with many clusters, and is it beyond a bound of work", () => {
		const some = Array.from({ length: 400 }, (_, i) => [1, -1, 2, 1, -2, 1, 3, -1][i % 8]!);
		const sum = some.reduce((total, d) => total + d, 0);
		const squares = some.reduce((total, d) => total + d * d, 0);
		expect(signFlipTest(some).p).toBeCloseTo(2 * normalUpperTail((sum - 1) / Math.sqrt(squares)), 3);
		const many = Array.from({ length: 60_000 }, (_, i) => [1, -1, 2, -2, 3, -3][i % 6]! * (i < 59_700 || i % 2 === 0 ? 1 : -1));
		const result = signFlipTest(many);
		expect(result.isExact).toBe(false);
		expect(result.p).toBeGreaterThan(0);
		expect(result.p).toBeLessThanOrEqual(1);
	});
});
