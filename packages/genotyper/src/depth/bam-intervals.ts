/**
 * Where the alignments of a BAM lie (https://samtools.github.io/hts-specs/SAMv1.pdf, section 4.2), from its decompressed bytes. No
 * index is needed; sequences, qualities and tags are passed over.
 */
import { type AlignmentCounts, alignmentError, isUsable, noAlignments } from './alignment-counts.ts';
import type { CoverageCounter } from './coverage.ts';

/** First bytes of a BAM: `BAM\1`. */
export const BAM_MAGIC: Uint8Array = Uint8Array.of(0x42, 0x41, 0x4d, 1);

/** Bytes of a record before its read name, without its size. */
const FIXED_BYTES = 32;
/** By CIGAR code (MIDNSHP=X): 1 where it goes along the reference. */
const ALONG_REFERENCE = [1, 0, 1, 1, 0, 0, 0, 1, 1];
/** No record is longer; a larger number means that the bytes are none. */
const MAX_RECORD_BYTES = 1 << 29;

const decoder = new TextDecoder();

/** Adds the alignments of one file to a counter. */
export class BamIntervals {
	readonly counts: AlignmentCounts = noAlignments();
	readonly #counter: CoverageCounter;
	readonly #contigs: ReadonlyMap<string, number>;
	readonly #file: string;
	/** Bytes that wait for more. */
	#rest: Uint8Array = new Uint8Array(0);
	/** By reference of the BAM: number of the contig; `undefined` until the header is read. */
	#references: (number | undefined)[] | undefined;

	constructor(counter: CoverageCounter, contigs: ReadonlyMap<string, number>, file: string) {
		this.#counter = counter;
		this.#contigs = contigs;
		this.#file = file;
	}

	/** Adds the next bytes. Errors: E_BAM_HEADER, E_BAM_RECORD. */
	add(chunk: Uint8Array): void {
		let bytes = chunk;
		if (this.#rest.length > 0) {
			bytes = new Uint8Array(this.#rest.length + chunk.length);
			bytes.set(this.#rest);
			bytes.set(chunk, this.#rest.length);
		}
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
		let at = 0;
		if (this.#references === undefined) at = this.#readHeader(bytes, view);
		while (this.#references !== undefined && at + 4 <= bytes.length) {
			const size = view.getInt32(at, true);
			if (size < FIXED_BYTES || size > MAX_RECORD_BYTES) this.#fail(`a record of ${size} bytes`);
			if (at + 4 + size > bytes.length) break;
			this.#addRecord(view, at + 4, size);
			at += 4 + size;
		}
		this.#rest = bytes.slice(at);
	}

	/** Checks that the last record is whole. Errors: E_BAM_HEADER, E_BAM_RECORD. */
	finish(): void {
		if (this.#references === undefined) this.#failHeader();
		if (this.#rest.length > 0) this.#fail('the end of the file inside a record');
	}

	/** Number of bytes of the header; 0 while it is not whole. */
	#readHeader(bytes: Uint8Array, view: DataView): number {
		if (bytes.length < 12) return 0;
		const textLength = view.getInt32(4, true);
		if (textLength < 0) this.#failHeader();
		let at = 8 + textLength;
		if (at + 4 > bytes.length) return 0;
		const count = view.getInt32(at, true);
		if (count < 0) this.#failHeader();
		at += 4;
		const references: (number | undefined)[] = [];
		for (let k = 0; k < count; k++) {
			if (at + 4 > bytes.length) return 0;
			const nameLength = view.getInt32(at, true);
			if (nameLength < 1) this.#failHeader();
			if (at + 8 + nameLength > bytes.length) return 0;
			references.push(this.#contigs.get(decoder.decode(bytes.subarray(at + 4, at + 3 + nameLength))));
			at += 8 + nameLength;
		}
		this.#references = references;
		return at;
	}

	#addRecord(view: DataView, at: number, size: number): void {
		const flag = view.getUint16(at + 14, true);
		if (!isUsable(this.counts, flag)) return;
		const contig = this.#references![view.getInt32(at, true)];
		const start = view.getInt32(at + 4, true);
		const nameLength = view.getUint8(at + 8);
		const mapq = view.getUint8(at + 9);
		const cigarCount = view.getUint16(at + 12, true);
		if (FIXED_BYTES + nameLength + cigarCount * 4 > size) this.#fail('a CIGAR beyond its record');
		let length = 0;
		for (let k = 0; k < cigarCount; k++) {
			const operation = view.getUint32(at + FIXED_BYTES + nameLength + k * 4, true);
			length += (ALONG_REFERENCE[operation & 15] ?? 0) * (operation >>> 4);
		}
		if (contig === undefined) this.counts.foreign++;
		else {
			this.counts.used++;
			this.#counter.addAlignment(contig, start, start + length, mapq);
		}
	}

	#failHeader(): never {
		throw alignmentError('E_BAM_HEADER', this.#file, 'header', 'bytes that are no header of a BAM', 'text and references');
	}

	#fail(found: string): never {
		throw alignmentError('E_BAM_RECORD', this.#file, `record ${this.counts.records + 1}`, found, 'a whole record');
	}
}
