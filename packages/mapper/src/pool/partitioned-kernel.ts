/**
 * One worker's kernels over an index of several partitions: one for each, and a chooser over the memory of the reads, which maps.
 *
 * What the chooser asks of the partitions comes through here: the call goes on to their kernels, and what they found is copied into
 * the chooser's memory, partition after partition. SYNC: assembly/partitions.ts, assembly/parts.ts.
 */
import { BATCH, instantiate, type KernelExports, type PartitionImports, READ_MAX } from '../kernels/kernel.ts';
import { giveScratch, indexKernel, type WorkerSetup } from './kernel-setup.ts';

const CHOOSER = 1;
const PART = 2;
/** The chooser's word for all partitions. */
const ALL = -1;
/** Hits of a read that are kept. SYNC: HIT_MAX in assembly/hits.ts. */
const HIT_MAX = 4096;
/** SYNC: packHits in assembly/hits.ts. */
const HITS_MASK = 0xffff;
const DROPPED_BIT = 0x10000;
/** Frequent seeds are those of all partitions together: each says the same. */
const FREQUENT_MASK = ~(HITS_MASK | DROPPED_BIT);
/** In a hit's place in the read, the number of its seed. */
const SEED_SHIFT = 17;
/** SYNC: NO_CANDIDATE in assembly/anchors.ts. */
const NO_CANDIDATE = 0xffff;
/** Where the seeds of each read of a batch start, and where the last end. */
const SEED_STARTS_BYTES = 4 * (BATCH + 1);

/** A kernel and where its scratch has what is copied. */
class Side {
	readonly kernel: KernelExports;
	readonly bytes: Uint8Array;
	readonly words: Uint32Array;
	/** Indices of words. */
	readonly ownEntries: number;
	readonly allEntries: number;
	readonly entriesOfReads: number;
	readonly keys: number;
	readonly positions: number;
	readonly readPositions: number;
	readonly partitions: number;
	readonly hasOthers: number;
	/** By read of the batch: whether its bases are here. */
	readonly hasRead: Uint8Array = new Uint8Array(BATCH);

	constructor(kernel: KernelExports, buffer: ArrayBufferLike) {
		const word = (address: number): number => (address >>> 0) / 4;
		this.kernel = kernel;
		this.bytes = new Uint8Array(buffer);
		this.words = new Uint32Array(buffer);
		this.ownEntries = word(kernel.ownEntriesAt());
		this.allEntries = word(kernel.allEntriesAt());
		this.entriesOfReads = word(kernel.entriesOfReadsAt());
		this.keys = word(kernel.hitKeysAt());
		this.positions = word(kernel.hitPositionsAt());
		this.readPositions = word(kernel.hitReadPositionsAt());
		this.partitions = word(kernel.hitPartitionsAt());
		this.hasOthers = word(kernel.hasOthersAt());
	}

	/** Copies `length` bytes from another side, at addresses as the kernels say them. */
	copy(from: Side, source: number, target: number, length: number): void {
		const start = source >>> 0;
		this.bytes.set(from.bytes.subarray(start, start + length), target >>> 0);
	}

	/** Copies the bases of a read, unless they are here. Few reads are aligned in more than one partition. */
	takeRead(from: Side, read: number): void {
		if (this.hasRead[read] === 1) return;
		this.hasRead[read] = 1;
		const { kernel } = this;
		this.copy(from, from.kernel.packedOf(read), kernel.packedOf(read), kernel.strandsBytes());
		this.copy(from, from.kernel.trustedOf(read), kernel.trustedOf(read), kernel.trustedBytes());
		if (this.words[this.hasOthers + read] === 0) return;
		this.copy(from, from.kernel.othersOf(read), kernel.othersOf(read), kernel.strandsBytes());
	}
}

/** A kernel that maps to all partitions of `setup`, with the scratch of worker `worker` in each memory. */
export function partitionedKernel(setup: Omit<WorkerSetup, 'inflation'>, worker: number): KernelExports {
	const { partitions, plan, layout } = setup;
	const parts = partitions.map((partition) => {
		const kernel = indexKernel(setup.module, partition, setup.haplotypePenalty, worker);
		kernel.setRole(PART);
		return new Side(kernel, partition.memory.buffer);
	});
	const texts = partitions.map(({ texts, plan }) => texts + worker * plan.recordBytes);
	// Set before anything is asked: imports are needed to make the kernel that they copy to.
	const sides: { chooser?: Side } = {};
	const answers = new Uint32Array(parts.length);
	const imports: PartitionImports = {
		lookUpIn: (seedCount, reads) => lookUp(sides.chooser!, parts, seedCount, reads),
		findIn: (partition, read, frequencyMax, strandWanted, low, high) => {
			const first = partition === ALL ? 0 : partition;
			const end = partition === ALL ? parts.length : partition + 1;
			// Most reads have places in one partition alone; who has none need not look.
			let asked = -1;
			for (let i = first; i < end; i++) {
				const { kernel, words, entriesOfReads } = parts[i]!;
				answers[i] = 0;
				if (words[entriesOfReads + read] === 0 && (asked >= 0 || i + 1 < end)) continue;
				answers[i] = kernel.findFor(read, frequencyMax, strandWanted, low, high);
				asked = i;
			}
			return mergeHits(sides.chooser!, parts, answers, first, end) | (answers[asked]! & FREQUENT_MASK);
		},
		alignIn: (partition, read, strand, position, anchor, floor, target) => {
			const part = parts[partition]!;
			part.takeRead(sides.chooser!, read);
			const found = part.kernel.alignFor(read, strand, position, anchor, floor);
			const place = found & 0xffff;
			if (place === NO_CANDIDATE) return found;
			sides.chooser!.copy(part, part.kernel.candidateOf(read, place), target, part.kernel.candidateBytes());
			return found;
		},
		fragmentIn: (partition, first, place, second, matePlace, mean, most) => {
			return parts[partition]!.kernel.fragmentFor(first, place, second, matePlace, mean, most);
		},
		takersIn: (partition, first, place, second, matePlace, distanceMax) => {
			return parts[partition]!.kernel.takersFor(first, place, second, matePlace, distanceMax);
		},
		writeIn: (partition, read, place, mapq, marks, target) => {
			const part = parts[partition]!;
			const length = part.kernel.writeFor(texts[partition]!, read, place, mapq, marks);
			sides.chooser!.copy(part, texts[partition]!, target, length);
			return length;
		},
	};
	const kernel = instantiate(setup.module, setup.memory, imports);
	kernel.setSeedTable(layout.k, layout.s, 4, 32, 0, 0);
	kernel.setHaplotypes(0, setup.haplotypePenalty);
	giveScratch(kernel, plan, worker);
	kernel.setRole(CHOOSER);
	for (const [i, { base }] of partitions.entries()) kernel.setPartitionBase(i, base);
	sides.chooser = new Side(kernel, setup.memory.buffer);
	return kernel;
}

/** Hands the batch's seeds to the partitions, and tells everyone how many entries each seed has in all together. */
function lookUp(chooser: Side, parts: readonly Side[], seedCount: number, reads: number): void {
	const { kernel, words, ownEntries } = chooser;
	words.fill(0, ownEntries, ownEntries + seedCount);
	for (const part of parts) {
		part.hasRead.fill(0);
		part.copy(chooser, kernel.readsAt(), part.kernel.readsAt(), kernel.readsEnd() - kernel.readsAt());
		part.copy(chooser, kernel.seedsAt(), part.kernel.seedsAt(), seedCount * kernel.seedBytes());
		part.copy(chooser, kernel.seedStartsAt(), part.kernel.seedStartsAt(), SEED_STARTS_BYTES);
		part.kernel.lookUpFor(seedCount, reads);
		for (let i = 0; i < seedCount; i++) words[ownEntries + i]! += part.words[part.ownEntries + i]!;
	}
	for (const part of parts) {
		part.words.set(words.subarray(ownEntries, ownEntries + seedCount), part.allEntries);
		part.kernel.limitBy(seedCount);
	}
}

/** Copies the hits that partitions [first, end) have, as their `answers` say; returns how many, and whether some were dropped. */
function mergeHits(chooser: Side, parts: readonly Side[], answers: Uint32Array, first: number, end: number): number {
	let wanted = 0;
	let dropped = 0;
	for (let i = first; i < end; i++) {
		wanted += answers[i]! & HITS_MASK;
		dropped |= answers[i]! & DROPPED_BIT;
	}
	let hits = 0;
	if (wanted <= HIT_MAX) {
		for (let i = first; i < end; i++) {
			for (let hit = 0; hit < (answers[i]! & HITS_MASK); hit++) copyHit(parts[i]!, hit, chooser, hits++, i);
		}
	} else {
		// The first in the order of seeds, and within a seed of partitions: as they come where all lie in one memory.
		const next = new Uint32Array(parts.length);
		for (let seed = 0; seed < READ_MAX; seed++) {
			for (let i = first; i < end; i++) {
				const { words, readPositions } = parts[i]!;
				const own = answers[i]! & HITS_MASK;
				for (; next[i]! < own && words[readPositions + next[i]!]! >>> SEED_SHIFT === seed; next[i]!++) {
					if (hits < HIT_MAX) copyHit(parts[i]!, next[i]!, chooser, hits++, i);
				}
			}
		}
	}
	if (wanted >= HIT_MAX) dropped = DROPPED_BIT;
	return dropped | hits;
}

/** Copies hit `hit` of a partition to hit `to` of the chooser. */
function copyHit(part: Side, hit: number, chooser: Side, to: number, partition: number): void {
	chooser.words[chooser.keys + 2 * to] = part.words[part.keys + 2 * hit]!;
	chooser.words[chooser.keys + 2 * to + 1] = part.words[part.keys + 2 * hit + 1]!;
	chooser.words[chooser.positions + to] = part.words[part.positions + hit]!;
	chooser.words[chooser.readPositions + to] = part.words[part.readPositions + hit]!;
	chooser.words[chooser.partitions + to] = partition;
}
