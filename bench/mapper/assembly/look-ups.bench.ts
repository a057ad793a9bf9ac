/** Places in the seed table of the seeds of 4,096 pairs of 150 bp, with the stages before: subtract them. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;
const READS = 2 * PAIRS;

test('look-ups', async ({ bench }) => {
	let sum = 0;
	await bench('… look-ups', () => {
		sum = sumOverReads(loaded, 'look-ups', (read) => exports.entriesOf(read));
	}).run();
	expect(sum).toBeGreaterThan(10 * READS);
});
