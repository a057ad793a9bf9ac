/**
 * Stage 5b: hits of a read's seeds, grouped where they agree on a place.
 *
 * Sorted by strand and diagonal, hits closer than DIAGONAL_GAP form a cluster; its score is the number of different seeds in it, its
 * anchor a hit on its most populated diagonal.
 */
import { allocate, BATCH, get32, get64, READ_MAX, set32 } from './memory';
import { askForHits, DIAGONAL_SHIFT, findHits, HIT_MASK, hitKeys, hitNodes, hitPositions, hitReadPositions, hitsAgree, oneEach, READ_POSITION_SHIFT, seedOf } from './hits';
import { sortHits } from './hit-order';
import { SEED_BYTES, seeds, seedStarts } from './seeds';
import { ALL, baseOf, isChooser } from './partitions';
import { notePassedOver } from './passed-over';

/** Clusters kept per read; of more, those with fewer seeds are dropped and counted. */
export const CLUSTER_MAX: u32 = 64;
/** Largest step between neighbouring diagonals of one cluster, in bp: an indel that seeds may lie on both sides of. */
const DIAGONAL_GAP: i64 = 40;
/** Hits of one seed on one diagonal that are told apart. */
const COPIES_MAX: u32 = 8;
// Cluster, 32 bytes.
export const CLUSTER_BYTES: u32 = 32;
const PLACE: usize = 0; // bit 0: strand of the read along the linear coordinate; from bit 1 on: partition
const STRAND: usize = 4; // strand of the read along the anchor node's forward strand
const POSITION: usize = 8; // anchor base in the concatenated sequence
const READ_POSITION: usize = 12; // anchor base in the read on STRAND
const SCORE: usize = 16; // number of different seeds
const DIAGONAL: usize = 20; // of the anchor in its partition, biased
const STATE: usize = 24; // 0 fresh, 1 extended, 2 another diagonal of the cluster before it, for a read that fits nowhere well
const PRIORITY: usize = 28; // SCORE, plus the mate's where a cluster of the mate lies at a fragment's distance

export let clusters: usize = 0;
export let clusterCounts: usize = 0;
/** By read: clusters that CLUSTER_MAX left out. */
export let clustersDropped: usize = 0;
let seedStamps: usize = 0;
let stamp: u32 = 0;
export function allocateClusters(): void {
	clusters = allocate(<usize>(BATCH * CLUSTER_MAX) * CLUSTER_BYTES);
	clusterCounts = allocate(BATCH * 4);
	clustersDropped = allocate(BATCH * 4);
	seedStamps = allocate(READ_MAX * 4);
}

// @ts-ignore: decorator
@inline export function clusterAt(read: u32, i: u32): usize {
	return clusters + <usize>(read * CLUSTER_MAX + i) * CLUSTER_BYTES;
}
// @ts-ignore: decorator
@inline export function clusterReferenceStrand(cluster: usize): u32 {
	return load<u32>(cluster, PLACE) & 1;
}
// @ts-ignore: decorator
@inline export function clusterPartition(cluster: usize): u32 {
	return load<u32>(cluster, PLACE) >> 1;
}
// @ts-ignore: decorator
@inline export function clusterStrand(cluster: usize): u32 {
	return load<u32>(cluster, STRAND);
}
// @ts-ignore: decorator
@inline export function clusterPosition(cluster: usize): u32 {
	return load<u32>(cluster, POSITION);
}
// @ts-ignore: decorator
@inline export function clusterReadPosition(cluster: usize): u32 {
	return load<u32>(cluster, READ_POSITION);
}
// @ts-ignore: decorator
@inline export function clusterScore(cluster: usize): u32 {
	return load<u32>(cluster, SCORE);
}
// @ts-ignore: decorator
@inline export function clusterDiagonal(cluster: usize): i64 {
	return <i64>load<u32>(cluster, DIAGONAL);
}
// @ts-ignore: decorator
@inline export function isOtherDiagonal(cluster: usize): bool {
	return load<u32>(cluster, STATE) == 2;
}
// @ts-ignore: decorator
@inline export function clusterDone(cluster: usize): bool {
	return load<u32>(cluster, STATE) != 0;
}
// @ts-ignore: decorator
@inline export function setClusterDone(cluster: usize): void {
	store<u32>(cluster, 1, STATE);
}
// @ts-ignore: decorator
@inline export function clusterPriority(cluster: usize): u32 {
	return load<u32>(cluster, PRIORITY);
}
// @ts-ignore: decorator
@inline export function setClusterPriority(cluster: usize, priority: u32): void {
	store<u32>(cluster, priority, PRIORITY);
}

/**
 * Makes the clusters of `read`. Seeds with more than `frequencyMax` entries are passed over. With `strandWanted` 0 or 1, only hits
 * on that reference strand and with a biased diagonal of `partition` from `low` to `high` count (a mate's window); 2 takes all.
 */
export function findClusters(read: u32, frequencyMax: u32, strandWanted: u32, low: i64, high: i64, partition: u32 = ALL): void {
	const hits = isChooser ? askForHits(read, frequencyMax, strandWanted, low, high, partition) : findHits(read, frequencyMax, strandWanted, low, high);
	notePassedOver(read, frequencyMax);
	sortHits(hits);
	if (oneEach && hits > 0 && hitsAgree(hits)) {
		// A read like most: no seed has two places, and all agree. The anchor is the one that `groupHits` would take.
		setCluster(clusterAt(read, 0), get64(hitKeys, hits >> 1), hits);
		set32(clusterCounts, read, 1);
		set32(clustersDropped, read, 0);
		return;
	}
	groupHits(read, hits);
}

/** Whether no hit behind hit `at`, which begins a cluster, belongs to it. */
// @ts-ignore: decorator
@inline function isAlone(at: u32, hits: u32): bool {
	if (at + 1 == hits) return true;
	return <i64>(get64(hitKeys, at + 1) >> DIAGONAL_SHIFT) - <i64>(get64(hitKeys, at) >> DIAGONAL_SHIFT) > DIAGONAL_GAP;
}

function groupHits(read: u32, hits: u32): void {
	let count: u32 = 0;
	let dropped: u32 = 0;
	let at: u32 = 0;
	while (at < hits) {
		if (count < CLUSTER_MAX && isAlone(at, hits)) {
			setCluster(clusterAt(read, count++), get64(hitKeys, at++), 1);
			continue;
		}
		if (++stamp == 0) {
			memory.fill(seedStamps, 0, READ_MAX * 4);
			stamp = 1;
		}
		const first = at;
		let previous = <i64>(get64(hitKeys, at) >> DIAGONAL_SHIFT);
		let runStart = at;
		let bestRun: u32 = 0;
		let bestRunStart = at;
		let score: u32 = 0;
		while (at < hits) {
			const key = get64(hitKeys, at);
			const diagonal = <i64>(key >> DIAGONAL_SHIFT);
			if (diagonal - previous > DIAGONAL_GAP) break;
			if (diagonal != previous) runStart = at;
			previous = diagonal;
			const seed = seedOf(at);
			if (get32(seedStamps, seed) != stamp) {
				set32(seedStamps, seed, stamp);
				score++;
			}
			if (at - runStart + 1 > bestRun) {
				bestRun = at - runStart + 1;
				bestRunStart = runStart;
			}
			at++;
		}
		// A seed that lies on one diagonal twice, as in a copy that some haplotypes insert, stands for a way of its own each time.
		const copies = mostCopies(read, bestRunStart, bestRun);
		for (let copy: u32 = 0; copy < copies; copy++) {
			let slot = count;
			if (count == CLUSTER_MAX) {
				dropped++;
				slot = 0;
				for (let i: u32 = 1; i < CLUSTER_MAX; i++) {
					if (clusterScore(clusterAt(read, i)) < clusterScore(clusterAt(read, slot))) slot = i;
				}
				if (clusterScore(clusterAt(read, slot)) >= score) break;
			} else {
				count++;
			}
			setCluster(clusterAt(read, slot), get64(hitKeys, copiesStart + copy), score);
		}
		if (bestRun < at - first && count < CLUSTER_MAX) count += addOtherDiagonal(clusterAt(read, count), first, at, bestRunStart);
	}
	set32(clusterCounts, read, count);
	set32(clustersDropped, read, dropped);
}

/** Makes a cluster of the most populated diagonal among hits [first, end) but that of hit `taken`; 1, or 0 where a seed alone is on it. */
function addOtherDiagonal(cluster: usize, first: u32, end: u32, taken: u32): u32 {
	let most: u32 = 1;
	let mostStart: u32 = 0;
	let at = first;
	while (at < end) {
		const diagonal = get64(hitKeys, at) >> DIAGONAL_SHIFT;
		let runEnd = at + 1;
		while (runEnd < end && get64(hitKeys, runEnd) >> DIAGONAL_SHIFT == diagonal) runEnd++;
		if (runEnd - at > most && at != taken) {
			most = runEnd - at;
			mostStart = at;
		}
		at = runEnd;
	}
	if (most < 2) return 0;
	setCluster(cluster, get64(hitKeys, mostStart + (most >> 1)), most);
	store<u32>(cluster, 2, STATE);
	return 1;
}

/** First of the hits that `mostCopies` found. */
let copiesStart: u32 = 0;

/**
 * In a run of hits on one diagonal: the seed with the most hits there; of those the one with the fewest elsewhere, since other
 * alleles, turned ones too, may lie on the diagonal by chance; of those the nearest to the middle, from where extensions are shortest.
 */
function mostCopies(read: u32, start: u32, length: u32): u32 {
	const firstSeed = get32(seedStarts, read);
	const middle = start + (length >> 1);
	let most: u32 = 0;
	let fewest: u32 = 0xffffffff;
	let at = start;
	while (at < start + length) {
		const seed = seedOf(at);
		let end = at + 1;
		// At another base of the read it is the same way again: a path that turns has its seeds from both ends.
		const base = get64(hitKeys, at) >> READ_POSITION_SHIFT;
		while (end < start + length && seedOf(end) == seed && get64(hitKeys, end) >> READ_POSITION_SHIFT == base) end++;
		const copies = end - at;
		const entries = load<u32>(seeds + <usize>((firstSeed + seed) * SEED_BYTES), 16);
		if (copies > most || (copies == most && (entries < fewest || (entries == fewest && at <= middle)))) {
			most = copies;
			fewest = entries;
			copiesStart = at;
		}
		at = end;
	}
	return min<u32>(most, COPIES_MAX);
}

export function setCluster(cluster: usize, key: u64, score: u32): void {
	const hit = <u32>(key & HIT_MASK);
	const place = get32(hitReadPositions, hit);
	const partition = isChooser ? get32(hitNodes, hit) : 0;
	const diagonal = (key << 1) >> (DIAGONAL_SHIFT + 1);
	store<u32>(cluster, <u32>(key >> 63) | (partition << 1), PLACE);
	store<u32>(cluster, (place >> 16) & 1, STRAND);
	store<u32>(cluster, get32(hitPositions, hit), POSITION);
	store<u32>(cluster, place & 0xffff, READ_POSITION);
	store<u32>(cluster, score, SCORE);
	store<u32>(cluster, <u32>(isChooser ? diagonal - baseOf(partition) : diagonal), DIAGONAL);
	store<u32>(cluster, 0, STATE);
	store<u32>(cluster, score, PRIORITY);
}
