/**
 * Who owns what in the shared memory behind an index: tables, slots for input and for output, then scratch for each worker.
 */
import { BATCH, DATA_ADDRESS, PAGE_BYTES, PAGES_MAX, TABLE_DOUBLES } from '../kernels/kernel.ts';
import { PangrafError } from '@pangraf/graph/errors';

/** Addresses and sizes in bytes; plain data, sent to every worker. */
export interface MemoryPlan {
	readonly tables: number;
	/** Slot i holds a chunk of one file at `slots + 2 * i * slotBytes` and one of its mates behind it … */
	readonly slots: number;
	readonly slotCount: number;
	readonly slotBytes: number;
	/** … and what became of them at `outputs + i * outputBytes`. */
	readonly outputs: number;
	readonly outputBytes: number;
	/** Worker i owns the scratch [workers + i * scratchBytes, + scratchBytes). */
	readonly workers: number;
	readonly workerCount: number;
	readonly scratchBytes: number;
	/** Most bytes that one record may take. */
	readonly recordBytes: number;
	readonly totalBytes: number;
}

/** Bytes of a chunk of one file: 4,096 reads of 300 bp fit. */
const SLOT_BYTES = 4 << 20;
/** What assembly/pipeline.ts lays out in `setScratch`, rounded up; a smaller range traps at once, in every test. */
const SCRATCH_BYTES = 24 << 20;
/** Bytes of the records of a chunk: 4,096 records of 512 bytes. What is longer takes a copy. */
const OUTPUT_BYTES = 2 << 20;

const roundUp = (bytes: number): number => Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES;

/** Lays out the memory for an index of `dataBytes`. Error: E_INDEX_TOO_LARGE where it does not fit 4 GiB. */
export function planMemory(dataBytes: number, workerCount: number, slotCount: number, recordBytes: number): MemoryPlan {
	const tables = roundUp(DATA_ADDRESS + dataBytes);
	const slots = tables + roundUp(TABLE_DOUBLES * 8);
	const outputs = slots + 2 * slotCount * SLOT_BYTES;
	// Room for the records of a common chunk before the kernel must stop for want of room for one batch of the longest records.
	const outputBytes = roundUp(OUTPUT_BYTES + recordBytes * BATCH);
	const workers = outputs + slotCount * outputBytes;
	const totalBytes = workers + workerCount * SCRATCH_BYTES;
	// The kernel's addresses have 32 bits, those of an end too: the last page stays empty.
	if (totalBytes >= PAGES_MAX * PAGE_BYTES) {
		throw new PangrafError('E_INDEX_TOO_LARGE', {
			found: `${Math.ceil(totalBytes / 2 ** 20)} MiB for index and ${workerCount} workers`,
			expected: 'less than 4096 MiB',
			remedy: 'map with fewer threads (-t), or index with smaller partitions (index --partition-bytes)',
		});
	}
	return {
		tables,
		slots,
		slotCount,
		slotBytes: SLOT_BYTES,
		outputs,
		outputBytes,
		workers,
		workerCount,
		scratchBytes: SCRATCH_BYTES,
		recordBytes,
		totalBytes,
	};
}
