/** Seeds in the order in which the seed table has them: bucket by bucket, and in each by tag, then place. */
import type { SeedParts } from './seed-parts.ts';

/** SYNC: assembly/seeds.ts, assembly/look-ups.ts */
const TAG_BITS = 16;
const HASH_BITS = 42;

/** Buckets of seeds; see SeedTable. */
export interface SortedSeeds {
	readonly bucketBits: number;
	readonly bucketStarts: Uint32Array;
	readonly placeBits: number;
	readonly entries: Uint16Array;
}

/** Sorts the seeds of k-mers in a graph of `baseCount` bases; a seed at the same place twice is kept once. `parts` is empty afterwards. */
export function sortSeeds(parts: SeedParts, k: number, baseCount: number): SortedSeeds {
	const placeBits = placeBitsFor(baseCount);
	const bucketBits = bucketBitsFor(parts.count, k, placeBits);
	const bucketStarts = new Uint32Array(new SharedArrayBuffer(4 * (2 ** bucketBits + 1)));
	const entries = new Uint16Array(new SharedArrayBuffer(6 * parts.count));
	const sorter = new BucketSorter(bucketBits, placeBits);
	// As many parts, or as many buckets, as make whole ones of the other.
	const partsAtOnce = 2 ** Math.max(0, parts.bits - bucketBits);
	const bucketsAtOnce = 2 ** Math.max(0, bucketBits - parts.bits);
	let kept = 0;
	let bucket = 0;
	for (let part = 0; part < 2 ** parts.bits; part += partsAtOnce, bucket += bucketsAtOnce) {
		const blocks = Array.from({ length: partsAtOnce }, (_, i) => parts.take(part + i)).flat();
		kept = sorter.sort(blocks, bucket, bucketStarts.subarray(bucket, bucket + bucketsAtOnce), entries, kept);
	}
	bucketStarts[bucket] = kept;
	return { bucketBits, bucketStarts, placeBits, entries: entries.subarray(0, 3 * kept) };
}

/** Bits that position and flip take in a graph of so many bases. */
function placeBitsFor(baseCount: number): number {
	return Math.max(1, Math.ceil(Math.log2(2 * baseCount)));
}

/** Up to eight entries a bucket, so that the offsets stay small; fewer where the buckets' bits are needed to keep all of the hash. */
function bucketBitsFor(count: number, k: number, placeBits: number): number {
	const most = Math.ceil(Math.log2(Math.max(1, count)));
	const exact = Math.min(2 * k, HASH_BITS) - TAG_BITS - (32 - placeBits);
	return Math.min(28, Math.max(4, most - 3, exact));
}

/** Sorts a run of whole buckets at a time. */
class BucketSorter {
	readonly #bucketBits: number;
	readonly #placeBits: number;
	#next: Uint32Array = new Uint32Array();
	#tags: Uint16Array = new Uint16Array();
	#places: Uint32Array = new Uint32Array();

	constructor(bucketBits: number, placeBits: number) {
		this.#bucketBits = bucketBits;
		this.#placeBits = placeBits;
	}

	/**
	 * Puts the seeds of `starts.length` buckets from `firstBucket` on into `entries` behind the first `kept`, and where each bucket starts
	 * there into `starts`. Returns how many entries there are then.
	 */
	sort(blocks: readonly Uint32Array[], firstBucket: number, starts: Uint32Array, entries: Uint16Array, kept: number): number {
		const count = blocks.reduce((sum, { length }) => sum + length / 3, 0);
		if (count > this.#tags.length) {
			this.#tags = new Uint16Array(count + (count >> 2));
			this.#places = new Uint32Array(count + (count >> 2));
		}
		if (this.#next.length === 0) this.#next = new Uint32Array(starts.length + 1);
		this.#distribute(blocks, firstBucket);
		return this.#write(starts, entries, kept);
	}

	/** Puts tags and places of the seeds into the order of buckets; `next` says then where each bucket ends. */
	#distribute(blocks: readonly Uint32Array[], firstBucket: number): void {
		const [next, tags, places, bucketBits, placeBits] = [this.#next, this.#tags, this.#places, this.#bucketBits, this.#placeBits];
		const shift = 32 - bucketBits;
		next.fill(0);
		for (const block of blocks) {
			for (let i = 0; i < block.length; i += 3) next[(block[i]! >>> shift) - firstBucket + 1]!++;
		}
		for (let b = 1; b < next.length; b++) next[b]! += next[b - 1]!;
		for (const block of blocks) {
			for (let i = 0; i < block.length; i += 3) {
				const high = block[i]!;
				const low = block[i + 1]!;
				const place = block[i + 2]!;
				const at = next[(high >>> shift) - firstBucket]!++;
				// The hash without the bits of the bucket: 16 bits of tag, then those that stand above the place.
				const rest = (high << bucketBits) | (low >>> shift);
				const above = (rest << TAG_BITS) | ((low << bucketBits) >>> TAG_BITS);
				tags[at] = rest >>> TAG_BITS;
				places[at] = placeBits === 32 ? place : ((above >>> placeBits) << placeBits) | place;
			}
		}
	}

	/** Sorts each bucket and writes it without repeats. */
	#write(starts: Uint32Array, entries: Uint16Array, keptBefore: number): number {
		const [next, tags, places] = [this.#next, this.#tags, this.#places];
		let kept = keptBefore;
		let from = 0;
		for (let b = 0; b < starts.length; b++) {
			starts[b] = kept;
			const to = next[b]!;
			sortBucket(tags, places, from, to);
			const size = withoutRepeats(tags, places, from, to) - from;
			for (let i = 0; i < size; i++) {
				const place = places[from + i]!;
				entries[3 * kept + i] = tags[from + i]!;
				entries[3 * kept + size + 2 * i] = place;
				entries[3 * kept + size + 2 * i + 1] = place >>> 16;
			}
			kept += size;
			from = to;
		}
		return kept;
	}
}

/** Moves what differs from its predecessor among sorted entries [from, to) together; returns where that ends. */
function withoutRepeats(tags: Uint16Array, places: Uint32Array, from: number, to: number): number {
	let end = from;
	for (let i = from; i < to; i++) {
		if (end > from && places[end - 1] === places[i] && tags[end - 1] === tags[i]) continue;
		tags[end] = tags[i]!;
		places[end++] = places[i]!;
	}
	return end;
}

/** Sorts entries [from, to) by tag, then place: insertion for short buckets, the engine's sort for those of repeats. */
function sortBucket(tags: Uint16Array, places: Uint32Array, from: number, to: number): void {
	if (to - from > 64) {
		const keys = Float64Array.from({ length: to - from }, (_, i) => tags[from + i]! * 2 ** 32 + places[from + i]!).sort();
		for (const [i, key] of keys.entries()) {
			tags[from + i] = key / 2 ** 32;
			places[from + i] = key % 2 ** 32;
		}
		return;
	}
	for (let i = from + 1; i < to; i++) {
		const place = places[i]!;
		const tag = tags[i]!;
		let j = i;
		while (j > from && (tags[j - 1]! > tag || (tags[j - 1] === tag && places[j - 1]! > place))) {
			tags[j] = tags[j - 1]!;
			places[j] = places[j - 1]!;
			j--;
		}
		tags[j] = tag;
		places[j] = place;
	}
}
