/** Places in which so many variants crowd that looking at all pairs would take hours: the work is counted, not timed. */
import { describe, expect, it } from 'vitest';
import { haplotypeMatcher } from '../../src/comparison/haplotype-matching.ts';
import { joinStructural, type Matching, emptyMatching, MATCH_NONE, MATCH_UNRESOLVED } from '../../src/comparison/matching.ts';
import { findOutcomes, OUTCOMES } from '../../src/comparison/miss-reasons.ts';
import { HaplotypeSearch } from '../../src/comparison/search/haplotype-search.ts';
import { DEFAULT_STRUCTURAL_THRESHOLDS, SEARCH_BUDGET, SV_MAX_CANDIDATES } from '../../src/comparison/thresholds.ts';
import type { VariantSet } from '../../src/comparison/variant-set.ts';
import { bytes, callSetOf, referenceOf } from './call-set-fixture.ts';

/** Letters without a pattern. */
function noise(length: number, seed: number): string {
	let state = seed;
	let text = '';
	for (let i = 0; i < length; i++) {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		text += 'ACGT'[state >>> 30];
	}
	return text;
}

/** The same set, which counts how often the contig of a variant is asked for: once for each variant that is looked at. */
function counting(set: VariantSet): { set: VariantSet; looks: () => number } {
	let looks = 0;
	const contig = new Proxy(set.contig, {
		get(target, key) {
			const value = Reflect.get(target, key, target) as unknown;
			if (typeof key === 'string' && /^\d+$/.test(key)) looks++;
			return typeof value === 'function' ? (value as () => void).bind(target) : value;
		},
	});
	return { set: { ...set, contig }, looks: () => looks };
}

const count = (codes: Uint8Array, code: number): number => codes.filter((value) => value === code).length;

describe('structural variants that crowd', () => {
	const reference = referenceOf({ chr1: noise(3000, 7) });
	// Insertions of 60 bp, six at each base, none like another.
	const insertions = (from: number, seed: number, n: number): string[] =>
		Array.from({ length: n }, (_, k) => {
			const position = from + Math.floor(k / 6);
			const anchor = String.fromCharCode(reference.sequences[0]![position - 1]!);
			return `chr1 ${position} ${anchor} ${anchor}${noise(60, seed + k)} 0/1`;
		});

	it('are looked at within a budget each, and what it leaves open is unresolved on both sides', () => {
		const n = 400;
		const truth = callSetOf(reference, insertions(1000, 1, n)).called;
		const { set: calls, looks } = counting(callSetOf(reference, insertions(1000, 5000, n)).called);
		const matching = emptyMatching(truth.count, calls.count);
		joinStructural(truth, calls, reference, DEFAULT_STRUCTURAL_THRESHOLDS, matching);
		expect(looks()).toBeLessThan(n * (SV_MAX_CANDIDATES + 100));
		expect(count(matching.truth, MATCH_UNRESOLVED)).toBeGreaterThan(n - 10);
		expect(count(matching.calls, MATCH_UNRESOLVED)).toBeGreaterThan(n - 10);
	});

	it('of which few lie in reach of each other are all decided on', () => {
		const truth = callSetOf(reference, insertions(1000, 1, 40)).called;
		const calls = callSetOf(reference, insertions(1000, 5000, 40)).called;
		const matching = emptyMatching(truth.count, calls.count);
		joinStructural(truth, calls, reference, DEFAULT_STRUCTURAL_THRESHOLDS, matching);
		expect(count(matching.truth, MATCH_NONE)).toBe(truth.count);
	});

	it('find the nearest miss without passing by those that match, or are of another kind', () => {
		const n = 1500;
		const base = (position: number): string => String.fromCharCode(reference.sequences[0]![position - 1]!);
		const other = (letter: string): string => (letter === 'A' ? 'C' : 'A');
		const deletion = `chr1 2000 ${noise(3000, 7).slice(1999, 2070)} ${base(2000)} 0/1`;
		const truth = callSetOf(reference, [deletion, ...insertions(1000, 1, n)]).called;
		const snvs = Array.from({ length: n }, (_, k) => `chr1 ${1000 + k} ${base(1000 + k)} ${other(base(1000 + k))} 0/1`);
		const { set: called, looks } = counting(callSetOf(reference, [...insertions(1000, 1, n), ...snvs]).called);
		const arm = { ...callSetOf(reference, []), called };
		const none: Matching = emptyMatching(truth.count, called.count);
		const before = looks();
		const { outcome } = findOutcomes(truth, arm, none, () => none, reference);
		expect(looks() - before).toBeLessThan((truth.count + called.count) * 60);
		expect(OUTCOMES[outcome[truth.count - 1]!]).toBe('other_allele');
	});
});

describe('the search in a repeat', () => {
	/** Steps for `n` deletions of a unit on either side, all over a repeat, of which the sides have others. */
	function stepsFor(n: number, isClosed: boolean): { steps: number; isCut: boolean } {
		const sequence = bytes(`GC${'AC'.repeat(4 * n)}GT`);
		const search = new HaplotypeSearch();
		search.begin(sequence, 0, 2, isClosed);
		for (let k = 0; k < 2 * n; k++) {
			const start = 3 + 2 * k;
			const placed = { set: (k & 1) as 0 | 1, start, end: start + 2, isUnanchored: false, carriers: k % 3 ? 1 : 3 };
			search.add({ ...placed, record: -1, weight: 1 }, bytes(''), 0, 0, 0);
		}
		search.run(sequence.length);
		search.finish();
		return { steps: search.steps, isCut: search.isCut };
	}

	it.each([false, true])('is cut at its budget and goes on in linear work (closed: %s)', (isClosed) => {
		const sizes = [60, 240].map((n) => ({ n, ...stepsFor(n, isClosed) }));
		for (const { n, steps } of sizes) expect(steps).toBeLessThan(3 * SEARCH_BUDGET + n * (SEARCH_BUDGET / 20));
		expect(sizes.at(-1)!.isCut).toBe(true);
	});

	it('does not pass by the variants of one side for each of them', () => {
		const sequence = bytes(noise(40_000, 3));
		const search = new HaplotypeSearch();
		search.begin(sequence, 0, 2, false);
		const n = 8000;
		for (let k = 0; k < n; k++) {
			const alt = bytes(sequence[5 * k + 2] === 65 ? 'C' : 'A');
			const placed = { set: 1 as const, start: 5 * k + 2, end: 5 * k + 3, isUnanchored: false, carriers: 1 };
			search.add({ ...placed, record: -1, weight: 1 }, alt, 0, 1, 0);
		}
		search.run(sequence.length);
		expect(search.finish()).toBe(0);
		expect(search.steps).toBeLessThan(20 * n);
	});
});

describe('hard places one after the other', () => {
	it('take work in proportion, and each is decided on or listed', () => {
		const unit = `GC${'AC'.repeat(60)}${noise(200, 11)}`;
		const places = 5;
		const reference = referenceOf({ chr1: unit.repeat(places) });
		const records = (first: number, step: number): string[] =>
			Array.from({ length: places }, (_, place) =>
				Array.from({ length: 14 }, (_, k) => {
					const genotype = (k + first) % 3 === 0 ? '1/1' : '0/1';
					return `chr1 ${place * unit.length + 2 + first * 2 + k * step} CAC C ${genotype}`;
				}),
			).flat();
		const truth = callSetOf(reference, records(0, 8)).called;
		const calls = callSetOf(reference, records(1, 6)).called;
		const matching = haplotypeMatcher(DEFAULT_STRUCTURAL_THRESHOLDS)(truth, calls, reference);
		// All places are alike, so that what is found in one is found in all.
		const perPlace = Array.from({ length: places }, (_, place) => matching.truth.slice(place * 14, (place + 1) * 14).join());
		expect(new Set(perPlace.slice(1)).size).toBe(1);
	});
});
