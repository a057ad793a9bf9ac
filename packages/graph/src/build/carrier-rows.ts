/**
 * Who carries each allele: one row of haplotype columns an allele, each stored the shorter of two ways.
 *
 *   byte 0 = 0, then the gaps between carriers as varints (the first from column -1, each less 1)
 *   byte 0 = 1, then one bit a column
 *
 * Most alleles of a population are rare. Of 4,000 simulated haplotypes a row takes 94 bytes, where bits alone would take 500: at that
 * rate, 0.6 GB for 6.5 million alleles, as a human chromosome 1 has among thousands of people, and not 3.3. A contig's rows are in
 * memory twice while its alleles are resolved.
 */
import { GrowingBytes } from '../store/columns.ts';

/** Carriers of the rows `first .. first + count - 1` of a {@link CarrierRowWriter}; row numbers here begin with 0. */
export class CarrierRows {
	/** Words of 32 columns in a row. */
	readonly wordsPerRow: number;
	readonly count: number;
	readonly #bytes: Uint8Array;
	/** First byte of each row; one more than rows. */
	readonly #starts: Float64Array;

	constructor(wordsPerRow: number, bytes: Uint8Array, starts: Float64Array) {
		this.wordsPerRow = wordsPerRow;
		this.count = starts.length - 1;
		this.#bytes = bytes;
		this.#starts = starts;
	}

	/** The rows `[from, to)`, without a copy. */
	slice(from: number, to: number): CarrierRows {
		return new CarrierRows(this.wordsPerRow, this.#bytes, this.#starts.subarray(from, to + 1));
	}

	/** Sets, in `words` from `at` on, the bits of the columns that carry the row: bit `h & 31` of word `h >> 5`. Clears none. */
	addBits(row: number, words: Uint32Array, at: number): void {
		this.forEach(row, (column) => {
			words[at + (column >>> 5)]! |= 1 << (column & 31);
		});
	}

	/** Calls `onColumn` for each column that carries the row, ascending. */
	forEach(row: number, onColumn: (column: number) => void): void {
		const bytes = this.#bytes;
		const end = this.#starts[row + 1]!;
		let at = this.#starts[row]!;
		if (bytes[at++] === 1) {
			for (let column = 0; at < end; column += 8) {
				for (let bits = bytes[at++]!; bits !== 0; bits &= bits - 1) onColumn(column + 31 - Math.clz32(bits & -bits));
			}
			return;
		}
		let column = -1;
		while (at < end) {
			let byte = bytes[at++]!;
			let gap = byte & 127;
			for (let shift = 7; byte > 127; shift += 7) {
				byte = bytes[at++]!;
				gap |= (byte & 127) << shift;
			}
			column += gap + 1;
			onColumn(column);
		}
	}

	/** The first column that carries the row, which somebody does. */
	first(row: number): number {
		let found = -1;
		this.forEach(row, (column) => {
			if (found === -1) found = column;
		});
		return found;
	}
}

/** Collects rows one after the other. */
export class CarrierRowWriter {
	readonly wordsPerRow: number;
	readonly #bytes: GrowingBytes = new GrowingBytes();
	#starts = new Float64Array(1024);
	#count = 0;
	readonly #row: Uint8Array;

	constructor(wordsPerRow: number) {
		this.wordsPerRow = wordsPerRow;
		this.#row = new Uint8Array(1 + 4 * wordsPerRow);
	}

	/** Adds the row whose bits are `words[at .. at + wordsPerRow)`. Errors: E_MEMORY. */
	append(words: Uint32Array, at: number): void {
		const size = this.#asGaps(words, at) ?? this.#asBits(words, at);
		this.#bytes.append(this.#row, 0, size);
		if (++this.#count === this.#starts.length) {
			const larger = new Float64Array(2 * this.#count);
			larger.set(this.#starts);
			this.#starts = larger;
		}
		this.#starts[this.#count] = this.#bytes.length;
	}

	/** Bytes of all rows. */
	get sizeBytes(): number {
		return this.#bytes.length;
	}

	/** What was added. */
	rows(): CarrierRows {
		return new CarrierRows(this.wordsPerRow, this.#bytes.values, this.#starts.subarray(0, this.#count + 1));
	}

	/** Writes gaps to `#row`; returns the bytes, undefined where bits are no longer. */
	#asGaps(words: Uint32Array, from: number): number | undefined {
		const row = this.#row;
		const limit = row.length - 5;
		row[0] = 0;
		let size = 1;
		let next = 0;
		for (let w = 0; w < this.wordsPerRow; w++) {
			for (let bits = words[from + w]!; bits !== 0; bits &= bits - 1) {
				if (size >= limit) return undefined;
				const column = (w << 5) + 31 - Math.clz32(bits & -bits);
				let gap = column - next;
				for (; gap > 127; gap >>>= 7) row[size++] = (gap & 127) | 128;
				row[size++] = gap;
				next = column + 1;
			}
		}
		return size;
	}

	#asBits(words: Uint32Array, from: number): number {
		const row = this.#row;
		row[0] = 1;
		for (let i = 0; i < 4 * this.wordsPerRow; i++) row[1 + i] = (words[from + (i >>> 2)]! >>> ((i & 3) << 3)) & 255;
		return row.length;
	}
}
