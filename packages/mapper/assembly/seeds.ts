/**
 * Stage 3 and 4: open syncmers of a read, and their places in the seed table.
 *
 * A k-mer is chosen when the smallest of its canonical s-mers, by hash, stands in the middle (Edgar 2021,
 * doi:10.7717/peerj.10805; open syncmers). The choice looks at nothing but the k-mer itself, and k - s is even so that a k-mer
 * and its reverse complement are chosen together; ties choose. A k-mer that is its own reverse complement is left out.
 *
 * Seed table: bucket offsets by the top bits of the k-mer's hash, then 64-bit entries, ascending within a bucket:
 *
 *   bits 63..32  tag: the low 32 bits of the hash
 *   bits 31..1   position of the anchor base in the concatenated sequence (forward strand)
 *   bit 0        flip: 1 where the canonical k-mer runs against the node's forward strand
 *
 * The anchor is the first base of the k-mer, read in the direction in which that base lies on its node's forward strand.
 * SYNC: src/seeds/seed-table.ts, test/twins/syncmers.ts, test/twins/seed-places.ts
 */
import { allocate, BATCH, get32, get64, READ_MAX, set32, set64 } from './memory';
import { hasOthers, lengths, othersAt, packedAt, readBases } from './reads';

export let k: u32 = 0;
let s: u32 = 0;
let bucketShift: u64 = 0;
let bucketStarts: usize = 0;
let entries: usize = 0;

/** A seed occupies 24 bytes: hash u64, position u32 with the flip in bit 31, first entry u32, entry count u32. */
export const SEED_BYTES: u32 = 24;
export let seeds: usize = 0;
/** By read, BATCH + 1: where its seeds start. */
export let seedStarts: usize = 0;
let smerHashes: usize = 0;
/** By k-mer of the read at work: 1 bit, set where it is chosen. */
let chosenBits: usize = 0;

export function setSeedTable(kSize: u32, sSize: u32, bucketBits: u32, bucketStartsAt: usize, entriesAt: usize): void {
	k = kSize;
	s = sSize;
	bucketShift = 64 - <u64>bucketBits;
	bucketStarts = bucketStartsAt;
	entries = entriesAt;
}

export function allocateSeeds(): void {
	seeds = allocate(<usize>(BATCH * READ_MAX) * SEED_BYTES);
	seedStarts = allocate((BATCH + 1) * 4);
	smerHashes = allocate((READ_MAX + 64) * 4);
	chosenBits = allocate(READ_MAX / 8 + 8);
}

/** lowbias32, a bijection on 32 bits (C. Wellons, "Prospecting for hash functions"), in four lanes. */
// @ts-ignore: decorator
@inline function hashSmers(x: v128): v128 {
	x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d));
	x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(<i32>0x846ca68b));
	return v128.xor(x, i32x4.shr_u(x, 16));
}

/** The low 32 bits of the first lane of each, in this order. */
// @ts-ignore: decorator
@inline function fourLanes(a: v128, b: v128, c: v128, d: v128): v128 {
	return v128.shuffle<i64>(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 0, 4, 1, 5), 0, 2);
}

// @ts-ignore: decorator
@inline export function hashKmer(x: u64): u64 {
	// fmix64 of MurmurHash3, a bijection on 64 bits (A. Appleby)
	x = (x ^ (x >> 33)) * 0xff51afd7ed558ccd;
	x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53;
	return x ^ (x >> 33);
}

/** Appends the seeds of slot `read` from seed number `count` on; returns the new count. */
export function findSeeds(read: u32, count: u32): u32 {
	const length = get32(lengths, read);
	if (length < k || length > <u32>READ_MAX) return count;
	const forward = packedAt(read, 0);
	const reverse = packedAt(read, 1);
	const masked = get32(hasOthers, read) != 0;
	const window = k - s;
	const smerMask: u64 = ((<u64>1) << <u64>(s << 1)) - 1;
	const kmerMask: u64 = ((<u64>1) << <u64>(k << 1)) - 1;
	const smerCount = length - s + 1;
	// Four s-mers at once, each in a 32-bit lane. Lanes past the last hash what is no s-mer: nothing below looks at them.
	const laneMask = i32x4.splat(<i32>smerMask);
	for (let i: u32 = 0; i < smerCount; i += 4) {
		const at = <i32>(length - s - i) - 3;
		const ahead = i64x2.splat(readBases(forward, i));
		const behind = i64x2.splat(load<u64>(reverse + <usize>(at >> 2)) >> <u64>((at & 3) << 1));
		const smers = fourLanes(ahead, i64x2.shr_u(ahead, 2), i64x2.shr_u(ahead, 4), i64x2.shr_u(ahead, 6));
		const complements = fourLanes(i64x2.shr_u(behind, 6), i64x2.shr_u(behind, 4), i64x2.shr_u(behind, 2), behind);
		const canonical = i32x4.min_u(v128.and(smers, laneMask), v128.and(complements, laneMask));
		v128.store(smerHashes + (<usize>i << 2), hashSmers(canonical));
	}
	// Sixteen k-mers at once: the least hash of each window, and whether it stands in the middle.
	const kmerCount = length - k + 1;
	for (let first: u32 = 0; first < kmerCount; first += 16) {
		const hashes = smerHashes + (<usize>first << 2);
		let a = v128.load(hashes);
		let b = v128.load(hashes, 16);
		let c = v128.load(hashes, 32);
		let d = v128.load(hashes, 48);
		for (let at = hashes + 4; at <= hashes + (<usize>window << 2); at += 4) {
			a = i32x4.min_u(a, v128.load(at));
			b = i32x4.min_u(b, v128.load(at, 16));
			c = i32x4.min_u(c, v128.load(at, 32));
			d = i32x4.min_u(d, v128.load(at, 48));
		}
		const middle = hashes + (<usize>window << 1);
		const ab = i16x8.narrow_i32x4_s(i32x4.eq(a, v128.load(middle)), i32x4.eq(b, v128.load(middle, 16)));
		const cd = i16x8.narrow_i32x4_s(i32x4.eq(c, v128.load(middle, 32)), i32x4.eq(d, v128.load(middle, 48)));
		store<u16>(chosenBits + (<usize>first >> 3), <u16>i8x16.bitmask(i8x16.narrow_i16x8_s(ab, cd)));
	}
	const othersRead = othersAt(read, 0);
	for (let first: u32 = 0; first < kmerCount; first += 64) {
		let chosen = load<u64>(chosenBits + (<usize>first >> 3));
		if (first + 64 > kmerCount) chosen &= ((<u64>1) << <u64>(kmerCount - first)) - 1;
		for (; chosen != 0; chosen &= chosen - 1) {
			const i = first + <u32>ctz<u64>(chosen);
			if (masked && (readBases(othersRead, i) & kmerMask) != 0) continue;
			const a = readBases(forward, i) & kmerMask;
			const b = readBases(reverse, length - k - i) & kmerMask;
			if (a == b) continue;
			const seed = seeds + <usize>(count * SEED_BYTES);
			store<u64>(seed, hashKmer(min<u64>(a, b)));
			store<u32>(seed, i | (b < a ? 0x80000000 : 0), 8);
			count++;
		}
	}
	return count;
}

/** Finds the entries of seeds [firstSeed, seedEnd) in the table. */
export function lookUpSeeds(firstSeed: u32, seedEnd: u32): void {
	// All buckets first, then all entries: neither waits for the other's way to memory.
	for (let i = firstSeed; i < seedEnd; i++) {
		const seed = seeds + <usize>(i * SEED_BYTES);
		const bucket = <u32>(load<u64>(seed) >> bucketShift);
		store<u64>(seed, load<u64>(bucketStarts + (<usize>bucket << 2)), 12);
	}
	for (let i = firstSeed; i < seedEnd; i++) {
		const seed = seeds + <usize>(i * SEED_BYTES);
		const tag = load<u64>(seed) << 32;
		const from = load<u32>(seed, 12);
		const end = load<u32>(seed, 16);
		const first = lowerBound(from, end, tag);
		// Tags end with the highest: nothing is past it.
		const after = tag == 0xffffffff00000000 ? end : lowerBound(first, end, tag + 0x100000000);
		store<u32>(seed, first, 12);
		store<u32>(seed, after - first, 16);
	}
}

/** First of the entries [from, end) that is not below `least`: halves what repeats make long, then goes one by one. */
function lowerBound(from: u32, end: u32, least: u64): u32 {
	while (end - from > 16) {
		const middle = from + ((end - from) >> 1);
		if (get64(entries, middle) < least) from = middle + 1;
		else end = middle;
	}
	while (from < end && get64(entries, from) < least) from++;
	return from;
}

/** Number of entries of seed `i`. */
// @ts-ignore: decorator
@inline export function seedEntries(i: u32): u32 {
	return load<u32>(seeds + <usize>(i * SEED_BYTES), 16);
}

// @ts-ignore: decorator
@inline export function setSeedEntries(i: u32, count: u32): void {
	store<u32>(seeds + <usize>(i * SEED_BYTES), count, 16);
}

// @ts-ignore: decorator
@inline export function entryAt(i: u32): u32 {
	return load<u32>(entries + (<usize>i << 3));
}

/**
 * For building the table: seeds of `length` letters at `text` (at most READ_MAX). Writes (hash u64, position u32 with the flip in
 * bit 31, u32 0) for each to `out` and returns how many.
 */
export function seedsOfText(read: u32, out: usize): u32 {
	const count = findSeeds(read, 0);
	for (let i: u32 = 0; i < count; i++) {
		const seed = seeds + <usize>(i * SEED_BYTES);
		set64(out, i * 2, load<u64>(seed));
		set64(out, i * 2 + 1, load<u32>(seed, 8));
	}
	return count;
}
