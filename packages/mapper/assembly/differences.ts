/** A read strand and a handle compared base by base, up to 28 at once; a letter other than A, C, G and T differs from all. */
import { graphBases, graphOthers, otherMask } from './graph';
import { readBases } from './reads';

/** Low bit of each of `count` (<= 28) bases that differ between the read from `position` and the handle from `offset`. */
// @ts-ignore: decorator
@inline export function differences(packedRead: usize, othersRead: usize, position: u32, handle: u32, offset: u32, count: u32): u64 {
	const x = readBases(packedRead, position) ^ graphBases(handle, offset);
	let difference = (x | (x >> 1)) & 0x5555555555555555;
	if (othersRead != 0) difference |= readBases(othersRead, position);
	if (otherMask != 0) difference |= graphOthers(handle, offset, count);
	return difference & (((<u64>1) << <u64>(count << 1)) - 1);
}

/** Number of bases that agree before the first difference, at most `count`. */
export function matchRun(packedRead: usize, othersRead: usize, position: u32, handle: u32, offset: u32, count: u32): u32 {
	for (let done: u32 = 0; done < count; done += 28) {
		const step = min<u32>(28, count - done);
		const difference = differences(packedRead, othersRead, position + done, handle, offset + done, step);
		if (difference != 0) return done + <u32>(ctz<u64>(difference) >> 1);
	}
	return count;
}

/** Number of differences in `count` bases; stops counting above `limit`. */
// @ts-ignore: decorator
@inline export function countMismatches(packedRead: usize, othersRead: usize, position: u32, handle: u32, offset: u32, count: u32, limit: u32): u32 {
	let mismatches = <u32>popcnt<u64>(differences(packedRead, othersRead, position, handle, offset, min<u32>(28, count)));
	for (let done: u32 = 28; done < count && mismatches <= limit; done += 28) {
		const step = min<u32>(28, count - done);
		mismatches += <u32>popcnt<u64>(differences(packedRead, othersRead, position + done, handle, offset + done, step));
	}
	return mismatches;
}
