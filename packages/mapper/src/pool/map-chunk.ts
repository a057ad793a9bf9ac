/** One chunk of reads through a kernel: what a worker does, without the worker. */
import type { FragmentLengths } from '../pairs/fragment-lengths.ts';
import { type FastqFault, readFault } from '../reads/fastq-faults.ts';
import { COUNTER_COUNT } from '../records/read-classes.ts';
import { STAGE_COUNT } from '../records/stage-times.ts';
import type { KernelExports } from '../kernels/kernel.ts';
import type { MemoryPlan } from './memory-plan.ts';

/** A chunk that lies in a slot of the shared memory; plain data. */
export interface ChunkTask {
	readonly slot: number;
	/** Records, or pairs where mates are given. */
	readonly records: number;
	readonly firstBytes: number;
	readonly secondBytes: number;
	/** `none`, `files` (mates in the slot's second half) or `interleaved`. */
	readonly mates: 'none' | 'files' | 'interleaved';
	readonly fragment: FragmentLengths;
	/** Return fragment lengths (u32 each) instead of records. */
	readonly estimate: boolean;
	/** Measure how long each stage takes. */
	readonly isTimed?: boolean;
}

/** What came of a chunk: records and counters, or the fault that stopped it. */
export interface ChunkResult {
	/** Records that did not fit the slot with those after them; most often none. */
	readonly overflow: readonly Uint8Array[];
	/** Bytes of the records after them, which stand in the output of the slot. */
	readonly outputBytes: number;
	readonly counts: BigUint64Array;
	/** Length in bp of the fragment of each proper pair. */
	readonly fragments: Uint32Array;
	/** Milliseconds by stage; all 0 where nobody asked for them. */
	readonly times: Float64Array;
	readonly fault: FastqFault | undefined;
}

/** Maps a chunk. */
export function mapChunk(kernel: KernelExports, buffer: ArrayBufferLike, plan: MemoryPlan, task: ChunkTask): ChunkResult {
	kernel.setFragment(task.fragment.mean, task.fragment.stdev);
	const slot = plan.slots + 2 * task.slot * plan.slotBytes;
	const mateSlot = slot + plan.slotBytes;
	const out = plan.outputs + task.slot * plan.outputBytes;
	const counters = new BigUint64Array(buffer, kernel.countersAt() >>> 0, COUNTER_COUNT);
	counters.fill(0n);
	const times = new Float64Array(buffer, kernel.stageTimesAt() >>> 0, STAGE_COUNT);
	times.fill(0);
	kernel.setTimed(task.isTimed === true ? 1 : 0);
	const overflow: Uint8Array[] = [];
	const fragments = new Uint32Array(task.mates === 'none' ? 0 : task.records);
	let fragmentCount = 0;
	let outputBytes = 0;
	let first = slot;
	let second = task.mates === 'none' ? 0 : task.mates === 'files' ? mateSlot : slot;
	let done = 0;
	while (done < task.records) {
		const n = kernel.mapChunk(
			first,
			slot + task.firstBytes,
			second,
			mateSlot + task.secondBytes,
			task.records - done,
			out,
			out + plan.outputBytes,
			plan.recordBytes,
			task.estimate ? 1 : 0,
		);
		if (n < 0) {
			const fault = readFault(kernel, buffer);
			const before = task.mates === 'interleaved' ? done * 2 : done;
			return {
				overflow: [],
				outputBytes: 0,
				counts: counters.slice(),
				fragments: fragments.subarray(0, 0),
				times: times.slice(),
				fault: { ...fault, record: fault.record + before },
			};
		}
		const listed = new Uint32Array(buffer, kernel.properFragmentsAt() >>> 0, kernel.properFragmentCount());
		fragments.set(listed, fragmentCount);
		fragmentCount += listed.length;
		outputBytes = (kernel.written.value >>> 0) - out;
		first = kernel.nextFirst.value >>> 0;
		second = task.mates === 'files' ? kernel.nextSecond.value >>> 0 : task.mates === 'interleaved' ? first : 0;
		done += n;
		if (done < task.records) overflow.push(new Uint8Array(buffer, out, outputBytes).slice());
	}
	return {
		overflow,
		outputBytes,
		counts: counters.slice(),
		fragments: fragments.slice(0, fragmentCount),
		times: times.slice(),
		fault: undefined,
	};
}
