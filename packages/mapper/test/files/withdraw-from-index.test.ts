import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildGraph, openGraph, readVcf, simulate } from '@pangraf/graph/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/files/build-index.ts';
import { withdrawFromIndex } from '../../src/files/withdraw-from-index.ts';

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'pangraf-withdraw-'));
});
afterAll(() => rm(folder, { recursive: true }));

let fileCount = 0;
const at = (name: string) => join(folder, `${++fileCount}.${name}`);

/** Makes the index of a build and returns its path. */
async function indexOf(
	options: { reference: string; variants: string[]; regions?: string[] },
	samples?: string[],
	partitionBytes?: number,
): Promise<string> {
	const sampleList = at('txt');
	await writeFile(sampleList, `${samples?.join('\n')}\n`);
	const graph = at('gfa');
	await buildGraph({ ...options, ...(samples === undefined ? {} : { sampleList }), refSample: 'REF', output: graph });
	const index = at('pgx');
	await buildIndex({ graph, output: index, k: 19, s: 11, ...(partitionBytes === undefined ? {} : { partitionBytes }) });
	return index;
}

async function samplesOf(vcf: string): Promise<string[]> {
	const stream = await readVcf(vcf);
	await stream.close();
	return stream.header.samples;
}

describe('withdrawFromIndex', () => {
	let panel: { reference: string; variants: string[] };
	let index: string;
	let samples: string[];
	beforeAll(async () => {
		const directory = join(folder, 'simulated');
		const shape = { seed: 9, size: 50_000, samples: 6, coverage: 0, readLength: 150, fragmentMean: 400, fragmentStdev: 50 };
		await simulate({ ...shape, directory });
		panel = { reference: join(directory, 'reference.fa'), variants: [join(directory, 'panel.vcf.gz')] };
		index = await indexOf(panel);
		samples = await samplesOf(panel.variants[0]!);
	});

	it('divides the result as the index was divided', async () => {
		const output = at('pgx');
		const divided = await indexOf(panel, samples, 1);
		await withdrawFromIndex({ samples: samples.slice(0, 1), index: divided, output, version: '1' });
		expect(await readFile(output)).toEqual(await readFile(await indexOf(panel, samples.slice(1), 1)));
	});

	it('gives the bytes of a build without the samples', async () => {
		for (const who of [samples.slice(0, 1), samples.slice(3, 5), samples.slice(1)]) {
			const output = at('pgx');
			await withdrawFromIndex({ samples: who, index, output, version: '1' });
			const expected = await indexOf(
				panel,
				samples.filter((sample) => !who.includes(sample)),
			);
			expect((await readFile(output)).equals(await readFile(expected))).toBe(true);
		}
	});

	it('gives the bytes of a graph of the reference alone when everybody goes', async () => {
		const output = at('pgx');
		await withdrawFromIndex({ samples, index, output, version: '1' });
		const expected = await indexOf({ ...panel, variants: [] });
		expect((await readFile(output)).equals(await readFile(expected))).toBe(true);
	});

	it('certifies what went, twice the same', async () => {
		const [one, two] = [at('json'), at('json')];
		const who = samples.slice(0, 2);
		const outputs = [at('pgx'), at('pgx')];
		const certificate = await withdrawFromIndex({ samples: who, index, output: outputs[0]!, certificate: one, version: '1.2.3' });
		await withdrawFromIndex({ samples: who, index, output: outputs[1]!, certificate: two, version: '1.2.3' });
		expect(JSON.parse(await readFile(one, 'utf8'))).toEqual(certificate);
		expect(await readFile(two, 'utf8')).toBe(await readFile(one, 'utf8'));
		const before = await openGraph(index);
		const after = await openGraph(outputs[0]!);
		expect(certificate).toMatchObject({
			program: 'pangraf',
			version: '1.2.3',
			samples: who,
			before: { contentHash: before.contentHash, nodes: before.graph.nodeCount, walks: before.graph.walks.count },
			after: { contentHash: after.contentHash, nodes: after.graph.nodeCount, walks: after.graph.walks.count },
			form: 'canonical',
			mentions: 0,
		});
		const { removed, mergedNodes } = certificate;
		expect(removed.walks.length).toBe(before.graph.walks.count - after.graph.walks.count);
		expect(removed.privateAlleles).toBeGreaterThan(0);
		expect(before.graph.nodeCount - removed.nodes - mergedNodes).toBe(after.graph.nodeCount);
		expect(before.graph.edgeCount - removed.edges - mergedNodes).toBe(after.graph.edgeCount);
		expect(before.graph.baseCount - removed.bases).toBe(after.graph.baseCount);
	});

	it('leaves nothing behind when it fails', async () => {
		const output = at('pgx');
		const certificate = at('json');
		const files = (await readdir(folder)).toSorted();
		const options = { index, output, certificate, version: '1' };
		await expect(withdrawFromIndex({ ...options, samples: ['nobody'] })).rejects.toThrow(/^E_WITHDRAW_SAMPLE .*pgx: found/);
		await expect(withdrawFromIndex({ ...options, samples: ['REF'] })).rejects.toThrow(/^E_WITHDRAW_REFERENCE .*pgx: found/);
		await expect(withdrawFromIndex({ ...options, samples, certificate: output })).rejects.toThrow(/^E_OUTPUT_TWICE /);
		await expect(withdrawFromIndex({ ...options, samples, index: panel.reference })).rejects.toThrow(/^E_PGX_MAGIC /);
		expect((await readdir(folder)).toSorted()).toEqual(files);
	});
});

const CHR20 = fileURLToPath(new URL('../../../../../shared/data/chr20/', import.meta.url));

describe.skipIf(!existsSync(CHR20))('withdrawFromIndex on real people', () => {
	it('gives the bytes of a build without them', async () => {
		const variants = [join(CHR20, 'panel.vcf.gz')];
		const panel = { reference: join(CHR20, 'ref.fa'), variants, regions: ['chr20_1M:100,001-200,000'] };
		const samples = await samplesOf(variants[0]!);
		const who = [samples[0]!, samples[100]!, samples[269]!];
		const output = at('pgx');
		const { removed } = await withdrawFromIndex({ samples: who, index: await indexOf(panel), output, version: '1' });
		expect(removed.walks.length).toBe(6);
		expect(removed.privateAlleles).toBeGreaterThan(0);
		const expected = await indexOf(
			panel,
			samples.filter((sample) => !who.includes(sample)),
		);
		expect((await readFile(output)).equals(await readFile(expected))).toBe(true);
	});
});
