/** Runs of whole BGZF blocks within the bytes of a file, and what can be wrong with the file. */
import { PangrafError } from '../errors.ts';
import { BGZF_END, BGZF_MAX_DATA_BYTES, bgzfBlockSize, readUint32 } from './bgzf-format.ts';

/** Blocks that stand one after another in `bytes`. */
export interface BlockBatch {
	start: number;
	/** Offset after the last block. */
	end: number;
	/** Offset of the last block. */
	lastStart: number;
	/** Size of their data by the blocks' own word. */
	dataBytes: number;
}

/**
 * The whole blocks from `start` on that hold, and take, at most `mostBytes` (of at least 64 KiB); none where the next is not whole.
 * `fileOffset` is that of `bytes`, for errors: E_BGZF_CORRUPT.
 */
export function takeBlocks(path: string, bytes: Uint8Array, start: number, fileOffset: number, mostBytes: number): BlockBatch {
	const batch: BlockBatch = { start, end: start, lastStart: start, dataBytes: 0 };
	while (batch.end < bytes.length) {
		const size = bgzfBlockSize(bytes, batch.end);
		if (size === 0 || batch.end + size > bytes.length) break;
		const dataBytes = size < 0 ? 0 : readUint32(bytes, batch.end + size - 4);
		if (size < 0 || dataBytes > BGZF_MAX_DATA_BYTES) {
			// What stands before is whole: the next call meets what is wrong.
			if (batch.end > start) break;
			const [found, expected] =
				size < 0
					? (['no block header', 'a BGZF block'] as const)
					: ([`a block of ${dataBytes} bytes of data`, `at most ${BGZF_MAX_DATA_BYTES}`] as const);
			throw corruptBgzf(path, fileOffset + batch.end, found, expected);
		}
		if (batch.dataBytes + dataBytes > mostBytes || batch.end + size - start > mostBytes) break;
		batch.lastStart = batch.end;
		batch.end += size;
		batch.dataBytes += dataBytes;
	}
	return batch;
}

/** The error for a block that is none, or is not what it says. */
export function corruptBgzf(path: string, byte: number, found: string, expected: string): PangrafError {
	const remedy = 'the file was damaged or something was added to it: copy or download it again';
	return new PangrafError('E_BGZF_CORRUPT', { file: path, place: `byte ${byte}`, found, expected, remedy });
}

/** The error for a file that ends in a block. */
export function cutBlock(path: string, byte: number, rest: Uint8Array): PangrafError {
	const size = bgzfBlockSize(rest);
	return new PangrafError('E_BGZF_TRUNCATED', {
		file: path,
		place: `byte ${byte}`,
		found: `the end of the file after ${rest.length} bytes of a block`,
		expected: size > 0 ? `${size} bytes` : 'a whole BGZF block',
		remedy: 'the file was cut: copy or download it again',
	});
}

/** The error for a file that ends between blocks before its end. */
export function noEndBlock(path: string, byte: number): PangrafError {
	return new PangrafError('E_BGZF_NO_EOF', {
		file: path,
		place: `byte ${byte}`,
		found: 'the end of the file without a BGZF end block',
		expected: `the ${BGZF_END.length}-byte block that ends a whole file`,
		remedy: 'the file was cut or its writer was stopped: copy or write it again',
	});
}
