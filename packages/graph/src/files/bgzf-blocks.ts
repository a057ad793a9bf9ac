/** Whole BGZF blocks from one piece of memory inflated into another, in the calling thread; what workers do for a reader. */
import { crc32, inflateRawSync } from 'node:zlib';
import { BGZF_FOOTER_BYTES, bgzfBlockSize, bgzfDeflatedStart, readUint32 } from './bgzf-format.ts';
import type { Inflater } from './inflater.ts';

export { openInflater } from './inflater.ts';

/** Bytes that the memory for the data must have beyond the data: one to see where a block holds more than it says. */
export const SLACK_BYTES = 1;

/** A block that is not what it says; plain data. */
export interface BlockFault {
	/** Byte at which the block starts. */
	readonly offset: number;
	/** Bytes of the data of the blocks before it. */
	readonly dataBytes: number;
	readonly kind: 'deflate' | 'checksum';
}

/** Inflates blocks, with an engine where there is one that takes addresses, else through a buffer for each block. */
export class BlockInflater {
	readonly #inflater: Inflater | undefined;

	constructor(inflater: Inflater | undefined) {
		this.#inflater = inflater;
	}

	/**
	 * Inflates all of `blocks`, whole blocks one after another, to the start of `data`, which may be shared and has
	 * {@link SLACK_BYTES} more than the data. Compares sizes and checksums; returns the first block that is wrong.
	 */
	inflate(blocks: Uint8Array, data: Uint8Array): BlockFault | undefined {
		let at = 0;
		for (let offset = 0; offset < blocks.length; ) {
			const end = offset + bgzfBlockSize(blocks, offset);
			const dataEnd = at + readUint32(blocks, end - 4);
			const deflated = blocks.subarray(bgzfDeflatedStart(blocks, offset), end - BGZF_FOOTER_BYTES);
			if (!this.#inflateOne(deflated, data.subarray(at, dataEnd + SLACK_BYTES)))
				return { offset, dataBytes: at, kind: 'deflate' };
			if (crc32(data.subarray(at, dataEnd)) !== readUint32(blocks, end - BGZF_FOOTER_BYTES))
				return { offset, dataBytes: at, kind: 'checksum' };
			at = dataEnd;
			offset = end;
		}
		return undefined;
	}

	/** Whether the deflated bytes gave all of `target` but its slack. */
	#inflateOne(deflated: Uint8Array, target: Uint8Array): boolean {
		const dataBytes = target.length - SLACK_BYTES;
		try {
			if (this.#inflater === undefined) {
				const data = inflateRawSync(deflated, { maxOutputLength: target.length });
				if (data.length === dataBytes) target.set(data);
				return data.length === dataBytes;
			}
			this.#inflater.reset();
			this.#inflater.inflate(deflated, target, true);
			return this.#inflater.given === dataBytes && this.#inflater.taken === deflated.length;
		} catch {
			return false;
		}
	}
}
