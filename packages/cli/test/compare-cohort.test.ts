/** A cohort and its gates, by the real command. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, pangraf } from './run-command.ts';

const SEQUENCE = 'GGACGTTTTTACACACAGATTACACTGAAGTC'.repeat(10);
const RECORDS = ['chr1\t20\t.\tT\tA', 'chr1\t60\t.\tA\tC', 'chr1\t90\t.\tT\tG'];

/** Twelve people of two groups; in those of the second the graph finds one variant less. */
function makeCohort(): string {
	const folder = makeFolder();
	const header = '##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS\n';
	const vcf = (name: string, count: number): string => {
		const lines = RECORDS.slice(0, count).map((record) => `${record}\t.\tPASS\t.\tGT\t0/1\n`);
		writeFileSync(join(folder, name), header + lines.join(''));
		return name;
	};
	const files = [vcf('truth.vcf', 3), vcf('two.vcf', 2), vcf('three.vcf', 3)] as const;
	const rows = Array.from({ length: 12 }, (_, i) =>
		[`P${i}`, i < 6 ? 'east' : 'west', '.', '.', files[0], files[i < 6 ? 2 : 1], files[1]].join('\t'),
	);
	writeFileSync(join(folder, 'samples.tsv'), ['sample\tgroup\tsex\tpatient_group\ttruth\tgraph\tlinear', ...rows, ''].join('\n'));
	writeFileSync(join(folder, 'ref.fa'), `>chr1\n${SEQUENCE}\n`);
	return folder;
}

const COMMAND = ['compare', '--reference', 'ref.fa', '--samples', 'samples.tsv', '-q', '-o', 'out'];

describe('compare --samples', () => {
	it('ends with 0 where its gates are met, and prints the table', async () => {
		const folder = makeCohort();
		const run = await pangraf([...COMMAND, '--gate', 'recall_gap<=0.5', '--gate', 'recall>=80%'], { folder });
		expect(run).toMatchObject({ code: 0, stderr: '' });
		expect(run.stdout).toMatch(/^stratum .* p, clustered\nall +36 /);
		expect(run.stdout).toMatch(/\neast +18 +100\.00 %/);
	});

	it('ends with 1 and one line where one is not, with all files written', async () => {
		const folder = makeCohort();
		const run = await pangraf([...COMMAND, '--gate', 'recall_gap<=0.01', '--lang', 'da', '--json'], { folder });
		expect(run.code).toBe(1);
		expect(run.stderr).toBe(
			'pangraf compare: gate not met: recall_gap<=0.01: is 0.333333 (recall of the graph arm: west 66.67 % against east 100.00 %)\n',
		);
		expect(JSON.parse(run.stdout)).toMatchObject({ gates: [{ passed: false }], cohort: { people: 12 } });
		expect(readdirSync(join(folder, 'out'))).toContain('summary.json');
		expect(readFileSync(join(folder, 'out', 'report.html'), 'utf8')).toContain('<html lang="da">');
	});

	it.each([
		[['--gate', 'recall_gap<0.01x'], /^E_GATE found the gate 'recall_gap<0\.01x'; expected a condition such as /],
		[['--truth', 'truth.vcf'], /^E_USAGE pangraf compare: found --samples and --truth; expected /],
		[['--lang', 'sv'], /^E_USAGE pangraf compare: found --lang 'sv'; expected en or da; /],
	])('ends with 2 and nothing written for %j', async (more, line) => {
		const folder = makeCohort();
		const run = await pangraf([...COMMAND, ...more], { folder });
		expect(run.code).toBe(2);
		expect(run.stderr).toMatch(line);
		expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
		expect(readdirSync(folder)).not.toContain('out');
	});

	it('ends with 2 without a sheet or all three files', async () => {
		const folder = makeCohort();
		const args = ['compare', '--reference', 'ref.fa', '--truth', 'truth.vcf', '-o', 'out'];
		expect(await pangraf(args, { folder })).toMatchObject({ code: 2, stderr: expect.stringContaining('found only --truth') });
	});
});
