/** The kernel with every stage exported, over the fixed workload: graph, seeds and reads in its memory. */
import { readFile } from 'node:fs/promises';
import { BATCH, type KernelExports, writeTables } from '../../packages/mapper/src/kernels/kernel.ts';
import { mappingKernel } from '../../packages/mapper/src/pool/mapping-kernel.ts';
import { FRAGMENT, makeWorkload, PAIRS, type Workload } from './workload.ts';

/** Stages by themselves: functions of packages/mapper/assembly/testing.ts beside those of the product. */
interface StageExports extends KernelExports {
	parseSlot(at: number, end: number, read: number): number;
	lengthOf(read: number): number;
	clearBatch(): void;
	seedReads(reads: number): number;
	lookUpReads(seedCount: number, reads: number): void;
	settleReads(reads: number): void;
	lookUpUnsettled(reads: number): void;
	clusterReads(reads: number, paired: number): void;
	alignReads(reads: number): void;
	chooseReads(reads: number, paired: number): void;
	writeReads(reads: number, out: number): number;
	extendAnchor(read: number, gapped: number): number;
	seedsOf(read: number): number;
	entriesOf(read: number): number;
	clusterCount(read: number): number;
	candidateCount(read: number): number;
	followCandidates(read: number): number;
	isProperPair(read: number): number;
}

/** A kernel that is ready to map. */
export interface LoadedKernel {
	readonly exports: StageExports;
	readonly workload: Workload;
	/** Addresses of the mates' FASTQ and of their ends. */
	readonly first: number;
	readonly firstEnd: number;
	readonly second: number;
	readonly secondEnd: number;
}

const BUILDER = new URL('../../packages/mapper/scripts/build-kernel.mjs', import.meta.url);

/** Loads the workload into a kernel. */
export async function loadKernel(): Promise<LoadedKernel> {
	const { ensureTestingKernel } = (await import(BUILDER.href)) as { ensureTestingKernel: () => Promise<string> };
	const module = await WebAssembly.compile(await readFile(await ensureTestingKernel()));
	const workload = await makeWorkload();
	const { memory, layout, plan } = workload.index;
	const setup = {
		module,
		memory,
		layout,
		plan,
		partitions: [],
		haplotypePenalty: 4,
		maxMultimaps: 1,
		tickets: new SharedArrayBuffer(4),
	};
	const exports = mappingKernel(setup, 0) as StageExports;
	writeTables(exports, memory, plan.tables);
	exports.setFragment(FRAGMENT.mean, FRAGMENT.stdev);
	const bytes = new Uint8Array(memory.buffer);
	const first = plan.slots;
	const second = plan.slots + plan.slotBytes;
	bytes.set(workload.first, first);
	bytes.set(workload.second, second);
	const ends = { firstEnd: first + workload.first.length, secondEnd: second + workload.second.length };
	return { exports, workload, first, second, ...ends };
}

/** Stages of a batch of pairs, in their order. */
const STAGES = ['reads', 'seeds', 'look-ups', 'clusters', 'candidates', 'pairs', 'records'] as const;

/**
 * Takes the workload's pairs through all stages up to `last`, batch by batch as the pipeline does, and returns the sum of what `ofRead`
 * says of each read; where records come last, of their bytes too. All reads and in turn, for a processor that has seen a
 * batch a thousand times foretells its branches.
 */
export function sumOverReads(loaded: LoadedKernel, last: (typeof STAGES)[number], ofRead: (read: number) => number): number {
	const { exports, firstEnd, secondEnd } = loaded;
	const out = loaded.workload.index.plan.outputs;
	const end = STAGES.indexOf(last);
	let sum = 0;
	let { first, second } = loaded;
	for (let done = 0; done < PAIRS; done += BATCH / 2) {
		for (let read = 0; read < BATCH; read += 2) {
			first = exports.parseSlot(first, firstEnd, read) >>> 0;
			second = exports.parseSlot(second, secondEnd, read + 1) >>> 0;
			if (first === 0 || second === 0) throw new Error('a record of the workload has a fault');
		}
		exports.clearBatch();
		const seedCount = end > 0 ? exports.seedReads(BATCH) : 0;
		if (end > 1) exports.lookUpReads(seedCount, BATCH);
		if (end > 2) {
			exports.settleReads(BATCH);
			exports.lookUpUnsettled(BATCH);
			exports.clusterReads(BATCH, 1);
		}
		if (end > 3) exports.alignReads(BATCH);
		if (end > 4) exports.chooseReads(BATCH, 1);
		if (end > 5) sum += exports.writeReads(BATCH, out) - out;
		for (let read = 0; read < BATCH; read++) sum += ofRead(read);
	}
	return sum;
}

/** Maps the whole workload, as pairs or the first mates alone; returns the bytes of its records. */
export function mapWorkload(loaded: LoadedKernel, paired: boolean): number {
	const { exports, first, firstEnd, second, secondEnd } = loaded;
	const { plan } = loaded.workload.index;
	const out = plan.outputs;
	const outEnd = plan.outputs + plan.outputBytes;
	let bytes = 0;
	let at = first;
	let mate = paired ? second : 0;
	const pairs = PAIRS;
	for (let done = 0; done < pairs; ) {
		const left = pairs - done;
		const count = exports.mapChunk(at, firstEnd, mate, secondEnd, left, out, outEnd, plan.recordBytes, 0);
		if (count <= 0) throw new Error('the workload does not map');
		done += count;
		bytes += (exports.written.value >>> 0) - out;
		at = exports.nextFirst.value >>> 0;
		if (paired) mate = exports.nextSecond.value >>> 0;
	}
	return bytes;
}
