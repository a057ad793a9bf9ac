/**
 * Stage 8 and 9: the choice among candidates, mates together, and its mapping quality.
 *
 * Every way to place a read (or a pair) has a score: the alignment scores, and for a pair the log-likelihood of its fragment length
 * under a normal distribution, or a penalty where the mates do not lie as a fragment would. Scores are turned into likelihoods with
 * the base of the scoring scheme (ln odds per score unit, LAMBDA), and the mapping quality is the phred-scaled probability, among
 * the ways that were seen, of all that put the read elsewhere (in the spirit of Li et al. 2008, doi:10.1101/gr.078212.108).
 *
 * Of ways that score the same, the one with more ends on the reference is taken; the mapping quality says that it was a draw.
 *
 * A fragment runs from the forward mate's lowest to the reverse mate's highest linear coordinate.
 */
import { allocate, BATCH, get32, set32 } from './memory';
import { lengths } from './reads';
import { CANDIDATE_MAX, candidateAt, candidateCounts, highOf, highRightOf, isDescendingCandidate, lowOf, lowRightOf, partitionOf, referenceEndsOf, scoreOf } from './candidates';
import { CLUSTER_MAX, clusterAt, clusterCounts, clusterDone, clusterScore, clustersDropped, frequentSeeds, hitsDropped } from './clusters';

export const MAPQ_MAX: u32 = 60;
/** An alignment that scores less is none (bwa mem's -T). */
export const SCORE_MIN: i32 = 30;
/** ln odds per unit of score for +1 / -4 on uniform bases: the positive root of Karlin and Altschul's equation (giraffe uses the same). */
const LAMBDA: f64 = 1.383325;
/** Score that a pair loses where its mates do not lie as one fragment (bwa mem's -U). */
const UNPAIRED_PENALTY: f64 = 17;
/** Least distance of two components on the linear coordinate. SYNC: COMPONENT_GAP in src/clusters/coordinates.ts */
const COMPONENT_GAP: i64 = 100000;
const NO_CHOICE: u32 = 0xffffffff;

/** By read: chosen candidate, or NO_CHOICE. */
export let chosen: usize = 0;
export let mapqs: usize = 0;
export let properPairs: usize = 0;

let fragmentMean: f64 = 0;
let fragmentStdev: f64 = 0;
export let fragmentLow: i64 = 0;
export let fragmentHigh: i64 = 0;
/** exp(-i / 64) for i from 0 to 4095, then 10^(-q / 10) for q from 0 to 60: made by the host. */
let expTable: usize = 0;
let phredTable: usize = 0;
let weights: usize = 0;
/** By read, f64: ways that were left unseen before its clusters gave way to those of a rescue. */
let unseenBefore: usize = 0;

export function allocatePairs(): void {
	chosen = allocate(BATCH * 4);
	mapqs = allocate(BATCH * 4);
	properPairs = allocate(BATCH * 4);
	weights = allocate(CANDIDATE_MAX * 2 * 8);
	unseenBefore = allocate(BATCH * 8);
}

/** Forgets what was kept of the last batch. */
export function clearUnseen(): void {
	memory.fill(unseenBefore, 0, BATCH * 8);
}

/** Keeps what the read's clusters leave unseen; to be called before they are replaced. */
export function keepUnseen(read: u32): void {
	store<f64>(unseenBefore + (<usize>read << 3), unseenWays(read));
}

export function setTables(exp: usize, phred: usize): void {
	expTable = exp;
	phredTable = phred;
}

/** Mean and standard deviation of fragment lengths; pairs within four standard deviations are proper. */
export function setFragment(mean: f64, stdev: f64): void {
	fragmentMean = mean;
	fragmentStdev = stdev;
	fragmentLow = <i64>(mean - 4 * stdev);
	fragmentHigh = <i64>(mean + 4 * stdev);
	if (fragmentLow < 1) fragmentLow = 1;
	// No fragment spans two components, whose coordinates lie so far apart.
	fragmentHigh = min<i64>(fragmentHigh, COMPONENT_GAP);
}

// @ts-ignore: decorator
@inline function expOf(negative: f64): f64 {
	const i = <u32>(negative * 64);
	return i > 4095 ? 0 : load<f64>(expTable + (<usize>i << 3));
}

/**
 * Length of the fragment that two candidates of mates make, or 0 where they do not face each other. A mate inside an insertion is at
 * one distance from what lies left of it and at another from what lies right: the likelier of both counts.
 */
export function fragmentOf(a: usize, b: usize): i64 {
	if (partitionOf(a) != partitionOf(b)) return 0;
	if (isDescendingCandidate(a) == isDescendingCandidate(b)) return 0;
	const forward = isDescendingCandidate(a) ? b : a;
	const reverse = isDescendingCandidate(a) ? a : b;
	const left = <i64>highOf(reverse) - <i64>lowOf(forward);
	const right = <i64>highRightOf(reverse) - <i64>lowRightOf(forward);
	return abs<f64>(<f64>left - fragmentMean) <= abs<f64>(<f64>right - fragmentMean) ? left : right;
}

// @ts-ignore: decorator
@inline function isProper(fragment: i64): bool {
	return fragment >= fragmentLow && fragment <= fragmentHigh;
}

function scoreOfPair(a: usize, b: usize): f64 {
	const fragment = fragmentOf(a, b);
	const sum = <f64>(scoreOf(a) + scoreOf(b));
	if (!isProper(fragment)) return sum - UNPAIRED_PENALTY;
	const z = (<f64>fragment - fragmentMean) / fragmentStdev;
	return sum - min<f64>((z * z) / (2 * LAMBDA), UNPAIRED_PENALTY);
}

/**
 * Places of the read that were not looked at: clusters that hold nearly as many seeds as the best that was extended, and one more
 * where hits were left out. Each counts like an alignment as good as the best.
 */
function unseenWays(read: u32): f64 {
	let best: u32 = 0;
	let least: u32 = 0xffffffff;
	const count = get32(clusterCounts, read);
	for (let i: u32 = 0; i < count; i++) {
		const cluster = clusterAt(read, i);
		if (clusterDone(cluster)) best = max<u32>(best, clusterScore(cluster));
		least = min<u32>(least, clusterScore(cluster));
	}
	let unseen: u32 = 0;
	for (let i: u32 = 0; i < count; i++) {
		const cluster = clusterAt(read, i);
		if (!clusterDone(cluster) && clusterScore(cluster) + 1 >= best) unseen++;
	}
	// Dropped clusters hold no more seeds than the least that was kept.
	if (count == CLUSTER_MAX && least + 1 >= best) unseen += get32(clustersDropped, read);
	unseen += get32(hitsDropped, read);
	// Only frequent seeds would have told this place from others.
	if (best <= 1) unseen += get32(frequentSeeds, read);
	return <f64>unseen + load<f64>(unseenBefore + (<usize>read << 3));
}

function toMapq(right: f64, all: f64, read: u32, score: i32): u32 {
	const wrong = max<f64>(0, all - right) / all;
	let mapq: u32 = 0;
	while (mapq < MAPQ_MAX && wrong <= load<f64>(phredTable + (<usize>(mapq + 1) << 3))) mapq++;
	// A placement that explains little of the read is worth less, however alone it stands.
	const length = get32(lengths, read);
	const explained = (<f64>score) / (0.4 * <f64>length);
	return explained < 1 ? <u32>(<f64>mapq * explained) : mapq;
}

export function chooseSingle(read: u32): void {
	const count = get32(candidateCounts, read);
	let best: u32 = NO_CHOICE;
	let bestScore: i32 = SCORE_MIN - 1;
	for (let i: u32 = 0; i < count; i++) {
		const score = scoreOf(candidateAt(read, i));
		const better = score == bestScore && best != NO_CHOICE && referenceEndsOf(candidateAt(read, i)) > referenceEndsOf(candidateAt(read, best));
		if (score > bestScore || better) {
			bestScore = score;
			best = i;
		}
	}
	set32(chosen, read, best);
	set32(properPairs, read, 0);
	set32(mapqs, read, 0);
	if (best == NO_CHOICE) return;
	let all = unseenWays(read);
	for (let i: u32 = 0; i < count; i++) all += expOf(<f64>(bestScore - scoreOf(candidateAt(read, i))) * LAMBDA);
	set32(mapqs, read, toMapq(1, all, read, bestScore));
}

export function choosePair(first: u32, second: u32): void {
	const firstCount = get32(candidateCounts, first);
	const secondCount = get32(candidateCounts, second);
	let best: f64 = -1;
	let bestFirst: u32 = 0;
	let bestSecond: u32 = 0;
	let bestEnds: u32 = 0;
	for (let i: u32 = 0; i < firstCount; i++) {
		for (let j: u32 = 0; j < secondCount; j++) {
			const score = scoreOfPair(candidateAt(first, i), candidateAt(second, j));
			const ends = referenceEndsOf(candidateAt(first, i)) + referenceEndsOf(candidateAt(second, j));
			if (score > best || (score == best && ends > bestEnds)) {
				best = score;
				bestEnds = ends;
				bestFirst = i;
				bestSecond = j;
			}
		}
	}
	// Mates that cannot be placed well together are placed each for itself.
	if (best < 0 || scoreOf(candidateAt(first, bestFirst)) < SCORE_MIN || scoreOf(candidateAt(second, bestSecond)) < SCORE_MIN) {
		chooseSingle(first);
		chooseSingle(second);
		return;
	}
	memory.fill(weights, 0, CANDIDATE_MAX * 2 * 8);
	let all: f64 = 0;
	for (let i: u32 = 0; i < firstCount; i++) {
		for (let j: u32 = 0; j < secondCount; j++) {
			const weight = expOf((best - scoreOfPair(candidateAt(first, i), candidateAt(second, j))) * LAMBDA);
			all += weight;
			addWeight(i, weight);
			addWeight(CANDIDATE_MAX + j, weight);
		}
	}
	const a = candidateAt(first, bestFirst);
	const b = candidateAt(second, bestSecond);
	const proper = isProper(fragmentOf(a, b));
	set32(chosen, first, bestFirst);
	set32(chosen, second, bestSecond);
	set32(properPairs, first, proper ? 1 : 0);
	set32(properPairs, second, proper ? 1 : 0);
	// In a proper pair a place that was not looked at must have a fellow for its mate too.
	const unseenFirst = unseenWays(first);
	const unseenSecond = unseenWays(second);
	const both = min<f64>(unseenFirst, unseenSecond);
	set32(mapqs, first, toMapq(weightOf(bestFirst), all + (proper ? both : unseenFirst), first, scoreOf(a)));
	set32(mapqs, second, toMapq(weightOf(CANDIDATE_MAX + bestSecond), all + (proper ? both : unseenSecond), second, scoreOf(b)));
}

// @ts-ignore: decorator
@inline function weightOf(i: u32): f64 {
	return load<f64>(weights + (<usize>i << 3));
}
// @ts-ignore: decorator
@inline function addWeight(i: u32, weight: f64): void {
	store<f64>(weights + (<usize>i << 3), weightOf(i) + weight);
}

// @ts-ignore: decorator
@inline export function isChosen(read: u32): bool {
	return get32(chosen, read) != NO_CHOICE;
}
