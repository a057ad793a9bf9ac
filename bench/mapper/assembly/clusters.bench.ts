/** Clusters of 4,096 reads of 150 bp, with the stages before: subtract them. */
import { expect, test } from 'vitest';
import { loadKernel, sumOverReads } from '../loaded-kernel.ts';
import { PAIRS } from '../workload.ts';

/** As the pipeline passes over frequent seeds. */
const FREQUENCY_MAX = 128;
const ANY_STRAND = 2;

const loaded = await loadKernel();
const { exports } = loaded;

test('clusters', async ({ bench }) => {
	const run = sumOverReads;
	let clusters = 0;
	const cluster = (read: number): number => {
		exports.lookUp(exports.seedSlot(read));
		return exports.clusterSlot(read, FREQUENCY_MAX, ANY_STRAND, 0, 0);
	};
	await bench('parse, pack, find seeds, look them up, cluster', () => {
		clusters = run(loaded, cluster);
	}).run();
	expect(clusters).toBeGreaterThan(PAIRS);
});
