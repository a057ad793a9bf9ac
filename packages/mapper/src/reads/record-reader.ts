/**
 * Cuts a stream of FASTQ bytes into chunks of whole records, straight into the kernel's memory.
 *
 * A chunk ends after a fixed number of records, or earlier where they would not fit: that depends on the bytes alone, not on how
 * they arrive. Records are counted by their lines; what is in them is the kernel's business. Blank lines at the end of the input are
 * nothing, however many; elsewhere the parser names them.
 */
import { PangrafError } from '@pangraf/graph/errors';
import type { KernelExports } from '../kernels/kernel.ts';

const LINES_PER_RECORD = 4;
const LF = 10;
const CR = 13;
/** Room for bytes that are read while no target is open. */
const SPARE_BYTES = 1 << 16;

/** Gives a place for at most so many bytes, and for at least one. */
export type Room = (sizeBytes: number) => Uint8Array;

/** Whole records at the start of a target. */
export interface RecordChunk {
	readonly records: number;
	readonly sizeBytes: number;
	/** Whether it ends because the target is full. */
	readonly isFull: boolean;
}

/** One FASTQ input. */
export class RecordReader {
	readonly file: string;
	/** Records handed out so far. */
	records = 0;
	readonly #chunks: AsyncGenerator<Uint8Array>;
	/** Bytes not yet handed out, first first. */
	readonly #pending: Uint8Array[] = [];
	#ended = false;
	/** What is free of the target that is being filled. */
	#free: Uint8Array | undefined;
	#spare: Uint8Array | undefined;

	/**
	 * `open` gives the bytes in pieces, each valid until the next is asked for. A piece put at the start of what `room` gave when it
	 * was asked for is where it belongs already: copies into shared memory at odd addresses go byte by byte in V8.
	 */
	constructor(file: string, open: (room: Room) => AsyncGenerator<Uint8Array>) {
		this.file = file;
		this.#chunks = open((sizeBytes) => (this.#free ?? (this.#spare ??= new Uint8Array(SPARE_BYTES))).subarray(0, sizeBytes));
	}

	/**
	 * Puts up to `wanted` (at least 1) records into `target`, which lies at `address` of the kernel's memory. Bytes behind them that
	 * were read already stay there until the next call, which may have another target.
	 * Returns how many records, and the bytes they take; 0 records at the end of the input.
	 * Errors: E_FASTQ_TRUNCATED, E_FASTQ_RECORD_SIZE, and those of the input.
	 */
	async read(kernel: KernelExports, target: Uint8Array, address: number, wanted: number): Promise<RecordChunk> {
		let used = 0;
		let lines = 0;
		const linesWanted = wanted * LINES_PER_RECORD;
		for (;;) {
			this.#free = used < target.length ? target.subarray(used) : undefined;
			const piece = await this.#next();
			this.#free = undefined;
			if (piece === undefined) return this.#lastRecords(kernel, target, address, used, lines);
			const taken = Math.min(piece.length, target.length - used);
			if (piece.buffer !== target.buffer) target.set(taken === piece.length ? piece : piece.subarray(0, taken), used);
			else kernel.moveBytes(address + used, piece.byteOffset, taken);
			const end = kernel.skipLines(address + used, address + used + taken, linesWanted - lines) >>> 0;
			lines += kernel.linesSeen.value >>> 0;
			if (end !== 0) {
				const sizeBytes = end - address;
				this.#unread(piece.subarray(sizeBytes - used));
				return await this.#withoutBlankEnd(kernel, target, address, { records: wanted, sizeBytes, isFull: false });
			}
			used += taken;
			if (taken < piece.length) {
				this.#unread(piece.subarray(taken));
				const records = Math.floor(lines / LINES_PER_RECORD);
				if (records === 0) throw this.tooLarge(target.length);
				const sizeBytes = sizeOf(kernel, address, used, records);
				this.#unread(target.slice(sizeBytes, used));
				return await this.#withoutBlankEnd(kernel, target, address, { records, sizeBytes, isFull: true });
			}
		}
	}

	/** Gives back all but the first `records` records of the chunk that the last `read` put into `target`; returns what is left. */
	giveBack(kernel: KernelExports, target: Uint8Array, address: number, chunk: RecordChunk, records: number): RecordChunk {
		const sizeBytes = sizeOf(kernel, address, chunk.sizeBytes, records);
		this.#unread(target.slice(sizeBytes, chunk.sizeBytes));
		this.records -= chunk.records - records;
		return { ...chunk, records, sizeBytes };
	}

	/** Whether nothing is left to read. */
	async atEnd(): Promise<boolean> {
		const piece = await this.#next();
		if (piece !== undefined) this.#unread(piece);
		return piece === undefined;
	}

	/** Ends the input early. */
	async close(): Promise<void> {
		await this.#chunks.return(undefined);
	}

	/** The error where the next record, or the next pair of them, takes more than `sizeBytes`. */
	tooLarge(sizeBytes: number): PangrafError {
		return new PangrafError('E_FASTQ_RECORD_SIZE', {
			file: this.file,
			place: `line ${this.records * LINES_PER_RECORD + 1} (record ${this.records + 1})`,
			found: `more than ${sizeBytes} bytes to the end of the record`,
			expected: 'short reads',
			remedy: 'check that the file is FASTQ of short reads',
		});
	}

	async #next(): Promise<Uint8Array | undefined> {
		const first = this.#pending.shift();
		if (first !== undefined) return first;
		if (this.#ended) return undefined;
		const { done, value } = await this.#chunks.next();
		if (done === true) this.#ended = true;
		return done === true ? undefined : value;
	}

	#unread(bytes: Uint8Array): void {
		if (bytes.length > 0) this.#pending.unshift(bytes);
	}

	/** Hands out a chunk, without the blank lines that end it where nothing but blank lines follows. */
	async #withoutBlankEnd(kernel: KernelExports, target: Uint8Array, address: number, chunk: RecordChunk): Promise<RecordChunk> {
		const written = chunk.records * LINES_PER_RECORD - blankLines(target, chunk.sizeBytes);
		const records = Math.ceil(written / LINES_PER_RECORD);
		if (records < chunk.records) {
			let rest = await this.#next();
			while (rest?.every(isBlank) === true) rest = await this.#next();
			if (rest === undefined) {
				this.records += records;
				return { ...chunk, records, sizeBytes: sizeOf(kernel, address, chunk.sizeBytes, records) };
			}
			this.#unread(rest);
		}
		this.records += chunk.records;
		return chunk;
	}

	/** The input ended: its last line may lack an LF, and blank lines at its end are nothing. */
	#lastRecords(kernel: KernelExports, target: Uint8Array, address: number, used: number, linesSeen: number): RecordChunk {
		let size = used;
		let lines = linesSeen;
		if (size > 0 && target[size - 1] !== LF) {
			if (size < target.length) target[size++] = LF;
			lines++;
		}
		const blank = blankLines(target, size);
		let records = Math.floor((lines - blank) / LINES_PER_RECORD);
		const rest = (lines - blank) % LINES_PER_RECORD;
		// The qualities of a read of 0 bp are a blank line. Whatever else has four lines is for the parser to judge.
		const isCut = rest > 0 && rest + blank < LINES_PER_RECORD;
		if (isCut && records === 0) throw this.#truncated(rest + blank);
		if (rest > 0 && !isCut) records++;
		const sizeBytes = sizeOf(kernel, address, size, records);
		// Faults of the records before a cut one come first, and may be why the lines do not add up.
		if (isCut) this.#unread(target.slice(sizeBytes, used));
		this.records += records;
		return { records, sizeBytes, isFull: false };
	}

	#truncated(lines: number): PangrafError {
		return new PangrafError('E_FASTQ_TRUNCATED', {
			file: this.file,
			place: `line ${this.records * LINES_PER_RECORD + lines} (record ${this.records + 1})`,
			found: `${lines} of 4 lines, then the end of the file`,
			expected: 'whole records',
			remedy: 'copy the file again from its source',
		});
	}
}

/** Bytes of the first `records` records of `sizeBytes` bytes at `address`: all, where the last line lacks its LF. */
function sizeOf(kernel: KernelExports, address: number, sizeBytes: number, records: number): number {
	if (records === 0) return 0;
	const end = kernel.skipLines(address, address + sizeBytes, records * LINES_PER_RECORD) >>> 0;
	return end === 0 ? sizeBytes : end - address;
}

function isBlank(byte: number): boolean {
	return byte === LF || byte === CR;
}

/** Blank lines at the end of `sizeBytes` bytes of whole lines. */
function blankLines(target: Uint8Array, sizeBytes: number): number {
	let lines = 0;
	let at = sizeBytes;
	for (; at > 0 && isBlank(target[at - 1]!); at--) if (target[at - 1] === LF) lines++;
	return at === 0 ? lines : Math.max(0, lines - 1);
}

/** The error for mates in unequal number. */
export function mateMissing(longer: string, shorter: string, records: number): PangrafError {
	return new PangrafError('E_FASTQ_MATE_MISSING', {
		file: shorter,
		place: `after record ${records}`,
		found: 'the end of the file',
		expected: `as many records as ${longer} has`,
		remedy: 'copy the files again from their source',
	});
}
