/** Telling zstd (RFC 8878) from other bytes. */

/** Whether a zstd frame, or a skippable one, starts at the head of `bytes`. */
export function isZstd(bytes: Uint8Array): boolean {
	const [a, b, c, d] = bytes;
	return (
		(a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) || ((a ?? 0) >> 4 === 5 && b === 0x2a && c === 0x4d && d === 0x18)
	);
}
