/** Setting up a kernel instance over an index that lies in shared memory: the same steps on the main thread and in workers. */
import { instantiate, type KernelExports, PHRED_OFFSET_BYTES } from '../kernels/kernel.ts';
import type { Inflation } from './inflation.ts';
import type { MemoryPlan } from './memory-plan.ts';

/** Addresses of the columns the kernel reads; plain data. */
export interface IndexLayout {
	/** See src/kernels/node-records.ts. */
	readonly nodes: number;
	readonly packedBases: number;
	/** 0 where the graph has only A, C, G and T. */
	readonly otherMask: number;
	readonly edgeTargets: number;
	readonly blockNodes: number;
	readonly nameBytes: number;
	readonly k: number;
	readonly s: number;
	readonly bucketBits: number;
	readonly placeBits: number;
	readonly bucketStarts: number;
	readonly entries: number;
	/** Records of the haplotype store; 0 where nothing is known of haplotypes. */
	readonly haplotypeRecords: number;
}

/** One of several partitions of an index; plain data. */
export interface PartitionSetup {
	readonly memory: WebAssembly.Memory;
	readonly layout: IndexLayout;
	readonly plan: MemoryPlan;
	/** Room for a record's text of each worker, each of `plan.recordBytes`. */
	readonly texts: number;
	/** Linear coordinate at which it begins, where all partitions follow each other. */
	readonly base: number;
}

/** What a worker gets once. */
export interface WorkerSetup {
	readonly module: WebAssembly.Module;
	readonly memory: WebAssembly.Memory;
	readonly layout: IndexLayout;
	readonly plan: MemoryPlan;
	/** Empty where the index lies in `memory`; else that has reads and output alone, and of `layout` k and s count. */
	readonly partitions: readonly PartitionSetup[];
	readonly inflation: Inflation;
	/** Score that a path loses for each switch between haplotypes. */
	readonly haplotypePenalty: number;
	/** Most alignments of a read that are written. */
	readonly maxMultimaps: number;
	/** One shared 32-bit counter from which workers take their number. */
	readonly tickets: SharedArrayBuffer;
}

/** A kernel that can count lines; enough for the thread that reads. */
export function lineKernel(setup: Pick<WorkerSetup, 'module' | 'memory'>): KernelExports {
	return instantiate(setup.module, setup.memory);
}

/** Tells a kernel where the tables lie, which are written (`writeTables`), and gives it the scratch of worker `worker`. */
export function giveScratch(kernel: KernelExports, plan: MemoryPlan, worker: number): void {
	kernel.setTables(plan.tables, plan.tables + PHRED_OFFSET_BYTES);
	const scratch = plan.workers + worker * plan.scratchBytes;
	kernel.setScratch(scratch, scratch + plan.scratchBytes);
}

/** A kernel over an index, or one partition of it, with the scratch of worker `worker`. */
export function indexKernel(
	module: WebAssembly.Module,
	{ memory, layout, plan }: Pick<WorkerSetup, 'memory' | 'layout' | 'plan'>,
	haplotypePenalty: number,
	worker: number,
): KernelExports {
	const kernel = instantiate(module, memory);
	kernel.setGraph(layout.nodes, layout.packedBases, layout.otherMask, layout.edgeTargets, layout.blockNodes, layout.nameBytes);
	const { k, s, bucketBits, placeBits } = layout;
	kernel.setSeedTable(k, s, bucketBits, placeBits, layout.bucketStarts, layout.entries);
	kernel.setHaplotypes(layout.haplotypeRecords, haplotypePenalty);
	giveScratch(kernel, plan, worker);
	return kernel;
}
