/** Parsing and packing 4,096 pairs of 150 bp. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;
const READS = 2 * PAIRS;

test('reads', async ({ bench }) => {
	let sum = 0;
	await bench('reads', () => {
		sum = sumOverReads(loaded, 'reads', (read) => exports.lengthOf(read));
	}).run();
	expect(sum).toBe(READS * 150);
});
