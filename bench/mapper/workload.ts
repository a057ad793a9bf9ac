/**
 * The fixed workload of the kernel's benchmarks: a simulated population as a graph, and reads of a person who is not in it.
 *
 * Seeded, so that every run on every machine does the same work; {@link Workload.hash} says whether it still is the same.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildGraph, simulate } from '@pangraf/graph/files';
import { buildIndex } from '../../packages/mapper/src/files/build-index.ts';
import { type OpenedIndex, openIndex } from '../../packages/mapper/src/files/open-index.ts';
import { firstRecords } from '../peers/fastq.ts';

/** Pairs in the workload: 64 batches of the kernel. */
export const PAIRS: number = 4096;
/** Mean and standard deviation of their fragments, bp. */
export const FRAGMENT: { readonly mean: number; readonly stdev: number } = { mean: 420, stdev: 80 };

const SHAPE = { seed: 20, size: 300_000, samples: 20, coverage: 6, readLength: 150 };

/** Index and reads. */
export interface Workload {
	/** In a memory with room for one worker and one chunk. */
	readonly index: OpenedIndex;
	/** FASTQ of {@link PAIRS} first and second mates. */
	readonly first: Uint8Array;
	readonly second: Uint8Array;
	/** Of all reads; a figure of another hash is a figure of another workload. */
	readonly hash: string;
}

/** Makes the workload in a temporary folder that is gone afterwards. */
export async function makeWorkload(): Promise<Workload> {
	const directory = await mkdtemp(join(tmpdir(), 'pangraf-bench-'));
	try {
		await simulate({ ...SHAPE, fragmentMean: FRAGMENT.mean, fragmentStdev: FRAGMENT.stdev, directory });
		const inside = (name: string): string => join(directory, name);
		const [graph, index, reference] = [inside('graph.gfa'), inside('graph.pgx'), inside('reference.fa')];
		await buildGraph({ reference, variants: [inside('panel.vcf.gz')], refSample: 'REF', output: graph });
		await buildIndex({ graph, output: index });
		const mates = async (file: string): Promise<Uint8Array> => firstRecords(gunzipSync(await readFile(inside(file))), PAIRS);
		const first = await mates('reads_1.fq.gz');
		const second = await mates('reads_2.fq.gz');
		const hash = createHash('sha256').update(first).update(second).digest('hex').slice(0, 12);
		return { index: await openIndex(index, 1, 1), first, second, hash };
	} finally {
		await rm(directory, { recursive: true, force: true });
	}
}
