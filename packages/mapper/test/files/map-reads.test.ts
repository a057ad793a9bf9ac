import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { mapReads } from '../../src/files/index.ts';
import { fastq } from '../mapping.ts';
import { firsts, mapInputs } from './map-inputs.ts';
import { writeIn } from './work-folder.ts';

describe('mapping files', () => {
	it.each([
		['a fault in the reads', (text: string) => `${text}@x\nACGT\n+\nIII\n`, 'E_FASTQ_QUALITY_LENGTH'],
		['a cut record', (text: string) => text.slice(0, -200), 'E_FASTQ_TRUNCATED'],
		['a cut gzip file', (text: string) => gzipSync(text).subarray(0, 5000), 'E_GZIP_TRUNCATED'],
		['an empty file', () => '', 'E_INPUT_EMPTY'],
	])('leaves no output after %s', async (_, spoil, code) => {
		const { folder, options } = await mapInputs();
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
		const { folder, options } = await mapInputs();
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
		const { folder, options } = await mapInputs();
		const output = join(folder, 'out.gaf');
		const before = readdirSync(folder).toSorted();
		const reads = changes.reads.map((name) => join(folder, name));
		await expect(mapReads({ ...options, output, ...changes, reads })).rejects.toMatchObject({ code });
		expect(readdirSync(folder).toSorted()).toEqual(before);
	});
});
