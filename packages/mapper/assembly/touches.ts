/**
 * Reading ahead: what later stages will want of the graph around the likely place of each read, read once for the whole batch.
 *
 * The graph's columns are larger than a cache, and each step from a seed's place to its node, coordinate, edges and name waits for
 * the one before. Taken for all reads of a batch together the ways to memory overlap; WebAssembly has no prefetch instruction. Nothing
 * is decided here: a read whose likely place is another than its first unique seed's is only slower.
 */
import { allocate, BATCH, get32, set32 } from './memory';
import { blockNodeAt, edgeStart, edgeTargets, nameBytes, nameStart, nodeRecord, packedBases, recordStart } from './graph';
import { knowsHaplotypes, records } from './haplotypes';
import { seedEntries, seedStarts, seedPlaces } from './seeds';
import { entryAt } from './look-ups';

/** Bytes of bases beside a seed. */
const READ_SIDE: u32 = 32;
/** Bytes from a node's record to one in the next line of the cache. */
const NEXT_LINE: usize = 64;

/** By read of the batch: node near its likely place; then first edge, first byte of the name and of the haplotypes' record there. */
let places: usize = 0;
let edges: usize = 0;
let names: usize = 0;
let haplotypes: usize = 0;
/** Sum of what was read: kept, so that no compiler leaves the reading out. */
let sum: u32 = 0;

export function allocateTouches(): void {
	places = allocate(BATCH * 4);
	edges = allocate(BATCH * 4);
	names = allocate(BATCH * 4);
	haplotypes = allocate(BATCH * 4);
}

/** Reads what lies around the first seed of each of `reads` reads that has one place only. */
export function touchPlaces(reads: u32): void {
	let count: u32 = 0;
	let bits: u32 = 0;
	for (let read: u32 = 0; read < reads; read++) {
		const end = get32(seedStarts, read + 1);
		let seed = get32(seedStarts, read);
		while (seed < end && seedEntries(seed) != 1) seed++;
		if (seed == end) continue;
		const position = entryAt(seedPlaces(seed), 0) >> 1;
		set32(places, count++, blockNodeAt(position));
		// A read has some 40 bytes of bases, to either side of the seed.
		bits ^= <u32>load<u8>(packedBases + <usize>((position >> 2) + READ_SIDE)) ^ <u32>load<u8>(packedBases + <usize>(position >> 2) - READ_SIDE);
	}
	for (let i: u32 = 0; i < count; i++) {
		const node = get32(places, i);
		set32(edges, i, edgeStart(node << 1));
		set32(names, i, nameStart(node));
		set32(haplotypes, i, recordStart(node << 1));
		bits ^= load<u32>(nodeRecord(node), NEXT_LINE);
	}
	for (let i: u32 = 0; i < count; i++) {
		bits ^= get32(edgeTargets, get32(edges, i)) ^ <u32>load<u8>(nameBytes + <usize>get32(names, i));
		if (knowsHaplotypes()) bits ^= <u32>load<u8>(records + <usize>get32(haplotypes, i));
	}
	sum = bits;
}
