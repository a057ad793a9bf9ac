import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compareCalls, type CompareOptions } from '../../src/files/compare-calls.ts';
import { folder, options, vcf, write } from './call-inputs.ts';

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
