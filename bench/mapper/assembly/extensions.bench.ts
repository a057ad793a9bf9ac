/** A gapless extension from the first cluster of each read to its end, with the stages before: subtract those of `clusters`. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;
const READS = 2 * PAIRS;

test('extensions', async ({ bench }) => {
	let sum = 0;
	await bench('… clusters, a gapless side', () => {
		sum = sumOverReads(loaded, 'clusters', (read) => exports.extendAnchor(read, 0));
	}).run();
	// A third of a read at least, most often: anchors lie anywhere in it.
	expect(sum).toBeGreaterThan(READS * 50);
});
