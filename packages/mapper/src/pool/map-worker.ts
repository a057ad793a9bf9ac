/** Worker thread: one kernel, one chunk at a time. */
import { workerData } from 'piscina';
import type { KernelExports } from '../kernels/kernel.ts';
import { mappingKernel, type WorkerSetup } from './kernel-setup.ts';
import { type ChunkResult, type ChunkTask, mapChunk } from './map-chunk.ts';

let kernel: KernelExports | undefined;

/** Maps the chunk of a task. */
export default function run(task: ChunkTask): ChunkResult {
	const setup = workerData as WorkerSetup;
	kernel ??= mappingKernel(setup, Atomics.add(new Int32Array(setup.tickets), 0, 1));
	return mapChunk(kernel, setup.memory.buffer, setup.plan, task);
}
