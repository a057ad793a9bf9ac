import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME, seedScheme } from '../../src/seeds/schemes.ts';
import type { SeedTable } from '../../src/seeds/seed-table.ts';
import { anyGraph, bubbleGraph, randomLetters, randomNumbers, type SmallGraph, smallGraph, spell } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { bucketEntries, pathsFrom, seedPlaces, tableKey } from '../twins/seed-places.ts';
import { seedsOf } from '../twins/syncmers.ts';

const kernel = new TestingKernel();

function entriesOf(table: SeedTable): string[] {
	const found: string[] = [];
	for (let bucket = 0; bucket < 2 ** table.bucketBits; bucket++) {
		for (const { tag, place } of bucketEntries(table, bucket)) found.push(`${bucket} ${tag} ${place}`);
	}
	return found;
}

function expectTable(small: SmallGraph, k: number, s: number): void {
	const scheme = seedScheme(k, s);
	const table = kernel.useGraph(small.graph, scheme);
	const expected = Array.from(seedPlaces(small, scheme), (text) => {
		const [hash, place] = text.split(' ') as [string, string];
		const { bucket, tag, above } = tableKey(BigInt(hash), table);
		return `${bucket} ${tag} ${above * 2 ** table.placeBits + Number(place)}`;
	});
	const found = entriesOf(table);
	expect(found.length, 'no entry twice').toBe(new Set(found).size);
	expect(new Set(found)).toEqual(new Set(expected));
	for (let bucket = 0; bucket < 2 ** table.bucketBits; bucket++) {
		const keys = bucketEntries(table, bucket).map(({ tag, place }) => tag * 2 ** 32 + place);
		expect(keys, 'ascending').toEqual(keys.toSorted((a, b) => a - b));
	}
}

/** Whether no node without walk has more ways on than are followed. */
function isFollowed(small: SmallGraph, k: number): boolean {
	for (let node = 0; node < small.graph.nodeCount; node++) if (pathsFrom(small, node * 2, k - 1).length > 64) return false;
	return true;
}

describe('seed table', () => {
	it.each([
		['walks of graphs of any shape', 'ACGT', 20],
		['walks in few letters', 'AC', 20],
		['walks with other letters', 'ACGTN', 20],
		['graphs without walks', 'ACGT', 0],
	])('holds the seeds of %s at their places, and nothing else', (_, letters, walkSteps) => {
		const graphs = anyGraph({
			letters,
			nodeLength: 30,
			walkSteps,
			walks: walkSteps === 0 ? 0 : 4,
			links: walkSteps === 0 ? 8 : 16,
		});
		fc.assert(
			fc.property(graphs, fc.constantFrom([11, 5], [12, 6], [15, 9]), (small, [k, s]) => {
				fc.pre(isFollowed(small, k));
				expectTable(small, k, s);
			}),
			{ numRuns: 60 },
		);
	});

	it('holds those of bubbles and of nodes longer than one piece', () => {
		for (const seed of [1, 2, 3]) expectTable(bubbleGraph(seed), 21, 13);
		const next = randomNumbers(7);
		const long = smallGraph(
			[randomLetters(next, 2500), 'AC', randomLetters(next, 1024)],
			[
				[1, 2],
				[2, 4],
			],
			[[1, 2, 4]],
		);
		expectTable(long, 21, 13);
		expectTable(long, 28, 16);
	});

	it('counts the seeds that start backwards and end forwards', () => {
		const next = randomNumbers(3);
		const small = smallGraph([randomLetters(next, 60), randomLetters(next, 60)], [[1, 2]], [[1, 2]]);
		const { skippedSeeds } = kernel.useGraph(small.graph);
		const all = seedsOf(spell(small, [1, 2]), DEFAULT_SCHEME).filter(({ position }) => position < 60 && position + 21 > 60);
		expect(skippedSeeds).toBe(all.length);
		expect(all.length).toBeGreaterThan(0);
	});
});

describe('seed scheme', () => {
	it.each([
		[10, 4],
		[29, 15],
		[21, 12],
		[21, 21],
		[21, 17],
		[21, 4],
		[20.5, 12.5],
		[Number.NaN, 13],
	])('refuses k = %d, s = %d', (k, s) => {
		expect(() => seedScheme(k, s)).toThrow(expect.objectContaining({ code: 'E_SEED_SCHEME' }));
	});
});
