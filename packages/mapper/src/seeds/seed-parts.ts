/**
 * Seeds as they are found, parted by the first bits of their hash: what is sorted at a time then fits a processor's cache, and what is
 * written at a time are the ends of as many lists.
 */

/** Seeds of one block of a part. */
const BLOCK_SEEDS = 4096;
const WORDS = 3;
/** Bases for which there is one part more, about: their seeds take half a megabyte. */
const BASES_PER_PART = 2 ** 18;
/** 2^10 ends of lists are as many as were tried. */
const PART_BITS_MAX = 10;

/** Seeds by the first `bits` bits of their hash. */
export class SeedParts {
	readonly bits: number;
	count = 0;
	/** By part: blocks that are full. */
	readonly #full: Uint32Array[][];
	/** By part: the block that is being filled, and the words of it that are. */
	readonly #blocks: Uint32Array[];
	readonly #filled: Uint32Array;

	/** For the seeds of so many bases. */
	constructor(baseCount: number) {
		this.bits = Math.min(PART_BITS_MAX, Math.ceil(Math.log2(Math.max(1, baseCount / BASES_PER_PART))));
		this.#full = Array.from({ length: 2 ** this.bits }, () => []);
		this.#blocks = this.#full.map(() => new Uint32Array(WORDS * BLOCK_SEEDS));
		this.#filled = new Uint32Array(2 ** this.bits);
	}

	/** Adds a seed: the upper and lower half of its hash, and its place. Signed numbers are taken too: others may take memory each. */
	add(high: number, low: number, place: number): void {
		const part = this.bits === 0 ? 0 : high >>> (32 - this.bits);
		let at = this.#filled[part]!;
		if (at === WORDS * BLOCK_SEEDS) {
			this.#full[part]!.push(this.#blocks[part]!);
			this.#blocks[part] = new Uint32Array(WORDS * BLOCK_SEEDS);
			at = 0;
		}
		const block = this.#blocks[part]!;
		block[at] = high;
		block[at + 1] = low;
		block[at + 2] = place;
		this.#filled[part] = at + WORDS;
		this.count++;
	}

	/** The seeds of a part, three words each as they were added, in blocks that are full up to their length. The part is empty afterwards. */
	take(part: number): Uint32Array[] {
		const blocks = this.#full[part]!;
		blocks.push(this.#blocks[part]!.subarray(0, this.#filled[part]));
		this.#full[part] = [];
		this.#blocks[part] = EMPTY;
		this.#filled[part] = 0;
		return blocks;
	}
}

const EMPTY: Uint32Array = new Uint32Array();
