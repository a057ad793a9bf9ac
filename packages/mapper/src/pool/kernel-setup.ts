/** Setting up a kernel instance over an index that lies in shared memory: the same steps on the main thread and in workers. */
import { instantiate, type KernelExports } from '../kernels/kernel.ts';
import type { Inflation } from './inflation.ts';
import type { MemoryPlan } from './memory-plan.ts';

/** Addresses of the columns the kernel reads; plain data. */
export interface IndexLayout {
	readonly nodeStarts: number;
	readonly packedBases: number;
	/** 0 where the graph has only A, C, G and T. */
	readonly otherMask: number;
	readonly edgeStarts: number;
	readonly edgeTargets: number;
	readonly coordinatesLeft: number;
	readonly coordinatesRight: number;
	readonly blockNodes: number;
	readonly nameBytes: number;
	readonly nameOffsets: number;
	readonly k: number;
	readonly s: number;
	readonly bucketBits: number;
	readonly placeBits: number;
	readonly bucketStarts: number;
	readonly tags: number;
	readonly places: number;
}

/** What a worker gets once. */
export interface WorkerSetup {
	readonly module: WebAssembly.Module;
	readonly memory: WebAssembly.Memory;
	readonly layout: IndexLayout;
	readonly plan: MemoryPlan;
	readonly inflation: Inflation;
	/** One shared 32-bit counter from which workers take their number. */
	readonly tickets: SharedArrayBuffer;
}

/** A kernel that can count lines; enough for the thread that reads. */
export function lineKernel(setup: Pick<WorkerSetup, 'module' | 'memory'>): KernelExports {
	return instantiate(setup.module, setup.memory);
}

/** A kernel that can map, with the scratch of worker `worker`. */
export function mappingKernel({ module, memory, layout, plan }: Omit<WorkerSetup, 'inflation'>, worker: number): KernelExports {
	const kernel = instantiate(module, memory);
	kernel.setGraph(
		layout.nodeStarts,
		layout.packedBases,
		layout.otherMask,
		layout.edgeStarts,
		layout.edgeTargets,
		layout.coordinatesLeft,
		layout.coordinatesRight,
		layout.blockNodes,
		layout.nameBytes,
		layout.nameOffsets,
	);
	const { k, s, bucketBits, placeBits } = layout;
	kernel.setSeedTable(k, s, bucketBits, placeBits, layout.bucketStarts, layout.tags, layout.places);
	kernel.setTables(plan.tables, plan.tables + 4096 * 8);
	const scratch = plan.workers + worker * plan.scratchBytes;
	kernel.setScratch(scratch, scratch + plan.scratchBytes);
	return kernel;
}
