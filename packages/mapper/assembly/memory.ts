/**
 * Scratch memory of one worker: a bump allocator over a range that the host hands over, and the sizes everything agrees on.
 *
 * All workers share one linear memory. The graph and the seed table in it are only read; what a worker writes lies inside its
 * own scratch range. No managed objects, no static data: nothing here may be placed by the compiler.
 */

/** Reads that go through the stages together; even, so that mates stay together. */
export const BATCH: i32 = 128;
/** Longest read in bp; a longer one is reported unmapped with the reason `too_long`. */
export const READ_MAX: i32 = 1024;
/** Bytes of one packed read (2 bits a base) with room for an unaligned 64-bit load past its end. */
export const PACKED_BYTES: i32 = READ_MAX / 4 + 16;

let scratchNext: usize = 0;
let scratchEnd: usize = 0;

export function setScratchRange(start: usize, end: usize): void {
	scratchNext = start;
	scratchEnd = end;
}

/** `bytes` of scratch, 16-byte aligned, as they are. Traps when the range is too small. SYNC: SCRATCH_BYTES in src/pool/memory-plan.ts */
export function reserve(bytes: usize): usize {
	const start = (scratchNext + 15) & ~(<usize>15);
	scratchNext = start + bytes;
	if (scratchNext > scratchEnd) unreachable();
	return start;
}

/** `bytes` of zeroed scratch; see `reserve`. */
export function allocate(bytes: usize): usize {
	const start = reserve(bytes);
	memory.fill(start, 0, bytes);
	return start;
}

// Small readable names for the loads and stores below: element `i` of an array of 32-bit or 64-bit words.
// @ts-ignore: decorator
@inline export function get32(array: usize, i: u32): u32 {
	return load<u32>(array + (<usize>i << 2));
}
// @ts-ignore: decorator
@inline export function set32(array: usize, i: u32, value: u32): void {
	store<u32>(array + (<usize>i << 2), value);
}
// @ts-ignore: decorator
@inline export function get64(array: usize, i: u32): u64 {
	return load<u64>(array + (<usize>i << 3));
}
// @ts-ignore: decorator
@inline export function set64(array: usize, i: u32, value: u64): void {
	store<u64>(array + (<usize>i << 3), value);
}
