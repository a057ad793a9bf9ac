/**
 * Stage 3: open syncmers of a read.
 *
 * A k-mer is chosen when the smallest of its canonical s-mers, by hash, stands in the middle (Edgar 2021,
 * doi:10.7717/peerj.10805; open syncmers). The choice looks at nothing but the k-mer itself, and k - s is even so that a k-mer
 * and its reverse complement are chosen together; ties choose. A k-mer that is its own reverse complement is left out.
 *
 * Hashes of k-mers are a permutation of 2k bits, of which the first 42 count; they stand at the top of 64.
 * SYNC: src/seeds/seed-table.ts, test/twins/syncmers.ts
 */
import { allocate, BATCH, get32, READ_MAX, set64 } from './memory';
import { hasOthers, lengths, othersAt, packedAt, readBases } from './reads';

export let k: u32 = 0;
let s: u32 = 0;

/**
 * A seed occupies 24 bytes: hash u64, position u32 with the flip in bit 31, byte of the table's entries with its first place u32, entry
 * count u32. Hash and flip are put down when they are wanted; the last two by look-ups.ts.
 */
export const SEED_BYTES: u32 = 24;
export let seeds: usize = 0;
/** By read, BATCH + 1: where its seeds start. */
export let seedStarts: usize = 0;
let smerHashes: usize = 0;
/** Those of `hashSmers`, in four lanes each: what is read stays in a register, a constant is made anew for every use. */
let multipliers: usize = 0;
/** By k-mer of the read at work: 1 bit, set where it is chosen. */
let chosenBits: usize = 0;

/** How long k-mers and s-mers are. */
export function setScheme(kSize: u32, sSize: u32): void {
	k = kSize;
	s = sSize;
}

export function allocateSeeds(): void {
	seeds = allocate(<usize>(BATCH * READ_MAX) * SEED_BYTES);
	seedStarts = allocate((BATCH + 1) * 4);
	multipliers = allocate(32);
	v128.store(multipliers, i32x4.splat(0x7feb352d));
	v128.store(multipliers, i32x4.splat(<i32>0x846ca68b), 16);
	smerHashes = allocate((READ_MAX + 64) * 4);
	chosenBits = allocate(READ_MAX / 8 + 8);
}

/** lowbias32, a bijection on 32 bits (C. Wellons, "Prospecting for hash functions"), in four lanes; `a` and `b` are its multipliers. */
// @ts-ignore: decorator
@inline function hashSmers(x: v128, a: v128, b: v128): v128 {
	x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), a);
	x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), b);
	return v128.xor(x, i32x4.shr_u(x, 16));
}

/** The first 42 bits. SYNC: HASH_BITS in src/seeds/seed-table.ts */
const HASH_MASK: u64 = 0xffffffffffc00000;

/** The low 32 bits of the first lane of each, in this order. */
// @ts-ignore: decorator
@inline function fourLanes(a: v128, b: v128, c: v128, d: v128): v128 {
	return v128.shuffle<i64>(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 0, 4, 1, 5), 0, 2);
}

/** A permutation of 2k bits (xor-shifts by half of them, multiplications by odd numbers), put at the top of 64. */
// @ts-ignore: decorator
@inline export function hashKmer(x: u64, mask: u64): u64 {
	const half = <u64>k;
	x = ((x ^ (x >> half)) * 0xff51afd7ed558ccd) & mask;
	x = ((x ^ (x >> half)) * 0xc4ceb9fe1a85ec53) & mask;
	return ((x ^ (x >> half)) << (64 - (half << 1))) & HASH_MASK;
}

/** Longest s-mer of which four that follow each other are found in 32 bits. */
const SHORT_SMER: u32 = 13;

/**
 * Hashes of the canonical s-mers of a read, four at once, each in a 32-bit lane; its bases are at `forward`, those of the other strand
 * at `reverse`. Lanes past the last hash what is no s-mer: nothing looks at them.
 */
function hashSmersOf(forward: usize, reverse: usize, length: u32): void {
	const smerCount = length - s + 1;
	const a = v128.load(multipliers);
	const b = v128.load(multipliers, 16);
	if (s > SHORT_SMER) {
		hashLongSmersOf(forward, reverse, length, a, b);
		return;
	}
	// A lane shifts by a number of its own where it is multiplied: first what is behind its s-mer goes, then what is before.
	const spare = 32 - (s << 1);
	const ahead = i32x4.shl(i32x4(64, 16, 4, 1), spare - 6);
	const behind = i32x4.shl(i32x4(1, 4, 16, 64), spare - 6);
	const last = <i32>(length - s) - 3;
	const shift = (last & 3) << 1;
	let other = reverse + <usize>(last >> 2);
	for (let i: u32 = 0; i < smerCount; i += 4) {
		const smers = i32x4.shr_u(i32x4.mul(v128.load32_splat(forward + <usize>(i >> 2)), ahead), spare);
		const word = i64x2.shr_u(v128.load64_splat(other), shift);
		const complements = i32x4.shr_u(i32x4.mul(v128.shuffle<i32>(word, word, 0, 0, 0, 0), behind), spare);
		v128.store(smerHashes + (<usize>i << 2), hashSmers(i32x4.min_u(smers, complements), a, b));
		other--;
	}
}

function hashLongSmersOf(forward: usize, reverse: usize, length: u32, a: v128, b: v128): void {
	const smerCount = length - s + 1;
	const mask = i32x4.splat(<i32>(((<u64>1) << <u64>(s << 1)) - 1));
	for (let i: u32 = 0; i < smerCount; i += 4) {
		const at = <i32>(length - s - i) - 3;
		const ahead = i64x2.splat(readBases(forward, i));
		const behind = i64x2.splat(load<u64>(reverse + <usize>(at >> 2)) >> <u64>((at & 3) << 1));
		const smers = fourLanes(ahead, i64x2.shr_u(ahead, 2), i64x2.shr_u(ahead, 4), i64x2.shr_u(ahead, 6));
		const complements = fourLanes(i64x2.shr_u(behind, 6), i64x2.shr_u(behind, 4), i64x2.shr_u(behind, 2), behind);
		const canonical = i32x4.min_u(v128.and(smers, mask), v128.and(complements, mask));
		v128.store(smerHashes + (<usize>i << 2), hashSmers(canonical, a, b));
	}
}

/** Where `a` to `d`, the least of 16 windows, equal their middles: 16 bits. */
// @ts-ignore: decorator
@inline function middlesOf(a: v128, b: v128, c: v128, d: v128, middleA: v128, middleB: v128, middleC: v128, middleD: v128): u16 {
	const ab = i16x8.narrow_i32x4_s(i32x4.eq(a, middleA), i32x4.eq(b, middleB));
	const cd = i16x8.narrow_i32x4_s(i32x4.eq(c, middleC), i32x4.eq(d, middleD));
	return <u16>i8x16.bitmask(i8x16.narrow_i16x8_s(ab, cd));
}

/** The lanes of `a` and, behind them, of `b`: four from the second, or the third on. */
// @ts-ignore: decorator
@inline function fromSecond(a: v128, b: v128): v128 {
	return v128.shuffle<i32>(a, b, 1, 2, 3, 4);
}
// @ts-ignore: decorator
@inline function fromThird(a: v128, b: v128): v128 {
	return v128.shuffle<i32>(a, b, 2, 3, 4, 5);
}

/** Sets the bits of the k-mers that are chosen, sixteen at once: the least hash of each window, and whether it stands in the middle. */
function chooseKmers(kmerCount: u32): void {
	const window = k - s;
	for (let first: u32 = 0; first < kmerCount; first += 16) {
		const hashes = smerHashes + (<usize>first << 2);
		store<u16>(chosenBits + (<usize>first >> 3), window == 8 ? chooseOfNine(hashes) : chooseOf(hashes, window));
	}
}

function chooseOf(hashes: usize, window: u32): u16 {
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
	return middlesOf(a, b, c, d, v128.load(middle), v128.load(middle, 16), v128.load(middle, 32), v128.load(middle, 48));
}

/** The same for windows of nine: the least of two, of four, of eight, and of nine. */
// @ts-ignore: decorator
@inline function chooseOfNine(hashes: usize): u16 {
	const a = v128.load(hashes);
	const b = v128.load(hashes, 16);
	const c = v128.load(hashes, 32);
	const d = v128.load(hashes, 48);
	const e = v128.load(hashes, 64);
	const f = v128.load(hashes, 80);
	const a2 = i32x4.min_u(a, fromSecond(a, b));
	const b2 = i32x4.min_u(b, fromSecond(b, c));
	const c2 = i32x4.min_u(c, fromSecond(c, d));
	const d2 = i32x4.min_u(d, fromSecond(d, e));
	const e2 = i32x4.min_u(e, fromSecond(e, f));
	const f2 = i32x4.min_u(f, fromSecond(f, f));
	const a4 = i32x4.min_u(a2, fromThird(a2, b2));
	const b4 = i32x4.min_u(b2, fromThird(b2, c2));
	const c4 = i32x4.min_u(c2, fromThird(c2, d2));
	const d4 = i32x4.min_u(d2, fromThird(d2, e2));
	const e4 = i32x4.min_u(e2, fromThird(e2, f2));
	return middlesOf(
		i32x4.min_u(i32x4.min_u(a4, b4), c), i32x4.min_u(i32x4.min_u(b4, c4), d),
		i32x4.min_u(i32x4.min_u(c4, d4), e), i32x4.min_u(i32x4.min_u(d4, e4), f),
		b, c, d, e,
	);
}

// @ts-ignore: decorator
@inline function kmerMask(): u64 {
	return ((<u64>1) << <u64>(k << 1)) - 1;
}

/** Appends the seeds of slot `read` from seed number `count` on, of which only the positions are known; returns the new count. */
export function findSeeds(read: u32, count: u32): u32 {
	const length = get32(lengths, read);
	if (length < k || length > <u32>READ_MAX) return count;
	const forward = packedAt(read, 0);
	const reverse = packedAt(read, 1);
	const kmerCount = length - k + 1;
	hashSmersOf(forward, reverse, length);
	chooseKmers(kmerCount);
	// A k-mer of even length may be its own reverse complement.
	const isDoubtful = (k & 1) == 0 || get32(hasOthers, read) != 0;
	let seed = seeds + <usize>(count * SEED_BYTES);
	for (let first: u32 = 0; first < kmerCount; first += 64) {
		let chosen = load<u64>(chosenBits + (<usize>first >> 3));
		if (first + 64 > kmerCount) chosen &= ((<u64>1) << <u64>(kmerCount - first)) - 1;
		for (; chosen != 0; chosen &= chosen - 1) {
			const i = first + <u32>ctz<u64>(chosen);
			if (isDoubtful && isNoSeed(read, i)) continue;
			store<u32>(seed, i, 8);
			// Not looked up: as if it had no place.
			store<u64>(seed, 0, 12);
			seed += SEED_BYTES;
		}
	}
	return <u32>(seed - seeds) / SEED_BYTES;
}

/** Whether the k-mer from base `i` of a read on holds another letter than A, C, G and T, or is its own reverse complement. */
function isNoSeed(read: u32, i: u32): bool {
	const mask = kmerMask();
	if (get32(hasOthers, read) != 0 && (readBases(othersAt(read, 0), i) & mask) != 0) return true;
	const other = get32(lengths, read) - k - i;
	return ((readBases(packedAt(read, 0), i) ^ readBases(packedAt(read, 1), other)) & mask) == 0;
}

/** Puts down hash and flip of seed `i`, of `read`. */
// @ts-ignore: decorator
@inline export function hashSeed(read: u32, i: u32): void {
	const seed = seeds + <usize>(i * SEED_BYTES);
	const position = load<u32>(seed, 8) & 0x7fffffff;
	const mask = kmerMask();
	const a = readBases(packedAt(read, 0), position) & mask;
	const b = readBases(packedAt(read, 1), get32(lengths, read) - k - position) & mask;
	store<u64>(seed, hashKmer(min<u64>(a, b), mask));
	store<u32>(seed, position | (b < a ? 0x80000000 : 0), 8);
}

/** Puts down hash and flip of all seeds of `read`. */
export function hashSeeds(read: u32): void {
	const end = get32(seedStarts, read + 1);
	for (let i = get32(seedStarts, read); i < end; i++) hashSeed(read, i);
}

/** Number of entries of seed `i`. */
// @ts-ignore: decorator
@inline export function seedEntries(i: u32): u32 {
	return load<u32>(seeds + <usize>(i * SEED_BYTES), 16);
}

/** Position of seed `i` in its read, with the flip in bit 31. */
// @ts-ignore: decorator
@inline export function seedPosition(i: u32): u32 {
	return load<u32>(seeds + <usize>(i * SEED_BYTES), 8);
}

/** Byte of the table's entries with the first place of seed `i`. */
// @ts-ignore: decorator
@inline export function seedPlaces(i: u32): u32 {
	return load<u32>(seeds + <usize>(i * SEED_BYTES), 12);
}

// @ts-ignore: decorator
@inline export function setSeedEntries(i: u32, count: u32): void {
	store<u32>(seeds + <usize>(i * SEED_BYTES), count, 16);
}

/**
 * For building the table: seeds of `length` letters at `text` (at most READ_MAX). Writes (hash u64, position u32 with the flip in
 * bit 31, u32 0) for each to `out` and returns how many.
 */
export function seedsOfText(read: u32, out: usize): u32 {
	const count = findSeeds(read, 0);
	for (let i: u32 = 0; i < count; i++) {
		hashSeed(read, i);
		const seed = seeds + <usize>(i * SEED_BYTES);
		set64(out, i * 2, load<u64>(seed));
		set64(out, i * 2 + 1, load<u32>(seed, 8));
	}
	return count;
}
