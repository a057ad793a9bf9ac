/**
 * Which groups of people may be shown, so that no figure speaks of fewer than five.
 *
 * A group under five people is folded into `(other)`. The total less all groups that are shown is what `(other)` holds; so it
 * must itself hold at least two groups and five people, or one small group could be worked out by subtraction. Where it would
 * not, the smallest group that could have been shown is folded in as well. Rules as in the disclosure control of official
 * statistics (primary and secondary suppression: A. Hundepool et al. 2012, doi:10.1002/9781118348239). Groups by one column can
 * give away what those by another one hide, as where all but one of a population have the same disease: then the later column is
 * not shown (given-away.ts).
 */
import { giveAway } from './given-away.ts';

/** Fewest people that a figure may speak of. */
export const MIN_GROUP_SIZE = 5;

/** Columns of the sheet by which people are grouped. */
export const GROUP_COLUMNS = ['group', 'patient_group', 'sex'] as const;
export type GroupColumn = (typeof GROUP_COLUMNS)[number];

/** The row that holds what is folded. */
export const OTHER_GROUP = '(other)';
/** People of whom the sheet says nothing. */
export const NOT_STATED_GROUP = '(not stated)';

/** A row of a table of groups. */
export interface PeopleGroup {
	readonly name: string;
	/** Indices of the people, ascending. */
	readonly people: readonly number[];
}

export interface Grouping {
	readonly column: GroupColumn;
	/** By name, and what is folded last; empty where fewer than two rows can be shown. */
	readonly groups: readonly PeopleGroup[];
	/** Names of the groups that are not shown by themselves, sorted. */
	readonly folded: readonly string[];
	/** Nothing is shown, because together with the columns before it would give a few people away. */
	readonly isWithheld: boolean;
}

/** Groups people by each column; `valuesOf` gives their values, empty where not stated. Columns that state nothing are left out. */
export function groupByColumns(valuesOf: (column: GroupColumn) => readonly string[]): Grouping[] {
	const shown: PeopleGroup['people'][][] = [];
	return GROUP_COLUMNS.flatMap((column) => {
		const values = valuesOf(column);
		const grouping = groupPeople(column, values);
		if (grouping === undefined) return [];
		if (grouping.groups.length === 0) return [grouping];
		const groups = grouping.groups.map(({ people }) => people);
		if (giveAway([...shown, groups], values.length, MIN_GROUP_SIZE)) {
			const names = new Set(values.map((value) => value || NOT_STATED_GROUP));
			return [{ column, groups: [], folded: [...names].toSorted(compareText), isWithheld: true }];
		}
		shown.push(groups);
		return [grouping];
	});
}

/** Groups people by their values (one a person, empty where not stated); `undefined` where no value is stated. */
export function groupPeople(column: GroupColumn, values: readonly string[]): Grouping | undefined {
	if (values.every((value) => value === '')) return undefined;
	const byName = new Map<string, number[]>();
	for (const [i, value] of values.entries()) {
		const name = value === '' ? NOT_STATED_GROUP : value;
		byName.set(name, [...(byName.get(name) ?? []), i]);
	}
	const all = [...byName]
		.map(([name, people]): PeopleGroup => ({ name, people }))
		.toSorted((a, b) => compareText(a.name, b.name));
	const bySize = all.toSorted((a, b) => a.people.length - b.people.length || compareText(a.name, b.name));
	let foldedCount = bySize.filter(({ people }) => people.length < MIN_GROUP_SIZE).length;
	while (foldedCount > 0 && foldedCount < bySize.length && !hidesEach(bySize.slice(0, foldedCount))) foldedCount++;
	const folded = new Set(bySize.slice(0, foldedCount));
	const groups = all.filter((group) => !folded.has(group));
	if (folded.size > 0) {
		groups.push({ name: OTHER_GROUP, people: [...folded].flatMap(({ people }) => people).toSorted((a, b) => a - b) });
	}
	return {
		column,
		groups: groups.length < 2 ? [] : groups,
		folded: all.filter((group) => folded.has(group)).map(({ name }) => name),
		isWithheld: false,
	};
}

/** Whether the sum of these groups gives none of them away. */
function hidesEach(groups: readonly PeopleGroup[]): boolean {
	return groups.length >= 2 && groups.reduce((sum, { people }) => sum + people.length, 0) >= MIN_GROUP_SIZE;
}

/** Order of the bytes of UTF-16, the same on every machine. */
function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
