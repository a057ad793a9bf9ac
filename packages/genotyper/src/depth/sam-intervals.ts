/**
 * Where the alignments of SAM text lie (https://samtools.github.io/hts-specs/SAMv1.pdf, section 1.4): columns FLAG, RNAME, POS,
 * MAPQ and CIGAR of each line, read as bytes.
 */
import { type AlignmentCounts, alignmentError, isUsable, noAlignments } from './alignment-counts.ts';
import type { CoverageCounter } from './coverage.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const AT = 64;
const STAR = 42;
/** Columns up to CIGAR; a record has at least eleven. */
const COLUMNS = 6;

/** By CIGAR letter: 1 where it goes along the reference, 0 where it does not, -1 of others. */
const ALONG_REFERENCE = new Int8Array(256).fill(-1);
for (const letter of 'MDN=X') ALONG_REFERENCE[letter.charCodeAt(0)] = 1;
for (const letter of 'ISHP') ALONG_REFERENCE[letter.charCodeAt(0)] = 0;

const decoder = new TextDecoder();

/** Adds the alignments of one file to a counter. */
export class SamIntervals {
	readonly counts: AlignmentCounts = noAlignments();
	readonly #counter: CoverageCounter;
	readonly #contigs: ReadonlyMap<string, number>;
	readonly #file: string;
	#line = 0;
	/** Ends of the columns of the line in hand. */
	readonly #ends = new Int32Array(COLUMNS);
	#name: Uint8Array = new Uint8Array(0);
	#contig: number | undefined;

	/** `contigs` gives the number of a contig by its name; `file` is named in errors. */
	constructor(counter: CoverageCounter, contigs: ReadonlyMap<string, number>, file: string) {
		this.#counter = counter;
		this.#contigs = contigs;
		this.#file = file;
	}

	/** Adds whole lines. Errors: E_SAM_COLUMNS, E_SAM_NUMBER, E_SAM_CIGAR. */
	add(bytes: Uint8Array): void {
		for (let from = 0; from < bytes.length; ) {
			const lineFeed = bytes.indexOf(LINE_FEED, from);
			const lineEnd = lineFeed === -1 ? bytes.length : lineFeed;
			const to = lineEnd > from && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
			this.#line++;
			if (to > from && bytes[from] !== AT) this.#addRecord(bytes, from, to);
			from = lineEnd + 1;
		}
	}

	#addRecord(bytes: Uint8Array, from: number, to: number): void {
		const ends = this.#ends;
		let at = from;
		for (let column = 0; column < COLUMNS; column++, at++) {
			while (at < to && bytes[at] !== TAB) at++;
			ends[column] = at;
			if (at >= to) this.#fail('E_SAM_COLUMNS', `${column + 1} columns`, 'at least eleven, separated by tabs');
		}
		const flag = this.#number(bytes, 1, 'FLAG');
		if (!isUsable(this.counts, flag)) return;
		const start = this.#number(bytes, 3, 'POS') - 1;
		const mapq = this.#number(bytes, 4, 'MAPQ');
		const length = this.#referenceLength(bytes, ends[4]! + 1, ends[5]!);
		const contig = this.#contigOf(bytes, ends[1]! + 1, ends[2]!);
		if (contig === undefined) this.counts.foreign++;
		else {
			this.counts.used++;
			this.#counter.addAlignment(contig, start, start + length, mapq);
		}
	}

	#contigOf(bytes: Uint8Array, from: number, to: number): number | undefined {
		const name = this.#name;
		let k = 0;
		if (name.length === to - from) while (k < name.length && name[k] === bytes[from + k]) k++;
		if (k !== to - from || name.length !== to - from) {
			this.#name = bytes.slice(from, to);
			this.#contig = this.#contigs.get(decoder.decode(this.#name));
		}
		return this.#contig;
	}

	#referenceLength(bytes: Uint8Array, from: number, to: number): number {
		if (to - from === 1 && bytes[from] === STAR) return 0;
		let length = 0;
		let size = 0;
		let isNumber = false;
		for (let at = from; at < to; at++) {
			const byte = bytes[at]!;
			const digit = byte - 48;
			if (digit >>> 0 <= 9) {
				size = size * 10 + digit;
				isNumber = true;
				continue;
			}
			const along = ALONG_REFERENCE[byte]!;
			if (along === -1 || !isNumber) break;
			length += along * size;
			size = 0;
			isNumber = false;
			if (at === to - 1) return length;
		}
		return this.#fail(
			'E_SAM_CIGAR',
			`CIGAR '${decoder.decode(bytes.subarray(from, to)).slice(0, 40)}'`,
			'numbers and letters MIDNSHP=X',
		);
	}

	#number(bytes: Uint8Array, column: number, name: string): number {
		const from = this.#ends[column - 1]! + 1;
		const to = this.#ends[column]!;
		let value = 0;
		for (let at = from; at < to; at++) {
			const digit = bytes[at]! - 48;
			if (digit >>> 0 > 9) return this.#failNumber(bytes, from, to, name);
			value = value * 10 + digit;
		}
		return from === to ? this.#failNumber(bytes, from, to, name) : value;
	}

	#failNumber(bytes: Uint8Array, from: number, to: number, name: string): never {
		return this.#fail('E_SAM_NUMBER', `${name} '${decoder.decode(bytes.subarray(from, to)).slice(0, 40)}'`, 'a whole number');
	}

	#fail(code: string, found: string, expected: string): never {
		throw alignmentError(code, this.#file, `line ${this.#line}`, found, expected);
	}
}
