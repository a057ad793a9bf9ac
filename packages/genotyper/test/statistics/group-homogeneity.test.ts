import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupHomogeneity, permutationP, type PersonCount, raoScott } from '../../src/statistics/group-homogeneity.ts';

/** Every order of the people over the places of the groups. */
function enumerated(people: readonly PersonCount[]): number {
	const labels = people.map(({ group }) => group);
	const recalls = people.map(({ found, total }) => found / total);
	const mean = recalls.reduce((sum, r) => sum + r, 0) / recalls.length;
	const spread = (order: readonly number[]): number =>
		[...new Set(labels)].reduce((sum, group) => {
			const own = order.filter((_, i) => labels[i] === group).map((i) => recalls[i]! - mean);
			return sum + own.reduce((s, r) => s + r, 0) ** 2 / own.length;
		}, 0);
	const observed = spread(people.map((_, i) => i));
	let all = 0;
	let extreme = 0;
	const place = (order: readonly number[], left: readonly number[]): void => {
		if (left.length === 0) {
			all++;
			if (spread(order) >= observed - 1e-12) extreme++;
		}
		for (const i of left)
			place(
				[...order, i],
				left.filter((other) => other !== i),
			); // prettier-ignore
	};
	place(
		[],
		people.map((_, i) => i),
	); // prettier-ignore
	return extreme / all;
}

const person = fc
	.record({ group: fc.integer({ min: 0, max: 2 }), total: fc.integer({ min: 1, max: 4 }), missed: fc.nat({ max: 4 }) })
	.map(({ group, total, missed }): PersonCount => ({ group, total, found: total - Math.min(total, missed) }));

describe('homogeneity of groups', () => {
	it('the exact permutation test equals every order of the people', () => {
		fc.assert(
			fc.property(fc.array(person, { minLength: 2, maxLength: 6 }), (people) => {
				expect(permutationP(people)).toBeCloseTo(enumerated(people), 10);
			}),
			{ numRuns: 60 },
		);
	});

	it("is Fisher's exact test where each person has one variant: the lady who tasted tea, 34 of 70", () => {
		const people = [1, 1, 1, 0].map((found) => ({ group: 0, found, total: 1 }));
		people.push(...[0, 0, 0, 1].map((found) => ({ group: 1, found, total: 1 })));
		expect(permutationP(people)).toBeCloseTo(34 / 70, 12);
	});

	it('few misses among many people stay exact', () => {
		const people = Array.from({ length: 60 }, (_, i) => ({ group: i % 3, found: 1000, total: 1000 }));
		for (const i of [0, 3, 6, 9, 12]) people[i] = { group: 0, found: 997, total: 1000 };
		const { p, method } = groupHomogeneity(people);
		expect(method).toBe('exact permutation');
		// All five fall into one of three groups of twenty.
		let chance = 1;
		for (let k = 0; k < 5; k++) chance *= (20 - k) / (60 - k);
		expect(p).toBeCloseTo(3 * chance, 12);
	});

	it("litters of rats (Weil 1970): Rao and Scott's statistic, worked out in R 4.2.2", () => {
		const alive = [
			[13, 12, 9, 9, 8, 8, 13, 12, 10, 10, 9, 13, 5, 7, 10, 10],
			[12, 11, 10, 9, 11, 10, 10, 9, 9, 5, 9, 7, 10, 6, 10, 7],
		]; // prettier-ignore
		const kept = [
			[13, 12, 9, 9, 8, 8, 12, 11, 9, 9, 8, 11, 4, 5, 7, 7],
			[12, 11, 10, 9, 10, 9, 9, 8, 8, 4, 7, 4, 5, 3, 3, 0],
		]; // prettier-ignore
		const people = alive.flatMap((litters, group) => litters.map((total, i) => ({ group, total, found: kept[group]![i]! })));
		const { p, isRough } = raoScott(people);
		// X² is 4.040611; pf(4.040611, 1, 30, lower.tail = FALSE)
		expect(p).toBeCloseTo(0.053484127, 7);
		// 36.7 effective pups of treated rats, of which 4.7 are expected to die.
		expect(isRough).toBe(true);
		// Many litters have the same share, so that the exact test is within reach; it comes to about the same.
		const exact = groupHomogeneity(people);
		expect(exact.method).toBe('exact permutation');
		expect(Math.abs(exact.p! - p!)).toBeLessThan(0.03);
	});

	it('many people who all differ are left to the chi-square test', () => {
		const people = Array.from({ length: 40 }, (_, i) => ({ group: i % 2, found: 900 + 2 * i, total: 1000 + i }));
		expect(groupHomogeneity(people)).toEqual(raoScott(people));
	});

	it('groups in which everything is found do not differ; one group alone cannot', () => {
		const people = Array.from({ length: 40 }, (_, i) => ({ group: i % 2, found: 9 + (i % 7), total: 9 + (i % 7) }));
		expect(groupHomogeneity(people).p).toBe(1);
		expect(raoScott(people).p).toBe(1);
		expect(groupHomogeneity(people.filter(({ group }) => group === 0)).p).toBeUndefined();
		expect(groupHomogeneity([{ group: 0, found: 0, total: 0 }]).p).toBeUndefined();
	});
});
