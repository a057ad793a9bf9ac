/**
 * The compiled per-read path (assembly/pipeline.ts) over a memory that workers share.
 *
 * Addresses are bytes from the start of that memory. What lies where:
 *
 *   0        64 KiB   nothing: the module's own static area, empty by design
 *   DATA              the sections of an index, read only, then what is derived from them
 *   behind            input slots, then one scratch range per worker (see src/pool/memory-plan.ts)
 */

/** Address of the first section of an index. */
export const DATA_ADDRESS = 65536;
/** WebAssembly's page. */
export const PAGE_BYTES = 65536;
/** 4 GiB: all that a 32-bit memory can hold. */
export const PAGES_MAX = 65536;
/** SYNC: READ_MAX in assembly/memory.ts. */
export const READ_MAX = 1024;
/** SYNC: BATCH in assembly/memory.ts. */
export const BATCH = 128;

/** Functions of assembly/pipeline.ts. */
export interface KernelExports {
	setGraph(
		nodes: number,
		packedBases: number,
		otherMask: number,
		edgeTargets: number,
		blockNodes: number,
		nameBytes: number,
	): void;
	setSeedTable(k: number, s: number, bucketBits: number, placeBits: number, bucketStarts: number, entries: number): void;
	setHaplotypes(records: number, penalty: number): void;
	setMaxMultimaps(most: number): void;
	setTables(exp: number, phred: number): void;
	setFragment(mean: number, stdev: number): void;
	setScratch(start: number, end: number): void;
	mapChunk(
		first: number,
		firstEnd: number,
		second: number,
		secondEnd: number,
		records: number,
		out: number,
		outEnd: number,
		reserve: number,
		estimate: number,
	): number;
	seedText(text: number, length: number, out: number): number;
	skipLines(at: number, end: number, lines: number): number;
	moveBytes(target: number, source: number, size: number): void;
	recordBytesMax(readName: number, segmentName: number): number;
	/** What follows up to `faultAt` is for partitions: see assembly/parts.ts. */
	setRole(role: number): void;
	setPartitionBase(partition: number, base: number): void;
	lookUpFor(seedCount: number, reads: number): void;
	limitBy(seedCount: number): void;
	findFor(read: number, frequencyMax: number, strandWanted: number, low: number, high: number): number;
	alignFor(read: number, strand: number, position: number, anchor: number, floor: number): number;
	fragmentFor(first: number, place: number, second: number, matePlace: number, mean: number, most: number): number;
	takersFor(first: number, place: number, second: number, matePlace: number, distanceMax: number): number;
	writeFor(at: number, read: number, place: number, mapq: number, marks: number): number;
	readsAt(): number;
	readsEnd(): number;
	hasOthersAt(): number;
	packedOf(read: number): number;
	othersOf(read: number): number;
	strandsBytes(): number;
	trustedOf(read: number): number;
	trustedBytes(): number;
	seedsAt(): number;
	seedBytes(): number;
	seedStartsAt(): number;
	ownEntriesAt(): number;
	entriesOfReadsAt(): number;
	allEntriesAt(): number;
	hitKeysAt(): number;
	hitPositionsAt(): number;
	hitReadPositionsAt(): number;
	hitPartitionsAt(): number;
	candidateOf(read: number, place: number): number;
	candidateBytes(): number;
	/** Times stages from now on, or no more; milliseconds by stage are at the address. See assembly/stage-times.ts. */
	setTimed(on: number): void;
	stageTimesAt(): number;
	faultAt(): number;
	countersAt(): number;
	/** Lengths of the fragments of the last call's proper pairs, 32-bit each, and how many they are. */
	properFragmentsAt(): number;
	properFragmentCount(): number;
	readonly nextFirst: WebAssembly.Global<'i32'>;
	readonly nextSecond: WebAssembly.Global<'i32'>;
	readonly written: WebAssembly.Global<'i32'>;
	readonly linesSeen: WebAssembly.Global<'i32'>;
}

/** A memory of at least `bytes` that can be shared between threads. */
export function sharedMemory(bytes: number): WebAssembly.Memory {
	return new WebAssembly.Memory({ initial: Math.max(64, Math.ceil(bytes / PAGE_BYTES)), maximum: PAGES_MAX, shared: true });
}

/** What a kernel that chooses among partitions asks of them: the imports of assembly/partitions.ts. */
export interface PartitionImports {
	lookUpIn(seedCount: number, reads: number): void;
	findIn(partition: number, read: number, frequencyMax: number, strandWanted: number, low: number, high: number): number;
	alignIn(
		partition: number,
		read: number,
		strand: number,
		position: number,
		anchor: number,
		floor: number,
		target: number,
	): number;
	fragmentIn(
		partition: number,
		first: number,
		place: number,
		second: number,
		matePlace: number,
		mean: number,
		most: number,
	): number;
	takersIn(partition: number, first: number, place: number, second: number, matePlace: number, distanceMax: number): number;
	writeIn(partition: number, read: number, place: number, mapq: number, marks: number, target: number): number;
}

const unasked = (): never => {
	throw new Error('a kernel over one memory asks no partitions');
};
const NO_PARTITIONS: PartitionImports = {
	lookUpIn: unasked,
	findIn: unasked,
	alignIn: unasked,
	fragmentIn: unasked,
	takersIn: unasked,
	writeIn: unasked,
};

/** An instance of the kernel over `memory`, which chooses among partitions where it is given any to ask. */
export function instantiate(
	module: WebAssembly.Module,
	memory: WebAssembly.Memory,
	partitions: PartitionImports = NO_PARTITIONS,
): KernelExports {
	const imports = { env: { memory }, partitions: { ...partitions }, clock: { now: () => performance.now() } };
	return new WebAssembly.Instance(module, imports).exports as unknown as KernelExports;
}

/** exp(-i / 64) for 0 <= i < 4096, then 10^(-q / 10) for 0 <= q <= 60: see setTables in assembly/mapping-quality.ts. */
export const TABLE_DOUBLES: number = 4096 + 61;
/** Where the second of them begins. */
export const PHRED_OFFSET_BYTES: number = 4096 * 8;

/** Writes the two tables at `address` and tells the kernel. They are made here so that the module needs no math library. */
export function writeTables(kernel: KernelExports, memory: WebAssembly.Memory, address: number): void {
	const tables = new Float64Array(memory.buffer, address, TABLE_DOUBLES);
	for (let i = 0; i < 4096; i++) tables[i] = Math.exp(-i / 64);
	for (let q = 0; q <= 60; q++) tables[4096 + q] = 10 ** (-q / 10);
	kernel.setTables(address, address + PHRED_OFFSET_BYTES);
}
