/**
 * Between seeds and clusters: some of a read's seeds, which settle where most reads lie; of the others all seeds are looked up.
 *
 * Each look-up goes to far memory twice, and of a read whose seeds agree a few tell as much as all. The sample of a read is SAMPLE
 * seeds, the first, the last and between them as evenly as they come; every other of these is looked up first, the rest where not all
 * of them have one place in the graph. A read is *settled* where at least SETTLING of those looked up have one place, these lie on one
 * diagonal, and no more than UNSETTLING have several: it gets one cluster, as clusters.ts would make it of these. Another place that
 * would be looked at has a third of the read's seeds (promising-clusters.ts), and several of the sample would know it; a mate's window
 * is searched with the rarest of all (rescue.ts).
 *
 * Whether a read is settled depends on the read and the graph alone. A chooser (partitions.ts) has all seeds looked up at once and
 * decides by the same ones. SYNC: test/assembly/samples.test.ts
 */
import { allocate, BATCH, get32, get64, set32, set64 } from './memory';
import { lengths } from './reads';
import { k, seedEntries, seedPlaces, seedPosition, seedStarts } from './seeds';
import { entryAt, lookUpWanted, wantSeed } from './look-ups';
import {
	ANY_STRAND, askForHits, frequentSeeds, hitKeys, hitPositions, hitReadPositions, hitsAgree, hitsDropped, placeHits, seedOf,
} from './hits';
import { sortHits } from './hit-order';
import { clusterAt, clusterCounts, clustersDropped, setCluster } from './clusters';
import { ALL, isChooser } from './partitions';

/**
 * Seeds of a read that may settle it. Of 5 with 3 and 2, 82 % of the reads of a graph of 64 Mb and 94 % of chr20 are settled, and the
 * records of 4 of 1,400,000 mapped reads change; of 4 or 8 they are fewer. It is odd: SETTLING of it are every other one.
 */
const SAMPLE: u32 = 5;
/**
 * How many with one place it takes to settle a read, and how many with several are passed over. Two would settle 8 % more reads, but lie
 * apart from another copy by one letter where these seeds overlap: too little for the certainty that a read with one cluster claims.
 */
const SETTLING: u32 = 3;
const UNSETTLING: u32 = 2;

/** By read of the batch: 1 where not all of its seeds were looked up. */
let isSampled: usize = 0;
/** By read of the batch: 2 where every other of its sample is enough, else 1. */
let steps: usize = 0;
/** By read of the batch: 1 where its sample settled it. */
let settled: usize = 0;

export function allocateSamples(): void {
	isSampled = allocate(BATCH * 4);
	steps = allocate(BATCH * 4);
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

/** Wants seeds `from`, `from` + 2 and so on of a read's sample. */
// @ts-ignore: decorator
@inline function wantOfSample(read: u32, from: u32): void {
	const first = get32(seedStarts, read);
	const seedCount = seedCountOf(read);
	const sample = min<u32>(seedCount, SAMPLE);
	for (let i = from; i < sample; i += 2) wantSeed(read, first + sampleOf(i, seedCount));
}

/** Looks up every other seed of the sample of each of `reads` reads. */
export function lookUpSamples(reads: u32): void {
	for (let read: u32 = 0; read < reads; read++) {
		wantOfSample(read, 0);
		set32(isSampled, read, 1);
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
	if (seedCount == 0) return;
	const step = get32(steps, read);
	const sample = min<u32>(seedCount, SAMPLE);
	for (let i: u32 = 0; i + step < sample; i += step) {
		const next = sampleOf(i + step, seedCount);
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

/** Notes which of `reads` reads have seeds in their samples that may settle them; looks up the other half of the samples of the rest. */
export function judgeSamples(reads: u32): void {
	for (let read: u32 = 0; read < reads; read++) {
		const isEnough = seedCountOf(read) > SAMPLE && maySettle(read, 2);
		set32(settled, read, <u32>isEnough);
		set32(steps, read, isEnough ? 2 : 1);
		if (!isEnough && get32(isSampled, read) != 0) wantOfSample(read, 1);
	}
	lookUpWanted();
	for (let read: u32 = 0; read < reads; read++) {
		if (!isSettled(read)) set32(settled, read, <u32>maySettle(read, 1));
	}
}

/** Whether the seeds of a read's sample, taken in steps of `step`, are in so few places that these may settle it. */
// @ts-ignore: decorator
@inline function maySettle(read: u32, step: u32): bool {
	const first = get32(seedStarts, read);
	const seedCount = seedCountOf(read);
	const sample = min<u32>(seedCount, SAMPLE);
	let single: u32 = 0;
	let many: u32 = 0;
	for (let i: u32 = 0; i < sample; i += step) {
		const entries = seedEntries(first + sampleOf(i, seedCount));
		single += <u32>(entries == 1);
		many += <u32>(entries > 1);
	}
	return single >= SETTLING && many <= UNSETTLING;
}

/** Makes the cluster of a read whose sample may settle it; where it does not, notes this. */
export function settle(read: u32): void {
	if (!isSettled(read)) return;
	const seedCount = seedCountOf(read);
	const step = get32(steps, read);
	const hits = isChooser ? askForSample(read, seedCount, step) : findSample(read, seedCount, step);
	sortHits(hits);
	if (!hitsAgree(hits)) {
		set32(settled, read, 0);
		return;
	}
	// As many as would be found of all: what mates and clusters are compared by.
	const score = seedCount <= SAMPLE ? hits : (hits * seedCount) / (step == 1 ? SAMPLE : (SAMPLE + 1) / 2);
	setCluster(clusterAt(read, 0), get64(hitKeys, hits >> 1), score);
	set32(clusterCounts, read, 1);
	set32(clustersDropped, read, 0);
	set32(hitsDropped, read, 0);
	set32(frequentSeeds, read, 0);
}

/** The hits of those seeds of a read's sample that have one place. */
function findSample(read: u32, seedCount: u32, step: u32): u32 {
	const length = get32(lengths, read);
	const first = get32(seedStarts, read);
	const sample = min<u32>(seedCount, SAMPLE);
	let found: u32 = 0;
	for (let i: u32 = 0; i < sample; i += step) {
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
function askForSample(read: u32, seedCount: u32, step: u32): u32 {
	const hits = askForHits(read, 1, ANY_STRAND, 0, 0, ALL);
	let kept: u32 = 0;
	for (let hit: u32 = 0; hit < hits; hit++) {
		if (isInSample(seedOf(hit), seedCount, step)) set64(hitKeys, kept++, get64(hitKeys, hit));
	}
	return kept;
}

function isInSample(number: u32, seedCount: u32, step: u32): bool {
	for (let i: u32 = 0; i < SAMPLE; i += step) if (sampleOf(i, seedCount) == number) return true;
	return false;
}
