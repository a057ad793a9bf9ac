/**
 * Between seeds and clusters: some of a read's seeds, which settle where most reads lie; of the others all seeds are looked up.
 *
 * Each look-up goes to far memory twice, and of a read whose seeds agree a few tell as much as all. SAMPLE seeds, the first, the last
 * and between them as evenly as they come, are looked up for every read. A read is *settled* where at least SETTLING of them have one
 * place in the graph, these places lie on one diagonal, and no more than UNSETTLING have several: it gets one cluster, as clusters.ts
 * would make it of these. Of another place that shares a third of the seeds with it, which is what would be looked at
 * (promising-clusters.ts), several of the sample would have to know; a mate's window is searched with all seeds (rescue.ts).
 *
 * Whether a read is settled depends on the read and the graph alone. A chooser (partitions.ts) has all seeds looked up at once and
 * decides by the same ones. SYNC: test/assembly/samples.test.ts
 */
import { allocate, BATCH, get32, get64, set32, set64 } from './memory';
import { lengths } from './reads';
import { entryAt, k, lookUpWanted, seedEntries, seedPlaces, seedPosition, seedStarts, wantSeed } from './seeds';
import {
	ANY_STRAND, askForHits, frequentSeeds, hitKeys, hitPositions, hitReadPositions, hitsAgree, hitsDropped, placeHits, seedOf,
} from './hits';
import { sortHits } from './hit-order';
import { clusterAt, clusterCounts, clustersDropped, setCluster } from './clusters';
import { ALL, isChooser } from './partitions';

/**
 * Seeds of a read that are looked up first. Of 5 with 3 and 2, 82 % of the reads of a graph of 64 Mb and 94 % of chr20 are settled, and
 * of 1,400,000 simulated and real reads the records of 4 change; of 4 or 8 they are fewer.
 */
const SAMPLE: u32 = 5;
/** How many with one place it takes to settle a read, and how many with several are passed over. */
const SETTLING: u32 = 3;
const UNSETTLING: u32 = 2;

/** By read of the batch: 1 where only its sample was looked up. */
let isSampled: usize = 0;
/** By read of the batch: 1 where its sample settled it. */
let settled: usize = 0;

export function allocateSamples(): void {
	isSampled = allocate(BATCH * 4);
	settled = allocate(BATCH * 4);
}

/** Number of seed `i` of a sample, of `seedCount` seeds. */
// @ts-ignore: decorator
@inline function sampleOf(i: u32, seedCount: u32): u32 {
	return seedCount <= SAMPLE ? i : (i * (seedCount - 1)) / (SAMPLE - 1);
}

// @ts-ignore: decorator
@inline function seedCountOf(read: u32): u32 {
	return get32(seedStarts, read + 1) - get32(seedStarts, read);
}

/** Looks up the sample of each of `reads` reads. */
export function lookUpSamples(reads: u32): void {
	for (let read: u32 = 0; read < reads; read++) {
		const first = get32(seedStarts, read);
		const seedCount = seedCountOf(read);
		const sample = min<u32>(seedCount, SAMPLE);
		for (let i: u32 = 0; i < sample; i++) wantSeed(read, first + sampleOf(i, seedCount));
		set32(isSampled, read, <u32>(seedCount > SAMPLE));
	}
	lookUpWanted();
}

/** Notes of `reads` reads that all their seeds were looked up. */
export function lookedUpAll(reads: u32): void {
	for (let read: u32 = 0; read < reads; read++) set32(isSampled, read, 0);
}

/** Wants what of a read's seeds was not looked up. */
function wantRest(read: u32): void {
	if (get32(isSampled, read) == 0) return;
	set32(isSampled, read, 0);
	const first = get32(seedStarts, read);
	const seedCount = seedCountOf(read);
	for (let i: u32 = 0; i + 1 < SAMPLE; i++) {
		const next = sampleOf(i + 1, seedCount);
		for (let seed = sampleOf(i, seedCount) + 1; seed < next; seed++) wantSeed(read, first + seed);
	}
}

/** Looks up all seeds of a read, as far as they are not. */
export function lookUpRest(read: u32): void {
	wantRest(read);
	lookUpWanted();
}

/** Looks up all seeds of those of `reads` reads whose samples do not settle them. */
export function lookUpUnsettled(reads: u32): void {
	for (let read: u32 = 0; read < reads; read++) if (!isSettled(read)) wantRest(read);
	lookUpWanted();
}

export function isSettled(read: u32): bool {
	return get32(settled, read) != 0;
}

/** Notes which of `reads` reads have seeds in their samples that may settle them. */
export function judgeSamples(reads: u32): void {
	for (let read: u32 = 0; read < reads; read++) {
		const first = get32(seedStarts, read);
		const seedCount = seedCountOf(read);
		const sample = min<u32>(seedCount, SAMPLE);
		let single: u32 = 0;
		let many: u32 = 0;
		for (let i: u32 = 0; i < sample; i++) {
			const entries = seedEntries(first + sampleOf(i, seedCount));
			single += <u32>(entries == 1);
			many += <u32>(entries > 1);
		}
		set32(settled, read, <u32>(single >= SETTLING) & <u32>(many <= UNSETTLING));
	}
}

/** Makes the cluster of a read whose sample may settle it; where it does not, notes this. */
export function settle(read: u32): void {
	if (!isSettled(read)) return;
	const seedCount = seedCountOf(read);
	const hits = isChooser ? askForSample(read, seedCount) : findSample(read, seedCount);
	sortHits(hits);
	if (!hitsAgree(hits)) {
		set32(settled, read, 0);
		return;
	}
	// As many as would be found of all: what mates and clusters are compared by.
	const score = seedCount <= SAMPLE ? hits : (hits * seedCount) / SAMPLE;
	setCluster(clusterAt(read, 0), get64(hitKeys, hits >> 1), score);
	set32(clusterCounts, read, 1);
	set32(clustersDropped, read, 0);
	set32(hitsDropped, read, 0);
	set32(frequentSeeds, read, 0);
}

/** The hits of those seeds of a read's sample that have one place. */
function findSample(read: u32, seedCount: u32): u32 {
	const length = get32(lengths, read);
	const first = get32(seedStarts, read);
	const sample = min<u32>(seedCount, SAMPLE);
	let found: u32 = 0;
	for (let i: u32 = 0; i < sample; i++) {
		const number = sampleOf(i, seedCount);
		const seed = first + number;
		const place = seedPosition(seed);
		const inRead = place & 0x7fffffff;
		// What is put down for a seed without a place, or with several, is written over.
		const word = entryAt(seedPlaces(seed), 0);
		const strand = (word & 1) ^ (place >> 31);
		const readPosition = strand == 0 ? inRead : length - k - inRead;
		set32(hitPositions, found, word >> 1);
		set32(hitReadPositions, found, readPosition | (strand << 16) | (number << 17));
		found += <u32>(seedEntries(seed) == 1);
	}
	return placeHits(0, found, length, ANY_STRAND, 0, 0);
}

/** The same of all partitions: hits of seeds with one place, without those of seeds that are not in the sample. */
function askForSample(read: u32, seedCount: u32): u32 {
	const hits = askForHits(read, 1, ANY_STRAND, 0, 0, ALL);
	let kept: u32 = 0;
	for (let hit: u32 = 0; hit < hits; hit++) {
		if (isInSample(seedOf(hit), seedCount)) set64(hitKeys, kept++, get64(hitKeys, hit));
	}
	return kept;
}

function isInSample(number: u32, seedCount: u32): bool {
	for (let i: u32 = 0; i < SAMPLE; i++) if (sampleOf(i, seedCount) == number) return true;
	return false;
}
