/**
 * The choice among a read's candidates: by what they are worth, and of those that are worth nearly the same by the haplotypes that take
 * them. An end on the reference counts a little more: of ways that score the same, the one with more such ends is taken unless many
 * more haplotypes take another; the mapping quality says that it was a draw (docs/decisions/0012).
 */
import { allocate, BATCH, get32, set32 } from './memory';
import { candidateAt, candidateCounts, eventsOf, referenceEndsOf, scoreOf } from './candidates';
import { takersOf, worthOf } from './haplotypes';
import { likelihoodOf, phredOf, toMapq, unseenWays } from './mapping-quality';

/** An alignment that scores less is none (bwa mem's -T). */
export const SCORE_MIN: i32 = 30;
/** Placements whose worth lies within this of the best are weighed by the haplotypes that take them. */
export const NEAR: i32 = 12;
/**
 * How much more an end on the reference counts when placements are compared: a quarter. With both ends on it a placement gives way to
 * one that 1.5 times as many haplotypes take. Tuned on simulated duplications: see docs/decisions/0012.
 */
export const REFERENCE_CLAIM: f64 = 0.25;
const NO_CHOICE: u32 = 0xffffffff;

/** By read: chosen candidate, or NO_CHOICE. */
export let chosen: usize = 0;
export let mapqs: usize = 0;
/** By read: length of the fragment in bp where it and its mate are a proper pair, else 0. */
export let properPairs: usize = 0;

export function allocateChoices(): void {
	chosen = allocate(BATCH * 4);
	mapqs = allocate(BATCH * 4);
	properPairs = allocate(BATCH * 4);
}

/** Less than any candidate is worth. */
const NO_WORTH: i32 = -0x10000;

/** What the best of a read's candidates is worth, of those that score enough; NO_WORTH where none does. */
export function bestWorth(read: u32): i32 {
	const count = get32(candidateCounts, read);
	let best = NO_WORTH;
	for (let i: u32 = 0; i < count; i++) {
		const candidate = candidateAt(read, i);
		if (scoreOf(candidate) >= SCORE_MIN) best = max<i32>(best, worthOf(candidate));
	}
	return best;
}

/** Chooses for a read that has no mate, or none that it can be placed with. */
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
		let weight = likelihoodOf(<f64>below);
		if (near > 1 && below <= NEAR) weight *= <f64>(takersOf(candidate) + 1);
		const likelihood = likelihoodOf(<f64>(topScore - scoreOf(candidate)));
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

// @ts-ignore: decorator
@inline export function isChosen(read: u32): bool {
	return get32(chosen, read) != NO_CHOICE;
}
