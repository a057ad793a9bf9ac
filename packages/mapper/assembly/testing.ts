/**
 * Entry of the module that only the tests use: everything of the product's module, and each stage by itself.
 *
 * Compiled to build/kernel-testing.wasm from the same sources; the product never loads it.
 */
import { get32, set32 } from './memory';
import { coordinateOf, handleLength } from './graph';
import { hasOthers, lengths, othersAt, packedAt, parseRead, areMates } from './reads';
import { findSeeds, hashSeeds, seedStarts } from './seeds';
import { lookUpSeeds } from './look-ups';
import { isSettled, judgeSamples, lookUpRest, lookUpSamples, lookUpUnsettled, settle } from './samples';
import { frequentSeeds, hitsDropped } from './hits';
import { copiesPassedOver, differencesFromCopies } from './passed-over';
import { clusterAt, clusterCounts, clustersDropped, findClusters } from './clusters';
import { extendGapless } from './extensions';
import { alignGapped } from './alignments';
import { findLeastCosts, leastCosts } from './least-costs';
import { mayBeBettered } from './shifts';
import { collectSubgraph, edgeSource, entryCount, entryHandle, entryInOrder, firstEdgeInto, hasEdgeBack, leadsBack, nextEdge, NO_EDGE } from './subgraphs';
import {
	CANDIDATE_BYTES, candidateAt, candidateCounts, clearCandidates, editAt, pathAt, pushStep, setSwitches, setTakers,
} from './candidates';
import { switchesAlong, takersOf, worthOf } from './haplotypes';
import { fragmentAlong } from './fragments';
import { takersOfFragment } from './fragment-haplotypes';
import { searchAlongHaplotypes } from './haplotype-paths';
import { bestWorth, chooseSingle, chosen, mapqs, properPairs } from './choices';
import { measured, measureFragments } from './fragment-lengths';
import { clearUnseen } from './mapping-quality';
import { choosePair, scoreOfPair, takersOfMates } from './pairs';

export * from './pipeline';
export * from './testing-batches';
export { sortHits } from './hit-order';
export { writeNumber } from './records';
export { sideScore, sideRead, sideSpan, sideEndOffset, sideMismatches, sideExhausted } from './extensions';
export { foundEndOffset, foundMismatches, foundOffset } from './haplotype-paths';
export { pathNext, editNext } from './candidates';

export function parseSlot(at: usize, end: usize, read: u32): usize {
	return parseRead(at, end, read, 0, 0);
}
export function slotsAreMates(first: u32, second: u32): bool {
	return areMates(first, second);
}
export function lengthOf(read: u32): u32 {
	return get32(lengths, read);
}
export function hasOthersIn(read: u32): u32 {
	return get32(hasOthers, read);
}
export function packedBasesAt(read: u32, strand: u32): usize {
	return packedAt(read, strand);
}
export function othersMaskAt(read: u32, strand: u32): usize {
	return othersAt(read, strand);
}

/** Seeds of a slot, from the start of the seed list on; returns how many. */
export function seedSlot(read: u32): u32 {
	const count = findSeeds(read, 0);
	set32(seedStarts, read, 0);
	set32(seedStarts, read + 1, count);
	hashSeeds(read);
	return count;
}
export function lookUp(count: u32): void {
	lookUpSeeds(0, count);
}
/** Looks up the sample of slot 0, and all of its seeds where that does not settle it; returns whether it does. */
export function settleSlot(): bool {
	lookUpSamples(1);
	judgeSamples(1);
	lookUpUnsettled(1);
	settle(0);
	lookUpUnsettled(1);
	return isSettled(0);
}
/** Looks up what is left of the seeds of slot 0. */
export function lookUpLeft(): void {
	lookUpRest(0);
}
export function clusterSlot(read: u32, frequencyMax: u32, strandWanted: u32, low: f64, high: f64): u32 {
	findClusters(read, frequencyMax, strandWanted, <i64>low, <i64>high);
	return get32(clusterCounts, read);
}
/** What `clusterSlot` noted of the copies that were passed over: how many they are, and how many differences tell them apart. */
export function slotCopies(read: u32): u32 {
	return copiesPassedOver(read);
}
export function slotDifferences(read: u32): u32 {
	return differencesFromCopies(read);
}
export function clusterAddress(read: u32, i: u32): usize {
	return clusterAt(read, i);
}
export function setClusterCount(read: u32, count: u32, dropped: u32, frequent: u32, hits: u32): void {
	set32(clusterCounts, read, count);
	set32(clustersDropped, read, dropped);
	set32(frequentSeeds, read, frequent);
	set32(hitsDropped, read, hits);
}

/** One side of an extension by itself: path and edits are then at the start of the pools. */
export function extendSide(read: u32, strand: u32, position: u32, handle: u32, offset: u32): bool {
	clearCandidates();
	const others = get32(hasOthers, read) != 0 ? othersAt(read, strand) : 0;
	return extendGapless(packedAt(read, strand), others, get32(lengths, read), position, handle, offset, 0);
}
export function alignSide(read: u32, strand: u32, position: u32, handle: u32, offset: u32, atLeast: i32): bool {
	clearCandidates();
	const others = get32(hasOthers, read) != 0 ? othersAt(read, strand) : 0;
	return alignGapped(packedAt(read, strand), others, get32(lengths, read), position, handle, offset, 0, atLeast);
}
/** Whether a gap might better what the last `extendSide` found. */
export function mayBetter(read: u32, strand: u32, position: u32): bool {
	return mayBeBettered(packedAt(read, strand), position, get32(lengths, read) - position, 0);
}
/** Finds what a read's bases from `position` on cost at least; 1 where the subgraph has a cycle. */
export function findCosts(read: u32, position: u32, handle: u32, offset: u32, span: u32, spare: u32): u32 {
	collectSubgraph(handle, offset, span);
	findLeastCosts(packedAt(read, 0), position, get32(lengths, read) - position, span, spare);
	for (let entry: u32 = 0; entry < entryCount; entry++) if (hasEdgeBack(entry)) return 1;
	return 0;
}
export function leastCostAt(base: u32): u32 {
	return load<u8>(leastCosts + base);
}
/** Collects a subgraph; returns its number of entries. */
export function collect(handle: u32, offset: u32, span: u32): u32 {
	collectSubgraph(handle, offset, span);
	return entryCount;
}
export function entryAt(i: u32): u32 {
	return entryInOrder(i);
}
export function handleOfEntry(entry: u32): u32 {
	return entryHandle(entry);
}
/** Source of the n-th edge into an entry, with bit 30 set where it leads back; -1 past the last. */
export function sourceInto(entry: u32, n: u32): i32 {
	let edge = firstEdgeInto(entry);
	for (let i: u32 = 0; i < n && edge != NO_EDGE; i++) edge = nextEdge(edge);
	if (edge == NO_EDGE) return -1;
	return <i32>(edgeSource(edge) | (leadsBack(edgeSource(edge), entry) ? 0x40000000 : 0));
}
export function stepAt(i: u32): u32 {
	return pathAt(i);
}
export function editWordAt(i: u32): u32 {
	return editAt(i);
}

/** A candidate with nothing but what the choice looks at. */
export function putCandidate(
	read: u32, i: u32, score: i32, low: u32, high: u32, descending: u32, referenceEnds: u32, switches: u32, takers: u32,
): void {
	// SYNC: the layout in candidates.ts
	const candidate = candidateAt(read, i);
	memory.fill(candidate, 0, CANDIDATE_BYTES);
	store<i32>(candidate, score, 0);
	store<u32>(candidate, low, 40);
	store<u32>(candidate, high, 44);
	store<u32>(candidate, descending, 48);
	store<u32>(candidate, referenceEnds, 56);
	store<u32>(candidate, low, 60);
	store<u32>(candidate, high, 64);
	store<u32>(candidate, get32(lengths, read), 28);
	setSwitches(candidate, switches);
	setTakers(candidate, takers);
	set32(candidateCounts, read, i + 1);
}

/** Steps for `switchesIn`, `putPath` and `searchHaplotypes`: those since the last `clearSteps`. */
export function clearSteps(): void {
	clearCandidates();
}
export function addStep(handle: u32): void {
	pushStep(handle);
}
export function switchesIn(first: u32, end: u32): u32 {
	return switchesAlong(first, end);
}
/** A candidate that takes steps [first, end) on a strand, `span` bases from `offset` on; for what follows. */
export function putPath(read: u32, first: u32, end: u32, strand: u32, offset: u32, span: u32): void {
	const candidate = candidateAt(read, 0);
	memory.fill(candidate, 0, CANDIDATE_BYTES);
	// SYNC: the layout in candidates.ts
	store<u32>(candidate, strand, 4);
	store<u32>(candidate, first, 8);
	store<u32>(candidate, end - first, 12);
	store<u32>(candidate, offset, 32);
	store<u32>(candidate, span, 36);
	let low: u32 = 0xffffffff;
	let high: u32 = 0;
	for (let i = first; i < end; i++) {
		const a = coordinateOf(pathAt(i), 0);
		const b = coordinateOf(pathAt(i), handleLength(pathAt(i)) - 1);
		low = min<u32>(low, min<u32>(a, b));
		high = max<u32>(high, max<u32>(a, b) + 1);
	}
	store<u32>(candidate, low, 40);
	store<u32>(candidate, high, 44);
	setSwitches(candidate, 0);
}
export function fragmentOfPaths(first: u32, second: u32, mean: f64, most: u32): u32 {
	return fragmentAlong(candidateAt(first, 0), candidateAt(second, 0), mean, most);
}
export function takersOfPath(read: u32): u32 {
	return takersOf(candidateAt(read, 0));
}
export function takersOfBoth(first: u32, second: u32, distanceMax: u32): u32 {
	return takersOfFragment(candidateAt(first, 0), candidateAt(second, 0), distanceMax);
}
/** The search from a pivot, with nothing found before; path and edits are then at the start of the pools. */
export function searchHaplotypes(read: u32, position: u32, handle: u32, offset: u32, cost: u32): bool {
	clearCandidates();
	const masked = get32(hasOthers, read) != 0;
	const others = masked ? othersAt(read, 0) : 0;
	const back = masked ? othersAt(read, 1) : 0;
	return searchAlongHaplotypes(packedAt(read, 0), others, packedAt(read, 1), back, get32(lengths, read), position, handle, offset, cost, 0, 0, 0, 0);
}
export function clearSlot(read: u32, length: u32): void {
	clearUnseen();
	set32(candidateCounts, read, 0);
	set32(clusterCounts, read, 0);
	set32(clustersDropped, read, 0);
	set32(frequentSeeds, read, 0);
	set32(hitsDropped, read, 0);
	set32(lengths, read, length);
}
export function chooseOne(read: u32): void {
	chooseSingle(read);
}
export function chooseTwo(first: u32, second: u32): void {
	choosePair(first, second);
}
export function chosenOf(read: u32): i32 {
	return <i32>get32(chosen, read);
}
export function mapqOf(read: u32): u32 {
	return get32(mapqs, read);
}
export function isProperPair(read: u32): u32 {
	return <u32>(get32(properPairs, read) != 0);
}

/** Number of candidates of a read. */
export function candidateCountOf(read: u32): u32 {
	return get32(candidateCounts, read);
}
/** For the next two: measures the fragments of a pair's candidates. */
export function measureWays(first: u32, second: u32): void {
	measureFragments(first, second, bestWorth(first) + bestWorth(second));
}
/** What a way to place a pair is worth: scores less what switches and fragment length cost. */
export function wayWorth(first: u32, i: u32, second: u32, j: u32): f64 {
	return scoreOfPair(candidateAt(first, i), candidateAt(second, j), measured(i, j));
}
/** How many haplotypes take it. */
export function wayTakers(first: u32, i: u32, second: u32, j: u32): u32 {
	return takersOfMates(first, candidateAt(first, i), second, candidateAt(second, j), measured(i, j));
}
/** The same of one read's candidate by itself. */
export function placeWorth(read: u32, i: u32): i32 {
	return worthOf(candidateAt(read, i));
}
export function placeTakers(read: u32, i: u32): u32 {
	return takersOf(candidateAt(read, i));
}
