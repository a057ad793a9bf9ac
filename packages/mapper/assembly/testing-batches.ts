/** What benchmarks ask beside the stages of a batch: one stage by itself, for one read, and what became of it. Part of testing.ts. */
import { get32 } from './memory';
import { nodeAt, nodeStart } from './graph';
import { hasOthers, lengths, othersAt, packedAt } from './reads';
import { seedEntries, seedStarts } from './seeds';
import { clusterAt, clusterCounts, clusterPosition, clusterReadPosition, clusterStrand } from './clusters';
import { extendGapless, sideRead } from './extensions';
import { alignGapped } from './alignments';
import { candidateAt, candidateCounts, editNext, pathCountOf, pathNext, pathOf, rewindPools, setTakers, TAKERS_UNKNOWN } from './candidates';
import { switchesAlong, takersOf } from './haplotypes';

export { alignReads, chooseReads, clearBatch, clusterReads, lookUpReads, seedReads, settleReads, writeReads } from './batch-stages';
export { lookUpUnsettled } from './samples';

export function seedsOf(read: u32): u32 {
	return get32(seedStarts, read + 1) - get32(seedStarts, read);
}

/** Entries of the seed table that the read's seeds have. */
export function entriesOf(read: u32): u32 {
	let entries: u32 = 0;
	for (let i = get32(seedStarts, read); i < get32(seedStarts, read + 1); i++) entries += seedEntries(i);
	return entries;
}

export function clusterCount(read: u32): u32 {
	return get32(clusterCounts, read);
}

/** Extends the read to the right of its first cluster's anchor, with gaps or without; returns the bases that fit, 0 for none. */
export function extendAnchor(read: u32, gapped: bool): u32 {
	if (get32(clusterCounts, read) == 0) return 0;
	const cluster = clusterAt(read, 0);
	const strand = clusterStrand(cluster);
	const node = nodeAt(clusterPosition(cluster));
	const offset = clusterPosition(cluster) - nodeStart(node);
	const packed = packedAt(read, strand);
	const others = get32(hasOthers, read) != 0 ? othersAt(read, strand) : 0;
	const length = get32(lengths, read);
	const at = clusterReadPosition(cluster);
	const path = pathNext;
	const edits = editNext;
	const fits = gapped
		? alignGapped(packed, others, length, at, node << 1, offset, edits, 0)
		: extendGapless(packed, others, length, at, node << 1, offset, edits);
	rewindPools(path, edits);
	return fits ? sideRead : 0;
}

export function candidateCount(read: u32): u32 {
	return get32(candidateCounts, read);
}

/** Switches between haplotypes along the paths of the read's candidates, and haplotypes that take them, counted anew. */
export function followCandidates(read: u32): u32 {
	let sum: u32 = 0;
	for (let i: u32 = 0; i < get32(candidateCounts, read); i++) {
		const candidate = candidateAt(read, i);
		sum += switchesAlong(pathOf(candidate), pathOf(candidate) + pathCountOf(candidate));
		setTakers(candidate, TAKERS_UNKNOWN);
		sum += takersOf(candidate);
	}
	return sum;
}
