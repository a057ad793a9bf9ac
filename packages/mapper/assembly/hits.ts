/**
 * Stage 5a: hits of a read's seeds.
 *
 * A hit says that base `readPosition` of the read on `strand` lies on base `position` of the graph's forward strand. Its diagonal
 * is the linear coordinate minus the read position, both taken along the reference, so that hits of one alignment share it up to
 * the indels between them.
 */
import { allocate, BATCH, get32, get64, set32, set64 } from './memory';
import { blockNodeAt, COORDINATE_MASK, coordinateWord, nodeEnd, nodeFrom, nodeStart } from './graph';
import { k, SEED_BYTES, seeds, seedStarts } from './seeds';
import { entryAt } from './look-ups';
import { lengths } from './reads';
import { baseOf, findIn, isPart, ownEntries } from './partitions';

/** Hits of one read that are kept: as many as HIT_MASK counts. SYNC: src/pool/partitioned-kernel.ts */
export const HIT_MAX: u32 = 4096;
/** Entries of the seed table that are looked at for one read, kept or not; a seed with more than are left is passed over. */
const ENTRY_MAX: u32 = 65536;
/** As the strand wanted: both. */
export const ANY_STRAND: u32 = 2;
/** Added to diagonals to keep them positive. */
export const DIAGONAL_BIAS: i64 = 4096;

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
export const DIAGONAL_SHIFT: u64 = 22;
export const READ_POSITION_SHIFT: u64 = 12;
export const HIT_MASK: u64 = 0xfff;
export let hitPositions: usize = 0;
/** By hit: the node its place was looked up in; of a chooser, its partition. */
export let hitNodes: usize = 0;
export let hitReadPositions: usize = 0; // bits 0..15 position, bit 16 strand, bits 17..30 seed number
/** Whether none of the seeds whose hits were found last has more than one place. */
export let oneEach: bool = false;

export function allocateHits(): void {
	hitsDropped = allocate(BATCH * 4);
	frequentSeeds = allocate(BATCH * 4);
	hitKeys = allocate(HIT_MAX * 8);
	hitPositions = allocate(HIT_MAX * 4);
	hitNodes = allocate(HIT_MAX * 4);
	hitReadPositions = allocate(HIT_MAX * 4);
}

/** The hits of all partitions, or of one, with keys on the linear coordinate of all. */
export function askForHits(read: u32, frequencyMax: u32, strandWanted: u32, low: i64, high: i64, partition: u32): u32 {
	oneEach = false;
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

/** Whether sorted hits, of which there are some, lie on one diagonal. */
// @ts-ignore: decorator
@inline export function hitsAgree(hits: u32): bool {
	return (get64(hitKeys, 0) ^ get64(hitKeys, hits - 1)) >> DIAGONAL_SHIFT == 0;
}

// @ts-ignore: decorator
@inline export function seedOf(key: u32): u32 {
	return get32(hitReadPositions, <u32>(get64(hitKeys, key) & HIT_MASK)) >> 17;
}
