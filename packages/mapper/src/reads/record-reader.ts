/**
 * Cuts a stream of FASTQ bytes into chunks of whole records, straight into the kernel's memory.
 *
 * A chunk ends after a fixed number of records, or earlier where they would not fit: that depends on the bytes alone, not on how
 * they arrive. Records are counted by their lines; what is in them is the kernel's business.
 */
import { PangrafError } from '@pangraf/graph';
import type { KernelExports } from '../kernels/kernel.ts';

const LINES_PER_RECORD = 4;
const LF = 10;
const CR = 13;

/** One FASTQ input. */
export class RecordReader {
	readonly file: string;
	/** Records handed out so far. */
	records = 0;
	readonly #chunks: AsyncGenerator<Uint8Array>;
	/** Bytes not yet handed out, first first. */
	readonly #pending: Uint8Array[] = [];
	#ended = false;

	constructor(file: string, chunks: AsyncGenerator<Uint8Array>) {
		this.file = file;
		this.#chunks = chunks;
	}

	/**
	 * Copies up to `wanted` records to `target`, which lies at `address` of the kernel's memory.
	 * Returns how many records, and the bytes they take; 0 records at the end of the input.
	 * Errors: E_FASTQ_TRUNCATED, E_FASTQ_RECORD_SIZE, and those of the input.
	 */
	async read(
		kernel: KernelExports,
		target: Uint8Array,
		address: number,
		wanted: number,
	): Promise<{ records: number; sizeBytes: number }> {
		let used = 0;
		let lines = 0;
		const linesWanted = wanted * LINES_PER_RECORD;
		while (lines < linesWanted) {
			const piece = await this.#next();
			if (piece === undefined) return this.#lastRecords(kernel, target, address, used, lines);
			const taken = Math.min(piece.length, target.length - used);
			target.set(taken === piece.length ? piece : piece.subarray(0, taken), used);
			const end = kernel.skipLines(address + used, address + used + taken, linesWanted - lines) >>> 0;
			lines += kernel.linesSeen.value >>> 0;
			if (end !== 0) {
				const sizeBytes = end - address;
				this.#unread(piece.subarray(sizeBytes - used));
				this.records += wanted;
				return { records: wanted, sizeBytes };
			}
			used += taken;
			if (taken < piece.length) {
				this.#unread(piece.subarray(taken));
				return this.#cut(kernel, target, address, used, Math.floor(lines / LINES_PER_RECORD));
			}
		}
		this.records += wanted;
		return { records: wanted, sizeBytes: used };
	}

	/** Gives back all but the first `records` of the records that the last `read` put into `target`. */
	giveBack(
		kernel: KernelExports,
		target: Uint8Array,
		address: number,
		sizeBytes: number,
		given: number,
		records: number,
	): number {
		const end = records === 0 ? address : kernel.skipLines(address, address + sizeBytes, records * LINES_PER_RECORD) >>> 0;
		this.#unread(target.slice(end - address, sizeBytes));
		this.records -= given - records;
		return end - address;
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

	/** The target is full: hands out the whole records in it. */
	#cut(
		kernel: KernelExports,
		target: Uint8Array,
		address: number,
		used: number,
		records: number,
	): { records: number; sizeBytes: number } {
		if (records === 0) {
			throw new PangrafError('E_FASTQ_RECORD_SIZE', {
				file: this.file,
				place: `line ${this.records * LINES_PER_RECORD + 1} (record ${this.records + 1})`,
				found: `a record of more than ${target.length} bytes`,
				expected: 'short reads',
				remedy: 'check that the file is FASTQ of short reads',
			});
		}
		this.records += records;
		const sizeBytes = this.giveBack(kernel, target, address, used, records, records);
		return { records, sizeBytes };
	}

	/** The input ended: its last line may lack an LF, and empty lines at its end are nothing. */
	#lastRecords(
		kernel: KernelExports,
		target: Uint8Array,
		address: number,
		used: number,
		linesSeen: number,
	): { records: number; sizeBytes: number } {
		let size = used;
		let lines = linesSeen;
		const records = Math.floor(lines / LINES_PER_RECORD);
		const whole = records === 0 ? 0 : (kernel.skipLines(address, address + size, records * LINES_PER_RECORD) >>> 0) - address;
		if (target.subarray(whole, size).every((byte) => byte === LF || byte === CR)) {
			this.records += records;
			return { records, sizeBytes: whole };
		}
		if (target[size - 1] !== LF) {
			if (size < target.length) target[size++] = LF;
			lines++;
		}
		if (lines % LINES_PER_RECORD !== 0) {
			const record = this.records + records;
			throw new PangrafError('E_FASTQ_TRUNCATED', {
				file: this.file,
				place: `line ${record * LINES_PER_RECORD + (lines % LINES_PER_RECORD)} (record ${record + 1})`,
				found: `${lines % LINES_PER_RECORD} of 4 lines, then the end of the file`,
				expected: 'whole records',
				remedy: 'copy the file again from its source',
			});
		}
		this.records += records + 1;
		return { records: records + 1, sizeBytes: size };
	}
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
