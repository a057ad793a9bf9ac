import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearCoordinates } from '../../src/clusters/coordinates.ts';
import { anyGraph, bubbleGraph, randomLetters, randomNumbers, reverseComplement, smallGraph, spell } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { type Hit, hitsOf } from '../twins/hits.ts';
import { placesIn } from '../twins/seed-places.ts';
import { type Seed, seedsOf } from '../twins/syncmers.ts';

const kernel = new TestingKernel();
const SCHEME = { k: 11, s: 5 };
/** SYNC: assembly/samples.ts */
const SAMPLE = 5;
const SETTLING = 3;
const UNSETTLING = 2;

/** Seeds that settle a read, by their numbers, or none; and which seeds are looked up until that is known. */
function settlingSeeds(placeCounts: readonly number[]): { settling: number[]; lookedUp: number[] } {
	const sample = sampleOf(placeCounts.length);
	const half = sample.filter((_, i) => i % 2 === 0);
	if (placeCounts.length > SAMPLE && half.every((seed) => placeCounts[seed] === 1)) return { settling: half, lookedUp: half };
	const single = sample.filter((seed) => placeCounts[seed] === 1);
	const many = sample.filter((seed) => placeCounts[seed]! > 1);
	return { settling: single.length < SETTLING || many.length > UNSETTLING ? [] : single, lookedUp: sample };
}

/** Numbers of the sample's seeds: all of few, else the first, the last and between them as evenly as they come. */
function sampleOf(seedCount: number): number[] {
	if (seedCount <= SAMPLE) return Array.from({ length: seedCount }, (_, i) => i);
	return Array.from({ length: SAMPLE }, (_, i) => Math.floor((i * (seedCount - 1)) / (SAMPLE - 1)));
}

/** Hits of the seeds that may settle the read, in the order of the linear coordinate, where they do; else none. */
function settlingHits(hits: readonly Hit[], settling: readonly number[]): Hit[] {
	const chosen = hits.filter(({ seed }) => settling.includes(seed));
	const diagonals = new Set(chosen.map(({ diagonal, referenceStrand }) => `${diagonal} ${referenceStrand}`));
	return diagonals.size === 1 ? chosen.toSorted((a, b) => a.along - b.along) : [];
}

/** Entries that the kernel has of each seed of the read. */
function entryCounts(seedCount: number): number[] {
	return Array.from({ length: seedCount }, (_, i) => kernel.words((kernel.exports.seedsAt() >>> 0) + i * 24 + 16, 1)[0]!);
}

function settle(read: string): boolean {
	kernel.putRead(read);
	kernel.exports.seedSlot(0);
	return kernel.exports.settleSlot() !== 0;
}

describe('samples', () => {
	it('settle the reads that the twin says, with the middle hit as anchor; the others have all seeds looked up', () => {
		const settled = [0, 0];
		let unsettled = 0;
		const graphs = fc.oneof(
			anyGraph({ nodeLength: 60, walkSteps: 20 }),
			fc.noShrink(fc.integer()).map((seed) => bubbleGraph(seed, { bubbles: 5 })),
		);
		const property = fc.property(graphs, fc.nat(), fc.boolean(), fc.nat(200), (small, from, turned, length) => {
			fc.pre(small.walks.length > 0);
			const table = kernel.useGraph(small.graph, SCHEME);
			const walk = spell(small, small.walks[from % small.walks.length]!);
			const piece = walk.slice(from % walk.length).slice(0, length);
			const read = turned ? reverseComplement(piece) : piece;
			const seeds: readonly Seed[] = seedsOf(read, SCHEME);
			const placeCounts = seeds.map(({ hash }) => placesIn(table, hash).length);
			const hits = hitsOf(small.graph, table, linearCoordinates(small.graph).left, seeds, read.length, 1000);
			const { settling, lookedUp } = settlingSeeds(placeCounts);
			const expected = settlingHits(hits, settling);
			expect(settle(read)).toBe(expected.length > 0);
			if (expected.length === 0) {
				unsettled++;
				expect(entryCounts(seeds.length)).toEqual(placeCounts);
				return;
			}
			settled[lookedUp.length > SETTLING ? 1 : 0]!++;
			expect(entryCounts(seeds.length)).toEqual(placeCounts.map((count, seed) => (lookedUp.includes(seed) ? count : 0)));
			const anchor = expected[expected.length >> 1]!;
			const share = (expected.length * seeds.length) / lookedUp.length;
			const score = seeds.length <= SAMPLE ? expected.length : Math.floor(share);
			expect(kernel.words(kernel.exports.clusterAddress(0, 0), 6)).toEqual(
				Uint32Array.of(anchor.referenceStrand, anchor.strand, anchor.position, anchor.readPosition, score, anchor.diagonal),
			);
			kernel.exports.lookUpLeft();
			expect(entryCounts(seeds.length)).toEqual(placeCounts);
		});
		fc.assert(property, { numRuns: 150 });
		for (const count of settled) expect(count).toBeGreaterThan(0);
		expect(unsettled).toBeGreaterThan(20);
	});

	it('leave a read open whose ends lie on two diagonals, or that has a second place', () => {
		const next = randomNumbers(5);
		const [left, right, copy] = [randomLetters(next, 400), randomLetters(next, 400), randomLetters(next, 200)];
		const text = left + randomLetters(next, 60) + right + copy + randomLetters(next, 300) + copy;
		kernel.useGraph(smallGraph([text], [], [[0]]).graph, SCHEME);
		expect(settle(left.slice(100, 250))).toBe(true);
		expect(settle(left.slice(325) + right.slice(0, 75))).toBe(false);
		expect(settle(copy.slice(20, 170))).toBe(false);
	});
});
