/** The kernel that a worker maps with, whether its index lies in one memory or in several. */
import type { KernelExports } from '../kernels/kernel.ts';
import { indexKernel, type WorkerSetup } from './kernel-setup.ts';
import { partitionedKernel } from './partitioned-kernel.ts';

/** A kernel that can map, with the scratch of worker `worker`. */
export function mappingKernel(setup: Omit<WorkerSetup, 'inflation'>, worker: number): KernelExports {
	return setup.partitions.length === 0
		? indexKernel(setup.module, setup, setup.haplotypePenalty, worker)
		: partitionedKernel(setup, worker);
}
