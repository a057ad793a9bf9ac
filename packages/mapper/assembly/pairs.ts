/**
 * The choice among the ways to place a pair: two candidates with the fragment that they make, weighed as the candidates of one read are
 * (choices.ts), and the mapping quality of each mate.
 */
import { allocate, get32, set32 } from './memory';
import {
	CANDIDATE_MAX, candidateAt, candidateCounts, eventsOf, partitionOf, placeOf, referenceEndsOf, scoreOf, switchesOf,
} from './candidates';
import { bestWorth, chooseSingle, chosen, mapqs, NEAR, properPairs, REFERENCE_CLAIM, SCORE_MIN } from './choices';
import { fragmentHigh, fragmentPenalty, isProper, measured, measureFragments } from './fragment-lengths';
import { switchPenalty, takersOf, worthOf } from './haplotypes';
import { likelihoodOf, phredOf, toMapq, unseenWays } from './mapping-quality';
import { isChooser, takersIn } from './partitions';
import { throughEvents } from './events';
import { takersOfFragment } from './fragment-haplotypes';

/** Sums over ways, f64, by candidate of the first and of the second mate: weights, then likelihoods. */
let weights: usize = 0;

export function allocatePairs(): void {
	weights = allocate(CANDIDATE_MAX * 4 * 8);
}

/** Score of two mates whose fragment has this length. */
export function scoreOfPair(a: usize, b: usize, fragment: i64): f64 {
	return <f64>(worthOf(a) + worthOf(b)) - fragmentPenalty(fragment);
}

/** Haplotypes that take the paths of both mates; where these make no fragment, no more than take either. */
export function takersOfMates(first: u32, a: usize, second: u32, b: usize, fragment: i64): u32 {
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

// @ts-ignore: decorator
@inline function weightOf(i: u32): f64 {
	return load<f64>(weights + (<usize>i << 3));
}
// @ts-ignore: decorator
@inline function setWeight(i: u32, weight: f64): void {
	store<f64>(weights + (<usize>i << 3), weight);
}
// @ts-ignore: decorator
@inline function addWeight(i: u32, weight: f64): void {
	setWeight(i, weightOf(i) + weight);
}

/** Sets the sums to 0, a few words: calling out of the module to fill them takes longer. */
function clearWeights(firstCount: u32, secondCount: u32): void {
	for (let i: u32 = 0; i < firstCount; i++) {
		setWeight(i, 0);
		setWeight(2 * CANDIDATE_MAX + i, 0);
	}
	for (let j: u32 = 0; j < secondCount; j++) {
		setWeight(CANDIDATE_MAX + j, 0);
		setWeight(3 * CANDIDATE_MAX + j, 0);
	}
}

// What `weighWays` found: the way with the strongest claim, its weight and likelihood, those of all, and how many ways vie.
let top: f64 = 0;
let near: u32 = 0;
let bestFirst: u32 = 0;
let bestSecond: u32 = 0;
let bestWeight: f64 = 0;
let bestLikelihood: f64 = 0;
let allWeight: f64 = 0;
let allLikelihood: f64 = 0;

/** Weighs all ways to place two mates, whose fragments are measured. Nothing is chosen where the best is worth less than nothing. */
function weighWays(first: u32, second: u32): void {
	const firstCount = get32(candidateCounts, first);
	const secondCount = get32(candidateCounts, second);
	top = -1;
	near = 0;
	bestFirst = 0;
	bestSecond = 0;
	allWeight = 0;
	allLikelihood = 0;
	if (firstCount == 1 && secondCount == 1) return weighOnlyWay(candidateAt(first, 0), candidateAt(second, 0));
	for (let i: u32 = 0; i < firstCount; i++) {
		for (let j: u32 = 0; j < secondCount; j++) {
			top = max<f64>(top, scoreOfPair(candidateAt(first, i), candidateAt(second, j), measured(i, j)));
		}
	}
	if (top < 0) return;
	let topScore: f64 = 0;
	for (let i: u32 = 0; i < firstCount; i++) {
		for (let j: u32 = 0; j < secondCount; j++) {
			const worth = scoreOfPair(candidateAt(first, i), candidateAt(second, j), measured(i, j));
			near += <u32>(top - worth <= <f64>NEAR);
			topScore = max<f64>(topScore, worth + switchCost(candidateAt(first, i), candidateAt(second, j)));
		}
	}
	clearWeights(firstCount, secondCount);
	let bestClaim: f64 = 0;
	for (let i: u32 = 0; i < firstCount; i++) {
		const a = candidateAt(first, i);
		for (let j: u32 = 0; j < secondCount; j++) {
			const b = candidateAt(second, j);
			const below = top - scoreOfPair(a, b, measured(i, j));
			const likelihood = likelihoodOf(topScore - (top - below) - switchCost(a, b));
			let weight = likelihoodOf(below);
			if (near > 1 && below <= <f64>NEAR) weight *= <f64>(takersOfMates(first, a, second, b, measured(i, j)) + 1);
			const claim = weight * (1 + (REFERENCE_CLAIM / 2) * <f64>(referenceEndsOf(a) + referenceEndsOf(b)));
			allWeight += weight;
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
}

/** The same where there is one way: most pairs. */
function weighOnlyWay(a: usize, b: usize): void {
	top = max<f64>(top, scoreOfPair(a, b, measured(0, 0)));
	near = 1;
	bestWeight = 1;
	bestLikelihood = 1;
	allWeight = 1;
	allLikelihood = 1;
	for (let side: u32 = 0; side < 4; side++) setWeight(side * CANDIDATE_MAX, 1);
}

/** Chooses for two mates, each for itself where they cannot be placed together. */
export function choosePair(first: u32, second: u32): void {
	measureFragments(first, second, bestWorth(first) + bestWorth(second));
	weighWays(first, second);
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
		const weighed = phredOf(weightOf(at), allWeight + bestWeight * unseen);
		const scored = near > 1 ? phredOf(weightOf(2 * CANDIDATE_MAX + at), allLikelihood + bestLikelihood * unseen) : weighed;
		set32(mapqs, read, toMapq(scored, weighed, read, scoreOf(mate == 0 ? a : b), mate == 0 ? events : mateEvents));
	}
}
