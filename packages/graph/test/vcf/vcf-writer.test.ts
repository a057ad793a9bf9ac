import { expect, it } from 'vitest';
import { formatVcfHeader, formatVcfRecord } from '../../src/vcf/vcf-writer.ts';

it('writes a header', () => {
	const header = formatVcfHeader({
		source: 'pangraf 1',
		contigs: [{ name: 'chr1', length: 10 }, { name: 'chrU' }],
		info: [{ id: 'AT', number: 'R', type: 'String', description: 'Allele "traversal"' }],
		format: [{ id: 'GT', number: 1, type: 'String', description: 'Genotype' }],
		filters: [{ id: 'LowQual', description: 'QUAL below 20' }],
		alts: [{ id: 'DEL', description: 'Deletion' }],
		lines: ['##pangrafCommand=call x'],
		samples: ['a', 'b'],
	});
	expect(header.split('\n')).toEqual([
		'##fileformat=VCFv4.3',
		'##source=pangraf 1',
		'##pangrafCommand=call x',
		'##FILTER=<ID=PASS,Description="All filters passed">',
		'##FILTER=<ID=LowQual,Description="QUAL below 20">',
		'##ALT=<ID=DEL,Description="Deletion">',
		'##INFO=<ID=AT,Number=R,Type=String,Description="Allele \\"traversal\\"">',
		'##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
		'##contig=<ID=chr1,length=10>',
		'##contig=<ID=chrU>',
		'#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\ta\tb',
		'',
	]);
	expect(formatVcfHeader({ source: 's', contigs: [], samples: [] })).toMatch(/INFO\n$/);
});

it('writes records', () => {
	const place = { contig: 'chr1', position: 9, ref: 'A', alts: ['C', 'CT'] };
	expect(formatVcfRecord({ ...place, alts: [] })).toBe('chr1\t10\t.\tA\t.\t.\t.\t.\n');
	const record = formatVcfRecord({
		...place,
		id: '>1>4',
		quality: 30.123456789,
		filter: 'PASS',
		info: { DB: true, AF: [0.1 + 0.2, 0.5], NONE: undefined, DP: 12, X: Number.NaN },
		format: ['GT', 'GQ', 'AD'],
		samples: [['0|1', 40, [3, 4, 0]], './.:.:.'],
	});
	const info = 'DB;AF=0.3,0.5;DP=12;X=.';
	expect(record).toBe(`chr1\t10\t>1>4\tA\tC,CT\t30.1235\tPASS\t${info}\tGT:GQ:AD\t0|1:40:3,4,0\t./.:.:.\n`);
});
