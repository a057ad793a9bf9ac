/**
 * Stage 4: places of seeds in the seed table.
 *
 * Of the hash of a k-mer (seeds.ts) the first `bucketBits` say in which bucket an entry lies, the next 16 are its tag, and as many as
 * find room beside the place stand above it:
 *
 *   tag    u16   the 16 bits of the hash behind those of the bucket
 *   place  u32   bits 31..placeBits  the bits of the hash behind the tag
 *                bits ..1            position of the anchor base in the concatenated sequence (forward strand)
 *                bit 0               flip: 1 where the canonical k-mer runs against the node's forward strand
 *
 * Entries ascend by tag, then place, within a bucket: first the tags of all, then the places of all, so that a bucket of common
 * size lies in one line of the cache. No bit of the hash is left over (see src/seeds/seed-table.ts): entries found are those of the
 * k-mer and, with k up to 21, of no other; and they do not depend on what else is in the table.
 *
 * The anchor is the first base of the k-mer, read in the direction in which that base lies on its node's forward strand.
 * SYNC: src/seeds/seed-table.ts, test/twins/seed-places.ts
 */
import { allocate, get32, get64, set32, set64 } from './memory';
import { hashSeed, SEED_BYTES, seeds, setScheme } from './seeds';

let bucketBits: u64 = 0;
let bucketStarts: usize = 0;
let entries: usize = 0;
let placeBits: u64 = 0;
let placeMask: u32 = 0;
/** What was read only to have it near: kept, so that no compiler leaves the reading out. */
let touched: u32 = 0;

export function setSeedTable(
	kSize: u32, sSize: u32, bucketBitCount: u32, placeBitCount: u32, bucketStartsAt: usize, entriesAt: usize,
): void {
	setScheme(kSize, sSize);
	bucketBits = bucketBitCount;
	placeBits = placeBitCount;
	placeMask = <u32>(((<u64>1) << placeBits) - 1);
	bucketStarts = bucketStartsAt;
	entries = entriesAt;
}

export function allocateLookUps(): void {
	wanted = allocate(WANTED_MAX * 4);
	spans = allocate(WANTED_MAX * 8);
}

/** Entries of a bucket that are compared at once. */
const LANES: u32 = 16;
const ENTRY_BYTES: u32 = 6;

/** Seeds that are looked up together; the lines of the cache that they are in find room beside each other. */
const WANTED_MAX: u32 = 512;
/** Addresses of the seeds that are wanted, and first and last entry of their buckets. */
let wanted: usize = 0;
let spans: usize = 0;
let wantedCount: u32 = 0;

/** Has seed `i` of `read` looked up, at the latest by `lookUpWanted`. */
// @ts-ignore: decorator
@inline export function wantSeed(read: u32, i: u32): void {
	hashSeed(read, i);
	wantHashed(i);
}

// @ts-ignore: decorator
@inline function wantHashed(i: u32): void {
	if (wantedCount == WANTED_MAX) lookUpWanted();
	set32(wanted, wantedCount++, <u32>seeds + i * SEED_BYTES);
}

/** Finds the entries of seeds [firstSeed, seedEnd), whose hashes are known, in the table. */
export function lookUpSeeds(firstSeed: u32, seedEnd: u32): void {
	for (let i = firstSeed; i < seedEnd; i++) wantHashed(i);
	lookUpWanted();
}

/**
 * Finds the entries of the seeds that are wanted: all buckets first, then all entries. No seed waits for another's way to memory, nor
 * for a branch that depends on it.
 */
export function lookUpWanted(): void {
	const count = wantedCount;
	wantedCount = 0;
	const bucketShift = 64 - bucketBits;
	for (let i: u32 = 0; i < count; i++) {
		const bucket = <usize>(load<u64>(<usize>get32(wanted, i)) >> bucketShift);
		set64(spans, i, load<u64>(bucketStarts + (bucket << 2)));
	}
	// Of each bucket the first byte and the last; where it is short, the last of the tags that are compared.
	let sum: u32 = 0;
	for (let i: u32 = 0; i < count; i++) {
		const span = get64(spans, i);
		const from = <u32>span * ENTRY_BYTES;
		sum += <u32>load<u8>(entries + <usize>from);
		sum += <u32>load<u8>(entries + <usize>(max<u32>(<u32>(span >> 32) * ENTRY_BYTES, from + 2 * LANES) - 1));
	}
	touched = sum;
	for (let i: u32 = 0; i < count; i++) {
		const seed = <usize>get32(wanted, i);
		const from = get32(spans, i << 1);
		const tag = <u16>((load<u64>(seed) << bucketBits) >> 48);
		const size = get32(spans, (i << 1) + 1) - from;
		if (size > LANES) {
			findTag(seed, from * ENTRY_BYTES, size, tag);
			continue;
		}
		const at = entries + <usize>(from * ENTRY_BYTES);
		const tags = i16x8.splat(<i16>tag);
		const equal = i8x16.narrow_i16x8_s(i16x8.eq(v128.load(at), tags), i16x8.eq(v128.load(at, 16), tags));
		const mask = i8x16.bitmask(equal) & ((1 << size) - 1);
		const found = <u32>popcnt<i32>(mask);
		const places = from * ENTRY_BYTES + (size << 1) + ((<u32>ctz<i32>(mask) & 15) << 2);
		store<u32>(seed, places, 12);
		store<u32>(seed, found, 16);
		const rest = restOf(seed);
		const last = places + ((found - 1) << 2);
		const differs = (placeWordAt(places) >> placeBits ^ rest) | (placeWordAt(last) >> placeBits ^ rest);
		if (i32(differs != 0) & i32(found != 0)) narrow(seed, rest);
	}
}

// @ts-ignore: decorator
@inline function placeWordAt(byte: u32): u64 {
	return <u64>load<u32>(entries + <usize>byte);
}

/** The bits of a seed's hash that stand above the place. */
// @ts-ignore: decorator
@inline function restOf(seed: usize): u64 {
	return ((load<u64>(seed) << (bucketBits + 16)) >> 32) >> placeBits;
}

/** First of `size` tags from byte `at` of `entries` on that is not below `least`. */
function lowerBound(at: u32, size: u32, least: u32): u32 {
	let low: u32 = 0;
	for (let left = size; left > 0; ) {
		const half = left >> 1;
		if (<u32>load<u16>(entries + <usize>(at + ((low + half) << 1))) < least) {
			low += half + 1;
			left -= half + 1;
		} else left = half;
	}
	return low;
}

/** Finds the entries of a seed in a bucket of `size` at byte `at`: repeats make buckets long. */
function findTag(seed: usize, at: u32, size: u32, tag: u32): void {
	const low = lowerBound(at, size, tag);
	store<u32>(seed, at + ((size + (low << 1)) << 1), 12);
	store<u32>(seed, lowerBound(at, size, tag + 1) - low, 16);
	narrow(seed, restOf(seed));
}

/** Leaves of a seed's entries, which have its tag, those with the rest of its hash. */
function narrow(seed: usize, rest: u64): void {
	let at = load<u32>(seed, 12);
	let count = load<u32>(seed, 16);
	for (; count > 0 && placeWordAt(at) >> placeBits < rest; at += 4) count--;
	while (count > 0 && placeWordAt(at + ((count - 1) << 2)) >> placeBits > rest) count--;
	store<u32>(seed, at, 12);
	store<u32>(seed, count, 16);
}

/** Position × 2 + flip of entry `i` of those whose places begin at byte `places` of `entries`. */
// @ts-ignore: decorator
@inline export function entryAt(places: u32, i: u32): u32 {
	return load<u32>(entries + <usize>(places + (i << 2))) & placeMask;
}
