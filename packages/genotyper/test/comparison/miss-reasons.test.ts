import { describe, expect, it } from 'vitest';
import { matchRecords } from '../../src/comparison/matching.ts';
import { findOutcomes, OUTCOME_TEXTS, OUTCOMES } from '../../src/comparison/miss-reasons.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

const SEQUENCE = 'GGACGTCATGACCTACATAGATCACACTGAAGTCGCTTAGCATCGGATC'.repeat(20);
const reference = referenceOf({ chr1: SEQUENCE });

/** Deletes `length` bases behind POS `position`. */
function deletion(position: number, length: number, rest = '0/1'): string {
	const ref = SEQUENCE.slice(position - 1, position + length);
	return `chr1 ${position} ${ref} ${ref[0]} ${rest}`;
}

function insertion(position: number, sequence: string): string {
	const anchor = SEQUENCE[position - 1]!;
	return `chr1 ${position} ${anchor} ${anchor}${sequence} 0/1`;
}

/** What the calls say of one truth variant, and the position, in normal form, of the call that they speak of. */
function outcomeOf(truthRecord: string, ...calls: string[]): [string, number | undefined] {
	const truth = callSetOf(reference, [truthRecord]).called;
	const arm = callSetOf(reference, calls);
	const matching = matchRecords(truth, arm.called, reference);
	const { outcome, evidence } = findOutcomes(truth, arm, matching, matchRecords, reference);
	const name = OUTCOMES[outcome[0]!]!;
	const call = evidence[0]!;
	return [name, call === -1 ? undefined : (name === 'filtered' ? arm.filtered : arm.called).position[call]];
}

describe('why a truth variant is missed', () => {
	it.each([
		['nothing is there', deletion(100, 300), [], 'absent', undefined],
		['an SV of its kind that differs too much', deletion(100, 300), [deletion(110, 120)], 'near_miss', 109],
		['the nearest of several', deletion(100, 300), [deletion(20, 60), deletion(104, 60), deletion(150, 60)], 'near_miss', 104],
		['an SV of another kind across the site', deletion(100, 300), [insertion(140, 'GATTACA'.repeat(30))], 'other_allele', 138],
		['a small call within a deletion', deletion(100, 300), ['chr1 103 G T 0/1'], 'other_allele', 102],
		['an SV of its kind beyond reach', deletion(100, 300), [deletion(910, 60)], 'absent', undefined],
		['an SV that is filtered and not spelt alike', deletion(100, 300), [deletion(104, 298, '0/1 LowGQ')], 'filtered', 104],
		['an indel of its kind close by', deletion(100, 2), [deletion(120, 3)], 'near_miss', 120],
		['an indel of its kind at the site', deletion(100, 2), [deletion(100, 4)], 'other_allele', 100],
		['an indel of another kind close by', deletion(100, 2), [insertion(120, 'GG')], 'absent', undefined],
	] as const)('%s', (_, truth, calls, outcome, position) => {
		expect(outcomeOf(truth, ...calls)).toEqual([outcome, position]);
	});

	it('a call that matches another truth variant is no near miss', () => {
		const truth = callSetOf(reference, [deletion(100, 300), deletion(110, 120)]).called;
		const arm = callSetOf(reference, [deletion(110, 120)]);
		const matching = matchRecords(truth, arm.called, reference);
		const { outcome } = findOutcomes(truth, arm, matching, matchRecords, reference);
		expect([...outcome].map((code) => OUTCOMES[code])).toEqual(['other_allele', 'found']);
	});

	it('what is absent is told apart by the reads that lie there', () => {
		const truth = callSetOf(reference, [deletion(100, 3), 'chr1 150 A G 0/1', 'chr1 199 A G 0/1', 'chr1 248 A G 0/1']).called;
		const arm = callSetOf(reference, ['chr1 248 A G 0/1']);
		const matching = matchRecords(truth, arm.called, reference);
		const coverage = { depth: Uint32Array.of(3, 4, 30, 0), reliableDepth: Uint32Array.of(3, 3, 4, 0) };
		const { outcome } = findOutcomes(truth, arm, matching, matchRecords, reference, coverage);
		expect([...outcome].map((code) => OUTCOMES[code])).toEqual(['no_coverage', 'low_mapping_quality', 'absent', 'found']);
	});

	it('every outcome has its words', () => {
		expect(Object.keys(OUTCOME_TEXTS)).toEqual([...OUTCOMES]);
	});
});
