/** Sequence letters to the packed columns of {@link Graph}. */
import { GrowingUint32, sharedUint32, toShared } from './columns.ts';
import type { Graph } from './graph.ts';
import { BASE_CODES, NUCLEOTIDES } from './nucleotides.ts';

/** The sequence columns of a graph, in shared memory. */
export type PackedBases = Pick<Graph, 'packedBases' | 'otherMask' | 'otherStarts' | 'otherLengths' | 'otherLetters'>;

/** Words after the last base, so that a reader of unaligned words need not look for the end. */
const PADDING_WORDS = 2;

/** Packs letters as they come. */
export class BasePacker {
	readonly #words: GrowingUint32 = new GrowingUint32();
	/** Bases of the word that is not full yet. */
	#word = 0;
	readonly #otherStarts: GrowingUint32 = new GrowingUint32(16);
	readonly #otherLengths: GrowingUint32 = new GrowingUint32(16);
	readonly #otherLetters: number[] = [];
	/** Bases so far. */
	baseCount = 0;

	/** Adds nucleotides from `bytes[from]` on. Returns the index of the first byte that is none, or `to`. */
	append(bytes: Uint8Array, from: number, to: number): number {
		const words = this.#words.reserve(((to - from) >> 4) + 2);
		let wordCount = this.#words.length;
		let word = this.#word;
		let shift = (this.baseCount & 15) << 1;
		let i = from;
		while (i < to) {
			// Eight at a time took a third of the time of one at a time.
			for (; i + 8 <= to; i += 8) {
				const a = BASE_CODES[bytes[i]!]!;
				const b = BASE_CODES[bytes[i + 1]!]!;
				const c = BASE_CODES[bytes[i + 2]!]!;
				const d = BASE_CODES[bytes[i + 3]!]!;
				const e = BASE_CODES[bytes[i + 4]!]!;
				const f = BASE_CODES[bytes[i + 5]!]!;
				const g = BASE_CODES[bytes[i + 6]!]!;
				const h = BASE_CODES[bytes[i + 7]!]!;
				if ((a | b | c | d | e | f | g | h) > 3) break;
				const eight = a | (b << 2) | (c << 4) | (d << 6) | (e << 8) | (f << 10) | (g << 12) | (h << 14);
				word |= eight << shift;
				shift += 16;
				if (shift >= 32) {
					words[wordCount++] = word;
					shift -= 32;
					word = eight >> (16 - shift);
				}
			}
			// One at a time up to the next eight, over the letter that broke the loop.
			const pause = Math.min(to, i + 8);
			for (; i < pause; i++) {
				let code = BASE_CODES[bytes[i]!]!;
				if (code > 4) break;
				if (code === 4) {
					this.#addOther(this.baseCount + i - from, NUCLEOTIDES[bytes[i]!]!);
					code = 0;
				}
				word |= code << shift;
				shift += 2;
				if (shift === 32) {
					words[wordCount++] = word;
					word = 0;
					shift = 0;
				}
			}
			if (i < pause) break;
		}
		this.#word = word;
		this.#words.length = wordCount;
		this.baseCount += i - from;
		return i;
	}

	/** The columns. The packer is not to be used after. */
	finish(): PackedBases {
		const wordCount = Math.ceil(this.baseCount / 16);
		if ((this.baseCount & 15) !== 0) this.#words.push(this.#word);
		const packedBases = sharedUint32(wordCount + PADDING_WORDS);
		packedBases.set(this.#words.view());
		const otherMask = sharedUint32(this.#otherStarts.length === 0 ? 0 : Math.ceil(this.baseCount / 32));
		const starts = this.#otherStarts.view();
		const lengths = this.#otherLengths.view();
		for (let run = 0; run < starts.length; run++) setBits(otherMask, starts[run]!, lengths[run]!);
		return {
			packedBases,
			otherMask,
			otherStarts: toShared(starts),
			otherLengths: toShared(lengths),
			otherLetters: toShared(Uint8Array.from(this.#otherLetters)),
		};
	}

	#addOther(base: number, letter: number): void {
		const last = this.#otherStarts.length - 1;
		if (last >= 0 && this.#otherLetters[last] === letter) {
			const end = this.#otherStarts.values[last]! + this.#otherLengths.values[last]!;
			if (end === base) {
				this.#otherLengths.values[last]! += 1;
				return;
			}
		}
		this.#otherStarts.push(base);
		this.#otherLengths.push(1);
		this.#otherLetters.push(letter);
	}
}

function setBits(mask: Uint32Array, start: number, length: number): void {
	for (let i = start; i < start + length; i++) mask[i >>> 5]! |= 1 << (i & 31);
}
