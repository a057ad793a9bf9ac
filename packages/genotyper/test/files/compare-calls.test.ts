import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareCalls, type CompareOptions } from '../../src/files/compare-calls.ts';

const FILES = [
	'excluded.tsv.gz',
	'pangraf_samples_mqc.json',
	'pangraf_strata_mqc.json',
	'report.html',
	'summary.json',
	'summary.tsv',
	'truth-vs-graph.vcf.gz',
	'truth-vs-linear.vcf.gz',
	'variants.tsv.gz',
];
const SEQUENCE = 'GGACGTTTTTACACACAGATTACACTGAAGTC'.repeat(10);

let folder: string;
let options: CompareOptions;

function write(name: string, text: string): string {
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
}

/** A VCF of `contig pos ref alt genotype` records. */
function vcf(records: readonly string[], samples = 'S1', info = '.'): string {
	const lines = records.map((record) => {
		const [contig, position, ref, alt, genotype, filter = 'PASS'] = record.split(' ');
		return [contig, position, '.', ref, alt, '.', filter, info, 'GT', genotype].join('\t');
	});
	const header = `#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT${samples === '' ? '' : `\t${samples}`}`;
	return ['##fileformat=VCFv4.2', '##contig=<ID=chr1>', header, ...lines, ''].join('\n');
}

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'compare-'));
	options = {
		reference: write('ref.fa', `>chr1\n${SEQUENCE}\n`),
		truth: write('truth.vcf', vcf(['chr1 20 T A 0/1', 'chr1 60 A C 1/1', 'chr1 5 GT G 0/1'])),
		graph: write('graph.vcf', vcf(['chr1 20 T A 0/1', 'chr1 60 A C 1/1', 'chr1 9 TT T 0/1'])),
		linear: write('linear.vcf', vcf(['chr1 20 T A 0/1', 'chr1 60 A C 0/1', 'chr1 60 A <DEL> 0/1'])),
		directory: join(folder, 'out', 'deep'),
		strata: [{ name: 'start', file: write('start.bed', 'chr1\t0\t30\nchr9\t0\t10\n') }],
		regions: write('regions.bed', `chr1\t0\t${SEQUENCE.length}\n`),
		commandLine: 'pangraf compare …',
	};
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('compareCalls', () => {
	it('writes whole files and returns the summary', async () => {
		const seen: string[] = [];
		const summary = await compareCalls({ ...options, onProgress: ({ stage }) => seen.push(stage) });
		const { directory } = options;
		expect(readdirSync(directory).toSorted()).toEqual(FILES);
		expect(JSON.parse(readFileSync(join(directory, 'summary.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(summary)));
		expect(summary.strata['all']).toMatchObject({
			truth_total: 3,
			graph: { tp: 3, fp: 0 },
			linear: { tp: 1, fp: 1, genotype_mismatches: 1 },
		});
		expect(summary.strata['start']).toMatchObject({ truth_total: 2 });
		expect(summary.call_sets.linear.excluded).toEqual({ symbolic: 1 });
		expect(
			gunzipSync(readFileSync(join(directory, 'variants.tsv.gz')))
				.toString()
				.trimEnd()
				.split('\n'),
		).toHaveLength(4);
		expect(gunzipSync(readFileSync(join(directory, 'truth-vs-graph.vcf.gz'))).toString()).toMatch(/^##fileformat=VCFv4\.3\n/);
		expect(gunzipSync(readFileSync(join(directory, 'excluded.tsv.gz'))).toString()).toContain('linear\t6\tchr1\t60\tsymbolic');
		expect(readFileSync(join(directory, 'summary.tsv'), 'utf8')).toMatch(/^stratum\tkind\t/);
		expect(readFileSync(join(directory, 'report.html'), 'utf8')).toContain('Graph against linear: S1');
		expect(new Set(seen)).toEqual(new Set(['truth', 'graph calls', 'linear calls', 'compare']));
	});

	it('says what went in', async () => {
		const { provenance } = await compareCalls(options);
		const hash = createHash('sha256').update(readFileSync(options.truth!)).digest('hex');
		expect(provenance.inputs).toEqual([
			expect.objectContaining({ role: 'reference', file: options.reference }),
			{ role: 'truth', file: options.truth, sha256: hash, sample: 'S1' },
			expect.objectContaining({ role: 'graph', sample: 'S1' }),
			expect.objectContaining({ role: 'linear' }),
			expect.objectContaining({ role: 'regions' }),
			expect.objectContaining({ role: 'stratum start', unused_lines: 1 }),
		]);
		expect(provenance.command_line).toBe('pangraf compare …');
		expect(provenance.pangraf).toMatch(/^\d+\.\d+\.\d+/);
	});

	it('writes the same bytes again', async () => {
		const again = join(folder, 'again');
		await compareCalls({ ...options, directory: again });
		await compareCalls(options);
		for (const name of FILES)
			expect(readFileSync(join(again, name)).equals(readFileSync(join(options.directory, name)))).toBe(true);
	});

	it('takes a panel of variants and a panel of genes', async () => {
		const variants = write(
			'panel.vcf',
			vcf(['chr1 60 A C 0/1', 'chr1 200 T C 0/1'], 'S1', 'GENE=ABC1').replace('\t60\t.', '\t60\trs7'),
		);
		const bySites = await compareCalls({ ...options, panel: variants });
		expect(bySites.diagnostic).toMatchObject({
			panel_kind: 'variants',
			panel_entries: 2,
			truth_total: 1,
			gained: [{ id: 'rs7', genes: ['ABC1'] }],
		});
		const sitesOnly = write(
			'sites.vcf',
			'##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\nchr1\t60\trs7\tA\tC,<DEL>\t.\t.\tGENE=ABC1\n',
		);
		const withoutSamples = await compareCalls({ ...options, panel: sitesOnly });
		expect(withoutSamples.diagnostic).toMatchObject({ panel_entries: 1, truth_total: 1 });
		expect(withoutSamples.provenance.inputs.find(({ role }) => role === 'panel')).toMatchObject({ unused_lines: 1 });
		const byGenes = await compareCalls({ ...options, panel: write('panel.bed', 'chr1\t50\t70\tABC1\n') });
		expect(byGenes.diagnostic).toMatchObject({
			panel_kind: 'genes',
			panel_entries: 1,
			gained: [{ genes: ['ABC1'], linear: 'genotype' }],
		});
		expect(Object.keys(byGenes.genes)).toEqual(['ABC1']);
	});
});

describe('compareCalls refuses, in one line and with nothing written', () => {
	const header = '##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO';
	it.each<[string, string, string, (write: (name: string, text: string) => string) => Partial<CompareOptions>]>([
		[
			'several samples',
			'E_COMPARE_SAMPLES',
			'2 samples (S1, S2)',
			(write) => ({ truth: write('t.vcf', `${header}\tFORMAT\tS1\tS2\nchr1\t20\t.\tT\tA\t.\t.\t.\tGT\t0/1\t0/0\n`) }),
		],
		[
			'no sample',
			'E_COMPARE_SAMPLES',
			'no sample column',
			(write) => ({ graph: write('t.vcf', `${header}\nchr1\t20\t.\tT\tA\t.\t.\t.\n`) }),
		],
		[
			'no genotypes',
			'E_COMPARE_NO_GENOTYPE',
			'line 3: found FORMAT DP',
			(write) => ({ linear: write('t.vcf', `${header}\tFORMAT\tS1\nchr1\t20\t.\tT\tA\t.\t.\t.\tDP\t7\n`) }),
		],
		[
			'calls on another reference',
			'E_COMPARE_REF_MISMATCH',
			'line 4 (chr1:20): found REF G; expected T',
			(write) => ({ graph: write('t.vcf', vcf(['chr1 20 G A 0/1'])) }),
		],
		[
			'contigs of another name',
			'E_COMPARE_CONTIGS',
			'contig 1, and no record on a contig of the reference',
			(write) => ({ graph: write('t.vcf', vcf(['1 20 T A 0/1'])) }),
		],
		[
			'a truth without variants',
			'E_COMPARE_NO_TRUTH',
			'no variant that can be compared in 1 records',
			(write) => ({ truth: write('t.vcf', vcf(['chr1 20 T A 0/0'])) }),
		],
		[
			'a stratum that is named as one of ours',
			'E_COMPARE_STRATUM',
			'stratum SNV twice',
			(write) => ({ strata: [{ name: 'SNV', file: write('t.bed', 'chr1\t0\t9\n') }] }),
		],
		['a BED without intervals', 'E_BED_EMPTY', 'no intervals', (write) => ({ regions: write('t.bed', '# nothing\n') })],
		[
			'a BED of another reference',
			'E_BED_CONTIGS',
			'line 1: found contig 1',
			(write) => ({ regions: write('t.bed', '1\t0\t9\n') }),
		],
		[
			'a panel of another reference',
			'E_PANEL_EMPTY',
			'no variant of the reference (1 that cannot be used)',
			(write) => ({ panel: write('p.vcf', vcf(['1 20 T A 0/1'])) }),
		],
		['a file that is not there', 'E_INPUT_MISSING', 'nowhere.vcf', () => ({ truth: 'nowhere.vcf' })],
		['a folder that is a file', 'E_OUTPUT_DIRECTORY', 'taken', (write) => ({ directory: write('taken', '') })],
	])('%s', async (_, code, message, change) => {
		const directory = join(folder, 'refused');
		const changed = { ...options, directory, ...change(write) };
		const attempt = compareCalls(changed);
		await expect(attempt).rejects.toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
		expect(existsSync(directory)).toBe(false);
	});
});
