import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByColumns, groupPeople, MIN_GROUP_SIZE, NOT_STATED_GROUP, OTHER_GROUP } from '../../src/cohort/people-groups.ts';

function valuesOf(sizes: Readonly<Record<string, number>>): string[] {
	return Object.entries(sizes).flatMap(([name, size]) => Array.from({ length: size }, () => name));
}

function rows(sizes: Readonly<Record<string, number>>): [string, number][] {
	return groupPeople('group', valuesOf(sizes))!.groups.map(({ name, people }) => [name, people.length]);
}

describe('groups that may be shown', () => {
	it('are all of them where none is small', () => {
		expect(rows({ b: 5, a: 9 })).toEqual([
			['a', 9],
			['b', 5],
		]); // prettier-ignore
	});

	it('small ones are folded into one row', () => {
		expect(rows({ a: 9, b: 3, c: 2, d: 6 })).toEqual([
			['a', 9],
			['d', 6],
			[OTHER_GROUP, 5],
		]); // prettier-ignore
		expect(groupPeople('group', valuesOf({ a: 9, b: 3, c: 2, d: 6 }))!.folded).toEqual(['b', 'c']);
	});

	it('one small group takes the smallest other one along: else the total would give it away', () => {
		expect(rows({ a: 9, b: 3, d: 6 })).toEqual([
			['a', 9],
			[OTHER_GROUP, 9],
		]); // prettier-ignore
		expect(rows({ a: 9, b: 1, c: 1, d: 6 })).toEqual([
			['a', 9],
			[OTHER_GROUP, 8],
		]); // prettier-ignore
	});

	it('nothing is shown where less than two rows are left', () => {
		expect(rows({ a: 9, b: 3 })).toEqual([]);
		expect(rows({ a: 4 })).toEqual([]);
		expect(rows({ a: 40 })).toEqual([]);
	});

	it('people of whom nothing is said are a group; where nothing is said of anyone there are none', () => {
		expect(rows({ '': 6, a: 7 })).toEqual([
			[NOT_STATED_GROUP, 6],
			['a', 7],
		]); // prettier-ignore
		expect(groupPeople('sex', ['', ''])).toBeUndefined();
	});

	it('never give a group under five people away, by itself or by subtraction', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 40 }), (values) => {
				const grouping = groupPeople('group', values);
				if (grouping === undefined) return;
				const shown = grouping.groups.map(({ people }) => people);
				for (const people of shown) expect(people.length).toBeGreaterThanOrEqual(MIN_GROUP_SIZE);
				// Rows are disjoint, and hold everyone; so what can be had by adding and subtracting rows are sums of rows.
				if (shown.length > 0) expect(shown.flat().toSorted((a, b) => a - b)).toEqual(values.map((_, i) => i));
				const other = grouping.groups.find(({ name }) => name === OTHER_GROUP);
				if (other === undefined) return;
				expect(new Set(other.people.map((i) => values[i])).size).toBeGreaterThanOrEqual(2);
			}),
		);
	});

	it('a column that would give a few people away beside another one is not shown', () => {
		const population = valuesOf({ Danish: 12, Inuit: 8 });
		const sheet = {
			group: population,
			patient_group: population.map((name, i) => (i === 19 ? 'Danish' : name)),
			sex: [] as string[],
		};
		sheet.sex = population.map((_, i) => (i % 2 ? 'F' : 'M'));
		const [group, patientGroup, sex] = groupByColumns((column) => sheet[column]);
		expect([group!.groups.length, patientGroup!.groups.length, sex!.groups.length]).toEqual([2, 0, 2]);
		expect(patientGroup).toMatchObject({ isWithheld: true, folded: ['Danish', 'Inuit'] });
		// The same column twice says nothing new.
		expect(groupByColumns(() => population).map(({ groups }) => groups.length)).toEqual([2, 2, 2]);
	});
});
