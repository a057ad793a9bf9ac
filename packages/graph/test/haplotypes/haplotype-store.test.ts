import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildHaplotypeStore } from '../../src/haplotypes/build-store.ts';
import {
	extendBackward,
	extendForward,
	extractSequence,
	forEachSuccessor,
	type HaplotypeStore,
	locate,
	matchCount,
	searchState,
	startSearch,
	storeBytes,
	visitCount,
} from '../../src/haplotypes/haplotype-store.ts';
import type { Graph } from '../../src/store/graph.ts';
import { graphFromArrays } from '../../src/store/graph-builder.ts';
import { KIND_WALK } from '../../src/store/walk-builder.ts';

/** A graph whose links are those that the walks use. */
function graphOfWalks(nodeCount: number, walks: readonly (readonly number[])[]): Graph {
	const links = walks.flatMap((walk) => walk.slice(1).map((handle, i): [number, number] => [walk[i]!, handle]));
	return graphFromArrays({
		segments: Array.from({ length: nodeCount }, (_, i): [string, string] => [`${i + 1}`, 'A']),
		links,
		walks: walks.map((steps, i) => ({
			kind: KIND_WALK,
			sample: `S${i}`,
			haplotype: 1,
			contig: 'c',
			name: 'c',
			start: 0,
			end: steps.length,
			steps,
		})),
	});
}

const flipped = (steps: readonly number[]): number[] => steps.map((handle) => handle ^ 1).reverse();

/** All sequences, as the store numbers them. */
const sequencesOf = (walks: readonly (readonly number[])[]): (readonly number[])[] =>
	walks.flatMap((walk) => [walk, flipped(walk)]);

/** How often a run of handles occurs, by looking everywhere. */
function occurrences(sequences: readonly (readonly number[])[], run: readonly number[]): number {
	let count = 0;
	for (const sequence of sequences) {
		for (let i = 0; i + run.length <= sequence.length; i++) if (run.every((handle, j) => sequence[i + j] === handle)) count++;
	}
	return count;
}

/** Walks of a graph built from variants: nodes only rise. */
const risingWalks = fc.integer({ min: 1, max: 12 }).chain((nodes) =>
	fc.tuple(
		fc.constant(nodes),
		fc.array(
			fc.subarray(
				Array.from({ length: nodes }, (_, i) => 2 * i),
				{ minLength: 1 },
			),
			{ minLength: 1, maxLength: 8 },
		),
	),
);

/** Walks that go anywhere, come back and turn round. */
const wildWalks = fc.integer({ min: 1, max: 5 }).chain((nodes) =>
	fc.tuple(
		fc.constant(nodes),
		fc.array(fc.array(fc.integer({ min: 0, max: 2 * nodes - 1 }), { minLength: 1, maxLength: 14 }), {
			minLength: 1,
			maxLength: 6,
		}),
	),
);

/** Checks every query of a store against the walks it was made from. */
function checkStore(
	store: HaplotypeStore,
	nodeCount: number,
	walks: readonly (readonly number[])[],
	choices: readonly number[],
): void {
	const sequences = sequencesOf(walks);
	for (const [i, sequence] of sequences.entries()) expect(Array.from(extractSequence(store, i))).toEqual(sequence);
	const state = searchState();
	for (let handle = 0; handle < 2 * nodeCount; handle++) {
		const count = occurrences(sequences, [handle]);
		expect(visitCount(store, handle)).toBe(count);
		expect(startSearch(store, handle, state)).toBe(count > 0);
		const located = Array.from({ length: count }, (_, offset) => locate(store, handle, offset)).sort((a, b) => a - b);
		expect(located).toEqual(sequences.flatMap((sequence, i) => sequence.flatMap((step) => (step === handle ? [i] : []))));
		if (count === 0) continue;
		growAtRandom(store, sequences, handle, choices);
	}
}

/** Grows a match on both sides as `choices` say and compares its count with what a search of everything finds. */
function growAtRandom(
	store: HaplotypeStore,
	sequences: readonly (readonly number[])[],
	handle: number,
	choices: readonly number[],
): void {
	const state = searchState();
	startSearch(store, handle, state);
	let run = [handle];
	for (const choice of choices) {
		const next = choice >> 1;
		const longer = (choice & 1) === 0 ? [...run, next] : [next, ...run];
		const before = state.slice();
		const grew = (choice & 1) === 0 ? extendForward(store, state, next) : extendBackward(store, state, next);
		const count = occurrences(sequences, longer);
		expect(grew).toBe(count > 0);
		if (grew) {
			run = longer;
			expect(matchCount(state)).toBe(count);
			expect(state[5]! - state[4]!).toBe(count);
		} else {
			expect(state).toEqual(before);
		}
		const successors: [number, number][] = [];
		forEachSuccessor(store, state, (target, times) => successors.push([target, times]));
		for (const [target, times] of successors) expect(times).toBe(occurrences(sequences, [...run, target]));
		const on = successors.reduce((sum, [, times]) => sum + times, 0);
		const ends = sequences.filter((sequence) =>
			run.every((step, i) => sequence[sequence.length - run.length + i] === step),
		).length;
		expect(on + ends).toBe(matchCount(state));
	}
}

describe('haplotype store', () => {
	it('answers as the walks do, where walks only rise', () => {
		fc.assert(
			fc.property(risingWalks, fc.array(fc.integer({ min: 0, max: 47 }), { maxLength: 12 }), ([nodes, walks], choices) => {
				expect(walks.length).toBeGreaterThan(0);
				checkStore(buildHaplotypeStore(graphOfWalks(nodes, walks)), nodes, walks, choices);
			}),
			{ numRuns: 150 },
		);
	});

	it('answers as the walks do, with cycles, turns and repeated walks', () => {
		fc.assert(
			fc.property(wildWalks, fc.array(fc.integer({ min: 0, max: 19 }), { maxLength: 12 }), ([nodes, walks], choices) => {
				expect(walks.length).toBeGreaterThan(0);
				checkStore(buildHaplotypeStore(graphOfWalks(nodes, walks)), nodes, walks, choices);
			}),
			{ numRuns: 150 },
		);
	});

	it('packs runs of any length over any number of successors', () => {
		// One handle, followed by each of 150 others in runs of 1, 2, 100 and 300 visits.
		const walks: number[][] = [];
		for (let target = 1; target <= 150; target++) {
			for (let i = 0; i < [1, 2, 100, 300][target % 4]!; i++) walks.push([0, 2 * target]);
		}
		const store = buildHaplotypeStore(graphOfWalks(151, walks));
		const state = searchState();
		for (let target = 1; target <= 150; target++) {
			startSearch(store, 0, state);
			expect(extendForward(store, state, 2 * target)).toBe(true);
			expect(matchCount(state)).toBe([1, 2, 100, 300][target % 4]);
		}
		expect(Array.from(extractSequence(store, 2 * (walks.length - 1)))).toEqual([0, 300]);
	});

	it('grows far slower than the number of haplotypes that repeat each other', () => {
		const line = Array.from({ length: 400 }, (_, i) => 4 * i + (i % 2 === 0 ? 0 : 2));
		const other = line.map((handle, i) => (i % 20 === 7 ? handle ^ 2 : handle));
		const of = (copies: number): number =>
			storeBytes(
				buildHaplotypeStore(
					graphOfWalks(
						800,
						Array.from({ length: copies }, (_, i) => (i % 2 === 0 ? line : other)),
					),
				),
			);
		expect(of(400)).toBeLessThan(of(40) * 2);
	});
});
