/** Stage 5c: clusters of two mates that lie at a fragment's distance, and are tried before others. */
import { get32 } from './memory';
import {
	clusterAt, clusterCounts, clusterDiagonal, clusterPartition, clusterPriority, clusterReferenceStrand, clusterScore, setClusterPriority,
} from './clusters';
import { lengths } from './reads';

/** Raises the priority of clusters of two mates that lie at a fragment's distance on opposite strands. */
export function pairClusters(first: u32, second: u32, fragmentLow: i64, fragmentHigh: i64): void {
	const firstCount = get32(clusterCounts, first);
	const secondCount = get32(clusterCounts, second);
	for (let i: u32 = 0; i < firstCount; i++) {
		const a = clusterAt(first, i);
		for (let j: u32 = 0; j < secondCount; j++) {
			const b = clusterAt(second, j);
			if (clusterPartition(a) != clusterPartition(b) || clusterReferenceStrand(a) == clusterReferenceStrand(b)) continue;
			const aForward = clusterReferenceStrand(a) == 0;
			const forward = aForward ? clusterDiagonal(a) : clusterDiagonal(b);
			const reverse = aForward ? clusterDiagonal(b) + get32(lengths, second) : clusterDiagonal(a) + get32(lengths, first);
			const span = reverse - forward;
			if (span < fragmentLow || span > fragmentHigh) continue;
			const together = clusterScore(a) + clusterScore(b);
			if (clusterPriority(a) < together) setClusterPriority(a, together);
			if (clusterPriority(b) < together) setClusterPriority(b, together);
		}
	}
}
