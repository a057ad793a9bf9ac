/** One chunk of reads through a kernel: what a worker does, without the worker. */
import type { FragmentLengths } from '../pairs/fragment-lengths.ts';
import { type FastqFault, readFault } from '../reads/fastq-faults.ts';
import { COUNTER_COUNT } from '../records/read-classes.ts';
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
}

/** What came of a chunk: records as bytes and counters, or the fault that stopped it. */
export interface ChunkResult {
	readonly output: Uint8Array;
	readonly counts: BigUint64Array;
	readonly fault: FastqFault | undefined;
}

/** Maps a chunk. The output is a copy that the caller owns. */
export function mapChunk(
	kernel: KernelExports,
	buffer: ArrayBufferLike,
	plan: MemoryPlan,
	worker: number,
	task: ChunkTask,
): ChunkResult {
	kernel.setFragment(task.fragment.mean, task.fragment.stdev);
	const slot = plan.slots + 2 * task.slot * plan.slotBytes;
	const mateSlot = slot + plan.slotBytes;
	const out = plan.workers + worker * plan.workerBytes + plan.scratchBytes;
	const outEnd = plan.workers + (worker + 1) * plan.workerBytes;
	const counters = new BigUint64Array(buffer, kernel.countersAt() >>> 0, COUNTER_COUNT);
	counters.fill(0n);
	const parts: Uint8Array[] = [];
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
			outEnd,
			plan.recordBytes,
			task.estimate ? 1 : 0,
		);
		if (n < 0) {
			const fault = readFault(kernel, buffer);
			const before = task.mates === 'interleaved' ? done * 2 : done;
			return { output: new Uint8Array(), counts: counters.slice(), fault: { ...fault, record: fault.record + before } };
		}
		parts.push(new Uint8Array(buffer, out, (kernel.written.value >>> 0) - out).slice());
		first = kernel.nextFirst.value >>> 0;
		second = task.mates === 'files' ? kernel.nextSecond.value >>> 0 : task.mates === 'interleaved' ? first : 0;
		done += n;
	}
	return { output: parts.length === 1 ? parts[0]! : joined(parts), counts: counters.slice(), fault: undefined };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
