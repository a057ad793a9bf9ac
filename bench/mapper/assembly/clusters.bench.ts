/** Clusters of 4,096 pairs of 150 bp, with the stages before: subtract them. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;
const READS = 2 * PAIRS;

test('clusters', async ({ bench }) => {
	let sum = 0;
	await bench('… clusters', () => {
		sum = sumOverReads(loaded, 'clusters', (read) => exports.clusterCount(read));
	}).run();
	expect(sum).toBeGreaterThan(READS);
});
