import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

describe('compareCalls with alignments', () => {
	it('tells what an arm missed from what it could not have called', async () => {
		const track = write('linear.bed', 'chr1\t0\t55\t30\nchr1\t55\t200\t3\n');
		const summary = await compareCalls({
			...options,
			directory: join(folder, 'with-depth'),
			linear: write('none.vcf', vcf(['chr1 20 T A 0/0'])),
			linearAlignments: track,
		});
		expect(summary.outcomes.linear).toMatchObject({ absent: 2, no_coverage: 1, found: 0 });
		expect(summary.outcomes.graph).toMatchObject({ found: 3 });
		expect(summary.provenance.inputs).toContainEqual(expect.objectContaining({ role: 'linear alignments', file: track }));
		const [header = '', ...rows] = gunzipSync(readFileSync(join(folder, 'with-depth', 'variants.tsv.gz')))
			.toString()
			.trimEnd()
			.split('\n');
		const column = header.split('\t').indexOf('linear_depth');
		expect(rows.map((row) => row.split('\t')[column])).toEqual(['30/30', '30/30', '3/3']);
	});

	it('matches structural variants as it is told to', async () => {
		const deletion = (position: number): string => {
			const ref = SEQUENCE.slice(position - 1, position + 60);
			return `chr1 ${position} ${ref} ${ref[0]} 0/1`;
		};
		const settings = {
			...options,
			strata: [],
			directory: join(folder, 'structural'),
			truth: write('sv-truth.vcf', vcf([deletion(41)])),
			graph: write('sv-graph.vcf', vcf([deletion(43)])),
		};
		const { strata, methods } = await compareCalls(settings);
		expect(strata['SV']).toMatchObject({ graph: { tp: 1 } });
		expect(methods).toMatchObject({ sv_max_distance: 500, sv_min_size_ratio: 0.7, sv_min_similarity: 0.7 });
		const strict = await compareCalls({ ...settings, structural: { maxDistance: 1 } });
		expect(strict.strata['SV']).toMatchObject({ graph: { tp: 0 } });
		expect(strict.methods).toMatchObject({ sv_max_distance: 1 });
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

describe('compareCalls of a cohort', () => {
	const SHEET = 'sample\tgroup\tsex\tpatient_group\ttruth\tgraph\tlinear';
	const FAMILY = ['chr1 20 T A', 'chr1 60 A C', 'chr1 90 T G', 'chr1 120 A T'];

	/** A folder with the calls of people, one VCF each, and their sheet; the graph misses the last record in `missed`. */
	function writeCohort(name: string, groups: readonly string[], missed: readonly string[] = []): string {
		// People of a tiny group carry one variant, which the graph finds.
		const directory = join(folder, name);
		mkdirSync(directory, { recursive: true });
		const rows = groups.map((group, i) => {
			const sample = `P${i + 1}`;
			const of = (arm: string, records: readonly string[]): string => {
				writeFileSync(
					join(directory, `${sample}.${arm}.vcf`),
					vcf(
						records.map((record) => `${record} 0/1`),
						sample,
					),
				); // prettier-ignore
				return `${sample}.${arm}.vcf`;
			};
			const graph = group === 'tiny' ? FAMILY.slice(0, 1) : missed.includes(group) ? FAMILY.slice(0, 3) : FAMILY;
			return [
				sample,
				group,
				'.',
				'.',
				of('truth', group === 'tiny' ? FAMILY.slice(0, 1) : FAMILY),
				of('graph', graph),
				of('linear', FAMILY.slice(0, 2)),
			].join('\t');
		});
		writeFileSync(join(directory, 'samples.tsv'), [SHEET, ...rows, ''].join('\n'));
		return join(directory, 'samples.tsv');
	}

	function cohortOptions(samples: string, more: Partial<CompareOptions> = {}): CompareOptions {
		const { reference, strata, commandLine } = options;
		return { reference, strata, commandLine, samples, directory: join(samples, '..', 'out'), ...more };
	}

	it('writes figures of all, of each person, and of groups', async () => {
		const samples = writeCohort('cohort', [...Array<string>(5).fill('a'), ...Array<string>(5).fill('b')], ['b']);
		const summary = await compareCalls(cohortOptions(samples, { gates: ['recall_gap<=0.01', 'recall>=0.5'] }));
		const { directory } = cohortOptions(samples);
		expect(readdirSync(directory).toSorted()).toEqual([
			'excluded.tsv.gz',
			'pangraf_samples_mqc.json',
			'pangraf_strata_mqc.json',
			'report.html',
			'samples',
			'samples.tsv',
			'summary.json',
			'summary.tsv',
			'variants.tsv.gz',
		]);
		expect(readdirSync(join(directory, 'samples'))).toHaveLength(10);
		expect(readdirSync(join(directory, 'samples', 'P1'))).toEqual(['truth-vs-graph.vcf.gz', 'truth-vs-linear.vcf.gz']);
		expect(summary.cohort).toMatchObject({ people: 10, distinct_variants: 4 });
		expect(summary.strata['all']).toMatchObject({ truth_total: 40, graph: { tp: 35 }, linear: { tp: 20 } });
		expect(summary.strata['b']).toMatchObject({ kind: 'group', people: 5, graph: { recall: 0.75 } });
		expect(summary.equity!.columns.group!.strata['all']!.graph.largest_gap).toBe(0.25);
		expect(summary.gates.map(({ passed }) => passed)).toEqual([false, true]);
		const rows = gunzipSync(readFileSync(join(directory, 'variants.tsv.gz')))
			.toString()
			.trimEnd()
			.split('\n'); // prettier-ignore
		expect(rows).toHaveLength(41);
		expect(rows.at(-1)).toMatch(/\tP10(\t|$)/);
		expect(readFileSync(join(directory, 'samples.tsv'), 'utf8')).toContain('\nP7\tall\tall\t4\t3\t1\t0\t0.75');
		expect(summary.provenance.inputs.filter(({ person }) => person === 'P3')).toEqual([
			expect.objectContaining({ role: 'truth', file: 'P3.truth.vcf', sample: 'P3' }),
			expect.objectContaining({ role: 'graph', file: 'P3.graph.vcf' }),
			expect.objectContaining({ role: 'linear', file: 'P3.linear.vcf' }),
		]);
	});

	it('a group under five people is in none of the files that sum up', async () => {
		const groups = [...Array<string>(7).fill('a'), ...Array<string>(6).fill('b'), 'tiny', 'tiny', 'tiny'];
		const samples = writeCohort('small', groups);
		const summary = await compareCalls(cohortOptions(samples));
		const { directory } = cohortOptions(samples);
		const aggregates = ['summary.json', 'summary.tsv', 'report.html', 'pangraf_strata_mqc.json'].map((name) =>
			readFileSync(join(directory, name), 'utf8'),
		);
		expect(readdirSync(directory)).not.toContain('pangraf_samples_mqc.json');
		// Its people have three variants, those of the others 28 and 24: no row, and no difference of rows, says so.
		const rows = Object.values(summary.strata).filter(({ kind }) => kind === 'group' || kind === 'all');
		const totals = rows.map(({ truth_total }) => truth_total);
		for (const total of totals) for (const other of totals) expect(Math.abs(total - other)).not.toBe(3);
		for (const text of aggregates) expect(text.match(/\btiny\b/g)?.length ?? 0).toBeLessThanOrEqual(1);
		expect(Object.keys(summary.strata).filter((name) => name.includes('tiny'))).toEqual([]);
	});

	it('tells what an arm could not have called from what it missed, for each person with alignments', async () => {
		const samples = writeCohort('depth', ['a', 'a']);
		const [head, first, second] = readFileSync(samples, 'utf8').trimEnd().split('\n');
		// The linear arm misses 90 and 120: in P1 no read lies at 120, and those at 90 may as well lie elsewhere.
		writeFileSync(join(samples, '..', 'p1.bed'), 'chr1\t0\t80\t30\nchr1\t80\t100\tPOOR_MAPPING_QUALITY\n');
		const named = [`${head}\tlinear_alignments`, `${first}\tp1.bed`, `${second}\t.`, ''].join('\n');
		writeFileSync(samples, named);
		const { outcomes, provenance } = await compareCalls(cohortOptions(samples));
		expect(outcomes.linear).toMatchObject({ found: 4, no_coverage: 1, low_mapping_quality: 1, absent: 2 });
		const track = provenance.inputs.find(({ role }) => role === 'linear alignments');
		expect(track).toMatchObject({ person: 'P1', file: 'p1.bed' });
		writeFileSync(samples, named.replace('p1.bed', 'p2.bed'));
		await expect(compareCalls(cohortOptions(samples))).rejects.toThrow(
			/^E_SAMPLES_FILE .*no file p2.bed \(column linear_alignments\)/,
		);
	});

	it('takes the sample of its name from a VCF of several', async () => {
		const header = '##fileformat=VCFv4.2\n##source=joint\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP1\tP2\n';
		const joint = `${header}chr1\t20\t.\tT\tA\t.\tPASS\t.\tGT\t0/1\t0/0\nchr1\t60\t.\tA\tC\t.\tPASS\t.\tGT\t0/0\t1|1\n`;
		const sheet = ['P1', 'P2'].map((name) => [name, '.', '.', '.', 'joint.vcf', 'joint.vcf', 'joint.vcf'].join('\t'));
		write('joint.vcf', joint);
		const samples = write('joint.tsv', [SHEET, ...sheet, ''].join('\n'));
		const { strata, provenance } = await compareCalls(cohortOptions(samples, { directory: join(folder, 'joint') }));
		expect(strata['all']).toMatchObject({ truth_total: 2, graph: { tp: 2, fp: 0 } });
		expect(provenance.inputs.find(({ person }) => person === 'P2')).toMatchObject({ sample: 'P2', history: ['source=joint'] });
		const stranger = write('stranger.tsv', [SHEET, sheet[0]!.replace('P1', 'P3'), ''].join('\n'));
		await expect(compareCalls(cohortOptions(stranger, { directory: join(folder, 'stranger') }))).rejects.toThrow(
			/^E_COMPARE_SAMPLES .*found 2 samples \(P1, P2\) and no P3/,
		);
	});

	it.each<[string, string, (sheet: string) => Partial<CompareOptions>]>([
		[
			'a file that is not there',
			'E_SAMPLES_FILE',
			(sheet) => ({ samples: write('missing.tsv', sheet.replace('P2.graph', 'P99.graph')) }),
		],
		[
			'a group that is named as a stratum',
			'E_COMPARE_STRATUM',
			(sheet) => ({ samples: write('named.tsv', sheet.replaceAll('\ta\t', '\tSNV\t')) }),
		],
		['a condition that is none', 'E_GATE', () => ({ gates: ['recall_gap=0.01'] })],
		['a condition on what is not there', 'E_GATE', () => ({ gates: ['recall@nowhere>=0.9'] })],
	])('refuses %s before any work', async (_, code, change) => {
		const samples = writeCohort('refuse', [...Array<string>(6).fill('a'), ...Array<string>(6).fill('b')]);
		const directory = join(folder, 'refused-cohort');
		const sheet = readFileSync(samples, 'utf8').replaceAll(/(P\d+\.\w+\.vcf)/g, 'refuse/$1');
		const seen: string[] = [];
		const changed = {
			...cohortOptions(samples),
			directory,
			...change(sheet),
			onProgress: ({ stage }: { stage: string }) => void seen.push(stage),
		};
		await expect(compareCalls(changed)).rejects.toThrow(expect.objectContaining({ code }));
		expect(existsSync(directory)).toBe(false);
		expect(seen).toEqual([]);
	});

	it('needs three files or a sheet', async () => {
		const { truth: _, ...without } = options;
		await expect(compareCalls({ ...without, directory: join(folder, 'none') })).rejects.toThrow(
			/^E_COMPARE_INPUTS found no truth/,
		);
	});
});
