/** Lengths of the fragments of proper pairs, listed for the host, which counts those of a whole run. */
import { allocate, BATCH, get32, set32 } from './memory';
import { properPairs } from './choices';

/** Lengths that one call lists at most: those of a chunk. */
const LISTED_MAX: u32 = 4096;

let listed: usize = 0;
let listedCount: u32 = 0;

export function allocateProperFragments(): void {
	listed = allocate(LISTED_MAX * 4);
}

/** Empties the list. */
export function clearProperFragments(): void {
	listedCount = 0;
}

/** Whether those of one more batch find room. */
export function properFragmentsHaveRoom(): bool {
	return listedCount + <u32>BATCH / 2 <= LISTED_MAX;
}

/** Lists the lengths of the batch's proper pairs, whose mates follow each other. */
export function listProperFragments(reads: u32): void {
	for (let i: u32 = 0; i < reads; i += 2) {
		set32(listed, listedCount, get32(properPairs, i));
		listedCount += <u32>(get32(properPairs, i) != 0);
	}
}

/** Address of the lengths of the last call's proper pairs in bp, u32 each, in the order of the pairs; and how many they are. */
export function properFragmentsAt(): usize {
	return listed;
}
export function properFragmentCount(): u32 {
	return listedCount;
}
