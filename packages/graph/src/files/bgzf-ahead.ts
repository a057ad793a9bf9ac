/** BGZF decompressed by others, such as worker threads, several batches of blocks ahead of the receiver. */
import type { PangrafError } from '../errors.ts';
import type { BlockFault } from './bgzf-blocks.ts';
import { corruptBgzf, cutBlock, noEndBlock, takeBlocks } from './bgzf-batches.ts';
import { BGZF_END } from './bgzf-format.ts';
import type { RawInput } from './raw-input.ts';

/** Those who inflate: a fixed number of places, each with memory for the blocks of a batch and for their data. */
export interface BlockInflaters {
	/** Batches that may be under way at once. */
	readonly places: number;
	/** Bytes of blocks, and of their data, that a place has room for. */
	readonly placeBytes: number;
	/** Where the blocks of a place go, and where their data come. */
	blocksOf(place: number): Uint8Array;
	dataOf(place: number): Uint8Array;
	/** Inflates the first bytes of a place's blocks, which are whole blocks; what is wrong with one is told, not thrown. */
	inflate(place: number, blockBytes: number): Promise<BlockFault | undefined>;
}

/** Bytes read at once, and room before them for a block that was not whole. */
const READ_BYTES = 1 << 19;
const REST_BYTES = 1 << 16;

interface UnderWay {
	readonly place: number;
	readonly dataBytes: number;
	/** Byte of the file at which the batch starts. */
	readonly offset: number;
	readonly fault: Promise<BlockFault | undefined>;
}

/**
 * The data of a BGZF file, each chunk valid until the next is asked for.
 * With `allowTruncated` a cut file and a missing end block end the data silently after the last whole block.
 *
 * Errors, with the byte offset, each after all data before it: E_BGZF_TRUNCATED, E_BGZF_NO_EOF, E_BGZF_CORRUPT.
 */
export async function* readBgzfAhead(
	path: string,
	raw: Pick<RawInput, 'chunks' | 'readInto'>,
	inflaters: BlockInflaters,
	allowTruncated = false,
): AsyncGenerator<Uint8Array> {
	const free = Array.from({ length: inflaters.places }, (_, place) => place);
	const underWay: UnderWay[] = [];
	const blocks = wholeBlocks(path, raw, inflaters.placeBytes, allowTruncated);
	let isMore = true;
	let failure: unknown;
	for (;;) {
		while (isMore && free.length > 0) {
			const batch = await blocks.next().catch((error: unknown) => {
				failure = error;
				return { done: true, value: undefined } as const;
			});
			isMore = batch.done !== true;
			if (batch.done === true || batch.value.dataBytes === 0) continue;
			const { bytes, dataBytes, offset } = batch.value;
			const place = free.pop()!;
			inflaters.blocksOf(place).set(bytes);
			const fault = inflaters.inflate(place, bytes.length);
			fault.catch(() => undefined); // met when its turn comes
			underWay.push({ place, dataBytes, offset, fault });
		}
		const oldest = underWay.shift();
		if (oldest === undefined) break;
		const found = await oldest.fault;
		const dataBytes = found?.dataBytes ?? oldest.dataBytes;
		if (dataBytes > 0) yield inflaters.dataOf(oldest.place).subarray(0, dataBytes);
		if (found !== undefined) throw faultyBlock(path, oldest.offset, found);
		free.push(oldest.place);
	}
	if (failure !== undefined) throw failure;
}

interface Batch {
	readonly bytes: Uint8Array;
	readonly dataBytes: number;
	readonly offset: number;
}

/** Batches of whole blocks, valid until the next is asked for. */
async function* wholeBlocks(
	path: string,
	{ chunks, readInto }: Pick<RawInput, 'chunks' | 'readInto'>,
	placeBytes: number,
	allowTruncated: boolean,
): AsyncGenerator<Batch, void> {
	const buffer = new Uint8Array(REST_BYTES + READ_BYTES);
	let rest = buffer.subarray(0, 0);
	readInto((sizeBytes) => buffer.subarray(rest.length, rest.length + Math.min(sizeBytes, READ_BYTES)));
	let offset = 0;
	let endsWhole = false;
	for await (const chunk of chunks) {
		const isInPlace = chunk.buffer === buffer.buffer;
		const bytes = isInPlace ? buffer.subarray(0, rest.length + chunk.length) : Buffer.concat([rest, chunk]);
		let at = 0;
		while (at < bytes.length) {
			const batch = takeBlocks(path, bytes, at, offset, placeBytes);
			if (batch.end === at) break;
			yield { bytes: bytes.subarray(at, batch.end), dataBytes: batch.dataBytes, offset: offset + at };
			endsWhole = Buffer.compare(bytes.subarray(batch.lastStart, batch.end), BGZF_END) === 0;
			at = batch.end;
		}
		buffer.set(bytes.subarray(at));
		rest = buffer.subarray(0, bytes.length - at);
		offset += at;
	}
	if (allowTruncated) return;
	if (rest.length > 0) throw cutBlock(path, offset, rest);
	if (!endsWhole) throw noEndBlock(path, offset);
}

function faultyBlock(path: string, batchOffset: number, { offset, kind }: BlockFault): PangrafError {
	const [found, expected] =
		kind === 'deflate'
			? (['a block that does not inflate to the size it states', 'deflated data'] as const)
			: (['a block whose checksum is wrong', 'the checksum it was written with'] as const);
	return corruptBgzf(path, batchOffset + offset, found, expected);
}
