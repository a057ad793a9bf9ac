/** A gapped alignment from the first cluster of each read to its end, with the stages before: subtract those of `clusters`. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;
const READS = 2 * PAIRS;

test('alignments', async ({ bench }) => {
	let sum = 0;
	await bench('… clusters, a gapped side', () => {
		sum = sumOverReads(loaded, 'clusters', (read) => exports.extendAnchor(read, 1));
	}).run();
	expect(sum).toBeGreaterThan(READS * 50);
});
