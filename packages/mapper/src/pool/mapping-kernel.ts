/** The kernel that a worker maps with, whether its index lies in one memory or in several. */
import type { KernelExports } from '../kernels/kernel.ts';
import { indexKernel, type WorkerSetup } from './kernel-setup.ts';
import { partitionedKernel } from './partitioned-kernel.ts';

/** A kernel that can map, with the scratch of worker `worker`. */
export function mappingKernel(setup: Omit<WorkerSetup, 'inflation'>, worker: number): KernelExports {
	const isWhole = setup.partitions.length === 0;
	const kernel = isWhole ? indexKernel(setup.module, setup, setup.haplotypePenalty, worker) : partitionedKernel(setup, worker);
	kernel.setMaxMultimaps(setup.maxMultimaps);
	return kernel;
}
