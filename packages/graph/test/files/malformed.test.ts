import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFasta } from '../../src/files/fasta.ts';
import { readGfa } from '../../src/files/gfa.ts';
import { readVcf } from '../../src/files/vcf.ts';
import { failureOf } from './failures.ts';

const folder = join(import.meta.dirname, '../../../../fixtures/malformed');
const rows = readFileSync(join(folder, 'expected.tsv'), 'utf8').trimEnd().split('\n').slice(1);

/** Reads a file to its end. */
async function read(path: string): Promise<void> {
	if (path.endsWith('.gfa')) await readGfa(path);
	else if (path.includes('.fa')) await readFasta(path);
	else for await (const record of (await readVcf(path)).records()) record.position++;
}

it.each(rows.map((row) => row.split('\t')))('%s: %s %s', async (name, code, place) => {
	const path = join(folder, name);
	const failure = await failureOf(() => read(path));
	expect(failure.code).toBe(code);
	expect(failure.place ?? '').toBe(place);
	// One line, that names the file and says what was found and, mostly, what to do.
	expect(failure.message.startsWith(`${code} ${path}`)).toBe(true);
	expect(failure.message).toMatch(/: found .+; .+/);
	expect(failure.message).not.toContain('\n');
});
