/** Small people: truth variants at a few places, and which of them each arm finds. */
import { Cohort } from '../../src/cohort/cohort.ts';
import { compareCallSets, type Comparison } from '../../src/comparison/compare.ts';
import { type BedInterval, IntervalSet } from '../../src/comparison/intervals.ts';
import { matchRecords } from '../../src/comparison/matching.ts';
import { genePanel, type Panel } from '../../src/comparison/panel.ts';
import { callSetOf, referenceOf } from '../comparison/call-set-fixture.ts';

const SEQUENCE = 'GGACGTTTTTACACACAGATTACACTGAAGTC'.repeat(60);
const reference = referenceOf({ chr1: SEQUENCE });

/** Places that a person may carry a variant at. */
export const PLACE_COUNT = 40;

function interval(start: number, end: number, name?: string): BedInterval {
	return { contig: 'chr1', start, end, name };
}

/** Genes A and B; the first half of the places lies in A, the third quarter in B. */
export const genes: Panel = genePanel([interval(0, 800, 'A'), interval(800, 1200, 'B')], reference);

/** What one person carries (places), and which of these each arm finds. */
export interface PersonLists {
	readonly truth: readonly number[];
	readonly graph: readonly number[];
	readonly linear: readonly number[];
}

/** A record: an SNV at even places, an insertion of 3 bp at odd ones. */
function record(place: number): string {
	const position = 20 + place * 40;
	const base = SEQUENCE[position - 1]!;
	const other = 'ACGT'[('ACGT'.indexOf(base) + 1) % 4]!;
	return `chr1 ${position} ${base} ${place % 2 === 0 ? other : `${base}${other}${base}${other}`} 0/1`;
}

/** Compares one person, with a stratum `start` of the first ten places and the panel of genes. */
export function comparePerson({ truth, graph, linear }: PersonLists): Comparison {
	const callSet = (places: readonly number[]) => callSetOf(reference, places.toSorted((a, b) => a - b).map(record)); // prettier-ignore
	return compareCallSets({
		reference,
		truth: callSet(truth),
		graph: callSet(graph),
		linear: callSet(linear),
		regions: undefined,
		strata: [{ name: 'start', intervals: new IntervalSet([interval(0, 410)], reference) }],
		panel: genes,
		matcher: matchRecords,
	});
}

/** A cohort of these people, named P1 and on. */
export function cohortOf(people: readonly PersonLists[]): Cohort {
	const cohort = new Cohort(people.length, 1, genes.genes);
	people.forEach((person, i) => cohort.add(`P${i + 1}`, comparePerson(person)));
	return cohort;
}
