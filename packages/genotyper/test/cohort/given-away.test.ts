import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giveAway } from '../../src/cohort/given-away.ts';

/** Rank of integer vectors, by elimination with fractions kept whole. */
function rankOf(rows: readonly (readonly number[])[]): number {
	const left = rows.map((row) => row.map(BigInt));
	let rank = 0;
	for (let column = 0; column < (left[0]?.length ?? 0); column++) {
		const pivot = left.findIndex((row, i) => i >= rank && row[column] !== 0n);
		if (pivot === -1) continue;
		[left[rank], left[pivot]] = [left[pivot]!, left[rank]!];
		const unit = left[rank]!;
		for (let i = rank + 1; i < left.length; i++) {
			const row = left[i]!;
			const factor = row[column]!;
			if (factor !== 0n) left[i] = row.map((value, k) => value * unit[column]! - unit[k]! * factor);
		}
		rank++;
	}
	return rank;
}

/** Tries every set of fewer than `minSize` people. */
function naive(partitions: readonly (readonly (readonly number[])[])[], peopleCount: number, minSize: number): boolean {
	const indicator = (people: readonly number[]): number[] =>
		Array.from({ length: peopleCount }, (_, person) => (people.includes(person) ? 1 : 0));
	const groups = [Array<number>(peopleCount).fill(1), ...partitions.flat().map(indicator)];
	const rank = rankOf(groups);
	const tryFrom = (from: number, chosen: number[]): boolean => {
		if (chosen.length > 0 && rankOf([...groups, indicator(chosen)]) === rank) return true;
		if (chosen.length === minSize - 1) return false;
		for (let person = from; person < peopleCount; person++) if (tryFrom(person + 1, [...chosen, person])) return true;
		return false;
	};
	return tryFrom(0, []);
}

function partition(values: readonly number[]): number[][] {
	return [...new Set(values)].map((value) => values.flatMap((own, person) => (own === value ? [person] : [])));
}

describe('figures of a few people', () => {
	it('are given away just where some combination of the groups is they', () => {
		let given = 0;
		const cohort = fc.integer({ min: 5, max: 11 }).chain((n) => {
			const column = (kinds: number) => fc.array(fc.nat(kinds), { minLength: n, maxLength: n });
			return fc.tuple(fc.constant(n), column(2), column(2), column(1), fc.integer({ min: 2, max: 5 }));
		});
		fc.assert(
			fc.property(cohort, ([n, a, b, c, minSize]) => {
				const partitions = [partition(a), partition(b), partition(c)];
				const expected = naive(partitions, n, minSize);
				given += Number(expected);
				expect(giveAway(partitions, n, minSize)).toBe(expected);
			}),
			{ seed: 4, numRuns: 150 },
		);
		expect(given).toBeGreaterThan(20);
		expect(given).toBeLessThan(149);
	});

	it('are given away where two columns differ in one person', () => {
		const people = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, k) => from + k);
		const groups = [people(0, 10), people(10, 30)];
		expect(giveAway([groups], 30, 5)).toBe(false);
		expect(giveAway([groups, [people(0, 9), people(9, 30)]], 30, 5)).toBe(true);
		expect(giveAway([groups, [people(0, 5), people(5, 30)]], 30, 5)).toBe(false);
		// Five people in whom they differ, in two groups of the second column.
		expect(giveAway([groups, [people(0, 5), [5, 6, ...people(10, 20)], [7, 8, 9, ...people(20, 30)]]], 30, 5)).toBe(false);
		// Four of them, and only their sum is known.
		expect(giveAway([groups, [people(0, 6), [6, 7, ...people(10, 20)], [8, 9, ...people(20, 30)]]], 30, 5)).toBe(true);
	});
});
