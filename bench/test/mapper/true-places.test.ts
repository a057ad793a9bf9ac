import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readGfa } from '@pangraf/graph/files';
import { describe, expect, it } from 'vitest';
import { readGaf } from '../../../packages/mapper/src/records/gaf-reader.ts';
import { isRight, readTruth, referencePlaces } from '../../mapper/true-places.ts';

const SCRIPT = fileURLToPath(new URL('../../../../shared/tools/place.py', import.meta.url));

// Reference 1 2 3 4 5, of 300 bp each; an insertion of 400 bp between 2 and 3; 4 left out by one haplotype; 5 turned round in it.
const segments = [300, 300, 300, 300, 300, 400].map((length, i) => `S\ts${i + 1}\t${'ACGTTGCA'.repeat(50).slice(0, length)}`);
const walks = [
	'W\tREF\t0\tc\t0\t1500\t>s1>s2>s3>s4<s5',
	'W\tA\t1\tc\t0\t1600\t>s1>s2>s6>s3<s5',
	'W\tA\t2\tc\t0\t1900\t>s5<s4<s3<s6<s2<s1',
];
const links = ['s1 + s2 +', 's2 + s3 +', 's3 + s4 +', 's4 + s5 -', 's2 + s6 +', 's6 + s3 +', 's3 + s5 -'];
const gfa = ['H\tVN:Z:1.1', ...segments, ...links.map((link) => `L\t${link.replaceAll(' ', '\t')}\t0M`), ...walks, ''].join('\n');

const paths = ['>s1', '<s1', '>s2>s6', '>s6', '<s6', '>s6>s3', '>s3<s5', '>s5<s3', '>s5', '<s5', '<s5<s5'];
/** Alignments of 100 bp at several offsets of each path, and true places near and far from them. */
const cases = paths.flatMap((path, i) =>
	[0, 120, 200].flatMap((from) =>
		[1, 250, 420, 500, 610, 800, 1000, 1250, 1400].flatMap((start, j) =>
			['+', '-'].map((strand) => {
				const name = `r${i}.${from}.${j}${strand}`;
				const length = path.split(/(?=[<>])/).reduce((sum, step) => sum + (step.slice(1) === 's6' ? 400 : 300), 0);
				return {
					gaf: `${name}/1\t100\t0\t100\t+\t${path}\t${length}\t${from}\t${from + 100}\t100\t100\t60\n`,
					truth: `${name}\tc\t1\t${start}\t${start + 99}\t${strand}\t0\t0\t1\t100\t+\t0\t0\n`,
				};
			}),
		),
	),
);

describe.skipIf(!existsSync(SCRIPT))('true places', () => {
	it('are judged as place.py judges them', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'pangraf-'));
		try {
			const file = (name: string, text: string): string => {
				writeFileSync(join(folder, name), text);
				return join(folder, name);
			};
			const header = '#name\tcontig\thap\tstart1\tend1\tstrand1\tn1\ti1\tstart2\tend2\tstrand2\tn2\ti2\n';
			const graphFile = file('graph.gfa', gfa);
			const graph = await readGfa(graphFile);
			const places = referencePlaces(graph);
			const truth = readTruth(header + cases.map((one) => one.truth).join(''));
			const verdicts: boolean[] = [];
			const find = (bytes: Uint8Array, from: number, to: number): number =>
				Number(new TextDecoder().decode(bytes.subarray(from + 1, to))) - 1;
			for await (const batch of readGaf([new TextEncoder().encode(cases.map(({ gaf }) => gaf).join(''))], find, 'x.gaf')) {
				for (let i = 0; i < batch.count; i++) {
					const name = new TextDecoder().decode(batch.bytes.subarray(batch.nameStarts[i], batch.nameEnds[i])).slice(0, -2);
					verdicts.push(isRight(graph, places, batch, i, truth.get(name)!, 0));
				}
			}
			expect(verdicts.filter(Boolean).length).toBeGreaterThan(60);
			// Those that we call right and those that we call wrong, each by itself.
			for (const verdict of [true, false]) {
				const some = cases.filter((_, i) => verdicts[i] === verdict);
				const truthFile = file('truth.tsv', header + some.map((one) => one.truth).join(''));
				const gafFile = file('reads.gaf', some.map(({ gaf }) => gaf).join(''));
				const { stdout, stderr } = spawnSync('python3', [SCRIPT, '--truth', truthFile, '--gfa', graphFile, gafFile]);
				expect(stderr.toString()).toBe('');
				const all = stdout
					.toString()
					.split('\n')
					.find((line) => line.includes('"all"'))!;
				expect(JSON.parse(all)).toMatchObject({ n: some.length, right: verdict ? 100 : 0 });
			}
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
