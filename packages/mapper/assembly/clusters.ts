/**
 * Stage 5: hits of a read's seeds, grouped where they agree on a place.
 *
 * A hit says that base `readPosition` of the read on `strand` lies on base `position` of the graph's forward strand. Its diagonal
 * is the linear coordinate minus the read position, both taken along the reference, so that hits of one alignment share it up to
 * the indels between them. Sorted by strand and diagonal, hits closer than DIAGONAL_GAP form a cluster; its score is the number
 * of different seeds in it, its anchor a hit on its most populated diagonal.
 */
import { allocate, BATCH, get32, get64, READ_MAX, set32, set64 } from './memory';
import { blockNodeAt, COORDINATE_MASK, coordinateWord, nodeEnd, nodeFrom, nodeStart } from './graph';
import { entryAt, k, SEED_BYTES, seeds, seedStarts } from './seeds';
import { lengths } from './reads';
import { ALL, baseOf, findIn, isChooser, isPart, ownEntries } from './partitions';

/** Clusters kept per read; of more, those with fewer seeds are dropped and counted. */
export const CLUSTER_MAX: u32 = 64;
/** Hits of one read that are kept: as many as HIT_MASK counts. */
const HIT_MAX: u32 = 4096;
/** Entries of the seed table that are looked at for one read, kept or not; a seed with more than are left is passed over. */
const ENTRY_MAX: u32 = 65536;
/** Largest step between neighbouring diagonals of one cluster, in bp: an indel that seeds may lie on both sides of. */
const DIAGONAL_GAP: i64 = 40;
/** Hits of one seed on one diagonal that are told apart. */
const COPIES_MAX: u32 = 8;
/** As the strand wanted: both. */
export const ANY_STRAND: u32 = 2;
/** Added to diagonals to keep them positive. */
export const DIAGONAL_BIAS: i64 = 4096;

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
/** By read: 1 where it has as many hits as HIT_MAX, or ENTRY_MAX left some out. */
export let hitsDropped: usize = 0;
/** By read: seeds passed over because they are too frequent. */
export let frequentSeeds: usize = 0;

/**
 * bit 63       strand along the linear coordinate
 * bits 62..22  biased diagonal
 * bits 21..12  read position along the linear coordinate: a turned read has its hits in the same order
 * bits 11..0   hit index
 */
export let hitKeys: usize = 0;
const DIAGONAL_SHIFT: u64 = 22;
const READ_POSITION_SHIFT: u64 = 12;
const HIT_MASK: u64 = 0xfff;
export let hitPositions: usize = 0;
/** By hit: the node its place was looked up in; of a chooser, its partition. */
export let hitNodes: usize = 0;
export let hitReadPositions: usize = 0; // bits 0..15 position, bit 16 strand, bits 17..30 seed number
let seedStamps: usize = 0;
let stamp: u32 = 0;
/** Whether none of the seeds whose hits were found last has more than one place. */
let oneEach: bool = false;

export function allocateClusters(): void {
	clusters = allocate(<usize>(BATCH * CLUSTER_MAX) * CLUSTER_BYTES);
	clusterCounts = allocate(BATCH * 4);
	clustersDropped = allocate(BATCH * 4);
	hitsDropped = allocate(BATCH * 4);
	frequentSeeds = allocate(BATCH * 4);
	hitKeys = allocate(HIT_MAX * 8);
	hitPositions = allocate(HIT_MAX * 4);
	hitNodes = allocate(HIT_MAX * 4);
	hitReadPositions = allocate(HIT_MAX * 4);
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
	oneEach = false;
	const hits = isChooser ? askForHits(read, frequencyMax, strandWanted, low, high, partition) : findHits(read, frequencyMax, strandWanted, low, high);
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

/** Whether sorted hits, of which there are some, lie on one diagonal. */
// @ts-ignore: decorator
@inline export function hitsAgree(hits: u32): bool {
	return (get64(hitKeys, 0) ^ get64(hitKeys, hits - 1)) >> DIAGONAL_SHIFT == 0;
}

/** The hits of all partitions, or of one, with keys on the linear coordinate of all. */
export function askForHits(read: u32, frequencyMax: u32, strandWanted: u32, low: i64, high: i64, partition: u32): u32 {
	const packed = findIn(partition, read, frequencyMax, strandWanted, <f64>low, <f64>high);
	const hits = packed & 0xffff;
	set32(hitsDropped, read, (packed >> 16) & 1);
	set32(frequentSeeds, read, packed >> 17);
	for (let i: u32 = 0; i < hits; i++) {
		const key = get64(hitKeys, i);
		set64(hitKeys, i, ((key & ~HIT_MASK) + (baseOf(get32(hitNodes, i)) << DIAGONAL_SHIFT)) | i);
	}
	return hits;
}

/** What `findHits` found, for a chooser: bits 0 to 15 number of hits, bit 16 whether some were left out, from bit 17 on frequent seeds. */
export function packHits(read: u32, hits: u32): u32 {
	return hits | (get32(hitsDropped, read) << 16) | (get32(frequentSeeds, read) << 17);
}

/** Finds the hits of `read`, as `findClusters` says, in the order of seeds and of their entries; returns how many. */
export function findHits(read: u32, frequencyMax: u32, strandWanted: u32, low: i64, high: i64): u32 {
	const length = get32(lengths, read);
	const first = get32(seedStarts, read);
	const end = get32(seedStarts, read + 1);
	let found: u32 = 0;
	let kept: u32 = 0;
	let frequent: u32 = 0;
	let dropped: u32 = 0;
	let entriesLeft = ENTRY_MAX;
	let most: u32 = 0;
	for (let i = first; i < end; i++) {
		const seed = seeds + <usize>(i * SEED_BYTES);
		const count = load<u32>(seed, 16);
		const place = load<u32>(seed, 8);
		const inRead = place & 0x7fffffff;
		const entry = load<u32>(seed, 12);
		if (count <= 1 && found < HIT_MAX && entriesLeft > 0 && !isPart) {
			// No branch tells none from one, which nothing foretells: what is put down for none is written over.
			const word = entryAt(entry, 0);
			const strand = (word & 1) ^ (place >> 31);
			const readPosition = strand == 0 ? inRead : length - k - inRead;
			set32(hitPositions, found, word >> 1);
			set32(hitReadPositions, found, readPosition | (strand << 16) | ((i - first) << 17));
			found += count;
			entriesLeft -= count;
			continue;
		}
		if (count == 0) continue;
		if (count > frequencyMax) {
			frequent++;
			continue;
		}
		if (count > entriesLeft) {
			dropped = 1;
			continue;
		}
		entriesLeft -= count;
		most = max<u32>(most, count);
		// Limits are those of all partitions together; the entries are this one's.
		const own = isPart ? get32(ownEntries, i) : count;
		for (let j: u32 = 0; j < own; j++) {
			if (found == HIT_MAX) {
				kept = placeHits(kept, found, length, strandWanted, low, high);
				found = kept;
			}
			if (found == HIT_MAX) break;
			const word = entryAt(entry, j);
			const strand = (word & 1) ^ (place >> 31);
			const readPosition = strand == 0 ? inRead : length - k - inRead;
			set32(hitPositions, found, word >> 1);
			set32(hitReadPositions, found, readPosition | (strand << 16) | ((i - first) << 17));
			found++;
		}
	}
	const hits = placeHits(kept, found, length, strandWanted, low, high);
	set32(frequentSeeds, read, frequent);
	set32(hitsDropped, read, hits == HIT_MAX ? 1 : dropped);
	oneEach = most == 0 && !isPart;
	return hits;
}

/**
 * Gives hits [kept, found) their keys and closes the gaps that those outside the window leave; returns how many there are now.
 * The way from a position to its node goes through far memory: all hits take each step together.
 */
export function placeHits(kept: u32, found: u32, length: u32, strandWanted: u32, low: i64, high: i64): u32 {
	for (let i = kept; i < found; i++) set32(hitNodes, i, blockNodeAt(get32(hitPositions, i)));
	touchNodes(kept, found);
	let hits = kept;
	for (let i = kept; i < found; i++) {
		const position = get32(hitPositions, i);
		const place = get32(hitReadPositions, i);
		const node = nodeFrom(get32(hitNodes, i), position);
		const coordinate = coordinateWord(node);
		const readPosition = place & 0xffff;
		let referenceStrand = (place >> 16) & 1;
		let along = readPosition;
		let diagonal: i64;
		if (coordinate >> 31 == 0) {
			diagonal = <i64>((coordinate & COORDINATE_MASK) + position - nodeStart(node)) - <i64>readPosition;
		} else {
			referenceStrand ^= 1;
			along = length - 1 - readPosition;
			diagonal = <i64>((coordinate & COORDINATE_MASK) + nodeEnd(node) - 1 - position) - <i64>along;
		}
		diagonal += DIAGONAL_BIAS;
		if (strandWanted < 2 && (referenceStrand != strandWanted || diagonal < low || diagonal > high)) continue;
		const key = ((<u64>referenceStrand) << 63) | (<u64>diagonal << DIAGONAL_SHIFT) | (<u64>along << READ_POSITION_SHIFT);
		set64(hitKeys, hits, key | hits);
		set32(hitPositions, hits, position);
		set32(hitReadPositions, hits, place);
		hits++;
	}
	return hits;
}

/** Sum of what was read ahead: kept, so that no compiler leaves the reading out. */
let touched: u32 = 0;

/** Reads where the nodes of hits [kept, found) start, and their coordinates. */
function touchNodes(kept: u32, found: u32): void {
	let sum: u32 = 0;
	for (let i = kept; i < found; i++) {
		const node = get32(hitNodes, i);
		sum ^= coordinateWord(node);
	}
	touched = sum;
}

function groupHits(read: u32, hits: u32): void {
	let count: u32 = 0;
	let dropped: u32 = 0;
	let at: u32 = 0;
	while (at < hits) {
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

// @ts-ignore: decorator
@inline export function seedOf(key: u32): u32 {
	return get32(hitReadPositions, <u32>(get64(hitKeys, key) & HIT_MASK)) >> 17;
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

/** Sorts the keys of hits; most reads have theirs in order already, or in reverse. */
export function sortHits(count: u32): void {
	let ups: u32 = 0;
	let downs: u32 = 0;
	for (let i: u32 = 1; i < count; i++) {
		const isUp = <u32>(get64(hitKeys, i - 1) < get64(hitKeys, i));
		ups |= isUp;
		downs |= isUp ^ 1;
	}
	if (downs == 0) return;
	if (ups != 0) {
		sortKeys(count);
		return;
	}
	for (let i: u32 = 0, j = count - 1; i < j; i++, j--) {
		const key = get64(hitKeys, i);
		set64(hitKeys, i, get64(hitKeys, j));
		set64(hitKeys, j, key);
	}
}

/** Shell sort with Ciura's gaps; the keys are all different, so that the order is theirs alone. */
function sortKeys(count: u32): void {
	sortWithGap(count, 701);
	sortWithGap(count, 301);
	sortWithGap(count, 132);
	sortWithGap(count, 57);
	sortWithGap(count, 23);
	sortWithGap(count, 10);
	sortWithGap(count, 4);
	sortWithGap(count, 1);
}

// @ts-ignore: decorator
@inline function sortWithGap(count: u32, gap: u32): void {
	for (let i = gap; i < count; i++) {
		const key = get64(hitKeys, i);
		let j = i;
		while (j >= gap && get64(hitKeys, j - gap) > key) {
			set64(hitKeys, j, get64(hitKeys, j - gap));
			j -= gap;
		}
		set64(hitKeys, j, key);
	}
}

/** Raises the priority of clusters of two mates that lie at a fragment's distance on opposite strands. */
export function pairClusters(first: u32, second: u32, fragmentLow: i64, fragmentHigh: i64): void {
	const firstCount = get32(clusterCounts, first);
	const secondCount = get32(clusterCounts, second);
	for (let i: u32 = 0; i < firstCount; i++) {
		const a = clusterAt(first, i);
		for (let j: u32 = 0; j < secondCount; j++) {
			const b = clusterAt(second, j);
			// Opposite strands of one partition.
			if ((load<u32>(a, PLACE) ^ load<u32>(b, PLACE)) != 1) continue;
			const aForward = clusterReferenceStrand(a) == 0;
			const forward = aForward ? clusterDiagonal(a) : clusterDiagonal(b);
			const reverse = aForward ? clusterDiagonal(b) + get32(lengths, second) : clusterDiagonal(a) + get32(lengths, first);
			const span = reverse - forward;
			if (span < fragmentLow || span > fragmentHigh) continue;
			const together = clusterScore(a) + clusterScore(b);
			if (clusterPriority(a) < together) setClusterPriority(a, together);
			if (clusterPriority(b) < together) setClusterPriority(b, together);
		}
	}
}
