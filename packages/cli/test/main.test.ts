import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, pangraf, REPOSITORY, run } from './run-command.ts';

const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'packages/cli/package.json'), 'utf8')) as { version: string };
const COMMANDS = ['build', 'index', 'stats', 'paths', 'view', 'map', 'call', 'deconstruct', 'compare', 'simulate'];

describe('pangraf --version', () => {
	it.each([['--version'], ['-V'], ['--version', '--help']])('%s prints the version and nothing else', async (...args) => {
		expect(await pangraf(args)).toEqual({ code: 0, signal: null, stdout: `${version}\n`, stderr: '' });
	});

	it('is answered by scripts/pangraf from any folder and through links, with nothing added', async () => {
		const folder = makeFolder();
		symlinkSync(join(REPOSITORY, 'scripts/pangraf'), join(folder, 'first'));
		symlinkSync('first', join(folder, 'second'));
		const expected = { code: 0, signal: null, stdout: `${version}\n`, stderr: '' };
		expect(await run('./second', ['--version'], { folder })).toEqual(expected);
		expect(await run('second', ['--version'], { folder: '/', env: { PATH: `${folder}:${process.env['PATH']}` } })).toEqual(
			expected,
		);
	});
});

describe('pangraf --help', () => {
	it('names every command', async () => {
		const { code, stdout, stderr } = await pangraf(['--help']);
		expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
		for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
	});

	it.each(COMMANDS)('%s --help has examples that call it', async (command) => {
		const { code, stdout, stderr } = await pangraf([command, '--help']);
		expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
		expect(stdout).toMatch(new RegExp(`Examples:\\n(.*\\n)*.*pangraf ${command} `));
		expect((await pangraf(['help', command])).stdout).toBe(stdout);
	});
});

describe('usage errors', () => {
	const cases: [string, RegExp][] = [
		['', /no command/],
		['frobnicate', /unknown command 'frobnicate'/],
		['map --treads 3 g.pgx r.fq', /pangraf map: .*unknown option '--treads' \(Did you mean --threads\?\)/],
		['map g.pgx', /missing required argument/],
		['map g.pgx r.fq -t 0', /--threads '0'; expected a whole number from 1/],
		['map g.pgx r.fq -t 1e3', /--threads '1e3'/],
		['map g.pgx r.fq --fragment-mean -5', /--fragment-mean '-5'; expected a number above 0/],
		['map g.pgx r1.fq r2.fq -i', /--interleaved/],
		['map g.pgx r.fq -o out.bam', /--output 'out.bam'; expected GAF .* not available yet/],
		['map g.pgx r.fq --format sam', /--format 'sam'; expected GAF .* not available yet/],
		['map g.pgx r.fq --json', /--json without -o FILE/],
		['map g.pgx r1.fq r2.fq r3.fq', /too many arguments/],
		['index g.gfa', /--output/],
		['build --variants v.vcf -o g.gfa', /--reference/],
		['build --reference r.fa --variants v.vcf --ref-sample a#b', /--ref-sample 'a#b'/],
		['call g.pgx a.gaf', /--sample/],
		['call g.pgx a.gaf --sample x --min-mapq 61', /--min-mapq '61'/],
		['compare --reference r --truth t --graph g --linear l -o d --stratify x', /--stratify 'x'; expected NAME=FILE.bed/],
	];

	it.each(cases)("'pangraf %s' is one line with a hint, and exit code 2", async (line, expected) => {
		const { code, stdout, stderr } = await pangraf(line === '' ? [] : line.split(' '), { folder: makeFolder() });
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toMatch(expected);
		expect(stderr).toMatch(/^E_USAGE pangraf.*: found .*; see 'pangraf.* --help'\n$/);
	});
});
