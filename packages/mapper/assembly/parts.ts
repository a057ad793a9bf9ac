/**
 * What a chooser's host calls of the kernels of partitions, and where it copies what: see partitions.ts.
 * SYNC: src/pool/partitioned-kernel.ts
 */
import { get32, PACKED_BYTES, set32 } from './memory';
import { touchPlaces } from './touches';
import { hasOthers, names, othersAt, packedAt, TRUSTED_BYTES, trustedAt } from './reads';
import { SEED_BYTES, seedEntries, seeds, seedStarts, setSeedEntries } from './seeds';
import { lookUpSeeds } from './look-ups';
import { findHits, hitKeys, hitNodes, hitPositions, hitReadPositions, packHits } from './hits';
import { CANDIDATE_BYTES, candidateAt, clearCandidates } from './candidates';
import { allEntries, entriesOfReads, ownEntries } from './partitions';

export { setPartitionBase, setRole } from './partitions';
export { alignFor } from './anchors';
export { fragmentFor } from './fragments';
export { takersFor } from './fragment-haplotypes';
export { writeFor } from './records';

/** Begins a batch whose read lengths and seeds were copied here, and notes how many entries each seed has in this partition. */
export function lookUpFor(seedCount: u32, reads: u32): void {
	clearCandidates();
	lookUpSeeds(0, seedCount);
	touchPlaces(reads);
	for (let read: u32 = 0; read < reads; read++) {
		const end = get32(seedStarts, read + 1);
		let entries: u32 = 0;
		for (let i = get32(seedStarts, read); i < end; i++) {
			set32(ownEntries, i, seedEntries(i));
			entries += seedEntries(i);
		}
		set32(entriesOfReads, read, entries);
	}
}

/** Takes over how many entries each seed has in all partitions: what was copied to `allEntries`. */
export function limitBy(seedCount: u32): void {
	for (let i: u32 = 0; i < seedCount; i++) setSeedEntries(i, get32(allEntries, i));
}

/** Finds the hits of a read; what is returned is that of `packHits`. */
export function findFor(read: u32, frequencyMax: u32, strandWanted: u32, low: f64, high: f64): u32 {
	return packHits(read, findHits(read, frequencyMax, strandWanted, <i64>low, <i64>high));
}

/** What of a batch's reads is wanted of all of them: one range, the same in every kernel. Its last column says which have others. */
export function readsAt(): usize {
	return names;
}
export function readsEnd(): usize {
	return packedAt(0, 0);
}
export function hasOthersAt(): usize {
	return hasOthers;
}
/** Bases of a read, both strands; other letters, where it has any; which bases are trusted. Wanted of reads that are aligned. */
export function packedOf(read: u32): usize {
	return packedAt(read, 0);
}
export function othersOf(read: u32): usize {
	return othersAt(read, 0);
}
export function strandsBytes(): u32 {
	return 2 * PACKED_BYTES;
}
export function trustedOf(read: u32): usize {
	return trustedAt(read);
}
export function trustedBytes(): u32 {
	return TRUSTED_BYTES;
}
/** A batch's seeds, of which it fills the first, and where those of each read start. */
export function seedsAt(): usize {
	return seeds;
}
export function seedBytes(): u32 {
	return SEED_BYTES;
}
export function seedStartsAt(): usize {
	return seedStarts;
}
/** By seed: entries in this partition; entries in all. */
export function ownEntriesAt(): usize {
	return ownEntries;
}
export function entriesOfReadsAt(): usize {
	return entriesOfReads;
}
export function allEntriesAt(): usize {
	return allEntries;
}
/** By hit: key, place in the graph, place in the read, partition. */
export function hitKeysAt(): usize {
	return hitKeys;
}
export function hitPositionsAt(): usize {
	return hitPositions;
}
export function hitReadPositionsAt(): usize {
	return hitReadPositions;
}
export function hitPartitionsAt(): usize {
	return hitNodes;
}
/** Candidate `place` of a read. */
export function candidateOf(read: u32, place: u32): usize {
	return candidateAt(read, place);
}
export function candidateBytes(): u32 {
	return CANDIDATE_BYTES;
}
