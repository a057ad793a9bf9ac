/**
 * Seeds of windows: spells windows into the kernel's memory and turns the seeds that it finds into places in the graph.
 *
 * Many windows go into one text, an N between them, which is in no seed. Of a node's first window all k-mers are wanted that start in
 * the node; of its others only those that go past its end, because those inside of it are the same.
 */
import { BASE_LETTERS, type Graph } from '@pangraf/graph';
import { instantiate, type KernelExports, READ_MAX, sharedMemory } from '../kernels/kernel.ts';
import type { SeedScheme } from './schemes.ts';
import type { SeedParts } from './seed-parts.ts';
import type { NodeRange } from './windows.ts';

const TEXT_ADDRESS = 1 << 16;
const OUT_ADDRESS = TEXT_ADDRESS + (1 << 16);
const SCRATCH_ADDRESS = OUT_ADDRESS + (1 << 16);
const SCRATCH_BYTES = 24 << 20;
const LETTERS: Uint8Array = new TextEncoder().encode(BASE_LETTERS);
const OTHER = 78; // 'N'

/** What of a graph seeds are found in: nodes that hold whole components, and the base that positions count from. */
export interface SeedRange extends NodeRange {
	/** At most the first node's first. */
	readonly firstBase: number;
}

/** Finds the seeds of windows: `add` each, then `finish`. */
export class WindowSeeds {
	/** Seeds left out because they start backwards and end forwards. */
	skipped = 0;
	readonly #graph: Graph;
	readonly #range: SeedRange;
	readonly #k: number;
	readonly #parts: SeedParts;
	readonly #kernel: KernelExports;
	readonly #text: Uint8Array;
	#size = 0;
	readonly #found: Uint32Array;
	/** By run of the text that is of one handle: where it starts, the handle, and how far into the handle. */
	readonly #runStarts: Uint32Array = new Uint32Array(READ_MAX + 1);
	readonly #runHandles: Uint32Array = new Uint32Array(READ_MAX + 1);
	readonly #runOffsets: Uint32Array = new Uint32Array(READ_MAX + 1);
	#runCount = 0;
	/** By node of the range: 1 where the k-mers inside it were found. */
	readonly #isInside: Uint8Array;

	/** What is found goes to `parts`. */
	constructor(graph: Graph, { k, s }: SeedScheme, kernelModule: WebAssembly.Module, range: SeedRange, parts: SeedParts) {
		const memory = sharedMemory(SCRATCH_ADDRESS + SCRATCH_BYTES);
		this.#kernel = instantiate(kernelModule, memory);
		this.#kernel.setScratch(SCRATCH_ADDRESS, SCRATCH_ADDRESS + SCRATCH_BYTES);
		this.#kernel.setSeedTable(k, s, 4, 32, 0, 0);
		this.#graph = graph;
		this.#range = range;
		this.#k = k;
		this.#parts = parts;
		this.#text = new Uint8Array(memory.buffer, TEXT_ADDRESS, READ_MAX);
		this.#found = new Uint32Array(memory.buffer, OUT_ADDRESS, 4 * READ_MAX);
		this.#isInside = new Uint8Array(range.endNode - range.firstNode);
	}

	/** Takes a window; see `forEachWindow`. */
	add(handles: Uint32Array, count: number): void {
		const { nodeStarts } = this.#graph;
		const k = this.#k;
		const node = handles[0]! >>> 1;
		const length = nodeStarts[node + 1]! - nodeStarts[node]!;
		const at = node - this.#range.firstNode;
		let from = this.#isInside[at] === 1 ? Math.max(0, length - k + 1) : 0;
		this.#isInside[at] = 1;
		// Pieces of at most READ_MAX letters that overlap by k - 1, so that each k-mer that starts in the node lies in one.
		for (; from < length; from += READ_MAX - k + 1) {
			const wanted = Math.min(READ_MAX, length - from + k - 1);
			if (this.#size + 1 + wanted > READ_MAX && this.#size > 0) this.#find();
			if (this.#size > 0) this.#text[this.#size++] = OTHER;
			this.#spell(handles, count, from, wanted);
		}
	}

	/** Finds the seeds of what was added last. */
	finish(): void {
		if (this.#size > 0) this.#find();
	}

	/** Adds up to `wanted` letters of a window from offset `from` of its first handle to the text. */
	#spell(handles: Uint32Array, count: number, from: number, wanted: number): void {
		const { nodeStarts, otherMask } = this.#graph;
		const textEnd = this.#size + wanted;
		let offset = from;
		for (let i = 0; i < count && this.#size < textEnd; i++) {
			const handle = handles[i]!;
			const start = nodeStarts[handle >>> 1]!;
			const end = nodeStarts[(handle >>> 1) + 1]!;
			this.#runStarts[this.#runCount] = this.#size;
			this.#runHandles[this.#runCount] = handle;
			this.#runOffsets[this.#runCount++] = offset;
			const letters = Math.min(end - start - offset, textEnd - this.#size);
			const first = (handle & 1) === 0 ? start + offset : end - offset - letters;
			if ((handle & 1) === 0) this.#spellForwards(first, first + letters);
			else this.#spellBackwards(first, first + letters);
			if (otherMask.length > 0) this.#maskOthers(first, first + letters, handle & 1);
			offset = 0;
		}
	}

	/** Spells bases [from, to) of the concatenated sequence. */
	#spellForwards(from: number, to: number): void {
		const { packedBases } = this.#graph;
		const text = this.#text;
		let size = this.#size;
		for (let at = from; at < to; ) {
			let word = packedBases[at >>> 4]! >>> ((at & 15) << 1);
			for (const end = Math.min(to, (at | 15) + 1); at < end; at++) {
				text[size++] = LETTERS[word & 3]!;
				word >>>= 2;
			}
		}
		this.#size = size;
	}

	/** Spells the reverse complement of bases [from, to). */
	#spellBackwards(from: number, to: number): void {
		const { packedBases } = this.#graph;
		const text = this.#text;
		let size = this.#size;
		for (let at = to - 1; at >= from; at--) text[size++] = LETTERS[((packedBases[at >>> 4]! >>> ((at & 15) << 1)) & 3) ^ 2]!;
		this.#size = size;
	}

	/** Puts an N for what is no A, C, G or T among bases [from, to), which were spelled last. */
	#maskOthers(from: number, to: number, reverse: number): void {
		const { otherMask } = this.#graph;
		for (let at = from; at < to; at++) {
			const rest = otherMask[at >>> 5]! >>> (at & 31);
			if (rest === 0) at |= 31;
			else if ((rest & 1) === 1) this.#text[this.#size - (reverse === 0 ? to - at : at - from + 1)] = OTHER;
		}
	}

	/** Finds the seeds of the text, and empties it. Seeds come in the order of the text, and those of a window start in its first handle. */
	#find(): void {
		const { nodeStarts } = this.#graph;
		const { firstBase } = this.#range;
		const [found, starts, handles, offsets] = [this.#found, this.#runStarts, this.#runHandles, this.#runOffsets];
		const count = this.#kernel.seedText(TEXT_ADDRESS, this.#size, OUT_ADDRESS);
		starts[this.#runCount] = READ_MAX;
		let run = 0;
		for (let i = 0; i < 4 * count; i += 4) {
			const inText = found[i + 2]! & 0x7fffffff;
			const flip = found[i + 2]! >>> 31;
			while (starts[run + 1]! <= inText) run++;
			const handle = handles[run]!;
			if ((handle & 1) === 0) {
				const position = nodeStarts[handle >>> 1]! - firstBase + offsets[run]! + inText - starts[run]!;
				this.#parts.add(found[i + 1]! | 0, found[i]! | 0, (position << 1) | flip);
				continue;
			}
			// Backwards: the anchor is the k-mer's last base, which comes first the other way round.
			const lastInText = inText + this.#k - 1;
			let last = run;
			while (starts[last + 1]! <= lastInText) last++;
			if ((handles[last]! & 1) === 0) {
				this.skipped++;
				continue;
			}
			const offset = offsets[last]! + lastInText - starts[last]!;
			const position = nodeStarts[(handles[last]! >>> 1) + 1]! - firstBase - 1 - offset;
			this.#parts.add(found[i + 1]! | 0, found[i]! | 0, (position << 1) | (flip ^ 1));
		}
		this.#size = 0;
		this.#runCount = 0;
	}
}
