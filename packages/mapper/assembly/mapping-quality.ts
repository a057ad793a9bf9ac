/**
 * Mapping quality: the phred-scaled probability, among the ways to place a read or a pair that were seen, of all that put the read
 * elsewhere (in the spirit of Li et al. 2008, doi:10.1101/gr.078212.108). Scores become likelihoods with the base of the scoring scheme.
 * Ways that were not looked at count too, and differences that the qualities do not explain lower it.
 */
import { allocate, BATCH, get32 } from './memory';
import { lengths } from './reads';
import { frequentSeeds, hitsDropped } from './hits';
import { copiesPassedOver, differencesFromCopies } from './passed-over';
import { MISMATCH_PENALTY } from './penalties';
import { CLUSTER_MAX, clusterAt, clusterCounts, clusterDone, clusterScore, clustersDropped } from './clusters';

export const MAPQ_MAX: u32 = 60;
/** ln odds per unit of score for +1 / -4 on uniform bases: the positive root of Karlin and Altschul's equation (giraffe uses the same). */
export const LAMBDA: f64 = 1.383325;
/** What haplotypes say of a place is a guess about this person: it makes no placement surer than this. */
const HAPLOTYPE_MAPQ_MAX: u32 = 15;
/** More differences than this, of both mates of a fragment together, lower the mapping quality by EVENT_COST each: */
const EVENTS_EXPECTED: u32 = 2;
/** the sequence may come from where the graph has nothing. Tuned on private insertions: see docs/decisions/0012. */
const EVENT_COST: i32 = 21;
/** What differences alone leave of a mapping quality. */
const EVENTS_MAPQ_MIN: i32 = 10;

/** exp(-i / 64) for i from 0 to 4095, then 10^(-q / 10) for q from 0 to 60: made by the host. */
let expTable: usize = 0;
let phredTable: usize = 0;
/** By read, f64: ways that were left unseen before its clusters gave way to those of a rescue. */
let unseenBefore: usize = 0;

export function allocateMappingQuality(): void {
	unseenBefore = allocate(BATCH * 8);
}

export function setTables(exp: usize, phred: usize): void {
	expTable = exp;
	phredTable = phred;
}

/** Forgets what was kept of the last batch. */
export function clearUnseen(): void {
	memory.fill(unseenBefore, 0, BATCH * 8);
}

/** Keeps what the read's clusters leave unseen; to be called before they are replaced. */
export function keepUnseen(read: u32): void {
	store<f64>(unseenBefore + (<usize>read << 3), unseenWays(read));
}

/** Likelihood of a way whose score lies `below` (>= 0) the best, the best's being 1. */
// @ts-ignore: decorator
@inline export function likelihoodOf(below: f64): f64 {
	const i = <u32>(below * LAMBDA * 64);
	return i > 4095 ? 0 : load<f64>(expTable + (<usize>i << 3));
}

/**
 * Places of the read that were not looked at: clusters that hold nearly as many seeds as the best that was extended, and one more
 * where hits were left out, count like alignments as good as the best; copies of a repeat that were passed over like alignments with
 * the differences that tell them from the read's place (passed-over.ts).
 */
export function unseenWays(read: u32): f64 {
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
	const copies = <f64>copiesPassedOver(read) * likelihoodOf(<f64>(MISMATCH_PENALTY * differencesFromCopies(read)));
	return copies + <f64>unseen + load<f64>(unseenBefore + (<usize>read << 3));
}

/** Phred-scaled share of `all` that is not `right`, rounded down. */
export function phredOf(right: f64, all: f64): u32 {
	const wrong = max<f64>(0, all - right) / all;
	// Most placements are the only one.
	if (wrong <= load<f64>(phredTable + (<usize>MAPQ_MAX << 3))) return MAPQ_MAX;
	let phred: u32 = 0;
	while (wrong <= load<f64>(phredTable + (<usize>(phred + 1) << 3))) phred++;
	return phred;
}

/**
 * Quality of a placement from what its scores say and what they say weighed by haplotypes: the latter lowers it freely, and lifts it no
 * higher than HAPLOTYPE_MAPQ_MAX.
 */
export function toMapq(scored: u32, weighed: u32, read: u32, score: i32, events: u32): u32 {
	let mapq = min<u32>(weighed, max<u32>(scored, HAPLOTYPE_MAPQ_MAX));
	if (events > EVENTS_EXPECTED) mapq = min<u32>(mapq, max<i32>(EVENTS_MAPQ_MIN, <i32>MAPQ_MAX - EVENT_COST * <i32>(events - EVENTS_EXPECTED)));
	// A placement that explains little of the read is worth less, however alone it stands.
	const length = get32(lengths, read);
	const explained = (<f64>score) / (0.4 * <f64>length);
	return explained < 1 ? <u32>(<f64>mapq * explained) : mapq;
}
