/** A small simulated population with its graph and index, made once per test file by the real command. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { pangraf } from './run-command.ts';

/** Paths of the files. */
export interface SampleData {
	readonly folder: string;
	readonly reference: string;
	readonly panel: string;
	readonly truth: string;
	readonly diagnostic: string;
	readonly reads1: string;
	readonly reads2: string;
	readonly graph: string;
	readonly index: string;
}

/** Makes the files before the tests of this file and removes them after. The object is filled when the tests run. */
export function useSampleData(): SampleData {
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-sample-'));
	const at = (name: string) => join(folder, name);
	const data: SampleData = {
		folder,
		reference: at('reference.fa'),
		panel: at('panel.vcf.gz'),
		truth: at('truth.vcf.gz'),
		diagnostic: at('diagnostic.vcf.gz'),
		reads1: at('reads_1.fq.gz'),
		reads2: at('reads_2.fq.gz'),
		graph: at('graph.gfa.gz'),
		index: at('graph.pgx'),
	};
	beforeAll(async () => {
		const size = ['--size', '60000', '--samples', '6', '--coverage', '12'];
		for (const args of [
			['simulate', '--seed', '3', ...size, '-o', folder],
			['build', '--reference', data.reference, '--variants', data.panel, '-o', data.graph],
			['index', data.graph, '-o', data.index],
		]) {
			const { code, stderr } = await pangraf(args);
			if (code !== 0) throw new Error(`pangraf ${args.join(' ')} ended with ${code}: ${stderr}`);
		}
	}, 60_000);
	afterAll(() => rmSync(folder, { recursive: true, force: true }));
	return data;
}
