/** Switches and haplotypes along the paths of all candidates, with the stages before: subtract those of `anchors`. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;
const READS = 2 * PAIRS;

test('haplotypes', async ({ bench }) => {
	let sum = 0;
	await bench('… candidates, haplotypes along their paths', () => {
		sum = sumOverReads(loaded, 'candidates', (read) => exports.followCandidates(read));
	}).run();
	// Most paths are taken by more than one of the haplotypes of 20 people.
	expect(sum).toBeGreaterThan(5 * READS);
});
