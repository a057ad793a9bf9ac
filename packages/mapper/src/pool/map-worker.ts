/** Worker thread: one kernel, one chunk at a time. */
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina';
import type { KernelExports } from '../kernels/kernel.ts';
import { mappingKernel, type WorkerSetup } from './kernel-setup.ts';
import { type ChunkResult, type ChunkTask, mapChunk } from './map-chunk.ts';

let kernel: KernelExports | undefined;
let worker = 0;

/** Maps the chunk of a task; the output is transferred, not copied. */
export default function run(task: ChunkTask): unknown {
	const setup = workerData as WorkerSetup;
	if (kernel === undefined) {
		worker = Atomics.add(new Int32Array(setup.tickets), 0, 1);
		kernel = mappingKernel(setup, worker);
	}
	const result: ChunkResult = mapChunk(kernel, setup.memory.buffer, setup.plan, worker, task);
	return move({ [transferableSymbol]: [result.output.buffer, result.counts.buffer], [valueSymbol]: result });
}
