/** Clusters, with the seeds and look-ups they are made from: one batch of 128 reads of 150 bp, already packed. */
import { expect, test } from 'vitest';
import { loadKernel, parseBatch } from '../loaded-kernel.ts';

/** As the pipeline passes over frequent seeds. */
const FREQUENCY_MAX = 128;
const ANY_STRAND = 2;

const loaded = await loadKernel();
const { exports } = loaded.kernel;
const reads = loaded.records.length;
parseBatch(loaded);

test('clusters', async ({ bench }) => {
	let clusters = 0;
	await bench('seeds, look-ups and clusters of 128 reads', () => {
		clusters = 0;
		for (let read = 0; read < reads; read++) {
			exports.lookUp(exports.seedSlot(read));
			clusters += exports.clusterSlot(read, FREQUENCY_MAX, ANY_STRAND, 0, 0);
		}
	}).run();
	expect(clusters).toBeGreaterThan(reads);
});
