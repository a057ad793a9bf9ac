import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClusterCovariance, ClusterMoments, designEffect } from '../../src/statistics/cluster-moments.ts';

function momentsOf(clusters: readonly (readonly number[])[]): ClusterMoments {
	const moments = new ClusterMoments();
	for (const cluster of clusters) {
		moments.add(
			cluster.length,
			cluster.reduce((sum, x) => sum + x, 0),
		);
	}
	return moments;
}

const clusters = fc.array(fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 1, maxLength: 6 }), {
	minLength: 2,
	maxLength: 12,
});

describe('variance of clustered units', () => {
	it('is the sum of squared residuals of clusters, as Rao and Scott and Obuchowski write it', () => {
		fc.assert(
			fc.property(clusters, (lists) => {
				const units = lists.flat();
				const mean = units.reduce((sum, x) => sum + x, 0) / units.length;
				const residuals = lists.map((list) => list.reduce((sum, x) => sum + (x - mean), 0));
				const squares = residuals.reduce((sum, r) => sum + r * r, 0);
				const expected = (lists.length / (lists.length - 1)) * (squares / units.length ** 2);
				expect(momentsOf(lists).variance()).toBeCloseTo(expected, 12);
			}),
		);
	});

	it('litters of rats (Weil 1970): the design effects of the ratio estimate, worked out in R 4.2.2', () => {
		const control = {
			alive: [13, 12, 9, 9, 8, 8, 13, 12, 10, 10, 9, 13, 5, 7, 10, 10],
			kept: [13, 12, 9, 9, 8, 8, 12, 11, 9, 9, 8, 11, 4, 5, 7, 7],
		}; // prettier-ignore
		const treated = {
			alive: [12, 11, 10, 9, 11, 10, 10, 9, 9, 5, 9, 7, 10, 6, 10, 7],
			kept: [12, 11, 10, 9, 10, 9, 9, 8, 8, 4, 7, 4, 5, 3, 3, 0],
		}; // prettier-ignore
		for (const [{ alive, kept }, variance, effect] of [
			[control, 7.099412e-4, 1.232495],
			[treated, 4.79225e-3, 3.952861],
		] as const) {
			const moments = new ClusterMoments();
			alive.forEach((n, i) => moments.add(n, kept[i]!));
			const p = moments.sum / moments.units;
			expect(moments.variance()! / variance).toBeCloseTo(1, 6);
			expect(designEffect(moments, (p * (1 - p)) / moments.units)).toBeCloseTo(effect, 5);
		}
	});

	it('clusters of copies are worth one unit each', () => {
		const once = [1, 0, 1, 1, 0, 1, 1, 1, 0, 1];
		const variance = (p: number, n: number): number => (p * (1 - p)) / n;
		const copied = momentsOf(once.map((x) => [x, x, x, x]));
		// But for K / (K - 1), the sample's variance against that of the population.
		expect(designEffect(copied, variance(0.7, 40))).toBeCloseTo(4 * (10 / 9), 10);
		expect(designEffect(momentsOf(once.map((x) => [x])), variance(0.7, 10))).toBeCloseTo(10 / 9, 10);
	});

	it('where nothing differs, clusters count as one unit each; there is no effect below 1', () => {
		expect(designEffect(momentsOf([[1, 1], [1, 1, 1], [1]]), 0)).toBe(2);
		expect(
			designEffect(
				momentsOf([
					[1, 0],
					[0, 1],
					[1, 0],
				]),
				0.25 / 6,
			),
		).toBe(1); // prettier-ignore
		expect(designEffect(new ClusterMoments(), 0)).toBe(1);
	});
});

describe('covariance of two means over shared clusters', () => {
	it('is the sum of products of residuals, and the variance where both are the same', () => {
		const pair = fc.tuple(
			fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 4 }),
			fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 4 }),
		);
		fc.assert(
			fc.property(fc.array(pair, { minLength: 2, maxLength: 10 }), (pairs) => {
				fc.pre(pairs.every(([a, b]) => a.length + b.length > 0));
				const sum = (list: readonly number[]): number => list.reduce((total, x) => total + x, 0);
				const [m, n] = [sum(pairs.map(([a]) => a.length)), sum(pairs.map(([, b]) => b.length))];
				fc.pre(m > 0 && n > 0);
				const [p, q] = [sum(pairs.map(([a]) => sum(a))) / m, sum(pairs.map(([, b]) => sum(b))) / n];
				const products = sum(pairs.map(([a, b]) => (sum(a) - p * a.length) * (sum(b) - q * b.length)));
				const covariance = new ClusterCovariance();
				const variance = new ClusterCovariance();
				for (const [a, b] of pairs) {
					covariance.add(a.length, sum(a), b.length, sum(b));
					if (a.length > 0) variance.add(a.length, sum(a), a.length, sum(a));
				}
				expect(covariance.covariance()).toBeCloseTo(((pairs.length / (pairs.length - 1)) * products) / (m * n), 12);
				const own = momentsOf(pairs.map(([a]) => a).filter((a) => a.length > 0)).variance();
				expect(variance.covariance()).toBeCloseTo(own ?? 0, 12);
			}),
		);
	});

	it('is 0 where nothing is shared', () => {
		const covariance = new ClusterCovariance();
		for (const found of [0, 1, 1]) {
			covariance.add(1, found, 0, 0);
			covariance.add(0, 0, 1, found);
		}
		expect(covariance.covariance()).toBeCloseTo(0, 15);
	});
});
