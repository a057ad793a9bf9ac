/**
 * The per-read path: FASTQ bytes in, GAF bytes out, one call per chunk, every stage over a batch of reads.
 *
 *   parse and pack (reads) → seeds → hits and clusters (seed-limits, clusters) → gapless extensions, gapped alignments → candidates
 *   (promising-clusters, anchors) → rescue → choice (choices, pairs) and mapping-quality → records (records, secondaries)
 *
 * One instance of this module per worker, all over one shared memory: see memory.ts for who owns what. src/pipeline.ts names the
 * file of every stage.
 */
import { BATCH, get32, set32, setScratchRange } from './memory';
import { allocateReads, areMates, fault, FAULT_MATES, names, nameLengths, parseRead, setFault } from './reads';
import { allocateSeeds, findSeeds, hashSeeds, seedStarts, setSeedEntries } from './seeds';
import { allocateSamples, judgeSamples, lookedUpAll, lookUpSamples, lookUpUnsettled, settle } from './samples';
import { allocateClusters, pairClusters } from './clusters';
import { allocateTouches, touchPlaces } from './touches';
import { allocateExtensions } from './extensions';
import { allocateAlignments } from './alignments';
import { allocateCandidates, candidateAt, clearCandidates } from './candidates';
import {
	allocateStageTimes,
	endStage,
	STAGE_ALIGNMENTS,
	STAGE_CLUSTERS,
	STAGE_PAIRS,
	STAGE_READS,
	STAGE_RECORDS,
	STAGE_SEEDS,
	startStages,
} from './stage-times';
import { isChooser, lookUpIn, ownEntries } from './partitions';
import { allocateHaplotypes } from './haplotypes';
import { allocateHaplotypePaths } from './haplotype-paths';
import { allocateFragments } from './fragments';
import { allocateFragmentHaplotypes } from './fragment-haplotypes';
import { findClustersOf } from './seed-limits';
import { allocatePromisingClusters, clearExhausted, EXTEND_MAX, extendClusters, isExhausted } from './promising-clusters';
import { rescue } from './rescue';
import { allocateChoices, chooseSingle, chosen, isChosen, mapqs, properPairs } from './choices';
import { allocateFragmentLengths, fragmentHigh, fragmentLow } from './fragment-lengths';
import { allocateMappingQuality, clearUnseen } from './mapping-quality';
import { allocatePairs, choosePair } from './pairs';
import { writeFragments } from './learning-fragments';
import { allocateProperFragments, clearProperFragments, listProperFragments, properFragmentsHaveRoom } from './proper-fragments';
import { EXHAUSTED_MARK, PROPER_MARK, writeAlignment, writeUnmapped } from './records';
import { writeSecondaries } from './secondaries';
import { allocateReadClasses, count, countMapped, countRead, countUnmapped, EXHAUSTED, SEEDS } from './read-classes';

export { setGraph } from './graph';
export { setTimed, stageTimesAt } from './stage-times';
export { setHaplotypes } from './haplotypes';
export { setSeedTable } from './seeds';
export { setFragment } from './fragment-lengths';
export { setTables } from './mapping-quality';
export { setMaxMultimaps } from './secondaries';
export { countersAt } from './read-classes';
export { properFragmentCount, properFragmentsAt } from './proper-fragments';
export { recordBytesMax } from './records';
export { linesSeen, moveBytes, skipLines } from './reads';
export { seedText } from './text-seeds';
export * from './parts';

/** Lays out this worker's scratch in [start, end). */
export function setScratch(start: usize, end: usize): void {
	setScratchRange(start, end);
	allocateReadClasses();
	allocatePromisingClusters();
	allocateStageTimes();
	allocateReads();
	allocateSeeds();
	allocateSamples();
	allocateTouches();
	allocateClusters();
	allocateExtensions();
	allocateAlignments();
	allocateCandidates();
	allocateChoices();
	allocateMappingQuality();
	allocateFragmentLengths();
	allocatePairs();
	allocateProperFragments();
	allocateHaplotypes();
	allocateHaplotypePaths();
	allocateFragments();
	allocateFragmentHaplotypes();
}

/** Address of the fault block; see reads.ts. */
export function faultAt(): usize {
	return fault;
}

/** Where the last call stopped reading, in each file. */
export let nextFirst: usize = 0;
export let nextSecond: usize = 0;

/**
 * Maps `records` records of FASTQ at `first` and writes their GAF from `out` on, in order. Mates are as many records at `second`;
 * with `second` equal to `first` they follow each other there and `records` counts pairs; with 0 there are none.
 * Stops early where less than `reserve` bytes are left before `outEnd`, or no room to list fragments. Returns the number of records done, or -1 with the fault
 * block filled. With `estimate`, writes the fragment lengths (u32 each) of confidently placed pairs instead.
 * `written` is then the address after the output.
 */
export let written: usize = 0;
export function mapChunk(
	first: usize,
	firstEnd: usize,
	second: usize,
	secondEnd: usize,
	records: u32,
	out: usize,
	outEnd: usize,
	reserve: u32,
	estimate: bool,
): i32 {
	const paired = second != 0;
	const interleaved = second == first;
	const perBatch: u32 = paired ? BATCH / 2 : BATCH;
	let done: u32 = 0;
	nextFirst = first;
	nextSecond = second;
	written = out;
	clearProperFragments();
	while (done < records && written + <usize>reserve * BATCH <= outEnd && properFragmentsHaveRoom()) {
		const n = min<u32>(perBatch, records - done);
		startStages();
		for (let i: u32 = 0; i < n; i++) {
			const record = interleaved ? (done + i) * 2 : done + i;
			nextFirst = parseRead(nextFirst, firstEnd, paired ? i * 2 : i, record, 0);
			if (nextFirst == 0) return -1;
			if (!paired) continue;
			if (interleaved) {
				nextFirst = parseRead(nextFirst, firstEnd, i * 2 + 1, record + 1, 0);
				if (nextFirst == 0) return -1;
			} else {
				nextSecond = parseRead(nextSecond, secondEnd, i * 2 + 1, record, 1);
				if (nextSecond == 0) return -1;
			}
			if (!areMates(i * 2, i * 2 + 1)) {
				setFault(
					FAULT_MATES,
					interleaved ? record + 1 : record,
					interleaved ? 0 : 1,
					get32(names, i * 2),
					get32(nameLengths, i * 2),
					get32(names, i * 2 + 1),
					get32(nameLengths, i * 2 + 1),
				);
				return -1;
			}
		}
		written = mapBatch(paired ? n * 2 : n, paired, written, estimate);
		done += n;
	}
	return done;
}

function mapBatch(reads: u32, paired: bool, out: usize, estimate: bool): usize {
	clearCandidates();
	clearUnseen();
	clearExhausted();
	endStage(STAGE_READS);
	let seedCount: u32 = 0;
	for (let i: u32 = 0; i < reads; i++) {
		set32(seedStarts, i, seedCount);
		seedCount = findSeeds(i, seedCount);
	}
	set32(seedStarts, reads, seedCount);
	if (isChooser) lookUpInPartitions(seedCount, reads);
	else lookUpSamples(reads);
	judgeSamples(reads);
	lookUpUnsettled(reads);
	if (!isChooser) touchPlaces(reads);
	endStage(STAGE_SEEDS);
	for (let i: u32 = 0; i < reads; i++) settle(i);
	endStage(STAGE_CLUSTERS);
	lookUpUnsettled(reads);
	endStage(STAGE_SEEDS);
	for (let i: u32 = 0; i < reads; i++) findClustersOf(i);
	if (paired && !estimate) {
		for (let i: u32 = 0; i < reads; i += 2) pairClusters(i, i + 1, fragmentLow, fragmentHigh);
	}
	endStage(STAGE_CLUSTERS);
	for (let i: u32 = 0; i < reads; i++) extendClusters(i, EXTEND_MAX);
	endStage(STAGE_ALIGNMENTS);
	if (estimate) return writeFragments(reads, out);
	for (let i: u32 = 0; i < reads; i += paired ? 2 : 1) {
		if (!paired) chooseSingle(i);
		else {
			rescue(i, i + 1);
			rescue(i + 1, i);
			choosePair(i, i + 1);
		}
	}
	if (paired) listProperFragments(reads);
	count(SEEDS, seedCount);
	endStage(STAGE_PAIRS);
	const end = writeRecords(reads, out);
	endStage(STAGE_RECORDS);
	return end;
}

/** Gives the batch's seeds the numbers of entries that they have in all partitions together. */
function lookUpInPartitions(seedCount: u32, reads: u32): void {
	for (let i: u32 = 0; i < reads; i++) hashSeeds(i);
	lookUpIn(seedCount, reads);
	lookedUpAll(reads);
	for (let i: u32 = 0; i < seedCount; i++) setSeedEntries(i, get32(ownEntries, i));
}

function writeRecords(reads: u32, out: usize): usize {
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
