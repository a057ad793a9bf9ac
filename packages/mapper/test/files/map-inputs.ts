/** Pairs from a small graph and its index, as files, for tests of `mapReads`. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex, type MapOptions } from '../../src/files/index.ts';
import { fastq, type Read } from '../mapping.ts';
import { bubbleGraph, randomNumbers, reverseComplement, type SmallGraph, spell } from '../random-graphs.ts';
import { gfaText, workFolder, writeIn } from './work-folder.ts';

export const small: SmallGraph = bubbleGraph(17, { bubbles: 40 });
const next = randomNumbers(18);

/** More pairs than a chunk of each file holds. */
export const pairs: [Read, Read][] = Array.from({ length: 2500 }, (_, i): [Read, Read] => {
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
export const firsts: Read[] = pairs.map(([first]) => first);
export const seconds: Read[] = pairs.map(([, second]) => second);

let index: Promise<Uint8Array> | undefined;
async function makeIndex(): Promise<Uint8Array> {
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-mapper-'));
	await buildIndex({ graph: writeIn(folder, 'graph.gfa', gfaText(small)), output: join(folder, 'graph.pgx') });
	const bytes = readFileSync(join(folder, 'graph.pgx'));
	rmSync(folder, { recursive: true });
	return bytes;
}

/** Files of the pairs and of the index in a folder of their own. */
export async function mapInputs(): Promise<{
	folder: string;
	options: Omit<MapOptions, 'reads' | 'output'>;
	first: string;
	second: string;
}> {
	const folder = workFolder();
	index ??= makeIndex();
	return {
		folder,
		options: { index: writeIn(folder, 'graph.pgx', await index), threads: 1 },
		first: writeIn(folder, '1.fq', fastq(firsts)),
		second: writeIn(folder, '2.fq', fastq(seconds)),
	};
}
