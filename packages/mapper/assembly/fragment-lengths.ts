/**
 * The lengths of the fragments that candidates of two mates make, and what a length takes from the score of a pair: its log-likelihood
 * under a normal distribution, or a penalty where the mates do not lie as a fragment would.
 *
 * A fragment runs from the forward mate's lowest to the reverse mate's highest linear coordinate, or as far along the graph where that
 * makes it likelier (see fragments.ts).
 */
import { allocate, get32, set32 } from './memory';
import {
	CANDIDATE_MAX, candidateAt, candidateCounts, highOf, highRightOf, isDescendingCandidate, lowOf, lowRightOf, partitionOf, placeOf,
} from './candidates';
import { worthOf } from './haplotypes';
import { fragmentIn, isChooser } from './partitions';
import { fragmentAlong } from './fragments';
import { LAMBDA } from './mapping-quality';

/** Score that a pair loses where its mates do not lie as one fragment (bwa mem's -U). */
const UNPAIRED_PENALTY: f64 = 17;
/** Least distance of two components on the linear coordinate. SYNC: COMPONENT_GAP in src/clusters/coordinates.ts */
const COMPONENT_GAP: i64 = 100000;
/** Pairs of candidates whose worth lies this far below the best of each are not measured along the graph, */
const ALONG_SPREAD: i32 = 17;
/** nor those whose distance on the linear coordinate costs no more than this: two standard deviations cost 1.4; */
const ALONG_PENALTY: f64 = 2;
/** and no more than these of two mates. */
const ALONG_MAX: u32 = 4;

let fragmentMean: f64 = 0;
let fragmentStdev: f64 = 0;
export let fragmentLow: i64 = 0;
export let fragmentHigh: i64 = 0;
/** Fragment lengths of the pair at work, by candidate of the first and of the second mate. */
let fragments: usize = 0;

export function allocateFragmentLengths(): void {
	fragments = allocate(CANDIDATE_MAX * CANDIDATE_MAX * 4);
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

/** Whether mates of a fragment of this length are a proper pair. */
// @ts-ignore: decorator
@inline export function isProper(fragment: i64): bool {
	return fragment >= fragmentLow && fragment <= fragmentHigh;
}

/** What a fragment's length takes from the score of its mates. */
export function fragmentPenalty(fragment: i64): f64 {
	if (!isProper(fragment)) return UNPAIRED_PENALTY;
	const z = (<f64>fragment - fragmentMean) / fragmentStdev;
	return min<f64>((z * z) / (2 * LAMBDA), UNPAIRED_PENALTY);
}

/**
 * Fills `fragments` with the fragment lengths of all candidates of two mates. Where the linear coordinate says of good ones that they
 * lie at an unlikely distance, the graph is asked, at most ALONG_MAX times. `best` is what the best candidates of both are worth.
 */
export function measureFragments(first: u32, second: u32, best: i32): void {
	const firstCount = get32(candidateCounts, first);
	const secondCount = get32(candidateCounts, second);
	const most = best - ALONG_SPREAD;
	let asked: u32 = 0;
	for (let i: u32 = 0; i < firstCount; i++) {
		const a = candidateAt(first, i);
		for (let j: u32 = 0; j < secondCount; j++) {
			const b = candidateAt(second, j);
			let fragment = fragmentOf(a, b);
			if (
				fragmentPenalty(fragment) > ALONG_PENALTY && fragment > 0 && fragment < COMPONENT_GAP && asked < ALONG_MAX &&
				worthOf(a) + worthOf(b) >= most
			) {
				asked++;
				const along = fragmentInGraph(first, a, second, b);
				if (along > 0 && fragmentPenalty(along) < fragmentPenalty(fragment)) fragment = along;
			}
			set32(fragments, i * CANDIDATE_MAX + j, <u32><i32>fragment);
		}
	}
}

/** What `measureFragments` found of candidate `i` of the first mate and `j` of the second; 0 where they do not face each other. */
// @ts-ignore: decorator
@inline export function measured(i: u32, j: u32): i64 {
	return <i64><i32>get32(fragments, i * CANDIDATE_MAX + j);
}

/** Length of the fragment along the graph, from the mate that runs up the linear coordinate to the other. */
function fragmentInGraph(first: u32, a: usize, second: u32, b: usize): i64 {
	const turned = isDescendingCandidate(a);
	const read = turned ? second : first;
	const mate = turned ? first : second;
	const from = turned ? b : a;
	const to = turned ? a : b;
	const most = <u32>fragmentHigh;
	if (!isChooser) return fragmentAlong(from, to, fragmentMean, most);
	return fragmentIn(partitionOf(a), read, placeOf(from), mate, placeOf(to), fragmentMean, most);
}
