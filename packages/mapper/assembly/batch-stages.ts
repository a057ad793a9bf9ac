/** The stages of a batch, one call each, in the order in which pipeline.ts calls them; what each made of the reads it leaves in its own file. */
import { get32, set32 } from './memory';
import { findSeeds, hashSeeds, seedStarts, setSeedEntries } from './seeds';
import { judgeSamples, lookedUpAll, lookUpSamples, lookUpUnsettled, settle } from './samples';
import { touchPlaces } from './touches';
import { pairClusters } from './cluster-pairs';
import { isChooser, lookUpIn, ownEntries } from './partitions';
import { findClustersOf } from './seed-limits';
import { clearExhausted, EXTEND_MAX, extendClusters, isExhausted } from './promising-clusters';
import { candidateAt, clearCandidates } from './candidates';
import { rescue } from './rescue';
import { chooseSingle, chosen, isChosen, mapqs, properPairs } from './choices';
import { fragmentHigh, fragmentLow } from './fragment-lengths';
import { clearUnseen } from './mapping-quality';
import { choosePair } from './pairs';
import { EXHAUSTED_MARK, PROPER_MARK, writeAlignment, writeUnmapped } from './records';
import { writeSecondaries } from './secondaries';
import { count, countMapped, countRead, countUnmapped, EXHAUSTED, SEEDS } from './read-classes';

/** Forgets what was kept of the last batch. */
export function clearBatch(): void {
	clearCandidates();
	clearUnseen();
	clearExhausted();
}

/** Finds the seeds of all reads; returns how many they are. */
export function seedReads(reads: u32): u32 {
	let seedCount: u32 = 0;
	for (let i: u32 = 0; i < reads; i++) {
		set32(seedStarts, i, seedCount);
		seedCount = findSeeds(i, seedCount);
	}
	set32(seedStarts, reads, seedCount);
	return seedCount;
}

/**
 * Finds places of the seeds in the seed table, in all partitions together where there are several: a sample's, or all of a read that
 * its sample cannot settle.
 */
export function lookUpReads(seedCount: u32, reads: u32): void {
	if (isChooser) {
		for (let i: u32 = 0; i < reads; i++) hashSeeds(i);
		lookUpIn(seedCount, reads);
		lookedUpAll(reads);
		for (let i: u32 = 0; i < seedCount; i++) setSeedEntries(i, get32(ownEntries, i));
	} else lookUpSamples(reads);
	judgeSamples(reads);
	lookUpUnsettled(reads);
	if (!isChooser) touchPlaces(reads);
	count(SEEDS, seedCount);
}

/** Makes the clusters of reads that their samples settle; of the others all seeds are to be looked up then. */
export function settleReads(reads: u32): void {
	for (let i: u32 = 0; i < reads; i++) settle(i);
}

/** Finds the clusters of the other reads; with `paired`, those that make a fragment with one of the mate's come first. */
export function clusterReads(reads: u32, paired: bool): void {
	for (let i: u32 = 0; i < reads; i++) findClustersOf(i);
	if (!paired) return;
	for (let i: u32 = 0; i < reads; i += 2) pairClusters(i, i + 1, fragmentLow, fragmentHigh);
}

/** Makes candidates of the clusters. */
export function alignReads(reads: u32): void {
	for (let i: u32 = 0; i < reads; i++) extendClusters(i, EXTEND_MAX);
}

/** Chooses among the candidates, of pairs after the rescue of mates. */
export function chooseReads(reads: u32, paired: bool): void {
	for (let i: u32 = 0; i < reads; i += paired ? 2 : 1) {
		if (!paired) chooseSingle(i);
		else {
			rescue(i, i + 1);
			rescue(i + 1, i);
			choosePair(i, i + 1);
		}
	}
}

/** Writes the records of all reads from `out` on and returns the address after them. */
export function writeReads(reads: u32, out: usize): usize {
	for (let i: u32 = 0; i < reads; i++) {
		countRead(i);
		count(EXHAUSTED, isExhausted(i));
		if (!isChosen(i)) {
			out = writeUnmapped(out, i, countUnmapped(i));
			continue;
		}
		const candidate = candidateAt(i, get32(chosen, i));
		countMapped(i, candidate);
		const marks = (get32(properPairs, i) != 0 ? PROPER_MARK : 0) | (isExhausted(i) != 0 ? EXHAUSTED_MARK : 0);
		out = writeAlignment(out, i, candidate, get32(mapqs, i), marks);
		out = writeSecondaries(out, i);
	}
	return out;
}
