import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createOutput } from '@pangraf/graph/files';
import { describe, expect, it } from 'vitest';
import { mapReads } from '../../src/files/index.ts';
import { checkLedger, checkRecords } from '../gaf-check.ts';
import { fastq } from '../mapping.ts';
import { firsts, mapInputs, pairs, seconds, small } from './map-inputs.ts';
import { textOf, writeIn } from './work-folder.ts';

describe('the same bytes', () => {
	it('come from 1, 2 and 3 threads', async () => {
		const { folder, options, first, second } = await mapInputs();
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

	it('come from plain, gzip, BGZF and piped reads, to plain and BGZF output', async () => {
		const { folder, options, first, second } = await mapInputs();
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
		['single reads', 'single', {}],
		['single reads with other alignments', 'single', { maxMultimaps: 5 }],
		['mates in two files with other alignments', 'mates', { maxMultimaps: 5 }],
		['mates in one file', 'interleaved', { interleaved: true }],
	] as const)('come from 1 and 3 threads, plain and in BGZF: %s', async (_, kind, more) => {
		const { folder, options, first, second } = await mapInputs();
		const texts =
			kind === 'interleaved' ? [fastq(pairs.flat())] : [first, second].map(textOf).slice(0, kind === 'single' ? 1 : 2);
		const plain = texts.map((text, i) => writeIn(folder, `plain${i}.fq`, text));
		const packed = texts.map((_, i) => join(folder, `packed${i}.fq.gz`));
		for (const [i, text] of texts.entries()) {
			const output = await createOutput(packed[i]);
			await output.write(text);
			await output.close();
		}
		const runs = [];
		for (const [threads, reads] of [
			[1, plain],
			[3, plain],
			[3, packed],
		] as const) {
			const output = join(folder, 'out.gaf');
			const { reads: counts, properFragments } = await mapReads({ ...options, ...more, threads, reads: [...reads], output });
			runs.push({ gaf: textOf(output), counts, properFragments });
		}
		expect(runs[0]!.counts.reads).toBe(kind === 'single' ? 2500 : 5000);
		if ('maxMultimaps' in more)
			expect(runs[0]!.gaf.split('\n').length - 1).toBe(runs[0]!.counts.reads + runs[0]!.counts.secondary);
		expect(runs[1]).toEqual(runs[0]);
		expect(runs[2]).toEqual(runs[0]);
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
