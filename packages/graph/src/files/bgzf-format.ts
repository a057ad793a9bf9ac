/**
 * BGZF: gzip in blocks of at most 64 KiB, each with its own size in the header (SAM specification, section 4.1).
 *
 * A block is a gzip member whose extra field holds the subfield `BC` of two bytes: the size of the block less one. A whole
 * file ends with a fixed block of 28 bytes that holds nothing, so that a cut at a block's border can be seen.
 */

/** Bytes of a block's header as every writer makes it: the fixed gzip header and an extra field with `BC` alone. */
export const BGZF_HEADER_BYTES = 18;
/** CRC-32 and size of the data, after the deflated data. */
export const BGZF_FOOTER_BYTES = 8;
/** Bytes of data in each block but the last, as htslib has it: data that do not deflate still fit into 64 KiB. */
export const BGZF_BLOCK_DATA_BYTES = 65_280;
/** The most data that a block can hold. */
export const BGZF_MAX_DATA_BYTES = 65_536;

/** The empty block that ends every whole file. */
export const BGZF_END: Uint8Array = Uint8Array.from([
	0x1f, 0x8b, 0x08, 0x04, 0, 0, 0, 0, 0, 0xff, 0x06, 0, 0x42, 0x43, 0x02, 0, 0x1b, 0, 0x03, 0, 0, 0, 0, 0, 0, 0, 0, 0,
]);

/** Whether gzip's magic stands at `offset`. */
export function isGzip(bytes: Uint8Array, offset = 0): boolean {
	return bytes[offset] === 0x1f && bytes[offset + 1] === 0x8b;
}

/** Where the deflated data of the whole block at `offset` start. */
export function bgzfDeflatedStart(bytes: Uint8Array, offset: number): number {
	return offset + 12 + (bytes[offset + 10]! | (bytes[offset + 11]! << 8));
}

/** The little-endian number at `at`. */
export function readUint32(bytes: Uint8Array, at: number): number {
	return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/**
 * Size in bytes of the block at `offset`, header and footer included.
 * 0: too few bytes to say; -1: no BGZF block starts there.
 */
export function bgzfBlockSize(bytes: Uint8Array, offset = 0): number {
	const left = bytes.length - offset;
	const fixed = [0x1f, 0x8b, 0x08, 0x04];
	for (let i = 0; i < 4 && i < left; i++) if (bytes[offset + i] !== fixed[i]) return -1;
	if (left < 12) return 0;
	const extraEnd = offset + 12 + (bytes[offset + 10]! | (bytes[offset + 11]! << 8));
	for (let at = offset + 12; at + 4 <= extraEnd; ) {
		if (at + 6 > bytes.length) return 0;
		const length = bytes[at + 2]! | (bytes[at + 3]! << 8);
		if (bytes[at] === 0x42 && bytes[at + 1] === 0x43 && length === 2) {
			const size = (bytes[at + 4]! | (bytes[at + 5]! << 8)) + 1;
			// A size that leaves no room for header and footer would never let a reader get on.
			return size < extraEnd - offset + BGZF_FOOTER_BYTES ? -1 : size;
		}
		at += 4 + length;
	}
	return -1;
}
