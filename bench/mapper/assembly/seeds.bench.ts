/** Seeds of 4,096 pairs of 150 bp, with the stages before: subtract them. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;
const READS = 2 * PAIRS;

test('seeds', async ({ bench }) => {
	let sum = 0;
	await bench('… seeds', () => {
		sum = sumOverReads(loaded, 'seeds', (read) => exports.seedsOf(read));
	}).run();
	// Open syncmers with k - s = 8 are about every ninth k-mer, of 130 in a read.
	expect(sum).toBeGreaterThan(10 * READS);
});
