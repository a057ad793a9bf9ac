/**
 * The seed table: where each seed of the graph's haplotypes lies.
 *
 * Layout and meaning of an entry are written down in assembly/seeds.ts (SYNC). In short: `bucketStarts` by the top bits of a k-mer's
 * 64-bit hash, and 64-bit entries with the low 32 bits of that hash, the position of the k-mer's anchor base and its direction,
 * ascending within a bucket. The anchor is the first base of the k-mer, read in the direction in which that base lies on its
 * node's forward strand.
 */
import { BASE_LETTERS, type Graph, PangrafError } from '@pangraf/graph';
import { instantiate, type KernelExports, READ_MAX, sharedMemory } from '../kernels/kernel.ts';
import type { SeedScheme } from './schemes.ts';
import { forEachWindow } from './windows.ts';

/** A seed table as columns. */
export interface SeedTable {
	readonly scheme: SeedScheme;
	/** 2 ** bucketBits buckets. */
	readonly bucketBits: number;
	/** Length 2 ** bucketBits + 1. */
	readonly bucketStarts: Uint32Array;
	/** Two words an entry: position and flip, then tag. */
	readonly entries: Uint32Array;
	/** Seeds left out because they start backwards and end forwards. */
	readonly skippedSeeds: number;
}

const TEXT_ADDRESS = 1 << 16;
const OUT_ADDRESS = TEXT_ADDRESS + (1 << 16);
const SCRATCH_ADDRESS = OUT_ADDRESS + (1 << 16);
const SCRATCH_BYTES = 24 << 20;

/** Seeds as they are found, before they are sorted. */
class SeedList {
	highs = new Uint32Array(1 << 16);
	tags = new Uint32Array(1 << 16);
	places = new Uint32Array(1 << 16);
	count = 0;

	push(high: number, tag: number, place: number): void {
		if (this.count === this.highs.length) {
			this.highs = grown(this.highs);
			this.tags = grown(this.tags);
			this.places = grown(this.places);
		}
		this.highs[this.count] = high;
		this.tags[this.count] = tag;
		this.places[this.count++] = place;
	}
}

function grown(column: Uint32Array): Uint32Array<ArrayBuffer> {
	const larger = new Uint32Array(column.length * 2);
	larger.set(column);
	return larger;
}

/** Builds the table of a graph. Error: E_INDEX_TOO_LARGE past 2^31 bases. Time linear in the walks' steps and the distinct windows. */
export function buildSeedTable(
	graph: Graph,
	scheme: SeedScheme,
	kernelModule: WebAssembly.Module,
	onProgress?: (steps: number) => void,
): SeedTable {
	if (graph.baseCount >= 2 ** 31) {
		throw new PangrafError('E_INDEX_TOO_LARGE', {
			found: `${graph.baseCount} bases`,
			expected: `less than ${2 ** 31}`,
			remedy: 'index the chromosomes one by one',
		});
	}
	const memory = sharedMemory(SCRATCH_ADDRESS + SCRATCH_BYTES);
	const kernel = instantiate(kernelModule, memory);
	kernel.setScratch(SCRATCH_ADDRESS, SCRATCH_ADDRESS + SCRATCH_BYTES);
	kernel.setSeedTable(scheme.k, scheme.s, 1, 0, 0);
	const collector = new WindowCollector(graph, scheme.k, kernel, memory.buffer);
	forEachWindow(graph, scheme.k, (handles, count) => collector.add(handles, count), onProgress);
	return { scheme, ...sortSeeds(collector.seeds), skippedSeeds: collector.skipped };
}

/** Spells windows into the kernel's memory and turns the seeds it finds into places in the graph. */
class WindowCollector {
	readonly seeds: SeedList = new SeedList();
	skipped = 0;
	readonly #graph: Graph;
	readonly #k: number;
	readonly #kernel: KernelExports;
	readonly #text: Uint8Array;
	readonly #found: Uint32Array;
	/** Start of each handle of the window in its text. */
	readonly #starts: Uint32Array;

	constructor(graph: Graph, k: number, kernel: KernelExports, buffer: ArrayBufferLike) {
		this.#graph = graph;
		this.#k = k;
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

	#take(handles: Uint32Array, count: number, from: number, inText: number, flip: number, tag: number, high: number): void {
		const { nodeStarts } = this.#graph;
		const first = handles[0]!;
		if ((first & 1) === 0) {
			this.seeds.push(high, tag, (((nodeStarts[first >> 1]! + from + inText) << 1) | flip) >>> 0);
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
		this.seeds.push(high, tag, (((nodeStarts[(handle >> 1) + 1]! - 1 - offset) << 1) | (flip ^ 1)) >>> 0);
	}
}

/** Sorts seeds into buckets and, within them, by tag and place; a seed at the same place twice is kept once. */
function sortSeeds(seeds: SeedList): Omit<SeedTable, 'scheme' | 'skippedSeeds'> {
	const { highs, tags, places, count } = seeds;
	// About three entries a bucket: the offsets stay small enough for a cache, and a bucket's entries lie in one line of it.
	const bucketBits = Math.min(28, Math.max(4, Math.ceil(Math.log2(Math.max(1, count))) - 2));
	const shift = 32 - bucketBits;
	const starts = new Uint32Array(2 ** bucketBits + 1);
	for (let i = 0; i < count; i++) starts[(highs[i]! >>> shift) + 1]!++;
	for (let b = 0; b < 2 ** bucketBits; b++) starts[b + 1]! += starts[b]!;
	const next = starts.slice();
	const sorted = new Uint32Array(2 * count);
	for (let i = 0; i < count; i++) {
		const at = next[highs[i]! >>> shift]!++;
		sorted[2 * at] = places[i]!;
		sorted[2 * at + 1] = tags[i]!;
	}
	const bucketStarts = new Uint32Array(new SharedArrayBuffer(4 * starts.length));
	let kept = 0;
	for (let b = 0; b < 2 ** bucketBits; b++) {
		bucketStarts[b] = kept;
		sortBucket(sorted, starts[b]!, starts[b + 1]!);
		for (let i = starts[b]!; i < starts[b + 1]!; i++) {
			const place = sorted[2 * i]!;
			const tag = sorted[2 * i + 1]!;
			if (kept > bucketStarts[b]! && sorted[2 * kept - 2] === place && sorted[2 * kept - 1] === tag) continue;
			sorted[2 * kept] = place;
			sorted[2 * kept + 1] = tag;
			kept++;
		}
	}
	bucketStarts[2 ** bucketBits] = kept;
	return { bucketBits, bucketStarts, entries: sorted.subarray(0, 2 * kept) };
}

/** Sorts entries [from, to) by tag, then place: insertion for short buckets, the engine's sort for those of repeats. */
function sortBucket(entries: Uint32Array, from: number, to: number): void {
	if (to - from > 64) {
		const order = Array.from({ length: to - from }, (_, i) => from + i).sort(
			(a, b) => entries[2 * a + 1]! - entries[2 * b + 1]! || entries[2 * a]! - entries[2 * b]!,
		);
		const copy = new Uint32Array(2 * order.length);
		for (const [i, source] of order.entries()) {
			copy[2 * i] = entries[2 * source]!;
			copy[2 * i + 1] = entries[2 * source + 1]!;
		}
		entries.set(copy, 2 * from);
		return;
	}
	for (let i = from + 1; i < to; i++) {
		const place = entries[2 * i]!;
		const tag = entries[2 * i + 1]!;
		let j = i;
		while (j > from && (entries[2 * j - 1]! > tag || (entries[2 * j - 1] === tag && entries[2 * j - 2]! > place))) {
			entries[2 * j] = entries[2 * j - 2]!;
			entries[2 * j + 1] = entries[2 * j - 1]!;
			j--;
		}
		entries[2 * j] = place;
		entries[2 * j + 1] = tag;
	}
}
