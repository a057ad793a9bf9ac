/** A candidate for a mate in the window that its fellow opens, where its own seeds led to none that makes a fragment with it. */
import { get32, set32 } from './memory';
import { lengths } from './reads';
import { DIAGONAL_BIAS, frequentSeeds } from './hits';
import { clusterCounts, findClusters } from './clusters';
import { candidateAt, candidateCounts, highOf, isDescendingCandidate, lowOf, partitionOf, scoreOf } from './candidates';
import { seedEntries, seedStarts } from './seeds';
import { lookUpRest } from './samples';
import { bestCandidate, extendClusters } from './promising-clusters';
import { SCORE_MIN } from './choices';
import { fragmentHigh, fragmentLow, fragmentOf } from './fragment-lengths';
import { keepUnseen } from './mapping-quality';
import { count, RESCUED } from './read-classes';

/** Clusters in a mate's window that are extended to rescue a read. */
const RESCUE_MAX: u32 = 3;
/** In a window any seed tells a place: so many of the rarest are enough, and those of few entries cost next to nothing. */
const RAREST: u32 = 10;
const FREQUENCY_MIN: u32 = 128;

/** Entries of the read's seed number RAREST by frequency, those that are not in the graph left out; FREQUENCY_MIN where that is more. */
function frequencyOfRarest(read: u32): u32 {
	const first = get32(seedStarts, read);
	const end = get32(seedStarts, read + 1);
	let frequency = FREQUENCY_MIN;
	let taken: u32 = 0;
	while (taken < RAREST) {
		taken = 0;
		let next: u32 = 0xffffffff;
		for (let i = first; i < end; i++) {
			const entries = seedEntries(i);
			if (entries > frequency) next = min<u32>(next, entries);
			else taken += <u32>(entries > 0);
		}
		if (taken >= RAREST || next == 0xffffffff) break;
		frequency = next;
	}
	return frequency;
}

/** Where no candidate of `read` makes a fragment with the best of the mate, looks in its window, with frequent seeds where there are no others. */
export function rescue(read: u32, mate: u32): void {
	if (get32(candidateCounts, mate) == 0) return;
	const other = candidateAt(mate, bestCandidate(mate));
	if (scoreOf(other) < SCORE_MIN) return;
	const before = get32(candidateCounts, read);
	for (let i: u32 = 0; i < before; i++) {
		const fragment = fragmentOf(candidateAt(read, i), other);
		if (fragment >= fragmentLow && fragment <= fragmentHigh) return;
	}
	const length = <i64>get32(lengths, read);
	const mateForward = !isDescendingCandidate(other);
	const low = mateForward ? <i64>lowOf(other) + fragmentLow - length : <i64>highOf(other) - fragmentHigh;
	const high = mateForward ? <i64>lowOf(other) + fragmentHigh - length : <i64>highOf(other) - fragmentLow;
	keepUnseen(read);
	lookUpRest(read);
	findClusters(read, frequencyOfRarest(read), mateForward ? 1 : 0, low + DIAGONAL_BIAS, high + DIAGONAL_BIAS, partitionOf(other));
	// Of other places than the window's, the seeds that were passed over say nothing that was not kept before.
	set32(frequentSeeds, read, 0);
	if (get32(clusterCounts, read) == 0) return;
	extendClusters(read, RESCUE_MAX);
	if (get32(candidateCounts, read) > before) count(RESCUED, 1);
}
