/**
 * The seed table: where each seed of the graph's haplotypes lies.
 *
 * Layout and meaning of an entry are written down in assembly/seeds.ts (SYNC). In short: `bucketStarts` by the top bits of a k-mer's
 * hash, and for each entry a tag, the 16 bits behind, and a place, the position of the k-mer's anchor base and its direction with
 * more bits of the hash above. The anchor is the first base of the k-mer, read in the direction in which that base lies on its
 * node's forward strand.
 *
 * Six bytes an entry instead of eight, because a k-mer has no more than 2k bits: for k = 21, those of bucket, tag and what has room
 * beside a place are all of them.
 */
import { BASE_LETTERS, type Graph, PangrafError } from '@pangraf/graph';
import { instantiate, type KernelExports, READ_MAX, sharedMemory } from '../kernels/kernel.ts';
import type { SeedScheme } from './schemes.ts';
import { forEachWindow, type NodeRange } from './windows.ts';

/** A seed table as columns. */
export interface SeedTable {
	readonly scheme: SeedScheme;
	/** 2 ** bucketBits buckets. */
	readonly bucketBits: number;
	/** Length 2 ** bucketBits + 1. */
	readonly bucketStarts: Uint32Array;
	/** Lowest bits of a place that hold position and flip. */
	readonly placeBits: number;
	/** Three halves of words an entry: by bucket the tags of all, then the places, low half first. */
	readonly entries: Uint16Array;
	/** Seeds left out because they start backwards and end forwards. */
	readonly skippedSeeds: number;
}

const TEXT_ADDRESS = 1 << 16;
const OUT_ADDRESS = TEXT_ADDRESS + (1 << 16);
const SCRATCH_ADDRESS = OUT_ADDRESS + (1 << 16);
const SCRATCH_BYTES = 24 << 20;
/** SYNC: assembly/seeds.ts */
const TAG_BITS = 16;
const HASH_BITS = 42;

/** Seeds as they are found, before they are sorted. */
class SeedList {
	highs = new Uint32Array(1 << 16);
	lows = new Uint32Array(1 << 16);
	places = new Uint32Array(1 << 16);
	count = 0;

	push(high: number, low: number, place: number): void {
		if (this.count === this.highs.length) {
			this.highs = grown(this.highs);
			this.lows = grown(this.lows);
			this.places = grown(this.places);
		}
		this.highs[this.count] = high;
		this.lows[this.count] = low;
		this.places[this.count++] = place;
	}
}

function grown(column: Uint32Array): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(column.length * 2);
	larger.set(column);
	return larger;
}

/** What of a graph a seed table is of: nodes that hold whole components, and the base that its positions count from. */
export interface SeedRange extends NodeRange {
	/** At most the first node's first. */
	readonly firstBase: number;
}

/**
 * Builds the table of a graph, or of a range of it. Error: E_INDEX_TOO_LARGE past 2^31 bases. Time linear in the walks' steps, of which
 * `onProgress` gets those of each walk that is done, and in the distinct windows.
 */
export function buildSeedTable(
	graph: Graph,
	scheme: SeedScheme,
	kernelModule: WebAssembly.Module,
	range: SeedRange = { firstNode: 0, endNode: graph.nodeCount, firstBase: 0 },
	onProgress?: (steps: number) => void,
): SeedTable {
	const bases = graph.nodeStarts[range.endNode]! - range.firstBase;
	if (bases >= 2 ** 31) {
		throw new PangrafError('E_INDEX_TOO_LARGE', {
			found: `${bases} bases`,
			expected: `less than ${2 ** 31}`,
			remedy: 'index the chromosomes one by one',
		});
	}
	const memory = sharedMemory(SCRATCH_ADDRESS + SCRATCH_BYTES);
	const kernel = instantiate(kernelModule, memory);
	kernel.setScratch(SCRATCH_ADDRESS, SCRATCH_ADDRESS + SCRATCH_BYTES);
	kernel.setSeedTable(scheme.k, scheme.s, 4, 32, 0, 0);
	const collector = new WindowCollector(graph, scheme.k, range.firstBase, kernel, memory.buffer);
	forEachWindow(graph, scheme.k, range, (handles, count) => collector.add(handles, count), onProgress);
	return { scheme, ...sortSeeds(collector.seeds, scheme.k, bases), skippedSeeds: collector.skipped };
}

/** Spells windows into the kernel's memory and turns the seeds it finds into places in the graph. */
class WindowCollector {
	readonly seeds: SeedList = new SeedList();
	skipped = 0;
	readonly #graph: Graph;
	readonly #k: number;
	readonly #firstBase: number;
	readonly #kernel: KernelExports;
	readonly #text: Uint8Array;
	readonly #found: Uint32Array;
	/** Start of each handle of the window in its text. */
	readonly #starts: Uint32Array;

	constructor(graph: Graph, k: number, firstBase: number, kernel: KernelExports, buffer: ArrayBufferLike) {
		this.#graph = graph;
		this.#k = k;
		this.#firstBase = firstBase;
		this.#kernel = kernel;
		this.#text = new Uint8Array(buffer, TEXT_ADDRESS, 1 << 16);
		this.#found = new Uint32Array(buffer, OUT_ADDRESS, 1 << 14);
		this.#starts = new Uint32Array(k + 2);
	}

	add(handles: Uint32Array, count: number): void {
		const { nodeStarts } = this.#graph;
		const k = this.#k;
		const first = handles[0]!;
		const length = nodeStarts[(first >> 1) + 1]! - nodeStarts[first >> 1]!;
		// Pieces of at most READ_MAX letters that overlap by k - 1, so that each k-mer that starts in the node lies in one.
		for (let from = 0; from < length; from += READ_MAX - k + 1) {
			const starts = Math.min(READ_MAX - k + 1, length - from);
			const size = this.#spell(handles, count, from, starts + k - 1);
			if (size < k) return;
			const found = this.#kernel.seedText(TEXT_ADDRESS, size, OUT_ADDRESS);
			for (let i = 0; i < found; i++) {
				const place = this.#found[i * 4 + 2]!;
				this.#take(handles, count, from, place & 0x7fffffff, place >>> 31, this.#found[i * 4]!, this.#found[i * 4 + 1]!);
			}
		}
	}

	/** Writes up to `wanted` letters of the window from offset `from` of its first handle; notes where each handle starts. */
	#spell(handles: Uint32Array, count: number, from: number, wanted: number): number {
		const { nodeStarts, packedBases, otherMask } = this.#graph;
		const text = this.#text;
		let size = 0;
		let offset = from;
		for (let i = 0; i < count; i++) {
			const handle = handles[i]!;
			const start = nodeStarts[handle >> 1]!;
			const end = nodeStarts[(handle >> 1) + 1]!;
			const reverse = handle & 1;
			this.#starts[i] = size - offset;
			const take = Math.min(end - start - offset, wanted - size);
			for (let j = 0; j < take; j++) {
				const position = reverse === 1 ? end - 1 - offset - j : start + offset + j;
				const other = otherMask.length > 0 && ((otherMask[position >>> 5]! >>> (position & 31)) & 1) === 1;
				const code = ((packedBases[position >>> 4]! >>> ((position & 15) << 1)) & 3) ^ (reverse << 1);
				text[size++] = other ? 78 : BASE_LETTERS.charCodeAt(code);
			}
			offset = 0;
		}
		return size;
	}

	#take(handles: Uint32Array, count: number, from: number, inText: number, flip: number, low: number, high: number): void {
		const { nodeStarts } = this.#graph;
		const first = handles[0]!;
		if ((first & 1) === 0) {
			this.seeds.push(high, low, (((nodeStarts[first >> 1]! - this.#firstBase + from + inText) << 1) | flip) >>> 0);
			return;
		}
		// Backwards: the anchor is the k-mer's last base, which comes first the other way round.
		const last = inText + this.#k - 1;
		let i = count - 1;
		while (i > 0 && (this.#starts[i]! | 0) > last) i--;
		const handle = handles[i]!;
		if ((handle & 1) === 0) {
			this.skipped++;
			return;
		}
		const offset = last - (this.#starts[i]! | 0);
		this.seeds.push(high, low, (((nodeStarts[(handle >> 1) + 1]! - this.#firstBase - 1 - offset) << 1) | (flip ^ 1)) >>> 0);
	}
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

/** Sorts seeds into buckets and, within them, by tag and place; a seed at the same place twice is kept once. */
function sortSeeds(seeds: SeedList, k: number, baseCount: number): Omit<SeedTable, 'scheme' | 'skippedSeeds'> {
	const { highs, lows, places, count } = seeds;
	const placeBits = placeBitsFor(baseCount);
	const bucketBits = bucketBitsFor(count, k, placeBits);
	const shift = 32 - bucketBits;
	const starts = new Uint32Array(2 ** bucketBits + 1);
	for (let i = 0; i < count; i++) starts[(highs[i]! >>> shift) + 1]!++;
	for (let b = 0; b < 2 ** bucketBits; b++) starts[b + 1]! += starts[b]!;
	const next = starts.slice();
	const sortedTags = new Uint16Array(count);
	const sortedPlaces = new Uint32Array(count);
	for (let i = 0; i < count; i++) {
		const at = next[highs[i]! >>> shift]!++;
		// The hash without the bits of the bucket: 16 bits of tag, then those that stand above the place.
		const rest = (highs[i]! << bucketBits) | (lows[i]! >>> shift);
		const above = (rest << TAG_BITS) | ((lows[i]! << bucketBits) >>> TAG_BITS);
		sortedTags[at] = rest >>> TAG_BITS;
		sortedPlaces[at] = placeBits === 32 ? places[i]! : ((above >>> placeBits) << placeBits) | places[i]!;
	}
	const bucketStarts = new Uint32Array(new SharedArrayBuffer(4 * starts.length));
	const entries = new Uint16Array(new SharedArrayBuffer(6 * count));
	let kept = 0;
	for (let b = 0; b < 2 ** bucketBits; b++) {
		bucketStarts[b] = kept;
		const from = starts[b]!;
		sortBucket(sortedTags, sortedPlaces, from, starts[b + 1]!);
		const end = withoutRepeats(sortedTags, sortedPlaces, from, starts[b + 1]!);
		const size = end - from;
		for (let i = 0; i < size; i++) {
			const place = sortedPlaces[from + i]!;
			entries[3 * kept + i] = sortedTags[from + i]!;
			entries[3 * kept + size + 2 * i] = place;
			entries[3 * kept + size + 2 * i + 1] = place >>> 16;
		}
		kept += size;
	}
	bucketStarts[2 ** bucketBits] = kept;
	return { bucketBits, bucketStarts, placeBits, entries: entries.subarray(0, 3 * kept) };
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
