/** Candidates of 4,096 pairs of 150 bp, gapless and gapped as each needs, with the stages before: subtract those of `clusters`. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;
const READS = 2 * PAIRS;

test('anchors', async ({ bench }) => {
	let sum = 0;
	await bench('… clusters, candidates', () => {
		sum = sumOverReads(loaded, 'candidates', (read) => exports.candidateCount(read));
	}).run();
	expect(sum).toBeGreaterThan(0.99 * READS);
});
