import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder, pangraf } from '../run-command.ts';

const FASTA = '>c\nACGTTGCAACGGTACGATCA\n';
const ROWS = [
	['c', '3', '.', 'G', 'T', '.', '.', '.', 'GT', '0|1', '0|0', '0|0'],
	['c', '8', '.', 'AAC', 'A', '.', '.', '.', 'GT', '0|0', '1|0', '0|1'],
	['c', '12', '.', 'G', 'GTT', '.', '.', '.', 'GT', '1|0', '1|0', '0|0'],
];
const VCF = `##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tana\tbo\tcy\n${ROWS.map((row) => `${row.join('\t')}\n`).join('')}`;
const PANEL = ['build', '--reference', 'r.fa', '--variants', 'v.vcf', '-q'];

/** A folder with an index of three people, and one without `ana` and `cy`. */
async function makeIndexes(): Promise<string> {
	const folder = makeFolder();
	for (const [name, text] of Object.entries({ 'r.fa': FASTA, 'v.vcf': VCF, 'bo.txt': 'bo\n' }))
		writeFileSync(join(folder, name), text);
	for (const args of [
		[...PANEL, '-o', 'all.gfa'],
		[...PANEL, '--sample-list', 'bo.txt', '-o', 'bo.gfa'],
		['index', 'all.gfa', '-o', 'all.pgx', '-q'],
		['index', 'bo.gfa', '-o', 'bo.pgx', '-q'],
	]) {
		expect(await pangraf(args, { folder })).toMatchObject({ code: 0, stderr: '' });
	}
	return folder;
}

it('takes several samples out and certifies it', async () => {
	const folder = await makeIndexes();
	const args = ['withdraw', 'ana', 'cy', 'all.pgx', '-o', 'left.pgx', '--certificate', 'c.json', '--json', '-q'];
	const { code, stdout, stderr } = await pangraf(args, { folder });
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	expect(readFileSync(join(folder, 'left.pgx')).equals(readFileSync(join(folder, 'bo.pgx')))).toBe(true);
	expect(readFileSync(join(folder, 'c.json'), 'utf8')).toBe(stdout);
	expect(JSON.parse(stdout)).toMatchObject({
		program: 'pangraf',
		samples: ['ana', 'cy'],
		removed: {
			walks: ['ana#1#c:0-22', 'ana#2#c:0-20', 'cy#1#c:0-20', 'cy#2#c:0-18'],
			nodes: 1,
			edges: 2,
			bases: 1,
			privateAlleles: 1,
		},
		form: 'canonical',
		mentions: 0,
	});
});

it('refuses who is not there, the reference and too few arguments, and leaves nothing behind', async () => {
	const folder = await makeIndexes();
	const files = readdirSync(folder).toSorted();
	for (const [args, expected] of [
		[['dee', 'all.pgx'], /^E_WITHDRAW_SAMPLE all\.pgx: found no walk of sample 'dee'; .*\n$/],
		[['bo', 'REF', 'all.pgx'], /^E_WITHDRAW_REFERENCE all\.pgx: found sample 'REF', which is the reference; .*\n$/],
		[['bo', 'all.gfa'], /^E_PGX_MAGIC all\.gfa: .*\n$/],
		[['all.pgx'], /^E_USAGE pangraf withdraw: found .*; expected a sample before the index; .*\n$/],
		[[], /^E_USAGE pangraf withdraw: .*\n$/],
	] as const) {
		const { code, stdout, stderr } = await pangraf(['withdraw', ...args, '-o', 'x.pgx', '--certificate', 'x.json', '-q'], {
			folder,
		});
		expect(stderr).toMatch(expected);
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
	}
	expect(readdirSync(folder).toSorted()).toEqual(files);
});
