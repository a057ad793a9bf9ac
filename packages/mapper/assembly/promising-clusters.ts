/** The clusters of a read that are worth aligning, the most promising first, and which reads ran out of a budget on the way. */
import { allocate, BATCH, get32, set32 } from './memory';
import { lengths } from './reads';
import {
	CLUSTER_MAX, clusterAt, clusterCounts, clusterDone, clusterPriority, clusterScore, isOtherDiagonal, setClusterDone,
} from './clusters';
import { takeExhausted } from './alignments';
import { candidateAt, candidateCounts, scoreOf } from './candidates';
import { alignCluster } from './anchors';

/** Clusters of a read that are extended. */
export const EXTEND_MAX: u32 = 8;
/** Further diagonals of clusters that are tried for a read that does not fit anywhere without an edit. */
const OTHERS_MAX: u32 = 2;

/** By read of the batch: 1 where a side's budget ran out. */
let exhaustedReads: usize = 0;

export function allocatePromisingClusters(): void {
	exhaustedReads = allocate(BATCH * 4);
}

/** Forgets what was noted of the last batch. */
export function clearExhausted(): void {
	memory.fill(exhaustedReads, 0, BATCH * 4);
}

/** 1 where a budget ran out for the read, so that a better alignment may exist; else 0. */
export function isExhausted(read: u32): u32 {
	return get32(exhaustedReads, read);
}

/** Extends at most `most` of the read's clusters, the most promising first, while they hold a third as many seeds as the best. */
export function extendClusters(read: u32, most: u32): void {
	const clusterCount = get32(clusterCounts, read);
	let floor: u32 = 0;
	for (let n: u32 = 0; n < most; n++) {
		let best: u32 = CLUSTER_MAX;
		for (let i: u32 = 0; i < clusterCount; i++) {
			const cluster = clusterAt(read, i);
			if (clusterDone(cluster)) continue;
			if (best == CLUSTER_MAX || clusterPriority(cluster) > clusterPriority(clusterAt(read, best))) best = i;
		}
		if (best == CLUSTER_MAX) break;
		const cluster = clusterAt(read, best);
		if (n == 0) floor = (clusterPriority(cluster) + 2) / 3;
		if (clusterPriority(cluster) < floor) break;
		setClusterDone(cluster);
		alignCluster(read, cluster);
	}
	// In a tandem repeat the most populated diagonal may be a unit off the right one.
	let others: u32 = 0;
	for (let i: u32 = 0; i < clusterCount && others < OTHERS_MAX; i++) {
		const cluster = clusterAt(read, i);
		if (!isOtherDiagonal(cluster) || clusterScore(cluster) < floor) continue;
		if (get32(candidateCounts, read) > 0 && scoreOf(candidateAt(read, bestCandidate(read))) == <i32>get32(lengths, read)) break;
		setClusterDone(cluster);
		alignCluster(read, cluster);
		others++;
	}
	if (takeExhausted()) set32(exhaustedReads, read, 1);
}

/** The first of the read's candidates that score most; 0 where there are none. */
export function bestCandidate(read: u32): u32 {
	const n = get32(candidateCounts, read);
	let best: u32 = 0;
	for (let i: u32 = 1; i < n; i++) if (scoreOf(candidateAt(read, i)) > scoreOf(candidateAt(read, best))) best = i;
	return best;
}
