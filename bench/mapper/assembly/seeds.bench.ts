/** Seeds and their places in the seed table: one batch of 128 reads of 150 bp, already packed. */
import { expect, test } from 'vitest';
import { loadKernel, parseBatch } from '../loaded-kernel.ts';

const loaded = await loadKernel();
const { exports } = loaded.kernel;
const reads = loaded.records.length;
parseBatch(loaded);

test('seeds', async ({ bench }) => {
	let seeds = 0;
	await bench('seeds of 128 reads', () => {
		seeds = 0;
		for (let read = 0; read < reads; read++) seeds += exports.seedSlot(read);
	}).run();
	// Open syncmers with k - s = 8 are about every ninth k-mer, of 130 in a read.
	expect(seeds).toBeGreaterThan(10 * reads);
});

test('seeds and look-ups', async ({ bench }) => {
	let seeds = 0;
	await bench('seeds and look-ups of 128 reads', () => {
		seeds = 0;
		for (let read = 0; read < reads; read++) {
			const count = exports.seedSlot(read);
			exports.lookUp(count);
			seeds += count;
		}
	}).run();
	expect(seeds).toBeGreaterThan(10 * reads);
});
