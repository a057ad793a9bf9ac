/** Worker thread: one kernel and one engine that inflates, one task at a time. */
import { type BlockFault, BlockInflater, openInflater } from '@pangraf/graph/bgzf-blocks';
import { workerData } from 'node:worker_threads';
import type { KernelExports } from '../kernels/kernel.ts';
import { blocksAt, dataAt, type InflateTask } from './inflation.ts';
import type { WorkerSetup } from './kernel-setup.ts';
import { type ChunkResult, type ChunkTask, mapChunk } from './map-chunk.ts';
import { mappingKernel } from './mapping-kernel.ts';

let kernel: KernelExports | undefined;
let inflater: BlockInflater | undefined;

/** Maps the chunk, or inflates the batch, of a task. */
export default function run(task: ChunkTask | InflateTask): ChunkResult | BlockFault | undefined {
	const setup = workerData as WorkerSetup;
	if ('place' in task) {
		inflater ??= new BlockInflater(openInflater('raw'));
		const { inflation } = setup;
		return inflater.inflate(blocksAt(inflation, task.place).subarray(0, task.blockBytes), dataAt(inflation, task.place));
	}
	kernel ??= mappingKernel(setup, Atomics.add(new Int32Array(setup.tickets), 0, 1));
	return mapChunk(kernel, setup.memory.buffer, setup.plan, task);
}
