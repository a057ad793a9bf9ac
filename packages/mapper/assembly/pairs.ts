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
 * A fragment runs from the forward mate's lowest to the reverse mate's highest linear coordinate, or as far along the graph where that
 * makes it likelier (see fragments.ts).
 */
import { allocate, BATCH, get32, set32 } from './memory';
import { lengths } from './reads';
import {
	CANDIDATE_MAX, candidateAt, candidateCounts, eventsOf, highOf, highRightOf, isDescendingCandidate, lowOf, lowRightOf, partitionOf, placeOf,
	referenceEndsOf, scoreOf, switchesOf,
} from './candidates';
import { switchPenalty, takersOf, worthOf } from './haplotypes';
import { fragmentIn, isChooser, takersIn } from './partitions';
import { throughEvents } from './events';
import { fragmentAlong } from './fragments';
import { takersOfFragment } from './fragment-haplotypes';
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
/** What haplotypes say of a place is a guess about this person: it makes no placement surer than this. */
const HAPLOTYPE_MAPQ_MAX: u32 = 15;
/** Placements whose worth lies within this of the best are weighed by the haplotypes that take them. */
const NEAR: i32 = 12;
/**
 * How much more an end on the reference counts when placements are compared: a quarter. With both ends on it a placement gives way to
 * one that 1.5 times as many haplotypes take. Tuned on simulated duplications: see docs/decisions/0012.
 */
const REFERENCE_CLAIM: f64 = 0.25;
/** More differences than this, of both mates of a fragment together, lower the mapping quality by EVENT_COST each: */
const EVENTS_EXPECTED: u32 = 2;
/** the sequence may come from where the graph has nothing. Tuned on private insertions: see docs/decisions/0012. */
const EVENT_COST: i32 = 21;
/** What differences alone leave of a mapping quality. */
const EVENTS_MAPQ_MIN: i32 = 10;
/** Pairs of candidates whose worth lies this far below the best of each are not measured along the graph, */
const ALONG_SPREAD: i32 = 17;
/** nor those whose distance on the linear coordinate costs no more than this: two standard deviations cost 1.4; */
const ALONG_PENALTY: f64 = 2;
/** and no more than these of two mates. */
const ALONG_MAX: u32 = 4;
const NO_CHOICE: u32 = 0xffffffff;

/** By read: chosen candidate, or NO_CHOICE. */
export let chosen: usize = 0;
export let mapqs: usize = 0;
/** By read: length of the fragment in bp where it and its mate are a proper pair, else 0. */
export let properPairs: usize = 0;

let fragmentMean: f64 = 0;
let fragmentStdev: f64 = 0;
export let fragmentLow: i64 = 0;
export let fragmentHigh: i64 = 0;
/** exp(-i / 64) for i from 0 to 4095, then 10^(-q / 10) for q from 0 to 60: made by the host. */
let expTable: usize = 0;
let phredTable: usize = 0;
let weights: usize = 0;
/** Fragment lengths of the pair at work, by candidate of the first and of the second mate. */
let fragments: usize = 0;
/** By read, f64: ways that were left unseen before its clusters gave way to those of a rescue. */
let unseenBefore: usize = 0;

export function allocatePairs(): void {
	chosen = allocate(BATCH * 4);
	mapqs = allocate(BATCH * 4);
	properPairs = allocate(BATCH * 4);
	weights = allocate(CANDIDATE_MAX * 4 * 8);
	fragments = allocate(CANDIDATE_MAX * CANDIDATE_MAX * 4);
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

/** Score of two mates whose fragment has this length. */
function scoreOfPair(a: usize, b: usize, fragment: i64): f64 {
	return <f64>(worthOf(a) + worthOf(b)) - fragmentPenalty(fragment);
}

/** What a fragment's length takes from the score of its mates. */
function fragmentPenalty(fragment: i64): f64 {
	if (!isProper(fragment)) return UNPAIRED_PENALTY;
	const z = (<f64>fragment - fragmentMean) / fragmentStdev;
	return min<f64>((z * z) / (2 * LAMBDA), UNPAIRED_PENALTY);
}

/**
 * Fills `fragments` with the fragment lengths of all candidates of two mates. Where the linear coordinate says of good ones that they
 * lie at an unlikely distance, the graph is asked, at most ALONG_MAX times.
 */
function measureFragments(first: u32, second: u32): void {
	const firstCount = get32(candidateCounts, first);
	const secondCount = get32(candidateCounts, second);
	const most = bestWorth(first) + bestWorth(second) - ALONG_SPREAD;
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

// @ts-ignore: decorator
@inline function measured(i: u32, j: u32): i64 {
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

/** Haplotypes that take the paths of both mates; where these make no fragment, no more than take either. */
function takersOfMates(first: u32, a: usize, second: u32, b: usize, fragment: i64): u32 {
	const bound = min<u32>(takersOf(a), takersOf(b));
	if (bound == 0 || !isProper(fragment)) return bound;
	const distanceMax = <u32>fragmentHigh;
	return isChooser ? takersIn(partitionOf(a), first, placeOf(a), second, placeOf(b), distanceMax) : takersOfFragment(a, b, distanceMax);
}

/** What the switches between haplotypes of both paths cost. */
// @ts-ignore: decorator
@inline function switchCost(a: usize, b: usize): f64 {
	return <f64>(switchPenalty * <i32>(switchesOf(a) + switchesOf(b)));
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

/** Phred-scaled share of `all` that is not `right`, rounded down. */
function phredOf(right: f64, all: f64): u32 {
	const wrong = max<f64>(0, all - right) / all;
	let phred: u32 = 0;
	while (phred < MAPQ_MAX && wrong <= load<f64>(phredTable + (<usize>(phred + 1) << 3))) phred++;
	return phred;
}

/**
 * Quality of a placement from what its scores say and what they say weighed by haplotypes: the latter lowers it freely, and lifts it no
 * higher than HAPLOTYPE_MAPQ_MAX.
 */
function toMapq(scored: u32, weighed: u32, read: u32, score: i32, events: u32): u32 {
	let mapq = min<u32>(weighed, max<u32>(scored, HAPLOTYPE_MAPQ_MAX));
	if (events > EVENTS_EXPECTED) mapq = min<u32>(mapq, max<i32>(EVENTS_MAPQ_MIN, <i32>MAPQ_MAX - EVENT_COST * <i32>(events - EVENTS_EXPECTED)));
	// A placement that explains little of the read is worth less, however alone it stands.
	const length = get32(lengths, read);
	const explained = (<f64>score) / (0.4 * <f64>length);
	return explained < 1 ? <u32>(<f64>mapq * explained) : mapq;
}

/** Less than any candidate is worth. */
const NO_WORTH: i32 = -0x10000;

/** What the best of a read's candidates is worth, of those that score enough; NO_WORTH where none does. */
function bestWorth(read: u32): i32 {
	const count = get32(candidateCounts, read);
	let best = NO_WORTH;
	for (let i: u32 = 0; i < count; i++) {
		const candidate = candidateAt(read, i);
		if (scoreOf(candidate) >= SCORE_MIN) best = max<i32>(best, worthOf(candidate));
	}
	return best;
}

export function chooseSingle(read: u32): void {
	const count = get32(candidateCounts, read);
	set32(chosen, read, NO_CHOICE);
	set32(properPairs, read, 0);
	set32(mapqs, read, 0);
	const top = bestWorth(read);
	if (top == NO_WORTH) return;
	let near: u32 = 0;
	let topScore: i32 = 0;
	for (let i: u32 = 0; i < count; i++) {
		near += <u32>(top - worthOf(candidateAt(read, i)) <= NEAR);
		topScore = max<i32>(topScore, scoreOf(candidateAt(read, i)));
	}
	let best: u32 = NO_CHOICE;
	let bestClaim: f64 = 0;
	let bestWeight: f64 = 0;
	let bestLikelihood: f64 = 0;
	let all: f64 = 0;
	let allLikelihood: f64 = 0;
	for (let i: u32 = 0; i < count; i++) {
		const candidate = candidateAt(read, i);
		// One that scores too little may be worth more than the best, which has switches.
		const below = max<i32>(0, top - worthOf(candidate));
		let weight = expOf(<f64>below * LAMBDA);
		if (near > 1 && below <= NEAR) weight *= <f64>(takersOf(candidate) + 1);
		const likelihood = expOf(<f64>(topScore - scoreOf(candidate)) * LAMBDA);
		const claim = weight * (1 + REFERENCE_CLAIM * <f64>referenceEndsOf(candidate));
		all += weight;
		allLikelihood += likelihood;
		if (claim > bestClaim && scoreOf(candidate) >= SCORE_MIN) {
			bestClaim = claim;
			bestWeight = weight;
			bestLikelihood = likelihood;
			best = i;
		}
	}
	set32(chosen, read, best);
	const candidate = candidateAt(read, best);
	const unseen = unseenWays(read);
	const weighed = phredOf(bestWeight, all + bestWeight * unseen);
	const scored = near > 1 ? phredOf(bestLikelihood, allLikelihood + bestLikelihood * unseen) : weighed;
	const events = eventsOf(candidate);
	set32(mapqs, read, toMapq(scored, weighed, read, scoreOf(candidate), events));
}

export function choosePair(first: u32, second: u32): void {
	const firstCount = get32(candidateCounts, first);
	const secondCount = get32(candidateCounts, second);
	measureFragments(first, second);
	let top: f64 = -1;
	for (let i: u32 = 0; i < firstCount; i++) {
		for (let j: u32 = 0; j < secondCount; j++) {
			top = max<f64>(top, scoreOfPair(candidateAt(first, i), candidateAt(second, j), measured(i, j)));
		}
	}
	let near: u32 = 0;
	let topScore: f64 = 0;
	for (let i: u32 = 0; i < firstCount; i++) {
		for (let j: u32 = 0; j < secondCount; j++) {
			const worth = scoreOfPair(candidateAt(first, i), candidateAt(second, j), measured(i, j));
			near += <u32>(top - worth <= <f64>NEAR);
			topScore = max<f64>(topScore, worth + switchCost(candidateAt(first, i), candidateAt(second, j)));
		}
	}
	let bestFirst: u32 = 0;
	let bestSecond: u32 = 0;
	let bestClaim: f64 = 0;
	let all: f64 = 0;
	let allLikelihood: f64 = 0;
	let bestWeight: f64 = 0;
	let bestLikelihood: f64 = 0;
	memory.fill(weights, 0, CANDIDATE_MAX * 4 * 8);
	for (let i: u32 = 0; top >= 0 && i < firstCount; i++) {
		const a = candidateAt(first, i);
		for (let j: u32 = 0; j < secondCount; j++) {
			const b = candidateAt(second, j);
			const below = top - scoreOfPair(a, b, measured(i, j));
			const likelihood = expOf((topScore - (top - below) - switchCost(a, b)) * LAMBDA);
			let weight = expOf(below * LAMBDA);
			if (near > 1 && below <= <f64>NEAR) weight *= <f64>(takersOfMates(first, a, second, b, measured(i, j)) + 1);
			const claim = weight * (1 + (REFERENCE_CLAIM / 2) * <f64>(referenceEndsOf(a) + referenceEndsOf(b)));
			all += weight;
			allLikelihood += likelihood;
			addWeight(i, weight);
			addWeight(CANDIDATE_MAX + j, weight);
			addWeight(2 * CANDIDATE_MAX + i, likelihood);
			addWeight(3 * CANDIDATE_MAX + j, likelihood);
			if (claim > bestClaim) {
				bestClaim = claim;
				bestWeight = weight;
				bestLikelihood = likelihood;
				bestFirst = i;
				bestSecond = j;
			}
		}
	}
	const a = candidateAt(first, bestFirst);
	const b = candidateAt(second, bestSecond);
	// Mates that cannot be placed well together are placed each for itself.
	if (top < 0 || scoreOf(a) < SCORE_MIN || scoreOf(b) < SCORE_MIN) {
		chooseSingle(first);
		chooseSingle(second);
		return;
	}
	const fragment = measured(bestFirst, bestSecond);
	const proper = isProper(fragment);
	set32(chosen, first, bestFirst);
	set32(chosen, second, bestSecond);
	set32(properPairs, first, proper ? <u32>fragment : 0);
	set32(properPairs, second, proper ? <u32>fragment : 0);
	// In a proper pair a place that was not looked at must have a fellow for its mate too.
	let unseenFirst = unseenWays(first);
	let unseenSecond = unseenWays(second);
	let events = eventsOf(a);
	let mateEvents = eventsOf(b);
	if (proper) {
		unseenFirst = min<f64>(unseenFirst, unseenSecond);
		unseenSecond = unseenFirst;
		events += mateEvents - throughEvents(first, a, second, b, <u32>fragment);
		mateEvents = events;
	}
	for (let mate: u32 = 0; mate < 2; mate++) {
		const read = mate == 0 ? first : second;
		const at = mate == 0 ? bestFirst : CANDIDATE_MAX + bestSecond;
		const unseen = mate == 0 ? unseenFirst : unseenSecond;
		const weighed = phredOf(weightOf(at), all + bestWeight * unseen);
		const scored = near > 1 ? phredOf(weightOf(2 * CANDIDATE_MAX + at), allLikelihood + bestLikelihood * unseen) : weighed;
		set32(mapqs, read, toMapq(scored, weighed, read, scoreOf(mate == 0 ? a : b), mate == 0 ? events : mateEvents));
	}
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
