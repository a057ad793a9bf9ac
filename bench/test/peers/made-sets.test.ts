import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { DataSet } from '../../peers/data-sets.ts';
import { sourceFolder } from '../../peers/made-sets.ts';

const PROGRAM = `import os, sys
folder = sys.argv[sys.argv.index('--out') + 1]
for name in ['a_1.fq', 'a.truth.tsv', 'graph.gfa']: open(os.path.join(folder, name), 'w').write(name + sys.argv[1])
if sys.argv[1] == 'bad': sys.exit('no luck')
`;

test('makes a set once, compresses its reads and truth, and keeps nothing of a failure', () => {
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-made-'));
	try {
		const data = join(folder, 'data');
		mkdirSync(join(folder, 'tools'));
		writeFileSync(join(folder, 'tools', 'make.py'), PROGRAM);
		const set = (args: string[]): DataSet => ({
			made: { folder: 'some', program: 'make.py', args },
			reads: [],
			copies: 1,
			graph: { gfa: 'some/graph.gfa' },
			linear: { sample: 'x' },
		});
		const made = join(folder, 'made');
		expect(() => sourceFolder(set(['bad']), data, made)).toThrow(/no luck/);
		expect(existsSync(join(made, 'some'))).toBe(false);
		expect(sourceFolder(set(['7']), data, made)).toBe(made);
		expect(readdirSync(join(made, 'some')).toSorted()).toEqual(['a.truth.tsv.gz', 'a_1.fq.gz', 'graph.gfa']);
		expect(gunzipSync(readFileSync(join(made, 'some', 'a_1.fq.gz'))).toString()).toBe('a_1.fq7');
		// It is there: the program would fail now.
		expect(sourceFolder(set(['bad']), data, made)).toBe(made);
		expect(sourceFolder({ reads: [], copies: 1, graph: { gfa: '' }, linear: { sample: '' } }, data, made)).toBe(data);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
