/** Seeds of 4,096 reads of 150 bp and their places in the seed table, with the stage before: subtract it. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

/** Open syncmers with k - s = 8 are about every ninth k-mer, of 130 in a read. */
const SEEDS_MIN = 10 * PAIRS;

const loaded = await loadKernel();
const { exports } = loaded;

test('seeds', async ({ bench }) => {
	const run = sumOverReads;
	let seeds = 0;
	await bench('parse, pack, find seeds', () => {
		seeds = run(loaded, (read) => exports.seedSlot(read));
	}).run();
	expect(seeds).toBeGreaterThan(SEEDS_MIN);
});

test('look-ups', async ({ bench }) => {
	const run = sumOverReads;
	let seeds = 0;
	const lookUp = (read: number): number => {
		const count = exports.seedSlot(read);
		exports.lookUp(count);
		return count;
	};
	await bench('parse, pack, find seeds, look them up', () => {
		seeds = run(loaded, lookUp);
	}).run();
	expect(seeds).toBeGreaterThan(SEEDS_MIN);
});
