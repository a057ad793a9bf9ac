import { describe, expect, it } from 'vitest';
import {
	MATCH_ALLELE,
	MATCH_GENOTYPE,
	MATCH_LOCAL,
	MATCH_NONE,
	matchRecords,
	type Matching,
} from '../../src/comparison/matching.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

/** Bases without pattern, the same ones on every run. */
function randomSequence(length: number, seed: number): string {
	let state = seed;
	let text = '';
	for (let i = 0; i < length; i++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		text += 'ACGT'[state >>> 30];
	}
	return text;
}

const UNIT = randomSequence(30, 9);
const SEQUENCE = randomSequence(2000, 1) + UNIT.repeat(10) + randomSequence(80_000, 2);
const reference = referenceOf({ chr1: SEQUENCE });
const INSERTED = randomSequence(300, 5);

/** A record that inserts `sequence` before the base at `position`, from 0. */
function insertion(position: number, sequence: string, genotype = '0/1'): string {
	const anchor = SEQUENCE[position - 1];
	return `chr1 ${position} ${anchor} ${anchor}${sequence} ${genotype}`;
}

/** A record that deletes `[start, end)`. */
function deletion(start: number, end: number, genotype = '0/1'): string {
	return `chr1 ${start} ${SEQUENCE.slice(start - 1, end)} ${SEQUENCE[start - 1]} ${genotype}`;
}

function substituted(sequence: string, every: number): string {
	return Array.from(sequence)
		.map((base, i) => (i % every === 0 ? (base === 'A' ? 'C' : 'A') : base))
		.join('');
}

function match(truth: string[], calls: string[]): Matching {
	return matchRecords(callSetOf(reference, truth).called, callSetOf(reference, calls).called, reference);
}

describe('matching of structural variants that are not spelt alike', () => {
	it.each([
		['deletion of nearly the same bases', deletion(1000, 1300), deletion(1010, 1290)],
		['deletion 40 bp away', deletion(1000, 1300), deletion(1040, 1340)],
		['deletion of other units of a repeat', deletion(2010, 2100), deletion(2160, 2250)],
		['deletion too long to align', deletion(100, 50_300), deletion(300, 50_250)],
		['insertion of a similar sequence at the place', insertion(1000, INSERTED), insertion(1000, substituted(INSERTED, 5))],
		['insertion a few bases away', insertion(1000, INSERTED), insertion(1003, INSERTED)],
		['shorter insertion', insertion(1000, INSERTED), insertion(1000, INSERTED.slice(0, 220))],
		[
			'insertion into a repeat, at another unit',
			insertion(2030, UNIT.repeat(3)),
			insertion(2075, UNIT.slice(15) + UNIT.repeat(2) + UNIT.slice(0, 14)),
		],
		['indel just below 50 bp against an SV', insertion(1000, INSERTED.slice(0, 52)), insertion(1000, INSERTED.slice(0, 47))],
	])('%s', (_, truth, call) => {
		const matching = match([truth], [call]);
		expect([...matching.truth, ...matching.calls]).toEqual([MATCH_GENOTYPE, MATCH_GENOTYPE]);
	});

	it.each([
		['deletion of other bases', deletion(1000, 1300), deletion(1095, 1395)],
		['insertion further away than 500 bp', insertion(1000, INSERTED), insertion(1501, INSERTED)],
		['deletion too long to align, too far away', deletion(100, 50_300), deletion(580, 75_000)],
		['deletion of less than 0.7 of its size', deletion(1000, 1300), deletion(1000, 1209)],
		['insertion of another sequence', insertion(1000, INSERTED), insertion(1000, randomSequence(300, 77))],
		['insertion against deletion', insertion(1000, INSERTED), deletion(1000, 1300)],
		['indels of similar size', insertion(1000, INSERTED.slice(0, 40)), insertion(1000, INSERTED.slice(0, 38))],
	])('no match: %s', (_, truth, call) => {
		const matching = match([truth], [call]);
		expect([...matching.callOfTruth, ...matching.truthOfCall]).toEqual([-1, -1]);
		expect([MATCH_NONE, MATCH_LOCAL]).toContain(matching.truth[0]);
	});

	it('pairs one to one, the most similar first, whatever the order', () => {
		const close = deletion(1000, 1300);
		const closer = deletion(1020, 1320);
		const calls = [deletion(1004, 1302), deletion(1024, 1322)];
		const matching = match([close, closer], calls);
		expect([...matching.callOfTruth]).toEqual([0, 1]);
		const alone = match([close, closer], [deletion(1022, 1321)]);
		expect([...alone.callOfTruth]).toEqual([-1, 0]);
	});

	it('prefers the exact spelling over a similar one', () => {
		const matching = match([deletion(1000, 1300)], [deletion(1002, 1300), deletion(1000, 1300, '1/1')]);
		// Sorted by position, the exact one is the first; its genotype tells it from the other.
		expect([...matching.callOfTruth]).toEqual([0]);
		expect([...matching.truth]).toEqual([MATCH_ALLELE]);
	});

	it('compares genotypes there too', () => {
		expect([...match([deletion(1000, 1300, '1/1')], [deletion(1003, 1300)]).truth]).toEqual([MATCH_ALLELE]);
	});

	it('matches sequences too long to align only when they are spelt alike', () => {
		const huge = randomSequence(50_001, 3);
		const alike = match([insertion(1000, huge)], [insertion(1000, huge)]);
		expect([...alike.truth]).toEqual([MATCH_GENOTYPE]);
		const similar = match([insertion(1000, huge)], [insertion(1000, `${huge.slice(0, -1)}${huge.endsWith('A') ? 'C' : 'A'}`)]);
		expect([...similar.truth]).toEqual([MATCH_LOCAL]);
	});

	describe('of 50 kb and more, by the stretch of the reference that they speak of', () => {
		const large = referenceOf({ chr1: randomSequence(900_000, 8) });
		const symbolic = (kind: string, start: number, end: number): string =>
			`chr1 ${start} ${String.fromCharCode(large.sequences[0]![start - 1]!)} <${kind}> 0/1 PASS SVTYPE=${kind};END=${end}`;
		const isMatch = (truth: string, call: string): boolean =>
			matchRecords(callSetOf(large, [truth]).called, callSetOf(large, [call]).called, large).truth[0] === MATCH_GENOTYPE;

		it.each(['DEL', 'DUP', 'INV'])('%s', (kind) => {
			expect(isMatch(symbolic(kind, 1000, 800_000), symbolic(kind, 1037, 799_900))).toBe(true);
			expect(isMatch(symbolic(kind, 1000, 100_000), symbolic(kind, 1300, 95_000))).toBe(true);
			expect(isMatch(symbolic(kind, 1000, 100_000), symbolic(kind, 1300, 60_000))).toBe(false);
			expect(isMatch(symbolic(kind, 1000, 100_000), symbolic(kind, 2000, 100_000))).toBe(false);
		});

		it('but not a copy and another sequence of its length', () => {
			const anchor = String.fromCharCode(large.sequences[0]![999]!);
			const other = `chr1 1000 ${anchor} ${anchor}${randomSequence(99_000, 4)} 0/1`;
			expect(isMatch(symbolic('DUP', 1000, 100_000), other)).toBe(false);
		});
	});

	it('symbolic alleles behind the bound of a file are listed', () => {
		const large = referenceOf({ chr1: 'ACGTTGCA'.repeat(130_000) });
		const records = Array.from(
			{ length: 130 },
			(_, k) => `chr1 ${k + 1} ${'ACGTTGCA'[k % 8]} <INV> 0/1 PASS SVTYPE=INV;END=${k + 1_000_000}`,
		);
		const { called, excluded } = callSetOf(large, records);
		expect(called.count + excluded.length).toBe(130);
		expect(excluded.every(({ reason }) => reason === 'too_long')).toBe(true);
		expect(excluded.length).toBeGreaterThanOrEqual(5);
	});
});
