import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildGraph, simulate } from '@pangraf/graph/files';
import { expect, it } from 'vitest';
import { buildIndex, mapReads } from '../../src/files/index.ts';
import { workFolder } from './work-folder.ts';

const HPRC = fileURLToPath(new URL('../../../../../shared/data/hprc-micb-kir3dl1/', import.meta.url));

/** Partition bytes, the partitions that they give, threads. */
type Case = readonly [partitionBytes: number, partitions: number, threads: number];

/** Records and counts of reads on an index whose partitions are of at most so many bytes. */
async function mapped(
	folder: string,
	graph: string,
	reads: string[],
	partitionBytes: number,
	threads: number,
): Promise<{ partitions: number; gaf: Buffer; counts: unknown }> {
	const [index, output] = [join(folder, `${partitionBytes}.pgx`), join(folder, 'out.gaf')];
	const { partitions } = await buildIndex({ graph, output: index, partitionBytes });
	const { reads: counts, fragment } = await mapReads({ index, reads, output, threads });
	return { partitions, gaf: readFileSync(output), counts: { ...counts, fragment } };
}

async function expectSame(folder: string, graph: string, reads: string[], sizes: readonly Case[]): Promise<void> {
	const whole = await mapped(folder, graph, reads, 2 ** 32, 1);
	expect(whole.partitions).toBe(1);
	for (const [partitionBytes, partitions, threads] of sizes) {
		const divided = await mapped(folder, graph, reads, partitionBytes, threads);
		expect(divided.partitions).toBe(partitions);
		expect(divided.gaf.equals(whole.gaf)).toBe(true);
		expect(divided.counts).toEqual(whole.counts);
	}
}

it('maps to three contigs in one, two and three partitions with the same bytes, pairs and single reads', async () => {
	const folder = workFolder();
	await simulate({
		directory: folder,
		seed: 31,
		size: 150_000,
		samples: 12,
		coverage: 5,
		readLength: 150,
		fragmentMean: 420,
		fragmentStdev: 80,
	});
	const [graph, index] = [join(folder, 'graph.gfa'), join(folder, 'reference.fa')];
	await buildGraph({ reference: index, variants: [join(folder, 'panel.vcf.gz')], refSample: 'REF', output: graph });
	const mates = [join(folder, 'reads_1.fq.gz'), join(folder, 'reads_2.fq.gz')];
	await expectSame(folder, graph, mates, [
		[1, 3, 1],
		[230_000, 2, 2],
	]);
	await expectSame(folder, graph, [mates[1]!], [[1, 3, 2]]);
});

it.skipIf(!existsSync(HPRC))('maps real reads of HG003 to two loci in one and two partitions with the same bytes', async () => {
	await expectSame(workFolder(), join(HPRC, 'micb-kir3dl1.gfa'), [join(HPRC, 'HG003.fq.gz')], [[1, 2, 2]]);
});
