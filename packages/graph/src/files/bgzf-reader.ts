/**
 * BGZF decompressed in order, with every block's checksum and size compared.
 *
 * The inflating is @gmod/bgzf-filehandle's (libdeflate in WebAssembly), handed whole blocks only: version 6.2 neither compares
 * the CRC nor reports a cut block.
 */
import { crc32 } from 'node:zlib';
import { unzip } from '@gmod/bgzf-filehandle';
import { type BlockBatch, corruptBgzf, cutBlock, noEndBlock, takeBlocks } from './bgzf-batches.ts';
import { BGZF_END, BGZF_FOOTER_BYTES, bgzfBlockSize, readUint32 } from './bgzf-format.ts';

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
			const batch = takeBlocks(path, bytes, start, restOffset, BATCH_DATA_BYTES);
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
			throw corruptBgzf(path, fileOffset + start, 'a block whose checksum is wrong', 'the checksum it was written with');
		}
		at = dataEnd;
		start = end;
	}
	if (at !== data.length) throw corruptBgzf(path, fileOffset + batch.start, 'more data than the blocks announce', `${at} bytes`);
	return data;
}

/** After a batch failed: which block it was. */
async function inflateOneByOne(path: string, bytes: Uint8Array, batch: BlockBatch, fileOffset: number): Promise<never> {
	for (let start = batch.start; start < batch.end; ) {
		const end = start + bgzfBlockSize(bytes, start);
		try {
			await unzip(bytes.subarray(start, end));
		} catch {
			throw corruptBgzf(path, fileOffset + start, 'a block that does not inflate', 'deflated data');
		}
		start = end;
	}
	throw corruptBgzf(path, fileOffset + batch.start, 'blocks that do not inflate together', 'deflated data');
}
