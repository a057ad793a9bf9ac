/** Parsing and packing: one batch of 128 reads of 150 bp. */
import { expect, test } from 'vitest';
import { loadKernel, parseBatch } from '../loaded-kernel.ts';

const loaded = await loadKernel();

test('parse and pack', async ({ bench }) => {
	const parse = parseBatch;
	let bases = 0;
	await bench('parse and pack 128 reads', () => {
		bases = parse(loaded);
	}).run();
	expect(bases).toBe(loaded.records.length * 150);
});
