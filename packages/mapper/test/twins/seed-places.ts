/** Twin of src/seeds: every place of every seed, from the letters of the walks alone. */
import type { SeedScheme } from '../../src/seeds/schemes.ts';
import type { SeedTable } from '../../src/seeds/seed-table.ts';
import { lettersOf, type SmallGraph, successors } from '../random-graphs.ts';
import { isSyncmer, seedOf } from './syncmers.ts';

/** `hash place` texts: the place is the anchor's position and the flip in its lowest bit, as an entry has them. */
export type SeedPlaces = Set<string>;

/** A base of a path: its letter, its handle, its position in the concatenated sequence. */
interface PathBase {
	readonly letter: string;
	readonly handle: number;
	readonly position: number;
}

function basesOf(small: SmallGraph, handles: readonly number[]): PathBase[] {
	return handles.flatMap((handle) => {
		const node = handle >> 1;
		const start = small.graph.nodeStarts[node]!;
		const last = small.graph.nodeStarts[node + 1]! - 1;
		return Array.from(lettersOf(small, handle), (letter, i) => ({
			letter,
			handle,
			position: (handle & 1) === 0 ? start + i : last - i,
		}));
	});
}

/** Adds the seeds of a path that start before base `startEnd`. */
function addPath(places: SeedPlaces, bases: readonly PathBase[], scheme: SeedScheme, startEnd: number): void {
	for (let i = 0; i + scheme.k <= bases.length && i < startEnd; i++) {
		const window = bases.slice(i, i + scheme.k);
		const kmer = window.map(({ letter }) => letter).join('');
		if (!/^[ACGT]*$/.test(kmer) || !isSyncmer(kmer, scheme)) continue;
		const { hash, flip } = seedOf(kmer, 0);
		const first = window[0]!;
		const last = window.at(-1)!;
		if ((first.handle & 1) === 0) places.add(`${hash} ${first.position * 2 + flip}`);
		// Backwards all the way: the other way round the last base comes first, and forwards.
		else if ((last.handle & 1) === 1) places.add(`${hash} ${last.position * 2 + (flip ^ 1)}`);
	}
}

/** Places of all seeds along the walks, and from the forward strand of nodes without walk along all paths. */
export function seedPlaces(small: SmallGraph, scheme: SeedScheme): SeedPlaces {
	const places: SeedPlaces = new Set();
	const visited = new Set<number>();
	for (const walk of small.walks) {
		for (const handle of walk) visited.add(handle >> 1);
		addPath(places, basesOf(small, walk), scheme, Number.POSITIVE_INFINITY);
	}
	for (let node = 0; node < small.graph.nodeCount; node++) {
		if (visited.has(node)) continue;
		const length = small.literal.segments[node]![1].length;
		for (const path of pathsFrom(small, node * 2, scheme.k - 1)) addPath(places, basesOf(small, path), scheme, length);
	}
	return places;
}

/** All paths from a handle with `needed` bases behind it, or to a tip. */
export function pathsFrom(small: SmallGraph, handle: number, needed: number): number[][] {
	const next = successors(small.graph, handle);
	if (needed <= 0 || next.length === 0) return [[handle]];
	return next.flatMap((target) =>
		pathsFrom(small, target, needed - lettersOf(small, target).length).map((path) => [handle, ...path]),
	);
}

/** What a table tells of a hash: bucket, tag, and the bits that stand above a place. */
export function tableKey(hash: bigint, { bucketBits, placeBits }: SeedTable): { bucket: number; tag: number; above: number } {
	const bits = (from: number, count: number): number => Number(BigInt.asUintN(64, hash << BigInt(from)) >> BigInt(64 - count));
	const above = placeBits === 32 ? 0 : bits(bucketBits + 16, 32 - placeBits);
	return { bucket: bits(0, bucketBits), tag: bits(bucketBits, 16), above };
}

/** Tags and places of a bucket. */
export function bucketEntries({ bucketStarts, entries }: SeedTable, bucket: number): { tag: number; place: number }[] {
	const start = 3 * bucketStarts[bucket]!;
	const size = bucketStarts[bucket + 1]! - bucketStarts[bucket]!;
	return Array.from({ length: size }, (_, i) => {
		const at = start + size + 2 * i;
		return { tag: entries[start + i]!, place: entries[at + 1]! * 2 ** 16 + entries[at]! };
	});
}

/** The places of a hash in a table, read from its first entry to its last. */
export function placesIn(table: SeedTable, hash: bigint): number[] {
	const wanted = tableKey(hash, table);
	return bucketEntries(table, wanted.bucket)
		.filter(({ tag, place }) => tag === wanted.tag && Math.floor(place / 2 ** table.placeBits) === wanted.above)
		.map(({ place }) => place % 2 ** table.placeBits);
}
