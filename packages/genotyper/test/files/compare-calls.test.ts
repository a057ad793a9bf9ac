import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compareCalls } from '../../src/files/compare-calls.ts';
import { folder, options, SEQUENCE, vcf, write } from './call-inputs.ts';

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
