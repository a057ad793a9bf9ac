/**
 * The per-read path: FASTQ bytes in, GAF bytes out, one call per chunk, every stage over a batch of reads.
 *
 *   parse and pack (reads) → seeds → hits and clusters (seed-limits, clusters) → gapless extensions, gapped alignments → candidates
 *   (promising-clusters, anchors) → rescue → choice (choices, pairs) and mapping-quality → records (records, secondaries)
 *
 * One instance of this module per worker, all over one shared memory: see memory.ts for who owns what. src/pipeline.ts names the
 * file of every stage.
 */
import { BATCH, get32, setScratchRange } from './memory';
import { allocateReads, areMates, fault, FAULT_MATES, names, nameLengths, parseRead, setFault } from './reads';
import { allocateSeeds } from './seeds';
import { allocateLookUps } from './look-ups';
import { allocateSamples, lookUpUnsettled } from './samples';
import { allocateHits } from './hits';
import { allocateHitOrder } from './hit-order';
import { allocateClusters } from './clusters';
import { allocatePassedOver } from './passed-over';
import { allocateTouches } from './touches';
import { allocateExtensions } from './extensions';
import { allocateAlignments } from './alignments';
import { allocateCandidates } from './candidates';
import { allocateStageTimes, endStage, STAGE_ALIGNMENTS, STAGE_CLUSTERS, STAGE_PAIRS, STAGE_READS, STAGE_RECORDS, STAGE_SEEDS, startStages } from './stage-times';
import { allocateHaplotypes } from './haplotypes';
import { allocateHaplotypePaths } from './haplotype-paths';
import { allocateFragments } from './fragments';
import { allocateFragmentHaplotypes } from './fragment-haplotypes';
import { allocatePromisingClusters } from './promising-clusters';
import { allocateChoices } from './choices';
import { allocateFragmentLengths } from './fragment-lengths';
import { allocateMappingQuality } from './mapping-quality';
import { allocatePairs } from './pairs';
import { writeFragments } from './learning-fragments';
import { allocateProperFragments, clearProperFragments, listProperFragments, properFragmentsHaveRoom } from './proper-fragments';
import { allocateReadClasses } from './read-classes';
import { alignReads, chooseReads, clearBatch, clusterReads, lookUpReads, seedReads, settleReads, writeReads } from './batch-stages';

export { setGraph } from './graph';
export { setTimed, stageTimesAt } from './stage-times';
export { setHaplotypes } from './haplotypes';
export { setSeedTable } from './look-ups';
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
	allocateLookUps();
	allocateSamples();
	allocateTouches();
	allocateHits();
	allocateHitOrder();
	allocateClusters();
	allocatePassedOver();
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
	clearBatch();
	endStage(STAGE_READS);
	const seedCount = seedReads(reads);
	lookUpReads(seedCount, reads);
	endStage(STAGE_SEEDS);
	settleReads(reads);
	endStage(STAGE_CLUSTERS);
	lookUpUnsettled(reads);
	endStage(STAGE_SEEDS);
	clusterReads(reads, paired && !estimate);
	endStage(STAGE_CLUSTERS);
	alignReads(reads);
	endStage(STAGE_ALIGNMENTS);
	if (estimate) return writeFragments(reads, out);
	chooseReads(reads, paired);
	if (paired) listProperFragments(reads);
	endStage(STAGE_PAIRS);
	const end = writeReads(reads, out);
	endStage(STAGE_RECORDS);
	return end;
}
