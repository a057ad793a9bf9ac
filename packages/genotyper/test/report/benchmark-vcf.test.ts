import { expect, it } from 'vitest';
import { benchmarkVcf } from '../../src/report/benchmark-vcf.ts';
import { compareAll } from '../comparison/comparison-fixture.ts';

it('the GA4GH form holds a decision for each variant of both sides', () => {
	const comparison = compareAll();
	let text = '';
	for (const piece of benchmarkVcf(comparison, comparison.graph, 'pangraf 0.1.0', 'pangraf compare\n-o out')) {
		text += new TextDecoder().decode(piece);
	}
	const lines = text.trimEnd().split('\n');
	expect(lines.slice(0, 4)).toEqual([
		'##fileformat=VCFv4.3',
		'##source=pangraf 0.1.0',
		'##pangrafCommand=pangraf compare -o out',
		'##contig=<ID=chr1,length=640>',
	]);
	for (const id of ['GT', 'BD', 'BK', 'BVT']) expect(lines.some((line) => line.startsWith(`##FORMAT=<ID=${id},`))).toBe(true);
	const records = lines.filter((line) => !line.startsWith('##')).map((line) => line.split('\t'));
	expect(records[0]).toEqual(['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO', 'FORMAT', 'TRUTH', 'QUERY']);
	const NONE = './.:.:.:NOCALL';
	expect(records.slice(1).map((row) => [row[1], row[3], row[4], row[9], row[10]])).toEqual([
		['20', 'T', 'A', '0/1:TP:gm:SNP', '0/1:TP:gm:SNP'],
		['60', 'A', 'C', '0/1:TP:gm:SNP', '0/1:TP:gm:SNP'],
		['100', 'C', 'G', '1/1:FN:am:SNP', '0/1:FP:am:SNP'],
		['140', 'C', 'G', '0/1:FN:lm:SNP', NONE],
		['140', 'C', 'T', NONE, '0/1:FP:lm:SNP'],
		['180', 'T', 'A', '0/1:FN:.:SNP', NONE],
		['220', 'A', 'C', '0/1:TP:gm:SNP', '0/1:TP:gm:SNP'],
		['261', 'GTTTT', 'G', '0/1:FN:.:INDEL', NONE],
		['298', 'T', 'TG', NONE, '0/1:FP:lm:INDEL'],
		['300', 'C', 'G', '0/1:FN:lm:SNP', NONE],
		['500', 'T', 'A', NONE, '0/1:FP:.:SNP'],
		['620', 'C', 'G', '0/1:UNK:gm:SNP', '0/1:UNK:gm:SNP'],
	]);
	// The two alleles at 140 are judged together.
	expect(records.slice(1).map((row) => row[7])).toEqual(
		[20, 60, 100, 140, 140, 180, 220, 261, 298, 300, 500, 620].map((position) => `BS=${position}`),
	);
});
