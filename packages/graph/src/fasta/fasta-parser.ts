/**
 * FASTA, from bytes as they come.
 *
 * A record is a line `>name description` and lines of sequence. Letters are IUPAC nucleotide codes in either case, read as
 * upper case; anything else is an error, gaps and `*` too. LF and CR LF end a line; empty lines are skipped.
 */
import { PangrafError } from '../errors.ts';
import { NUCLEOTIDES } from '../store/nucleotides.ts';

/** Sequences by name, in the order of the file. */
export interface Reference {
	/** First word of each header. */
	names: string[];
	/** Upper-case ASCII letters. */
	sequences: Uint8Array[];
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const HEADER = 62; // '>'

/** Collects the records of one file. */
export class FastaParser {
	readonly #file: string;
	#records: Reference = { names: [], sequences: [] };
	readonly #seen = new Set<string>();
	/** Line being read, from 1. */
	#line = 1;
	/** Line of the header of the record being read. */
	#headerLine = 1;
	#isLineStart = true;
	/** The header line so far, while one is being read. */
	#header: number[] | undefined;
	/** Name of the record being read. */
	#name: string | undefined;
	/** Letters of the record being read. */
	#letters: Uint8Array = new Uint8Array(1 << 16);
	#letterCount = 0;

	constructor(file: string) {
		this.#file = file;
	}

	/** Takes the next bytes of the file. Errors: E_FASTA_NO_HEADER, E_FASTA_NAME, E_FASTA_DUPLICATE, E_FASTA_EMPTY, E_FASTA_LETTER. */
	push(chunk: Uint8Array): void {
		for (let at = 0; at < chunk.length; ) {
			const lineFeed = chunk.indexOf(LINE_FEED, at);
			const end = lineFeed === -1 ? chunk.length : lineFeed;
			if (this.#isLineStart && at < end && chunk[at] === HEADER) {
				this.#endRecord();
				this.#header = [];
				this.#headerLine = this.#line;
				at++;
			}
			if (this.#header !== undefined) for (let i = at; i < end; i++) this.#header.push(chunk[i]!);
			else this.#addLetters(chunk, at, end);
			this.#isLineStart = lineFeed !== -1;
			if (lineFeed === -1) return;
			if (this.#header !== undefined) this.#endHeader(this.#header);
			this.#line++;
			at = lineFeed + 1;
		}
	}

	/** The records that were not taken before, after the last bytes. Errors: E_FASTA_EMPTY. */
	finish(): Reference {
		if (this.#header !== undefined) this.#endHeader(this.#header);
		this.#endRecord();
		if (this.#seen.size === 0)
			throw this.#error('E_FASTA_EMPTY', 'no sequence', 'at least one', 'check that this is a FASTA file');
		return this.take();
	}

	/** The records that are complete and were not taken before. */
	take(): Reference {
		const taken = this.#records;
		this.#records = { names: [], sequences: [] };
		return taken;
	}

	#addLetters(chunk: Uint8Array, from: number, to: number): void {
		if (from < to && this.#name === undefined) {
			if (chunk[from] === CARRIAGE_RETURN) return;
			throw this.#error(
				'E_FASTA_NO_HEADER',
				'a line before the first header',
				"'>' and a name",
				'check that this is a FASTA file',
			);
		}
		while (this.#letterCount + to - from > this.#letters.length) this.#grow();
		const letters = this.#letters;
		let count = this.#letterCount;
		for (let i = from; i < to; i++) {
			const letter = NUCLEOTIDES[chunk[i]!]!;
			if (letter !== 0) letters[count++] = letter;
			else if (chunk[i] !== CARRIAGE_RETURN) {
				const found = `'${String.fromCharCode(chunk[i]!)}' in sequence ${this.#name}`;
				throw this.#error('E_FASTA_LETTER', found, 'A, C, G, T or another IUPAC nucleotide code', 'correct the sequence');
			}
		}
		this.#letterCount = count;
	}

	#grow(): void {
		const larger = new Uint8Array(this.#letters.length * 2);
		larger.set(this.#letters);
		this.#letters = larger;
	}

	#endHeader(bytes: number[]): void {
		this.#header = undefined;
		const name = /^[^\s]*/.exec(new TextDecoder().decode(Uint8Array.from(bytes)))![0];
		if (name === '') throw this.#error('E_FASTA_NAME', 'a header without a name', "a name after '>'", 'name the sequence');
		if (this.#seen.has(name))
			throw this.#error('E_FASTA_DUPLICATE', `sequence ${name} again`, 'each name once', 'rename or remove one');
		this.#seen.add(name);
		this.#name = name;
	}

	#endRecord(): void {
		if (this.#name === undefined) return;
		if (this.#letterCount === 0) {
			const found = `sequence ${this.#name} without letters`;
			throw this.#error('E_FASTA_EMPTY', found, 'a sequence', 'remove it or add its letters', this.#headerLine);
		}
		this.#records.names.push(this.#name);
		this.#records.sequences.push(this.#letters.slice(0, this.#letterCount));
		this.#letterCount = 0;
		this.#name = undefined;
	}

	#error(code: string, found: string, expected: string, remedy: string, line = this.#line): PangrafError {
		return new PangrafError(code, { file: this.#file, place: `line ${line}`, found, expected, remedy });
	}
}
