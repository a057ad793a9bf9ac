/** The whole per-read path in one thread, FASTQ bytes to GAF bytes: 4,096 pairs, or their first mates alone. */
import { expect, test } from 'vitest';
import { COUNTER_COUNT, sumCounts } from '../../../packages/mapper/src/records/read-classes.ts';
import { loadKernel, mapWorkload } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();

/** Reads that are mapped when the workload is mapped once more. */
function mappedReads(paired: boolean): number {
	const { memory } = loaded.workload.index;
	const counters = new BigUint64Array(memory.buffer, loaded.exports.countersAt() >>> 0, COUNTER_COUNT);
	counters.fill(0n);
	mapWorkload(loaded, paired);
	return sumCounts([counters]).mapped;
}

test.for([
	{ name: 'pairs', paired: true, reads: 2 * PAIRS },
	{ name: 'single reads', paired: false, reads: PAIRS },
])('$name', async ({ name, paired, reads }, { bench }) => {
	expect(mappedReads(paired)).toBeGreaterThan(0.99 * reads);
	const map = mapWorkload;
	const bytes = map(loaded, paired);
	let sink = 0;
	await bench(`map ${reads} reads, ${name} (workload ${loaded.workload.hash})`, () => {
		sink = map(loaded, paired);
	}).run();
	expect(sink).toBe(bytes);
});
