/** A candidate for a mate in the window that its fellow opens, where its own seeds led to none that makes a fragment with it. */
import { get32 } from './memory';
import { lengths } from './reads';
import { DIAGONAL_BIAS } from './hits';
import { clusterCounts, findClusters } from './clusters';
import { candidateAt, candidateCounts, highOf, isDescendingCandidate, lowOf, partitionOf, scoreOf } from './candidates';
import { lookUpRest } from './samples';
import { bestCandidate, extendClusters } from './promising-clusters';
import { SCORE_MIN } from './choices';
import { fragmentHigh, fragmentLow, fragmentOf } from './fragment-lengths';
import { keepUnseen } from './mapping-quality';
import { count, RESCUED } from './read-classes';

/** Clusters in a mate's window that are extended to rescue a read. */
const RESCUE_MAX: u32 = 3;
/** In a window every seed counts, however frequent. */
const ANY_FREQUENCY: u32 = 0xffffffff;

/** Where no candidate of `read` makes a fragment with the mate's best, looks in the mate's window with all seeds, frequent ones too. */
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
	findClusters(read, ANY_FREQUENCY, mateForward ? 1 : 0, low + DIAGONAL_BIAS, high + DIAGONAL_BIAS, partitionOf(other));
	if (get32(clusterCounts, read) == 0) return;
	extendClusters(read, RESCUE_MAX);
	if (get32(candidateCounts, read) > before) count(RESCUED, 1);
}
