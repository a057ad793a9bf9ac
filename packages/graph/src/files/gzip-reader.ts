/**
 * Plain gzip (one or many members) and zstd (one or many frames), decompressed in the thread pool by node:zlib.
 *
 * node:zlib stops without a word at zero bytes after a gzip member and after the first of several zstd frames; both are
 * seen here by counting what it took.
 */
import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib';
import { PangrafError } from '../errors.ts';
import { isZstd } from './zstd-format.ts';

/** Output buffer; 1 MiB took 1.0 µs a read of 150 bp where the default of 16 KiB took 1.9. */
const OUTPUT_BYTES = 1 << 20;
/** Input given at once: how exactly an error's place is known, and with it what a bomb can unpack before it is taken away. */
export const INPUT_BYTES: number = 1 << 16;

/** Error codes of the formats read here. */
const CODES = {
	gzip: { truncated: 'E_GZIP_TRUNCATED', corrupt: 'E_GZIP_CORRUPT', trailing: 'E_GZIP_TRAILING' },
	zstd: { truncated: 'E_ZSTD_TRUNCATED', corrupt: 'E_ZSTD_CORRUPT', trailing: 'E_ZSTD_TRAILING' },
} as const;

/** Formats read here. */
export type StreamFormat = keyof typeof CODES;

/**
 * The data of a gzip or zstd file given its bytes. Chunks belong to the receiver.
 * With `allowTruncated` a cut file ends the data silently.
 *
 * Errors, with the byte offset: E_GZIP_TRUNCATED, E_GZIP_CORRUPT, E_GZIP_TRAILING, E_ZSTD_TRUNCATED, E_ZSTD_CORRUPT,
 * E_ZSTD_TRAILING.
 */
export async function* readCompressed(
	path: string,
	format: StreamFormat,
	chunks: AsyncGenerator<Uint8Array>,
	allowTruncated = false,
): AsyncGenerator<Uint8Array> {
	const feed = new Feed(chunks);
	do {
		const engine =
			format === 'gzip' ? createGunzip({ chunkSize: OUTPUT_BYTES }) : createZstdDecompress({ chunkSize: OUTPUT_BYTES });
		const start = feed.taken;
		const pumped = pump(feed, engine);
		try {
			for await (const data of engine) yield data as Uint8Array;
		} catch (error) {
			await pumped;
			const failure = explainFailure(path, format, feed, error);
			if (allowTruncated && failure instanceof PangrafError && failure.code === CODES[format].truncated) return;
			throw failure;
		} finally {
			engine.destroy(); // where the receiver stopped early; lets the pump end
			await pumped;
		}
		feed.giveBack(start + engine.bytesWritten);
	} while (await anotherFrame(path, format, feed));
}

/** Input in small slices, of which the last can be given back in part. */
class Feed {
	readonly #chunks: AsyncGenerator<Uint8Array>;
	#current: Uint8Array = new Uint8Array(0);
	#last: Uint8Array = this.#current;
	/** Bytes of the file handed out so far. */
	taken = 0;
	/** Whether the end of the file was met. */
	ended = false;

	constructor(chunks: AsyncGenerator<Uint8Array>) {
		this.#chunks = chunks;
	}

	async take(): Promise<Uint8Array | undefined> {
		while (this.#current.length === 0) {
			const { value, done } = await this.#chunks.next();
			if (done === true) {
				this.ended = true;
				return undefined;
			}
			this.#current = value;
		}
		this.#last = this.#current.subarray(0, INPUT_BYTES);
		this.#current = this.#current.subarray(this.#last.length);
		this.taken += this.#last.length;
		return this.#last;
	}

	/** Takes back what lies after byte `offset` of the file, at most the last slice. */
	giveBack(offset: number): void {
		const back = this.taken - offset;
		if (back === 0) return;
		this.#current = Buffer.concat([this.#last.subarray(this.#last.length - back), this.#current]);
		this.#last = this.#last.subarray(0, this.#last.length - back);
		this.taken = offset;
	}

	get lastSliceBytes(): number {
		return this.#last.length;
	}
}

/** Feeds the engine until the file or the engine ends. Never rejects: errors come out of the engine. */
async function pump(feed: Feed, engine: Gunzip | ZstdDecompress): Promise<void> {
	try {
		while (!engine.destroyed && !engine.readableEnded) {
			const slice = await feed.take();
			if (slice === undefined) {
				engine.end();
				return;
			}
			const before = engine.bytesWritten;
			await new Promise<void>((resolve) => {
				engine.once('close', resolve);
				engine.write(slice, () => {
					engine.off('close', resolve);
					resolve();
				});
			});
			if (engine.bytesWritten - before < slice.length) return; // it ended inside the slice
		}
	} catch (error) {
		engine.destroy(error as Error);
	}
}

/** Whether another zstd frame follows what was read; anything else that follows is an error. */
async function anotherFrame(path: string, format: StreamFormat, feed: Feed): Promise<boolean> {
	const slice = feed.ended ? undefined : await feed.take();
	if (slice === undefined) return false;
	const offset = feed.taken - slice.length;
	feed.giveBack(offset);
	if (format === 'zstd' && isZstd(slice)) return true;
	throw trailing(path, format, offset);
}

/** Where a reader of compressed bytes stands. */
export interface ReadSoFar {
	/** Bytes of the file handed to the engine. */
	readonly taken: number;
	/** Of these, those that were handed over last. */
	readonly lastSliceBytes: number;
}

/** What an engine of node:zlib said, as an error the file's owner can act on; other errors as they are. */
export function explainFailure(path: string, format: StreamFormat, feed: ReadSoFar, error: unknown): unknown {
	const { code, message } = error as NodeJS.ErrnoException;
	if (code === undefined || !/^(Z_|ZSTD_|ERR_STREAM_PUSH|ERR_ZSTD)/.test(code)) return error;
	if (code === 'Z_BUF_ERROR') {
		return new PangrafError(CODES[format].truncated, {
			file: path,
			place: `byte ${feed.taken}`,
			found: `the end of the file inside ${format} data`,
			expected: 'the end of the compressed data',
			remedy: 'the file was cut: copy or download it again',
		});
	}
	const sliceStart = feed.taken - feed.lastSliceBytes;
	if (code.startsWith('ERR_STREAM_PUSH') || (sliceStart > 0 && message === 'incorrect header check')) {
		return trailing(path, format, sliceStart);
	}
	return new PangrafError(CODES[format].corrupt, {
		file: path,
		place: `between byte ${sliceStart} and byte ${feed.taken}`,
		found: `damaged ${format} data (${message})`,
		expected: 'data that inflate to their checksum',
		remedy: 'the file was damaged: copy or download it again',
	});
}

/** The error for bytes behind the data. */
export function trailing(path: string, format: StreamFormat, byte: number): PangrafError {
	return new PangrafError(CODES[format].trailing, {
		file: path,
		place: `byte ${byte}`,
		found: `bytes after the ${format} data that are no ${format}`,
		expected: 'the end of the file',
		remedy: 'something was added to the file: copy or download it again',
	});
}
