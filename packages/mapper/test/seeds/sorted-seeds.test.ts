import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seedScheme } from '../../src/seeds/schemes.ts';
import { SeedParts } from '../../src/seeds/seed-parts.ts';
import type { SeedTable } from '../../src/seeds/seed-table.ts';
import { sortSeeds } from '../../src/seeds/sorted-seeds.ts';
import { bucketEntries, tableKey } from '../twins/seed-places.ts';

/** Hashes of k-mers stand at the top of 64 bits, of which 42 count. */
function hashBits(k: number): number {
	return Math.min(2 * k, 42);
}

/** Sorts seeds, given as hashes and places, in as many parts as a graph of `baseCount` bases has, and compares with a plain sort. */
function expectSorted(seeds: readonly (readonly [hash: bigint, place: number])[], k: number, baseCount: number): SeedTable {
	const parts = new SeedParts(baseCount);
	for (const [hash, place] of seeds) parts.add(Number(hash >> 32n) | 0, Number(hash & 0xffffffffn) | 0, place | 0);
	const table: SeedTable = { scheme: seedScheme(k, k - 6), skippedSeeds: 0, ...sortSeeds(parts, k, baseCount) };
	const expected = new Map<number, Set<number>>();
	for (const [hash, place] of seeds) {
		const { bucket, tag, above } = tableKey(hash, table);
		if (!expected.has(bucket)) expected.set(bucket, new Set());
		expected.get(bucket)!.add(tag * 2 ** 32 + above * 2 ** table.placeBits + place);
	}
	const sizes = [...expected.values()].map(({ size }) => size);
	expect(table.bucketStarts.at(-1)).toBe(sizes.reduce((sum, size) => sum + size, 0));
	expect(table.entries.length).toBe(3 * table.bucketStarts.at(-1)!);
	for (const [bucket, keys] of expected) {
		const found = bucketEntries(table, bucket).map(({ tag, place }) => tag * 2 ** 32 + place);
		expect(found).toEqual([...keys].sort((a, b) => a - b));
	}
	return table;
}

/** Seeds of which many share a bucket, a tag or all. */
function anySeeds(k: number, baseCount: number): fc.Arbitrary<[bigint, number][]> {
	const top = fc.bigInt({ min: 0n, max: (1n << BigInt(hashBits(k))) - 1n });
	const hash = fc
		.oneof(top, fc.constantFrom(0n, 1n, (1n << BigInt(hashBits(k))) - 1n))
		.map((bits) => bits << BigInt(64 - hashBits(k)));
	const place = fc.oneof(fc.nat(2 * baseCount - 1), fc.nat(2));
	return fc.array(fc.tuple(hash, place), { maxLength: 300, size: 'max' });
}

describe('sorted seeds', () => {
	it.each([
		['one part', 21, 1000],
		['fewer parts than buckets', 21, 2 ** 21],
		['more parts than buckets', 11, 2 ** 28],
	])('stand by bucket, tag and place, each once: %s', (_, k, baseCount) => {
		fc.assert(
			fc.property(anySeeds(k, baseCount), (seeds) => void expectSorted(seeds, k, baseCount)),
			{ numRuns: 20 },
		);
	});

	it('are all there where parts fill more than a block', () => {
		const seeds = Array.from({ length: 20_000 }, (_, i): [bigint, number] => [BigInt((i * 7919) % 65536) << 48n, i]);
		const table = expectSorted(seeds, 21, 2 ** 19);
		expect(table.entries.length).toBe(3 * seeds.length);
	});
});
