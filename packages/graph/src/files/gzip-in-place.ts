/** Plain gzip (one or many members) inflated into memory of the receiver's, in the calling thread. */
import { PangrafError } from '../errors.ts';
import { explainFailure, INPUT_BYTES, trailing } from './gzip-reader.ts';
import type { Inflater } from './inflater.ts';
import type { Room } from './raw-input.ts';

/** Data handed over at once: what was inflated last is still in the cache of the core when it is read. */
const PIECE_BYTES = 1 << 18;

/**
 * The data of a gzip file given its bytes, each piece at the start of what `room` gave for it and valid until the next is asked
 * for. Closes the inflater. With `allowTruncated` a cut file ends the data silently.
 *
 * Errors, with the byte offset: E_GZIP_TRUNCATED, E_GZIP_CORRUPT, E_GZIP_TRAILING.
 */
export async function* readGzipInPlace(
	path: string,
	chunks: AsyncGenerator<Uint8Array>,
	room: Room,
	inflater: Inflater,
	allowTruncated = false,
): AsyncGenerator<Uint8Array> {
	let piece = room(PIECE_BYTES);
	let used = 0;
	let taken = 0;
	let slice: Uint8Array = new Uint8Array(0);
	try {
		for await (slice of slicesAndEnd(chunks)) {
			const isLast = slice.length === 0;
			let sliceTaken = 0;
			taken += slice.length;
			for (;;) {
				inflater.inflate(slice.subarray(sliceTaken), piece.subarray(used), isLast);
				sliceTaken += inflater.taken;
				used += inflater.given;
				if (used < piece.length) break;
				yield piece;
				piece = room(PIECE_BYTES);
				used = 0;
			}
			// The engine stops within its input where the data have ended and what follows is no other member.
			if (sliceTaken < slice.length) throw trailing(path, 'gzip', taken - slice.length + sliceTaken);
		}
	} catch (error) {
		const failure = explainFailure(path, 'gzip', { taken, lastSliceBytes: slice.length }, error);
		if (!allowTruncated || !(failure instanceof PangrafError) || failure.code !== 'E_GZIP_TRUNCATED') throw failure;
	} finally {
		inflater.close();
	}
	if (used > 0) yield piece.subarray(0, used);
}

/** Pieces of the chunks, none of them empty, and after them an empty one. */
async function* slicesAndEnd(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
	for await (const chunk of chunks) {
		for (let at = 0; at < chunk.length; at += INPUT_BYTES) yield chunk.subarray(at, at + INPUT_BYTES);
	}
	yield new Uint8Array(0);
}
