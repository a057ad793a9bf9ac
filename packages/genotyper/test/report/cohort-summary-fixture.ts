/** Summaries of small cohorts. */
import { groupPeople } from '../../src/cohort/people-groups.ts';
import type { CompareSummary } from '../../src/report/summary.ts';
import { comparePerson, type PersonLists } from '../cohort/cohort-fixture.ts';
import { cohortSummaryOf } from './summary-fixture.ts';

/** One person of a cohort. */
export interface GroupedPerson extends PersonLists {
	readonly group: string;
	readonly sex?: string;
}

/** The figures of people P1 and on. */
export function groupedSummaryOf(people: readonly GroupedPerson[], gates: readonly string[] = []): CompareSummary {
	const groupings = [
		groupPeople(
			'group',
			people.map(({ group }) => group),
		),
		groupPeople(
			'sex',
			people.map(({ sex = '' }) => sex),
		),
	].filter((grouping) => grouping !== undefined);
	return cohortSummaryOf(
		people.map((person, i) => [`P${i + 1}`, comparePerson(person)] as const),
		{ groupings, gates },
	);
}

const PLACES = Array.from({ length: 30 }, (_, k) => k);

/**
 * Six people of `south`, in whom the graph arm misses `missed` of 30 variants each, six of `north`, in whom it finds all, and as
 * many of `west` as is said, in whom it finds nothing. The linear arm finds the SNVs.
 */
export function unevenCohort(missed: number, westCount = 0): GroupedPerson[] {
	const linear = PLACES.filter((place) => place % 2 === 0);
	const person = (group: string, i: number, graph: readonly number[]): GroupedPerson => ({
		group,
		sex: i % 2 === 0 ? 'F' : 'M',
		truth: PLACES,
		graph,
		linear,
	});
	return [
		...Array.from({ length: 6 }, (_, i) => person('north', i, PLACES)),
		...Array.from({ length: 6 }, (_, i) => person('south', i, PLACES.slice(missed))),
		...Array.from({ length: westCount }, (_, i) => person('west', i, [])),
	];
}
