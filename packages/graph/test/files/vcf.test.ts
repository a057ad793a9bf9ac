import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readVcf } from '../../src/files/vcf.ts';
import { formatVcfHeader, formatVcfRecord } from '../../src/vcf/vcf-writer.ts';
import { failureOf } from './failures.ts';

const data = join(import.meta.dirname, '../../../../../shared/data');

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-vcf-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let fileCount = 0;
function file(text: string): string {
	const path = join(folder, `${fileCount++}.vcf`);
	writeFileSync(path, text);
	return path;
}

/** Header and copies of all records. */
async function readAll(path: string) {
	const stream = await readVcf(path);
	const records = [];
	for await (const record of stream.records()) {
		const { line, contig, position, id, ref, quality, filter, info, alts, format } = record;
		const arrays = { alleles: [...record.alleles], phased: [...record.phased], sampleFields: record.sampleFields };
		records.push({ line, contig, position, id, ref, quality, filter, info, alts, format, ...arrays });
	}
	return { header: stream.header, records };
}

const head = '##fileformat=VCFv4.2\n##contig=<ID=chr1,length=100,assembly="x,y">\n##contig=<ID=2>\n';
const columns = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO';

describe('readVcf', () => {
	it('reads header and records', async () => {
		const text = `${head}${columns}\tFORMAT\ta\tb b\nchr1\t5\trs1\tac\tG,<DEL>,*\t30.5\tPASS\tDP=3\tGT:AD\t0|3:1,2\t.\n\n2\t0\t.\tN\t.\t.\t.\t.\tDP\t7\t8`;
		for (const variant of [text, text.replaceAll('\n', '\r\n')]) {
			const { header, records } = await readAll(file(variant));
			expect(header.samples).toEqual(['a', 'b b']);
			expect(header.contigs).toEqual([{ name: 'chr1', length: 100 }, { name: '2' }]);
			expect(header.lines).toEqual(head.trimEnd().split('\n'));
			expect(records).toEqual([
				{
					line: 5,
					contig: 'chr1',
					position: 4,
					id: 'rs1',
					ref: 'AC',
					alts: ['G', '<DEL>', '*'],
					quality: 30.5,
					filter: 'PASS',
					info: 'DP=3',
					format: ['GT', 'AD'],
					alleles: [0, 3, -1, -2],
					phased: [1, 1],
					sampleFields: ['0|3:1,2', '.'],
				},
				{
					line: 7,
					contig: '2',
					position: -1,
					id: '.',
					ref: 'N',
					alts: [],
					quality: undefined,
					filter: '.',
					info: '.',
					format: ['DP'],
					alleles: [-1, -1, -1, -1],
					phased: [0, 0],
					sampleFields: ['7', '8'],
				},
			]);
		}
	});

	it('reads sites without samples', async () => {
		const { header, records } = await readAll(file(`${head}${columns}\nchr1\t5\t.\tA\tC]chr2:7],.T\t.\t.\t.\n`));
		expect(header.samples).toEqual([]);
		expect(records[0]).toMatchObject({ alts: ['C]chr2:7]', '.T'], format: [], alleles: [], sampleFields: [] });
	});

	it('reads what the writer writes', async () => {
		const header = formatVcfHeader({ source: 'x', contigs: [{ name: 'c', length: 9 }], samples: ['s'] });
		const record = { contig: 'c', position: 3, ref: 'A', alts: ['T'], quality: 9, format: ['GT'], samples: ['1|0'] };
		const read = await readAll(file(header + formatVcfRecord(record)));
		expect(read.header).toMatchObject({ samples: ['s'], contigs: [{ name: 'c', length: 9 }] });
		expect(read.records[0]).toMatchObject({ position: 3, ref: 'A', alts: ['T'], quality: 9, alleles: [1, 0], phased: [1] });
	});

	it('closes a file whose records are not read to the end', async () => {
		const path = file(`${head}${columns}\nchr1\t5\t.\tA\tC\t.\t.\t.\nchr1\t6\t.\tA\tC\t.\t.\t.\n`);
		await (await readVcf(path)).close();
		for await (const { position } of (await readVcf(path)).records()) {
			expect(position).toBe(4);
			break;
		}
	});

	it('lets genotypes of more than two alleles pass where that is asked for', async () => {
		const path = file(`${head}${columns}\tFORMAT\ta\tb\nchr1\t5\t.\tA\tC,*G\t.\t.\t.\tGT:DP\t0/1/2/.:5\t2|1\n`);
		const stream = await readVcf(path, { allowPolyploid: true });
		let count = 0;
		await stream.forEach(({ alleles, alts }) => {
			expect([...alleles]).toEqual([-3, -3, 2, 1]);
			expect(alts).toEqual(['C', '*G']);
			count++;
		});
		expect(count).toBe(1);
		const bad = file(`${head}${columns}\tFORMAT\ta\nchr1\t5\t.\tA\tC\t.\t.\t.\tGT\t0/1/2\n`);
		const failure = await failureOf(async () => (await readVcf(bad, { allowPolyploid: true })).forEach(() => undefined));
		expect(failure).toMatchObject({ code: 'E_VCF_GENOTYPE', place: 'line 5' });
	});

	const one = `${head}${columns}\tFORMAT\ta\n`;
	const record = (fields: string) => `${one}${fields.replaceAll(' ', '\t')}\n`;
	const malformed: [name: string, text: string, code: string, line: number][] = [
		['no fileformat', `${columns}\n`, 'E_VCF_HEADER', 1],
		['another version', '##fileformat=VCFv3.3\n', 'E_VCF_HEADER', 1],
		['a BCF', 'BCF\x02\x02abc\n', 'E_VCF_BINARY', 1],
		['a header that ends', head, 'E_VCF_HEADER', 4],
		['a record before the column line', `${head}chr1\t5\t.\tA\tC\t.\t.\t.\n`, 'E_VCF_HEADER', 4],
		['a column line without tabs', `${head}${columns.replaceAll('\t', ' ')}\n`, 'E_VCF_HEADER', 4],
		['a column line without INFO', `${head}${columns.slice(0, -5)}\n`, 'E_VCF_HEADER', 4],
		['a column line with another name', `${head}${columns}2\tFORMAT\ta\n`, 'E_VCF_HEADER', 4],
		['samples without FORMAT', `${head}${columns}\ta\tb\n`, 'E_VCF_HEADER', 4],
		['a sample twice', `${head}${columns}\tFORMAT\ta\tb\ta\n`, 'E_VCF_HEADER', 4],
		['a carriage return in a name', `${head}${columns}\tFORMAT\ta\rb\n`, 'E_VCF_HEADER', 4],
		['a contig twice', `${head}##contig=<ID=2>\n`, 'E_VCF_HEADER', 4],
		['a contig without a name', `${head}##contig=<length=5>\n`, 'E_VCF_HEADER', 4],
		['a contig length that is no number', `${head}##contig=<ID=x,length=five>\n`, 'E_VCF_HEADER', 4],
		['a second header', `${record('chr1 5 . A C . . . GT 0/1')}##fileformat=VCFv4.2\n`, 'E_VCF_HEADER', 6],
		['too few columns', record('chr1 5 . A C . .'), 'E_VCF_COLUMNS', 5],
		['no sample column', record('chr1 5 . A C . . . GT'), 'E_VCF_COLUMNS', 5],
		['a sample column too many', record('chr1 5 . A C . . . GT 0/1 0/1'), 'E_VCF_COLUMNS', 5],
		['columns without a header for them', `${head}${columns}\nchr1\t5\t.\tA\tC\t.\t.\t.\tGT\t0/1\n`, 'E_VCF_COLUMNS', 5],
		['spaces for tabs', `${one}chr1 5 . A C . . . GT 0/1\n`, 'E_VCF_COLUMNS', 5],
		['a cut line', `${record('chr1 5 . A C . . . GT 0/1')}chr1\t6\t.\tA`, 'E_VCF_COLUMNS', 6],
		['a position that is no number', record('chr1 x . A C . . . GT 0/1'), 'E_VCF_POSITION', 5],
		['a negative position', record('chr1 -5 . A C . . . GT 0/1'), 'E_VCF_POSITION', 5],
		['a broken position', record('chr1 5.5 . A C . . . GT 0/1'), 'E_VCF_POSITION', 5],
		['an empty REF', record('chr1 5 .  C . . . GT 0/1'), 'E_VCF_ALLELE', 5],
		['a dot as REF', record('chr1 5 . . C . . . GT 0/1'), 'E_VCF_ALLELE', 5],
		['a REF that is no sequence', record('chr1 5 . A-C C . . . GT 0/1'), 'E_VCF_ALLELE', 5],
		['an empty ALT', record('chr1 5 . A C, . . . GT 0/1'), 'E_VCF_ALLELE', 5],
		['an ALT that is no sequence', record('chr1 5 . A C;T . . . GT 0/1'), 'E_VCF_ALLELE', 5],
		['a quality that is no number', record('chr1 5 . A C high . . GT 0/1'), 'E_VCF_QUALITY', 5],
		['an allele that is not there', record('chr1 5 . A C . . . GT 0/2'), 'E_VCF_GENOTYPE', 5],
		['three alleles', record('chr1 5 . A C . . . GT 0/1/1'), 'E_VCF_GENOTYPE', 5],
		['an empty genotype', record('chr1 5 . A C . . . GT '), 'E_VCF_GENOTYPE', 5],
		['a genotype of letters', record('chr1 5 . A C . . . GT A/C'), 'E_VCF_GENOTYPE', 5],
	];
	it.each(malformed)('finds fault with %s', async (_, text, code, line) => {
		expect(await failureOf(() => readAll(file(text)))).toMatchObject({ code, place: `line ${line}` });
	});

	it('says what was found and what to do', async () => {
		const path = file(record('chr1 5 . A C . . . GT:DP 0|7:9'));
		expect((await failureOf(() => readAll(path))).message).toBe(
			`E_VCF_GENOTYPE ${path}, line 5: found '0|7:9' in sample column 1; ` +
				"expected a genotype of one or two alleles, each '.' or at most 1; correct the genotype",
		);
	});
});

describe.skipIf(!existsSync(data))('VCFs of others', () => {
	it('reads the chr20 panel as splitting does', async () => {
		const path = join(data, 'chr20/panel.vcf.gz');
		const lines = gunzipSync(readFileSync(path))
			.toString()
			.split('\n')
			.filter((line) => line !== '' && !line.startsWith('#'));
		const { header, records } = await readAll(path);
		expect(header.samples.length).toBe(270);
		expect(header.contigs).toEqual([{ name: 'chr20_1M', length: 1_000_000 }]);
		expect(records.length).toBe(5779);
		for (const [i, record] of records.entries()) {
			const [contig, position, id, ref, alt, , , info, , ...samples] = lines[i]!.split('\t');
			const { alleles, phased, sampleFields, ...fixed } = record;
			expect(fixed).toMatchObject({ contig, position: Number(position) - 1, id, ref, alts: alt!.split(','), info });
			expect(alleles.join('|')).toBe(samples.join('|'));
			expect(phased.includes(0)).toBe(false);
			expect(sampleFields.length).toBe(270);
		}
	});

	const files = existsSync(data) ? globSync('**/*.vcf{,.gz}', { cwd: data }).toSorted() : [];
	it('reads every VCF with a header, or says why not', async () => {
		const failures = new Map<string, string>();
		let recordCount = 0;
		for (const name of files) {
			const { code } = await failureOf(async () => {
				for await (const { alts } of (await readVcf(join(data, name))).records()) recordCount += alts.length >= 0 ? 1 : 0;
			});
			if (code !== 'none') failures.set(name, code);
		}
		expect(files.length).toBeGreaterThan(200);
		expect(recordCount).toBeGreaterThan(25_000);
		// Extracts without a header; A. and G-- as alleles; three alleles and more; alleles that are not there.
		const ofCode = (code: string) => [...failures].filter(([, other]) => other === code).map(([name]) => name);
		expect(ofCode('E_VCF_HEADER').filter((name) => !name.endsWith('expected.vcf'))).toEqual([]);
		expect(ofCode('E_VCF_ALLELE').filter((name) => !/open_indel|small_squash/.test(name))).toEqual([]);
		expect(
			ofCode('E_VCF_GENOTYPE').filter((name) => !/faulty|import_errors|src-data.test.vcf|ploid|small_in_calls/.test(name)),
		).toEqual([]);
		expect(failures.size).toBe(25);
	});
});
