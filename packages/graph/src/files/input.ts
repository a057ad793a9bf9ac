/** Any input file as the bytes that it holds: plain, gzip, BGZF or zstd, told by its first bytes and never by its name. */
import { PangrafError } from '../errors.ts';
import type { BlockInflaters } from './bgzf-ahead.ts';
import { bgzfBlockSize, isGzip } from './bgzf-format.ts';
import { emptyInput, type OnBytesRead, openRawInput, type RawInput, type Room } from './raw-input.ts';
import { isZstd } from './zstd-format.ts';

/** How {@link readBytes} reads. */
export interface ReadOptions {
	/** Take what is whole of a cut file and say nothing; for files whose reader checks completeness by itself. */
	allowTruncated?: boolean;
	onBytesRead?: OnBytesRead;
	/** Who inflates the blocks of a BGZF file; its chunks are then valid until the next is asked for. */
	inflaters?: BlockInflaters;
	/** Where to put the bytes of a plain or gzip file; its chunks are then valid until the next is asked for. The first chunk of a plain file stands elsewhere. */
	room?: Room;
}

/** Compressed bytes are read in pieces of this size where one is used up while the next is read. */
const COMPRESSED_BYTES = 1 << 18;

/** Formats that are told apart only to say what to do about them: name, first bytes, program that unpacks it. */
const FOREIGN: readonly (readonly [string, string, string])[] = [
	['bzip2', 'BZh', 'bunzip2'],
	['xz', '\xfd7zXZ', 'unxz'],
	['zip', 'PK\x03\x04', 'unzip'],
	['lz4', '\x04"M\x18', 'unlz4'],
];

/**
 * The decompressed bytes of `path`, or of standard input for `-`. Chunks are of any size above 0 and belong to the receiver.
 *
 * Errors: E_INPUT_MISSING, E_INPUT_IS_DIRECTORY, E_INPUT_PERMISSION, E_INPUT_READ, E_INPUT_EMPTY (nothing in it, also once
 * decompressed), E_INPUT_COMPRESSION (a compression that pangraf does not read), and those of bgzf-reader.ts and
 * gzip-reader.ts.
 */
export async function* readBytes(path: string, options: ReadOptions = {}): AsyncGenerator<Uint8Array> {
	const raw = await openRawInput(path, options.onBytesRead);
	let dataBytes = 0;
	try {
		for await (const data of await decompress(path, raw, options)) {
			if (data.length === 0) continue;
			dataBytes += data.length;
			yield data;
		}
	} finally {
		await raw.close();
	}
	if (dataBytes === 0) throw emptyInput(path, 'no data in the compressed file');
}

/** The same chunks, each asked for when the one before is handed over: the disk reads while the receiver works. */
async function* readAhead(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
	let coming = chunks.next();
	try {
		for (;;) {
			const { value, done } = await coming;
			if (done === true) return;
			coming = chunks.next();
			coming.catch(() => undefined); // met when its turn comes
			yield value;
		}
	} finally {
		await coming.catch(() => undefined);
		await chunks.return(undefined);
	}
}

/** The decompressed bytes. What decompresses is loaded when it is needed: plain files are read without waiting for it. */
async function decompress(
	path: string,
	raw: RawInput,
	{ allowTruncated = false, inflaters, room }: ReadOptions,
): Promise<AsyncGenerator<Uint8Array>> {
	const { head, chunks } = raw;
	if (bgzfBlockSize(head) > 0 && inflaters !== undefined) {
		const { readBgzfAhead } = await import('./bgzf-ahead.ts');
		return readBgzfAhead(path, raw, inflaters, allowTruncated);
	}
	if (bgzfBlockSize(head) > 0) {
		const { readBgzf } = await import('./bgzf-reader.ts');
		return readBgzf(path, chunks, allowTruncated);
	}
	// One byte 0x1f is the least that is left of a cut gzip file, and no text.
	const isGzipped = isGzip(head) || (head.length === 1 && head[0] === 0x1f);
	if (isGzipped && room !== undefined) {
		const { openInflater } = await import('./inflater.ts');
		const { readGzipInPlace } = await import('./gzip-in-place.ts');
		const inflater = openInflater('gzip');
		if (inflater !== undefined) {
			const compressed = [new Uint8Array(COMPRESSED_BYTES), new Uint8Array(COMPRESSED_BYTES)];
			let turn = 0;
			raw.readInto(() => compressed[turn++ & 1]!);
			return readGzipInPlace(path, readAhead(chunks), room, inflater, allowTruncated);
		}
	}
	if (isGzipped || isZstd(head)) {
		const { readCompressed } = await import('./gzip-reader.ts');
		return readCompressed(path, isGzipped ? 'gzip' : 'zstd', chunks, allowTruncated);
	}
	const start = String.fromCharCode(...head.subarray(0, 8));
	const foreign = FOREIGN.find(([, magic]) => start.startsWith(magic));
	if (foreign !== undefined) {
		throw new PangrafError('E_INPUT_COMPRESSION', {
			file: path,
			found: `${foreign[0]} data`,
			expected: 'plain text, gzip, BGZF or zstd',
			remedy: `unpack it with ${foreign[2]} first`,
		});
	}
	if (room !== undefined) raw.readInto(room);
	return chunks;
}
