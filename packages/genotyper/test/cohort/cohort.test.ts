import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cohort } from '../../src/cohort/cohort.ts';
import { ClusterMoments } from '../../src/statistics/cluster-moments.ts';
import { cohortOf, comparePerson, PLACE_COUNT, type PersonLists } from './cohort-fixture.ts';

const places = fc.uniqueArray(fc.nat({ max: PLACE_COUNT - 1 }), { minLength: 1, maxLength: 25 });
const person: fc.Arbitrary<PersonLists> = places.chain((truth) =>
	fc.record({ truth: fc.constant(truth), graph: fc.subarray(truth), linear: fc.subarray(truth) }),
);

function stratumIndex(cohort: Cohort, name: string): number {
	return cohort.strata.findIndex((stratum) => stratum.name === name);
}

/** Clusters by a map of places: the slow and obvious way. */
function naiveClusters(people: readonly PersonLists[], holds: (place: number) => boolean) {
	const moments = { graph: new ClusterMoments(), linear: new ClusterMoments(), difference: new ClusterMoments() };
	const differences: number[] = [];
	for (let place = 0; place < PLACE_COUNT; place++) {
		const carriers = people.filter(({ truth }) => truth.includes(place));
		if (carriers.length === 0 || !holds(place)) continue;
		const graph = carriers.filter((person) => person.graph.includes(place)).length;
		const linear = carriers.filter((person) => person.linear.includes(place)).length;
		moments.graph.add(carriers.length, graph);
		moments.linear.add(carriers.length, linear);
		moments.difference.add(carriers.length, graph - linear);
		if (graph !== linear) differences.push(graph - linear);
	}
	return { ...moments, differences };
}

describe('a cohort', () => {
	it('knows the clusters of each stratum and gene, as a map of places does', () => {
		fc.assert(
			fc.property(fc.array(person, { minLength: 2, maxLength: 5 }), fc.boolean(), (people, isHalf) => {
				const cohort = cohortOf(people);
				const chosen = people.map((_, i) => i).filter((i) => !isHalf || i % 2 === 0);
				const some = chosen.map((i) => people[i]!);
				const { strata, genes } = cohort.variantClusters(chosen);
				const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
				const check = (got: object | undefined, holds: (place: number) => boolean): void => {
					const expected = naiveClusters(some, holds);
					expect({ ...got, differences: undefined }).toEqual({ ...expected, differences: undefined });
					expect(sorted((got as typeof expected).differences)).toEqual(sorted(expected.differences));
				};
				check(strata[stratumIndex(cohort, 'all')], () => true);
				check(strata[stratumIndex(cohort, 'SNV')], (place) => place % 2 === 0);
				check(strata[stratumIndex(cohort, 'start')], (place) => place < 10);
				check(genes.get('A'), (place) => 20 + place * 40 <= 800);
				expect(cohort.variantCount).toBe(new Set(people.flatMap(({ truth }) => truth)).size);
			}),
			{ numRuns: 40 },
		);
	});

	it('adds counts up over people, strata and genes', () => {
		const cohort = cohortOf([
			{ truth: [0, 1, 2, 30], graph: [0, 1, 2, 30], linear: [0] },
			{ truth: [0, 5], graph: [0], linear: [0, 5] },
		]);
		const all = cohort.tally(stratumIndex(cohort, 'all'), [0, 1]);
		expect(all).toMatchObject({ truthTotal: 6, both: 2, graphOnly: 3, linearOnly: 1, neither: 0 });
		expect(cohort.tally(stratumIndex(cohort, 'all'), [1])).toMatchObject({ truthTotal: 2, both: 1, linearOnly: 1 });
		expect(cohort.genes().map(([name, tally]) => [name, tally.truthTotal])).toEqual([['A', 5]]);
		expect(cohort.variantCount).toBe(5);
	});

	it('covariances between groups speak of what they share', () => {
		const miss = { truth: [0, 2, 4, 6], graph: [0, 2, 4], linear: [0, 2, 4, 6] };
		const cohort = cohortOf([miss, miss, miss, miss]);
		const all = stratumIndex(cohort, 'all');
		const { graph, linear } = cohort
			.groupCovariances(
				[
					[0, 1],
					[2, 3],
				],
				[all],
			)
			.get(all)!; // prettier-ignore
		// Each of four variants is a cluster; residuals of recall 3/4 in both groups alike.
		expect(graph[0]![1]).toBeCloseTo((4 / 3) * ((3 * (2 * 0.25) ** 2 + (2 * 0.75) ** 2) / 64), 12);
		expect(graph[1]![0]).toBe(graph[0]![1]);
		expect(linear[0]![1]).toBeCloseTo(0, 12);
	});

	it('of one person shares nothing', () => {
		const cohort = new Cohort(1, 1, []);
		cohort.add('P1', comparePerson({ truth: [1], graph: [1], linear: [] }));
		expect(cohort.variantCount).toBe(0);
		expect(() => cohort.variantClusters([0])).toThrow(RangeError);
	});
});
