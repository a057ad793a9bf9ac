/** Rescue, choice and mapping quality of 4,096 pairs, with the stages before: subtract those of `anchors`. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;
const READS = 2 * PAIRS;

test('pairs', async ({ bench }) => {
	let sum = 0;
	await bench('… candidates, pairs', () => {
		sum = sumOverReads(loaded, 'pairs', (read) => exports.isProperPair(read));
	}).run();
	expect(sum).toBeGreaterThan(0.98 * READS);
});
