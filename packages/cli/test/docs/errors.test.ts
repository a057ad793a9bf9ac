import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../run-command.ts';

/** Codes written out in full; `E_BED_*` and `E_FASTQ_…` stand for groups. */
const CODE = /\bE_[A-Z0-9]+(?:_[A-Z0-9]+)*\b(?![_*…])/g;

it('docs/errors.md has a row for every code in the sources, and no other', () => {
	const sources = globSync('packages/*/{src,assembly}/**/*.ts', { cwd: REPOSITORY });
	const raised = new Set(sources.flatMap((name) => readFileSync(join(REPOSITORY, name), 'utf8').match(CODE) ?? []));
	const page = readFileSync(join(REPOSITORY, 'docs/errors.md'), 'utf8');
	const rows = Array.from(page.matchAll(/^\| (E_\w+) \| .+ \| .+ \|$/gm), (row) => row[1]!);
	expect(raised.size).toBeGreaterThan(50);
	expect(rows.toSorted()).toEqual([...raised].toSorted());
});
