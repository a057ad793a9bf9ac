import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME } from '../../src/seeds/schemes.ts';
import type { SeedTable } from '../../src/seeds/seed-table.ts';
import { bubbleGraph, reverseComplement, smallGraph, spell } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { placesIn, seedPlaces } from '../twins/seed-places.ts';
import { seedsOf } from '../twins/syncmers.ts';

const kernel = new TestingKernel();

/** An entry taken apart, for tables of 16 buckets and 30 bits of place. */
interface Entry {
	readonly bucket: number;
	readonly tag: number;
	readonly above: number;
	readonly position: number;
}

function hashOf({ bucket, tag, above }: Entry): bigint {
	return (BigInt(bucket) << 60n) | (BigInt(tag) << 44n) | (BigInt(above) << 42n);
}

function tableOf(list: readonly Entry[]): SeedTable {
	const place = ({ above, position }: Entry): number => above * 2 ** 30 + position;
	const sorted = list.toSorted((a, b) => a.bucket - b.bucket || a.tag - b.tag || place(a) - place(b));
	const bucketStarts = Uint32Array.from({ length: 17 }, (_, b) => sorted.filter(({ bucket }) => bucket < b).length);
	const buckets = Array.from({ length: 16 }, (_, b) => sorted.filter(({ bucket }) => bucket === b));
	const halves = (entry: Entry): number[] => [place(entry) % 2 ** 16, Math.floor(place(entry) / 2 ** 16)];
	const entries = Uint16Array.from(buckets.flatMap((of) => [...of.map(({ tag }) => tag), ...of.flatMap(halves)]));
	return { scheme: DEFAULT_SCHEME, bucketBits: 4, bucketStarts, placeBits: 30, entries, skippedSeeds: 0 };
}

/** What a looked-up seed points at: `size` places from byte `first` of the entries on. */
function placesFrom({ entries, placeBits }: SeedTable, first: number, size: number): number[] {
	const word = (at: number): number => entries[at + 1]! * 2 ** 16 + entries[at]!;
	return Array.from({ length: size }, (_, i) => word(first / 2 + 2 * i) % 2 ** placeBits);
}

describe('look-ups', () => {
	it('give a read the places of its seeds, on both strands', () => {
		fc.assert(
			fc.property(fc.noShrink(fc.integer()), fc.boolean(), (seed, turned) => {
				const small = bubbleGraph(seed, { bubbles: 4 });
				const table = kernel.useGraph(small.graph);
				const walk = spell(small, small.walks[1]!).slice(0, 200);
				const read = turned ? reverseComplement(walk) : walk;
				kernel.putRead(read);
				const count = kernel.exports.seedSlot(0);
				kernel.exports.lookUp(count);
				const places = seedPlaces(small, DEFAULT_SCHEME);
				const seeds = seedsOf(read, DEFAULT_SCHEME);
				expect(count).toBe(seeds.length);
				for (const [i, { hash }] of seeds.entries()) {
					const [first, size] = kernel.words(kernel.exports.seedsAt() + i * 24 + 12, 2);
					const found = placesFrom(table, first!, size!);
					const expected = Array.from(places, (text) => text.split(' ')).filter(([of]) => of === String(hash));
					expect(new Set(found)).toEqual(new Set(expected.map(([, place]) => Number(place))));
					expect(found.length).toBe(expected.length);
				}
			}),
			{ numRuns: 8 },
		);
	});

	it('tell entries apart that share bucket and tag', () => {
		const anyEntry = fc.record({
			bucket: fc.nat(15),
			tag: fc.constantFrom(0, 1, 0xffff),
			above: fc.nat(3),
			position: fc.nat(1e6),
		});
		fc.assert(
			fc.property(fc.array(anyEntry, { maxLength: 200 }), fc.array(anyEntry, { maxLength: 100 }), (inside, wanted) => {
				const table = tableOf(inside);
				kernel.useTable(table);
				const at = kernel.exports.seedsAt();
				for (const [i, entry] of wanted.entries()) kernel.view.setBigUint64(at + i * 24, hashOf(entry), true);
				kernel.exports.lookUp(wanted.length);
				for (const [i, entry] of wanted.entries()) {
					const [first, size] = kernel.words(at + i * 24 + 12, 2);
					expect(placesFrom(table, first!, size!)).toEqual(placesIn(table, hashOf(entry)));
				}
			}),
			{ numRuns: 100 },
		);
	});

	it('find the many places of a repeat among those of its bucket', () => {
		const unit = 'ACGGTCATTGCAAGTCCGATTGACCTAGGATCCATTGCAGTACGGATC';
		const small = smallGraph([unit.repeat(60)], [], [[0]]);
		const table = kernel.useGraph(small.graph);
		kernel.putRead(unit.repeat(2));
		const count = kernel.exports.seedSlot(0);
		kernel.exports.lookUp(count);
		expect(count).toBeGreaterThan(4);
		for (let i = 0; i < count; i++) {
			const [first, size] = kernel.words(kernel.exports.seedsAt() + i * 24 + 12, 2);
			expect(size).toBeGreaterThanOrEqual(59);
			const hash = kernel.view.getBigUint64(kernel.exports.seedsAt() + i * 24, true);
			expect(placesFrom(table, first!, size!)).toEqual(placesIn(table, hash));
		}
	});
});
