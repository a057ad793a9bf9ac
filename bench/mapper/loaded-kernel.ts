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
}

/** Loads the workload into a kernel. */
export async function loadKernel(): Promise<LoadedKernel> {
	const workload = await makeWorkload();
	const kernel = new TestingKernel();
	kernel.useGraph(workload.graph);
	kernel.exports.setFragment(FRAGMENT.mean, FRAGMENT.stdev);
	const first = kernel.putText(workload.first, 0);
	const second = kernel.putText(workload.second, 1);
	const ends = { firstEnd: first + workload.first.length, secondEnd: second + workload.second.length };
	return { kernel, workload, first, second, ...ends };
}

/**
 * Takes the workload's first mates through a stage, batch by batch as the pipeline does, and returns the sum of what `stage`
 * returns for each read's slot. Reads are parsed and packed before: all of them and in turn, for a processor that has seen a
 * batch a thousand times foretells its branches.
 */
export function sumOverReads({ kernel: { exports }, first, firstEnd }: LoadedKernel, stage: (read: number) => number): number {
	const batch = BATCH;
	const reads = PAIRS;
	let sum = 0;
	let at = first;
	for (let done = 0; done < reads; done += batch) {
		for (let read = 0; read < batch; read++) {
			at = exports.parseSlot(at, firstEnd, read) >>> 0;
			if (at === 0) throw new Error('a record of the workload has a fault');
		}
		for (let read = 0; read < batch; read++) sum += stage(read);
	}
	return sum;
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
