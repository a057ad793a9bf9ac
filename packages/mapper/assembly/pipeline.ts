/**
 * The per-read path: FASTQ bytes in, GAF bytes out, one call per chunk, every stage over a batch of reads.
 *
 *   parse and pack (reads) → seeds → hits and clusters → anchors: gapless extensions, gapped alignments → candidates
 *   → pairs, rescue and mapping quality (pairs) → records
 *
 * One instance of this module per worker, all over one shared memory: see memory.ts for who owns what.
 */
import { allocate, BATCH, get32, READ_MAX, set32, setScratchRange } from './memory';
import { allocateReads, areMates, fault, FAULT_MATES, lengths, names, nameLengths, parseRead, setFault } from './reads';
import { allocateSeeds, findSeeds, k, lookUpSeeds, seedEntries, seedStarts, setSeedEntries } from './seeds';
import {
	allocateClusters,
	CLUSTER_MAX,
	clusterAt,
	clusterCounts,
	clusterDone,
	clusterScore,
	isOtherDiagonal,
	clusterPriority,
	DIAGONAL_BIAS,
	findClusters,
	pairClusters,
	setClusterDone,
} from './clusters';
import { allocateTouches, touchPlaces } from './touches';
import { allocateExtensions } from './extensions';
import { allocateAlignments, takeExhausted } from './alignments';
import {
	allocateCandidates,
	candidateAt,
	candidateCounts,
	clearCandidates,
	editNext,
	highOf,
	isDescendingCandidate,
	isGapped,
	partitionOf,
	lowOf,
	readEndOf,
	readStartOf,
	scoreOf,
	switchesOf,
} from './candidates';
import { alignCluster } from './anchors';
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
import { allocateHaplotypePaths } from './haplotype-paths';
import { allocateFragments } from './fragments';
import { allocateFragmentHaplotypes } from './fragment-haplotypes';
import {
	allocatePairs,
	choosePair,
	chooseSingle,
	clearUnseen,
	chosen,
	fragmentHigh,
	fragmentLow,
	fragmentOf,
	isChosen,
	keepUnseen,
	mapqs,
	properPairs,
	SCORE_MIN,
} from './pairs';
import {
	EXHAUSTED_MARK,
	LOW_SCORE,
	NO_SEED,
	PROPER_MARK,
	SECONDARY_MARK,
	TOO_LONG,
	TOO_SHORT,
	writeAlignment,
	writeUnmapped,
} from './records';
import { worthOf } from './haplotypes';

export { setGraph } from './graph';
export { setTimed, stageTimesAt } from './stage-times';
export { setHaplotypes } from './haplotypes';
export { setSeedTable } from './seeds';
export { setFragment, setTables } from './pairs';
export { recordBytesMax } from './records';
export { linesSeen, skipLines } from './reads';
export * from './parts';

/** Seeds with more entries than this are passed over where RARE_SEEDS others are found: repeats share what tells nothing apart. */
const FREQUENCY_RARE: u32 = 8;
const RARE_SEEDS: u32 = 4;
/** Seeds with more entries than this are passed over, until nothing else is left. */
const FREQUENCY_MAX: u32 = 128;
/** The second chance for a read that has only frequent seeds. */
const FREQUENCY_LAST: u32 = 1024;
/** Clusters of a read that are extended. */
const EXTEND_MAX: u32 = 8;
/** Further diagonals of clusters that are tried for a read that does not fit anywhere without an edit. */
const OTHERS_MAX: u32 = 2;
/** Clusters in a mate's window that are extended to rescue a read. */
const RESCUE_MAX: u32 = 3;

// Counters, 64-bit each. SYNC: src/records/read-classes.ts
export let counters: usize = 0;
const READS: u32 = 0;
const MAPPED: u32 = 1;
const PROPER: u32 = 2;
const UNMAPPED: u32 = 3; // + reason 1..4: 4 to 7
const GAPPED: u32 = 8;
const CLIPPED: u32 = 9;
const RESCUED: u32 = 10;
const MAPQ_60: u32 = 11;
const EXHAUSTED: u32 = 12; // visits or states ran out on a side
const SEEDS: u32 = 13;
const CLUSTERS: u32 = 14;
const CANDIDATES: u32 = 15;
const EXACT: u32 = 16; // full length, no edit
const SWITCHING: u32 = 17; // on a path that no haplotype takes
const SECONDARY: u32 = 18; // records beside those of the chosen alignments

/** By read of the batch: 1 where a side's budget ran out. */
let exhaustedReads: usize = 0;

function count(i: u32, n: u64): void {
	const at = counters + ((<usize>i) << 3);
	store<u64>(at, load<u64>(at) + n);
}

/** Lays out this worker's scratch in [start, end). */
export function setScratch(start: usize, end: usize): void {
	setScratchRange(start, end);
	counters = allocate(32 * 8);
	exhaustedReads = allocate(BATCH * 4);
	allocateStageTimes();
	allocateReads();
	allocateSeeds();
	allocateTouches();
	allocateClusters();
	allocateExtensions();
	allocateAlignments();
	allocateCandidates();
	allocatePairs();
	allocateHaplotypePaths();
	allocateFragments();
	allocateFragmentHaplotypes();
}

/** Address of the fault block; see reads.ts. */
export function faultAt(): usize {
	return fault;
}

export function countersAt(): usize {
	return counters;
}

/** Where the last call stopped reading, in each file. */
export let nextFirst: usize = 0;
export let nextSecond: usize = 0;

/**
 * Maps `records` records of FASTQ at `first` and writes their GAF from `out` on, in order. Mates are as many records at `second`;
 * with `second` equal to `first` they follow each other there and `records` counts pairs; with 0 there are none.
 * Stops early where less than `reserve` bytes are left before `outEnd`. Returns the number of records done, or -1 with the fault
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
	while (done < records && written + <usize>reserve * BATCH <= outEnd) {
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
	memory.fill(exhaustedReads, 0, BATCH * 4);
	endStage(STAGE_READS);
	let seedCount: u32 = 0;
	for (let i: u32 = 0; i < reads; i++) {
		set32(seedStarts, i, seedCount);
		seedCount = findSeeds(i, seedCount);
	}
	set32(seedStarts, reads, seedCount);
	if (isChooser) lookUpInPartitions(seedCount, reads);
	else {
		lookUpSeeds(0, seedCount);
		touchPlaces(reads);
	}
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
	count(SEEDS, seedCount);
	endStage(STAGE_PAIRS);
	const end = writeRecords(reads, out);
	endStage(STAGE_RECORDS);
	return end;
}

/** Gives the batch's seeds the numbers of entries that they have in all partitions together. */
function lookUpInPartitions(seedCount: u32, reads: u32): void {
	lookUpIn(seedCount, reads);
	for (let i: u32 = 0; i < seedCount; i++) setSeedEntries(i, get32(ownEntries, i));
}

/** Number of seeds of a read that are in the graph, and there rare. */
function rareSeeds(read: u32): u32 {
	const end = get32(seedStarts, read + 1);
	let rare: u32 = 0;
	for (let i = get32(seedStarts, read); i < end; i++) rare += <u32>(seedEntries(i) - 1 < FREQUENCY_RARE);
	return rare;
}

function findClustersOf(read: u32): void {
	findClusters(read, rareSeeds(read) >= RARE_SEEDS ? FREQUENCY_RARE : FREQUENCY_MAX, 2, 0, 0);
	if (get32(clusterCounts, read) == 0) findClusters(read, FREQUENCY_LAST, 2, 0, 0);
	count(CLUSTERS, get32(clusterCounts, read));
}

/** Extends the read's clusters, the most promising first, while they hold a third as many seeds as the best. */
function extendClusters(read: u32, most: u32): void {
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

function bestCandidate(read: u32): u32 {
	const n = get32(candidateCounts, read);
	let best: u32 = 0;
	for (let i: u32 = 1; i < n; i++) if (scoreOf(candidateAt(read, i)) > scoreOf(candidateAt(read, best))) best = i;
	return best;
}

/** Where no candidate of `read` makes a fragment with the mate's best, looks in the mate's window with all seeds, frequent ones too. */
function rescue(read: u32, mate: u32): void {
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
	findClusters(read, 0xffffffff, mateForward ? 1 : 0, low + DIAGONAL_BIAS, high + DIAGONAL_BIAS, partitionOf(other));
	if (get32(clusterCounts, read) == 0) return;
	extendClusters(read, RESCUE_MAX);
	if (get32(candidateCounts, read) > before) count(RESCUED, 1);
}

function writeFragments(reads: u32, out: usize): usize {
	for (let i: u32 = 0; i < reads; i += 2) {
		chooseSingle(i);
		chooseSingle(i + 1);
		if (!isChosen(i) || !isChosen(i + 1) || get32(mapqs, i) < 30 || get32(mapqs, i + 1) < 30) continue;
		const fragment = fragmentOf(candidateAt(i, get32(chosen, i)), candidateAt(i + 1, get32(chosen, i + 1)));
		if (fragment < 1 || fragment > 10000) continue;
		store<u32>(out, <u32>fragment);
		out += 4;
	}
	return out;
}

/** Most alignments of a read that are written, the chosen one included. */
let maxMultimaps: u32 = 1;
export function setMaxMultimaps(most: u32): void {
	maxMultimaps = most;
}

/** Writes the read's other alignments that are worth most, best first, of equals those that were found first. */
function writeSecondaries(out: usize, read: u32): usize {
	const candidateCount = get32(candidateCounts, read);
	let written: u32 = 1 << get32(chosen, read);
	for (let n: u32 = 1; n < maxMultimaps; n++) {
		let best = candidateCount;
		let most: i32 = SCORE_MIN - 1;
		for (let i: u32 = 0; i < candidateCount; i++) {
			if (((written >> i) & 1) != 0 || worthOf(candidateAt(read, i)) <= most) continue;
			best = i;
			most = worthOf(candidateAt(read, i));
		}
		if (best == candidateCount) break;
		written |= 1 << best;
		count(SECONDARY, 1);
		out = writeAlignment(out, read, candidateAt(read, best), 0, SECONDARY_MARK);
	}
	return out;
}

function writeRecords(reads: u32, out: usize): usize {
	for (let i: u32 = 0; i < reads; i++) {
		const length = get32(lengths, i);
		count(READS, 1);
		count(CANDIDATES, get32(candidateCounts, i));
		count(EXHAUSTED, get32(exhaustedReads, i));
		if (!isChosen(i)) {
			const reason =
				length < k ? TOO_SHORT : length > <u32>READ_MAX ? TOO_LONG : get32(candidateCounts, i) == 0 ? NO_SEED : LOW_SCORE;
			count(UNMAPPED, 1);
			count(UNMAPPED + reason, 1);
			out = writeUnmapped(out, i, reason);
			continue;
		}
		const candidate = candidateAt(i, get32(chosen, i));
		count(MAPPED, 1);
		if (get32(properPairs, i) != 0) count(PROPER, 1);
		if (isGapped(candidate)) count(GAPPED, 1);
		if (readEndOf(candidate) - readStartOf(candidate) < length) count(CLIPPED, 1);
		if (scoreOf(candidate) == <i32>length) count(EXACT, 1);
		if (get32(mapqs, i) == 60) count(MAPQ_60, 1);
		if (switchesOf(candidate) != 0) count(SWITCHING, 1);
		let marks: u32 = get32(properPairs, i) != 0 ? PROPER_MARK : 0;
		if (get32(exhaustedReads, i) != 0) marks |= EXHAUSTED_MARK;
		out = writeAlignment(out, i, candidate, get32(mapqs, i), marks);
		if (maxMultimaps > 1) out = writeSecondaries(out, i);
	}
	return out;
}

// For building the seed table.
import { pack } from './reads';
import { seedsOfText } from './seeds';

/** Seeds of `length` (at most READ_MAX) letters at `text`: see seedsOfText. */
export function seedText(text: usize, length: u32, out: usize): u32 {
	if (pack(text, length, 0) >= 0) return 0;
	set32(lengths, 0, length);
	return seedsOfText(0, out);
}
