/** Text of the records of 4,096 pairs, with the stages before: subtract those of `pairs`. */
import { expect, test } from 'vitest';
import { loadKernel, mapWorkload, sumOverReads } from '../loaded-kernel.ts';

const loaded = await loadKernel();

test('records', async ({ bench }) => {
	let sum = 0;
	await bench('… pairs, records', () => {
		sum = sumOverReads(loaded, 'records', () => 0);
	}).run();
	expect(sum).toBe(mapWorkload(loaded, true));
});
