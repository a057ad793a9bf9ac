/** Parsing and packing 4,096 reads of 150 bp. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

const loaded = await loadKernel();
const { exports } = loaded;

test('parse and pack', async ({ bench }) => {
	const run = sumOverReads;
	let bases = 0;
	await bench('parse, pack', () => {
		bases = run(loaded, (read) => exports.lengthOf(read));
	}).run();
	expect(bases).toBe(PAIRS * 150);
});
