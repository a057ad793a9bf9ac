/**
 * BGZF decompressed in order, with every block's checksum and size compared.
 *
 * The inflating is @gmod/bgzf-filehandle's (libdeflate in WebAssembly), handed whole blocks only: version 6.2 neither compares
 * the CRC nor reports a cut block.
 */
import { crc32 } from 'node:zlib';
import { unzip } from '@gmod/bgzf-filehandle';
import { PangrafError } from '../errors.ts';
import { BGZF_END, BGZF_FOOTER_BYTES, BGZF_MAX_DATA_BYTES, bgzfBlockSize } from './bgzf-format.ts';

/** Data inflated at once, so that a small file of zeros cannot ask for much memory. 16 to 128 blocks are equally fast. */
const BATCH_DATA_BYTES = 4 << 20;

/**
 * The data of a BGZF file given its bytes. Chunks belong to the receiver.
 * With `allowTruncated` a cut file and a missing end block end the data silently after the last whole block.
 *
 * Errors, with the byte offset: E_BGZF_TRUNCATED (cut inside a block), E_BGZF_NO_EOF (no end block), E_BGZF_CORRUPT (no block
 * where one should start, or one whose data, size or checksum is wrong).
 */
export async function* readBgzf(
	path: string,
	chunks: AsyncIterable<Uint8Array>,
	allowTruncated = false,
): AsyncGenerator<Uint8Array> {
	let rest: Uint8Array = new Uint8Array(0);
	let restOffset = 0;
	let lastBlock: Uint8Array = rest;
	for await (const chunk of chunks) {
		const bytes: Uint8Array = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		let start = 0;
		while (start < bytes.length) {
			const batch = takeBlocks(path, bytes, start, restOffset);
			if (batch.end === start) break;
			if (batch.dataBytes > 0) yield await inflateBlocks(path, bytes, batch, restOffset);
			lastBlock = bytes.subarray(batch.lastStart, batch.end);
			start = batch.end;
		}
		rest = bytes.subarray(start);
		restOffset += start;
	}
	if (allowTruncated) return;
	if (rest.length > 0) throw cutBlock(path, restOffset, rest);
	if (Buffer.compare(lastBlock, BGZF_END) !== 0) throw noEndBlock(path, restOffset);
}

/** Blocks that stand one after another in `bytes`. */
interface BlockBatch {
	start: number;
	/** Offset after the last block. */
	end: number;
	/** Offset of the last block. */
	lastStart: number;
	/** Size of their data by the blocks' own word. */
	dataBytes: number;
}

function takeBlocks(path: string, bytes: Uint8Array, start: number, fileOffset: number): BlockBatch {
	const batch: BlockBatch = { start, end: start, lastStart: start, dataBytes: 0 };
	while (batch.end < bytes.length && batch.dataBytes < BATCH_DATA_BYTES) {
		const size = bgzfBlockSize(bytes, batch.end);
		if (size < 0) throw corrupt(path, fileOffset + batch.end, 'no block header', 'a BGZF block');
		if (size === 0 || batch.end + size > bytes.length) break;
		const dataBytes = readUint32(bytes, batch.end + size - 4);
		if (dataBytes > BGZF_MAX_DATA_BYTES) {
			throw corrupt(path, fileOffset + batch.end, `a block of ${dataBytes} bytes of data`, `at most ${BGZF_MAX_DATA_BYTES}`);
		}
		batch.lastStart = batch.end;
		batch.end += size;
		batch.dataBytes += dataBytes;
	}
	return batch;
}

async function inflateBlocks(path: string, bytes: Uint8Array, batch: BlockBatch, fileOffset: number): Promise<Uint8Array> {
	let data: Uint8Array;
	try {
		data = await unzip(bytes.subarray(batch.start, batch.end));
	} catch {
		return inflateOneByOne(path, bytes, batch, fileOffset);
	}
	let at = 0;
	for (let start = batch.start; start < batch.end; ) {
		const end = start + bgzfBlockSize(bytes, start);
		const dataEnd = at + readUint32(bytes, end - 4);
		const expected = readUint32(bytes, end - BGZF_FOOTER_BYTES);
		if (dataEnd > data.length || crc32(data.subarray(at, dataEnd)) !== expected) {
			throw corrupt(path, fileOffset + start, 'a block whose checksum is wrong', 'the checksum it was written with');
		}
		at = dataEnd;
		start = end;
	}
	if (at !== data.length) throw corrupt(path, fileOffset + batch.start, 'more data than the blocks announce', `${at} bytes`);
	return data;
}

/** After a batch failed: which block it was. */
async function inflateOneByOne(path: string, bytes: Uint8Array, batch: BlockBatch, fileOffset: number): Promise<never> {
	for (let start = batch.start; start < batch.end; ) {
		const end = start + bgzfBlockSize(bytes, start);
		try {
			await unzip(bytes.subarray(start, end));
		} catch {
			throw corrupt(path, fileOffset + start, 'a block that does not inflate', 'deflated data');
		}
		start = end;
	}
	throw corrupt(path, fileOffset + batch.start, 'blocks that do not inflate together', 'deflated data');
}

function readUint32(bytes: Uint8Array, at: number): number {
	return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

function corrupt(path: string, byte: number, found: string, expected: string): PangrafError {
	const remedy = 'the file was damaged or something was added to it: copy or download it again';
	return new PangrafError('E_BGZF_CORRUPT', { file: path, place: `byte ${byte}`, found, expected, remedy });
}

function cutBlock(path: string, byte: number, rest: Uint8Array): PangrafError {
	const size = bgzfBlockSize(rest);
	return new PangrafError('E_BGZF_TRUNCATED', {
		file: path,
		place: `byte ${byte}`,
		found: `the end of the file after ${rest.length} bytes of a block`,
		expected: size > 0 ? `${size} bytes` : 'a whole BGZF block',
		remedy: 'the file was cut: copy or download it again',
	});
}

function noEndBlock(path: string, byte: number): PangrafError {
	return new PangrafError('E_BGZF_NO_EOF', {
		file: path,
		place: `byte ${byte}`,
		found: 'the end of the file without a BGZF end block',
		expected: `the ${BGZF_END.length}-byte block that ends a whole file`,
		remedy: 'the file was cut or its writer was stopped: copy or write it again',
	});
}
