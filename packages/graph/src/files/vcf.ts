/** VCF files. */
import { type VcfHeader, VcfHeaderReader } from '../vcf/vcf-header.ts';
import { type VcfRecord, type VcfRecordOptions, VcfRecordReader } from '../vcf/vcf-record.ts';
import { readWholeLines } from './lines.ts';

export type { VcfContig, VcfHeader } from '../vcf/vcf-header.ts';
export type { VcfRecord, VcfRecordOptions } from '../vcf/vcf-record.ts';

/** A VCF whose header is read and whose records are to come. */
export interface VcfStream {
	readonly header: VcfHeader;
	/**
	 * The records in the order of the file; to be called once. The object and its arrays are the same in every turn. Ending the
	 * iteration closes the file.
	 * Errors: E_VCF_COLUMNS, E_VCF_POSITION, E_VCF_ALLELE, E_VCF_QUALITY, E_VCF_GENOTYPE, E_VCF_HEADER, all with the line.
	 */
	records(): AsyncGenerator<VcfRecord>;
	/** Calls `visit` with each record, in place of `records`: for files of millions of them, as it does not wait for each. */
	forEach(visit: (record: VcfRecord) => void): Promise<void>;
	/** Closes the file where its records are not wanted. */
	close(): Promise<void>;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Opens a VCF, plain or compressed (`-` is standard input), and reads its header.
 *
 * Errors: those of readBytes; E_VCF_HEADER with the line, E_VCF_BINARY for a BCF.
 */
export async function readVcf(path: string, options: VcfRecordOptions = {}): Promise<VcfStream> {
	const chunks = readWholeLines(path);
	const place = { file: path, line: 0 };
	const headerReader = new VcfHeaderReader(place);
	const decoder = new TextDecoder();
	try {
		for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) {
			const bytes = withLineEnd(chunk.value);
			for (let at = 0; at < bytes.length; ) {
				const lineFeed = bytes.indexOf(LINE_FEED, at);
				const to = textEnd(bytes, at, lineFeed);
				place.line++;
				const header = headerReader.add(decoder.decode(bytes.subarray(at, to)));
				at = lineFeed + 1;
				if (header === undefined) continue;
				const rest = { bytes: bytes.subarray(at), line: place.line };
				const lines = new VcfLines(new VcfRecordReader(path, header.samples.length, options), rest, chunks);
				return {
					header,
					records: () => lines.records(),
					forEach: (visit) => lines.forEach(visit),
					close: async () => void (await chunks.return(undefined)),
				};
			}
		}
		place.line++;
		throw headerReader.cut();
	} catch (error) {
		await chunks.return(undefined);
		throw error;
	}
}

/** The lines after the header. */
class VcfLines {
	readonly #reader: VcfRecordReader;
	readonly #chunks: AsyncGenerator<Uint8Array>;
	/** The chunk being read, and where its next line starts. */
	#bytes: Uint8Array;
	#at = 0;
	#line: number;

	constructor(reader: VcfRecordReader, rest: { bytes: Uint8Array; line: number }, chunks: AsyncGenerator<Uint8Array>) {
		this.#reader = reader;
		this.#bytes = rest.bytes;
		this.#line = rest.line;
		this.#chunks = chunks;
	}

	async *records(): AsyncGenerator<VcfRecord> {
		try {
			do {
				while (this.#readLine()) yield this.#reader;
			} while (await this.#readChunk());
		} finally {
			await this.#chunks.return(undefined);
		}
	}

	async forEach(visit: (record: VcfRecord) => void): Promise<void> {
		try {
			do {
				while (this.#readLine()) visit(this.#reader);
			} while (await this.#readChunk());
		} finally {
			await this.#chunks.return(undefined);
		}
	}

	/** Reads the next line that is not empty; false at the end of the chunk. */
	#readLine(): boolean {
		const bytes = this.#bytes;
		while (this.#at < bytes.length) {
			const from = this.#at;
			const lineFeed = bytes.indexOf(LINE_FEED, from);
			const to = textEnd(bytes, from, lineFeed);
			this.#line++;
			this.#at = lineFeed + 1;
			if (to === from) continue;
			this.#reader.read(bytes, from, to, this.#line);
			return true;
		}
		return false;
	}

	async #readChunk(): Promise<boolean> {
		const chunk = await this.#chunks.next();
		if (chunk.done === true) return false;
		this.#bytes = withLineEnd(chunk.value);
		this.#at = 0;
		return true;
	}
}

/** End of the text of the line that starts at `at` and ends with the line feed at `lineFeed`. */
function textEnd(bytes: Uint8Array, at: number, lineFeed: number): number {
	return lineFeed > at && bytes[lineFeed - 1] === CARRIAGE_RETURN ? lineFeed - 1 : lineFeed;
}

/** The last line of a file may have none. */
function withLineEnd(bytes: Uint8Array): Uint8Array {
	return bytes.at(-1) === LINE_FEED ? bytes : Buffer.concat([bytes, Uint8Array.of(LINE_FEED)]);
}
