/** The kernel with every stage exported, over the fixed workload: graph, seeds and reads in its memory. */
import { TestingKernel } from '../../packages/mapper/test/testing-kernel.ts';
import { BATCH } from '../../packages/mapper/src/kernels/kernel.ts';
import { FRAGMENT, makeWorkload, PAIRS, type Workload } from './workload.ts';

/** A kernel that is ready to map. */
export interface LoadedKernel {
	readonly kernel: TestingKernel;
	readonly workload: Workload;
	/** Addresses of the mates' FASTQ and of their ends. */
	readonly first: number;
	readonly firstEnd: number;
	readonly second: number;
	readonly secondEnd: number;
	/** Addresses of the first records, one for each slot of a batch. */
	readonly records: readonly number[];
}

const NEWLINE = 10;

/** Loads the workload into a kernel. */
export async function loadKernel(): Promise<LoadedKernel> {
	const workload = await makeWorkload();
	const kernel = new TestingKernel();
	kernel.useGraph(workload.graph);
	kernel.exports.setFragment(FRAGMENT.mean, FRAGMENT.stdev);
	const first = kernel.putText(workload.first, 0);
	const second = kernel.putText(workload.second, 1);
	const records: number[] = [];
	for (let at = 0; records.length < BATCH; ) {
		records.push(first + at);
		for (let line = 0; line < 4; line++) at = workload.first.indexOf(NEWLINE, at) + 1;
	}
	return {
		kernel,
		workload,
		first,
		firstEnd: first + workload.first.length,
		second,
		secondEnd: second + workload.second.length,
		records,
	};
}

/** Parses and packs one batch of reads into its slots; returns their bases. */
export function parseBatch({ kernel: { exports }, records, firstEnd }: LoadedKernel): number {
	let bases = 0;
	for (let read = 0; read < records.length; read++) {
		if (exports.parseSlot(records[read]!, firstEnd, read) === 0) throw new Error('a record of the workload has a fault');
		bases += exports.lengthOf(read);
	}
	return bases;
}

/** Maps the whole workload, as pairs or the first mates alone; returns the bytes of its records. */
export function mapWorkload({ kernel, first, firstEnd, second, secondEnd }: LoadedKernel, paired: boolean): number {
	const { exports, plan } = kernel;
	const out = plan.workers + plan.scratchBytes;
	const outEnd = plan.workers + plan.workerBytes;
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
