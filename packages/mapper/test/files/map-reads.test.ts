import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { createOutput } from '@pangraf/graph/files';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildIndex, mapReads, type MapOptions } from '../../src/files/index.ts';
import { checkLedger, checkRecords } from '../gaf-check.ts';
import { fastq, type Read } from '../mapping.ts';
import { bubbleGraph, randomNumbers, reverseComplement, spell } from '../random-graphs.ts';
import { gfaText, textOf, workFolder, writeIn } from './work-folder.ts';

const small = bubbleGraph(17, { bubbles: 40 });
const next = randomNumbers(18);

/** More pairs than a chunk of each file holds. */
const pairs = Array.from({ length: 2500 }, (_, i): [Read, Read] => {
	const walk = spell(small, small.walks[next() % small.walks.length]!);
	const from = next() % (walk.length - 450);
	const fragment = walk.slice(from, from + 300 + (next() % 150));
	const noisy = (bases: string): string =>
		Array.from(bases, (base) => (next() % 150 === 0 ? 'ACGTN'[next() % 5]! : base)).join('');
	const [first, second] = [noisy(fragment.slice(0, 120)), noisy(reverseComplement(fragment).slice(0, 120))];
	return [
		{ name: `p${i}`, bases: first },
		{ name: `p${i}`, bases: second },
	];
});
const firsts = pairs.map(([first]) => first);
const seconds = pairs.map(([, second]) => second);

let index: Uint8Array;
beforeAll(async () => {
	const { mkdtempSync, rmSync } = await import('node:fs');
	const { tmpdir } = await import('node:os');
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-mapper-'));
	await buildIndex({ graph: writeIn(folder, 'graph.gfa', gfaText(small)), output: join(folder, 'graph.pgx') });
	index = readFileSync(join(folder, 'graph.pgx'));
	rmSync(folder, { recursive: true });
});

/** Files of the pairs and of the index in a folder of their own. */
function inputs(): { folder: string; options: Omit<MapOptions, 'reads' | 'output'>; first: string; second: string } {
	const folder = workFolder();
	return {
		folder,
		options: { index: writeIn(folder, 'graph.pgx', index), threads: 1 },
		first: writeIn(folder, '1.fq', fastq(firsts)),
		second: writeIn(folder, '2.fq', fastq(seconds)),
	};
}

describe('mapping files', () => {
	it('gives the same bytes for 1, 2 and 3 threads', async () => {
		const { folder, options, first, second } = inputs();
		const runs = [];
		for (const threads of [1, 2, 3]) {
			const output = join(folder, `${threads}.gaf`);
			const summary = await mapReads({
				...options,
				threads,
				reads: [first, second],
				output,
				report: join(folder, `${threads}.json`),
			});
			const { reads, fragment, properFragments } = summary;
			runs.push({ gaf: textOf(output), reads, fragment, properFragments });
			const { loadSeconds, mapSeconds, readsPerSecond, threadSeconds } = summary.timing!;
			for (const figure of [loadSeconds, mapSeconds, readsPerSecond]) expect(figure).toBeGreaterThan(0);
			const staged = Object.values(threadSeconds).reduce((sum, seconds) => sum + seconds, 0);
			expect(staged).toBeGreaterThan(0);
			expect(staged).toBeLessThanOrEqual(mapSeconds * threads + 0.01);
			expect(JSON.parse(textOf(join(folder, `${threads}.json`)))).toEqual(JSON.parse(JSON.stringify(summary)));
		}
		expect(runs[1]).toEqual(runs[0]);
		expect(runs[2]).toEqual(runs[0]);
		const lines = runs[0]!.gaf.split('\n').slice(0, -1);
		checkRecords(small.graph, lines, pairs.flat());
		checkLedger(runs[0]!.reads, lines);
		expect(runs[0]!.fragment?.source).toBe('learnt');
		expect(2 * runs[0]!.properFragments!.pairs).toBe(runs[0]!.reads.properly_paired);
		const untimed = await mapReads({ ...options, reads: [first, second], output: join(folder, 'untimed.gaf') });
		expect(untimed.timing).toBeUndefined();
		expect(untimed.fragment).toEqual(runs[0]!.fragment);
		expect(untimed.properFragments).toEqual(runs[0]!.properFragments);
	});

	it('gives the same bytes for plain, gzip, BGZF and piped reads, to plain and BGZF output', async () => {
		const { folder, options, first, second } = inputs();
		const gzipped = writeIn(folder, '2.fq.gz', gzipSync(fastq(seconds)));
		const plain = join(folder, 'plain.gaf');
		await mapReads({ ...options, reads: [first], output: plain });
		const expected = textOf(plain);
		expect(expected.split('\n').length).toBe(2501);

		const several = writeIn(
			folder,
			'1.members.fq.gz',
			Buffer.concat([gzipSync(fastq(firsts.slice(0, 99))), gzipSync(fastq(firsts.slice(99)))]),
		);
		const bgzf = join(folder, '1.bgzf.fq.gz');
		const output = await createOutput(bgzf);
		await output.write(fastq(firsts));
		await output.close();
		for (const reads of [several, bgzf]) {
			await mapReads({ ...options, reads: [reads], output: join(folder, 'again.gaf') });
			expect(textOf(join(folder, 'again.gaf'))).toBe(expected);
		}
		// Mates of unlike compression, inflated by the threads that map.
		const twoPlain = join(folder, 'pairs.gaf');
		await mapReads({ ...options, reads: [first, second], output: twoPlain });
		for (const [threads, reads] of [
			[1, [bgzf, second]],
			[2, [bgzf, gzipped]],
			[3, [first, gzipped]],
		] as const) {
			await mapReads({ ...options, threads, reads: [...reads], output: join(folder, 'again.gaf') });
			expect(textOf(join(folder, 'again.gaf'))).toBe(textOf(twoPlain));
		}
		await mapReads({ ...options, reads: [first], output: join(folder, 'packed.gaf.gz') });
		expect(gunzipSync(readFileSync(join(folder, 'packed.gaf.gz'))).toString()).toBe(expected);
		expect(await piped(options.index, gzipSync(fastq(firsts)))).toBe(expected);
	});

	it.each([
		['a fault in the reads', (text: string) => `${text}@x\nACGT\n+\nIII\n`, 'E_FASTQ_QUALITY_LENGTH'],
		['a cut record', (text: string) => text.slice(0, -200), 'E_FASTQ_TRUNCATED'],
		['a cut gzip file', (text: string) => gzipSync(text).subarray(0, 5000), 'E_GZIP_TRUNCATED'],
		['an empty file', () => '', 'E_INPUT_EMPTY'],
	])('leaves no output after %s', async (_, spoil, code) => {
		const { folder, options } = inputs();
		const reads = writeIn(folder, 'foul.fq', spoil(fastq(firsts.slice(0, 1000))));
		const before = readdirSync(folder).toSorted();
		const name = code === 'E_GZIP_TRUNCATED' ? 'out.gaf.gz' : 'out.gaf';
		const mapping = mapReads({
			...options,
			reads: [reads],
			output: join(folder, name),
			report: join(folder, 'report.json'),
		});
		await expect(mapping).rejects.toMatchObject({ code, data: { file: reads } });
		expect(readdirSync(folder).toSorted()).toEqual(before);
	});

	it('reports the same fault for any number of threads', async () => {
		const { folder, options } = inputs();
		const text = fastq(firsts);
		const foul = `${text}${text}${text}`.replace('@p2400\n', '@p2400\nACGT\n') + '@cut';
		const reads = writeIn(folder, 'foul.fq', foul);
		const errors = [];
		for (const threads of [1, 3]) {
			errors.push(
				await mapReads({ ...options, threads, reads: [reads], output: join(folder, 'out.gaf') }).catch(
					(error: Error) => error.message,
				),
			);
		}
		expect(errors[0]).toContain('line 9603 (record 2401)');
		expect(errors[1]).toBe(errors[0]);
	});

	it.each([
		['one file for both mates', { reads: ['1.fq', '1.fq'] }, 'E_FASTQ_SAME_FILE'],
		['a missing file', { reads: ['1.fq', 'missing.fq'] }, 'E_INPUT_MISSING'],
		['no spread of fragments', { reads: ['1.fq', '2.fq'], fragmentMean: 400, fragmentStdev: 0 }, 'E_FRAGMENT_LENGTH'],
		['a fragment of no length', { reads: ['1.fq', '2.fq'], fragmentMean: -1 }, 'E_FRAGMENT_LENGTH'],
	])('refuses %s', async (_, changes, code) => {
		const { folder, options } = inputs();
		const output = join(folder, 'out.gaf');
		const before = readdirSync(folder).toSorted();
		const reads = changes.reads.map((name) => join(folder, name));
		await expect(mapReads({ ...options, output, ...changes, reads })).rejects.toMatchObject({ code });
		expect(readdirSync(folder).toSorted()).toEqual(before);
	});
});

/** GAF of reads on standard input, by a process of its own. */
function piped(indexPath: string, reads: string | Uint8Array): Promise<string> {
	const files = new URL('../../src/files/index.ts', import.meta.url).href;
	const script = `import { mapReads } from '${files}';
await mapReads({ index: process.argv[1], reads: ['-'], output: undefined, threads: 1 });`;
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, ['--input-type=module', '-e', script, indexPath], {
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		const parts: Buffer[] = [];
		child.stdout.on('data', (part: Buffer) => parts.push(part));
		child.on('error', reject);
		child.on('close', () => resolve(Buffer.concat(parts).toString()));
		child.stdin.end(reads);
	});
}
