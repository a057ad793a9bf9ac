import { describe, expect, it } from 'vitest';
import { type ClusteredFigures, clusteredFigures } from '../../src/cohort/clustered-figures.ts';
import { fUpperTail } from '../../src/statistics/f-distribution.ts';
import { pairedDifferenceInterval } from '../../src/statistics/paired-difference.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { cohortOf, type PersonLists } from './cohort-fixture.ts';

function figuresOf(people: readonly PersonLists[]): ClusteredFigures {
	const cohort = cohortOf(people);
	const everyone = cohort.everyone();
	const tallies = cohort.people.map(({ tallies: all }) => all[0]!);
	return clusteredFigures(tallies, cohort.tally(0, everyone), cohort.variantClusters(everyone).strata[0]!);
}

describe('figures of several people', () => {
	it('without shared variants and with few people are those of independent variants', () => {
		const { graph, linear, differenceInterval, p } = figuresOf([
			{ truth: [0, 1, 2, 3, 4, 5], graph: [0, 1, 2, 3, 4], linear: [0, 1, 2] },
			{ truth: [10, 11, 12, 13], graph: [10, 11, 12, 13], linear: [10, 11] },
		]);
		// But for K / (K - 1) of ten clusters.
		expect(graph.recallDesignEffect).toBeCloseTo(10 / 9, 12);
		for (const k of [0, 1]) expect(graph.recallInterval![k]).toBeCloseTo(wilsonInterval(8.1, 9)![k]!, 12);
		expect(linear.recallDesignEffect).toBeCloseTo(10 / 9, 12);
		const effective = (n: number): number => n * 0.9;
		const table = { both: effective(5), onlyFirst: effective(4), onlySecond: 0, neither: effective(1) };
		for (const k of [0, 1]) expect(differenceInterval![k]).toBeCloseTo(pairedDifferenceInterval(table)![k]!, 12);
		// Four discordant variants, all in favour of one arm.
		expect(p).toBeCloseTo(2 / 2 ** 4, 12);
	});

	it('four people who share everything are worth one, and the test counts variants once', () => {
		const one = { truth: [0, 1, 2, 3, 4, 5, 6, 7], graph: [0, 1, 2, 3, 4, 5, 6], linear: [0, 1, 2, 3] };
		const { graph, p, differenceDesignEffect } = figuresOf([one, one, one, one]);
		expect(graph.recallDesignEffect).toBeCloseTo(4 * (8 / 7), 10);
		expect(differenceDesignEffect).toBeCloseTo(4 * (8 / 7), 10);
		expect(p).toBeCloseTo(2 / 2 ** 3, 12);
	});

	it('where everything is found, carriers of a variant count once', () => {
		const one = { truth: [0, 1, 2], graph: [0, 1, 2], linear: [0, 1, 2] };
		const { graph, differenceInterval } = figuresOf([one, one, one]);
		expect(graph.recallDesignEffect).toBe(3);
		expect(graph.recallInterval).toEqual(wilsonInterval(3, 3));
		expect(differenceInterval).toEqual(pairedDifferenceInterval({ both: 3, onlyFirst: 0, onlySecond: 0, neither: 0 }));
	});

	it('from five people on, a bad sample widens the interval', () => {
		// Each has variants of their own; one person's are nearly all missed.
		const people = Array.from({ length: 5 }, (_, i) => {
			const truth = Array.from({ length: 8 }, (_, k) => i * 8 + k);
			return { truth, graph: i === 4 ? truth.slice(0, 1) : truth.slice(0, 7), linear: truth };
		});
		const { graph, p } = figuresOf(people);
		expect(graph.recallDesignEffect).toBeGreaterThan(4);
		// Differences of -1, -1, -1, -1 and -7 among 8: mean -11/40, sum of squared residuals 28.8; t is -2.2 / sqrt(5/4 * 28.8 / 25).
		const t = -2.2 / Math.sqrt((5 / 4) * (28.8 / 25));
		// 2 * pt(t, 4) in R 4.2.2
		expect(p).toBeCloseTo(0.1406823, 6);
		expect(p).toBeCloseTo(fUpperTail(t * t, 1, 4), 12);
	});

	it('five people of whom all gain alike show it', () => {
		const people = Array.from({ length: 5 }, (_, i) => {
			const truth = Array.from({ length: 8 }, (_, k) => i * 8 + k);
			return { truth, graph: truth, linear: truth.slice(0, 4 + (i % 2)) };
		});
		const { p, differenceInterval } = figuresOf(people);
		expect(p).toBeLessThan(0.001);
		expect(differenceInterval![0]).toBeGreaterThan(0);
	});
});
