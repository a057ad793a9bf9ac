/**
 * How the columns of a container are written where their numbers follow each other closely: shorter than they are in memory, and so
 * simple that undoing it takes about as long as reading what is saved.
 *
 *   0       RAW        the bytes themselves
 *   1 or 2  ASCENDING  of each 32-bit word its difference from the one before (the first from 0), modulo 2^32
 *   3 or 4  NEAR       the same difference d, signed: 2d where it is not negative, else -2d - 1
 *   5       NUMBERS    nothing: the decimal numbers from 1 on, one behind the other, as ASCII
 *
 * Forms 1 and 3 have one byte for each difference, forms 2 and 4 two; the largest value of that width says that
 * the difference is the next of the list of 32-bit words behind all of them. Little-endian, as everything.
 */
export const RAW = 0 as const;
export const ASCENDING = 1 as const;
export const NEAR = 3 as const;
export const NUMBERS = 5 as const;

/** What a column may be written as; the width of differences is chosen with the column at hand. */
export type ColumnForm = typeof RAW | typeof ASCENDING | typeof NEAR | typeof NUMBERS;

/** One of the forms above, as a number. */
export type StoredForm = number;

/** A column in a form. */
export interface EncodedColumn {
	readonly form: StoredForm;
	readonly bytes: Uint8Array;
}

/** The shortest that a column is in a form; as it is where the form does not fit it or makes it no shorter. */
export function encodeColumn(bytes: Uint8Array, form: ColumnForm): EncodedColumn {
	const raw = { form: RAW, bytes };
	if (form === RAW || bytes.length === 0) return raw;
	if (form === NUMBERS) return isNumbers(bytes) ? { form, bytes: new Uint8Array() } : raw;
	const words = wordsOf(bytes);
	const counts = { byte: 0, pair: 0 };
	forEachDifference(words, form, (_, difference) => {
		if (difference >= 0xff) counts.byte++;
		if (difference >= 0xffff) counts.pair++;
	});
	const [byByte, byPair] = [words.length + 4 * counts.byte, 2 * words.length + 4 * counts.pair];
	if (Math.min(byByte, byPair) >= bytes.length) return raw;
	const width = byByte <= byPair ? 1 : 2;
	return { form: form + width - 1, bytes: withEscapes(words, form, width, width === 1 ? counts.byte : counts.pair) };
}

type WordForm = typeof ASCENDING | typeof NEAR;

function forEachDifference(words: Uint32Array, form: WordForm, onDifference: (i: number, difference: number) => void): void {
	let before = 0;
	for (let i = 0; i < words.length; i++) {
		const difference = (words[i]! - before) | 0;
		before = words[i]!;
		onDifference(i, (form === ASCENDING ? difference : (difference << 1) ^ (difference >> 31)) >>> 0);
	}
}

function withEscapes(words: Uint32Array, form: WordForm, width: 1 | 2, escapeCount: number): Uint8Array {
	const bytes = new Uint8Array(width * words.length + 4 * escapeCount);
	const view = new DataView(bytes.buffer);
	const largest = width === 1 ? 0xff : 0xffff;
	let escape = width * words.length;
	forEachDifference(words, form, (i, difference) => {
		const short = Math.min(difference, largest);
		if (width === 1) bytes[i] = short;
		else view.setUint16(2 * i, short, true);
		if (short < largest) return;
		view.setUint32(escape, difference, true);
		escape += 4;
	});
	return bytes;
}

/** Takes a column out of its form, piece by piece. */
export class ColumnDecoder {
	readonly #form: StoredForm;
	readonly #differences: Uint8Array | Uint16Array;
	readonly #escapes: DataView;
	/** Bytes of the column that were taken out. */
	#taken = 0;
	#escape = 0;
	/** The last word that was taken out. */
	#last = 0;

	/** `encoded`, at an even place in its buffer, is what {@link encodeColumn} gave for a column of `sizeBytes`. */
	constructor(encoded: Uint8Array, form: StoredForm, sizeBytes: number) {
		const { buffer, byteOffset } = encoded;
		const width = form === RAW || form === NUMBERS ? 0 : 2 - (form & 1);
		const count = width * (sizeBytes / 4);
		this.#form = form;
		this.#differences = width === 2 ? new Uint16Array(buffer, byteOffset, sizeBytes / 4) : encoded;
		this.#escapes = new DataView(buffer, byteOffset + count, encoded.length - count);
	}

	/** Fills `column` with its next bytes: of words a multiple of 4, of numbers all there are. Error: RangeError where there are less. */
	next(column: Uint8Array): void {
		if (this.#form === NUMBERS) writeNumbers(column);
		else if (this.#form === RAW) column.set(this.#differences.subarray(this.#taken, this.#taken + column.length));
		else {
			const words = wordsOf(column);
			if (this.#form < NEAR) this.#ascending(words, this.#form === ASCENDING ? 0xff : 0xffff);
			else this.#near(words, this.#form === NEAR ? 0xff : 0xffff);
		}
		this.#taken += column.length;
	}

	#ascending(words: Uint32Array, largest: number): void {
		const differences = this.#differences;
		const from = this.#taken / 4;
		let word = this.#last;
		for (let i = 0; i < words.length; i++) {
			let difference = differences[from + i]!;
			if (difference === largest) difference = this.#nextEscape();
			word = (word + difference) | 0;
			words[i] = word;
		}
		this.#last = word;
	}

	#near(words: Uint32Array, largest: number): void {
		const differences = this.#differences;
		const from = this.#taken / 4;
		let word = this.#last;
		for (let i = 0; i < words.length; i++) {
			let difference = differences[from + i]!;
			if (difference === largest) difference = this.#nextEscape();
			word = (word + ((difference >>> 1) ^ -(difference & 1))) | 0;
			words[i] = word;
		}
		this.#last = word;
	}

	#nextEscape(): number {
		const difference = this.#escapes.getUint32(this.#escape, true);
		this.#escape += 4;
		return difference;
	}
}

function wordsOf(bytes: Uint8Array): Uint32Array {
	return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

function isNumbers(bytes: Uint8Array): boolean {
	const expected = new Uint8Array(bytes.length);
	writeNumbers(expected);
	for (let i = 0; i < bytes.length; i++) if (bytes[i] !== expected[i]) return false;
	return true;
}

/** Fills `text` with the decimal numbers from 1 on. */
function writeNumbers(text: Uint8Array): void {
	let at = 0;
	for (let number = 1; at < text.length; ) {
		const digits = String(number);
		// A thousand of as many digits differ from the thousand before in what stands before their last three.
		if (number % 1000 === 0 && number >= 2000 && digits.length === String(number - 1000).length) {
			const block = 1000 * digits.length;
			text.copyWithin(at, at - block, Math.min(at, at - block + text.length - at));
			const [head, before] = [digits.slice(0, -3), String(number - 1000).slice(0, -3)];
			for (let digit = 0; digit < head.length; digit++) {
				if (head[digit] === before[digit]) continue;
				setEvery(text, at + digit, Math.min(text.length, at + block), digits.length, head.charCodeAt(digit));
			}
			at += block;
			number += 1000;
			continue;
		}
		for (let digit = 0; digit < digits.length; digit++) text[at++] = digits.charCodeAt(digit);
		number++;
	}
}

/** A function of its own: called often, it is compiled soon. */
function setEvery(text: Uint8Array, from: number, to: number, distance: number, code: number): void {
	for (let i = from; i < to; i += distance) text[i] = code;
}
