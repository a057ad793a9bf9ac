/**
 * Against figures of other tools on real variation: bwa mem with bcftools and freebayes, counted by `bcftools norm` and a match
 * of records (../shared/guides/baselines.md).
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareCalls } from '../../src/files/compare-calls.ts';
import type { CompareSummary } from '../../src/report/summary.ts';

const data = fileURLToPath(new URL('../../../../../shared/data/chr20', import.meta.url));

describe.skipIf(!existsSync(data))('calls of the linear route on chr20', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'compare-chr20-'));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	function compare(sample: string): Promise<CompareSummary> {
		return compareCalls({
			reference: join(data, 'ref.fa'),
			truth: join(data, `truth/${sample}.vcf.gz`),
			graph: join(data, `linear/${sample}.bwa.freebayes.vcf.gz`),
			linear: join(data, `linear/${sample}.bwa.bcftools.vcf.gz`),
			directory: folder,
			strata: [],
			commandLine: '',
		});
	}

	// Truth, found and false of bcftools, as in the table of baselines.
	it.each([
		['HG00254', 863, 862, 1, 68, 68],
		['HG00272', 939, 938, 0, 58, 58],
		['HG00282', 889, 886, 1, 60, 60],
	])('%s: bcftools finds what the baselines say', async (sample, snvs, snvsFound, snvsFalse, indels, indelsFound) => {
		const { strata } = await compare(sample);
		expect(strata['SNV']).toMatchObject({ truth_total: snvs, linear: { tp: snvsFound, fp: snvsFalse, genotype_mismatches: 0 } });
		expect(strata['INDEL']).toMatchObject({ truth_total: indels, linear: { tp: indelsFound, fp: 0 } });
		expect(strata['SV']).toMatchObject({ truth_total: 0 });
	});

	it('HG00254: freebayes finds all, also what it writes as complex records', async () => {
		// By record, the baselines count 859 and 64: four SNVs and four indels stand in records with others.
		const { strata, outcomes } = await compare('HG00254');
		expect(strata['SNV']!.graph.tp + strata['SNV']!.graph.genotype_mismatches).toBe(863);
		expect(strata['INDEL']!.graph.tp).toBe(68);
		expect(outcomes.graph.found + outcomes.graph.genotype).toBe(931);
	});

	it('the three samples as a cohort add up to what the baselines say', async () => {
		const rows = ['HG00254', 'HG00272', 'HG00282'].map((sample) => {
			const calls = (caller: string): string => join(data, `linear/${sample}.bwa.${caller}.vcf.gz`);
			return [sample, '.', '.', '.', join(data, `truth/${sample}.vcf.gz`), calls('freebayes'), calls('bcftools')].join('\t');
		});
		const samples = join(folder, 'samples.tsv');
		writeFileSync(samples, ['sample\tgroup\tsex\tpatient_group\ttruth\tgraph\tlinear', ...rows, ''].join('\n'));
		const {
			strata,
			cohort,
			samples: people,
		} = await compareCalls({
			reference: join(data, 'ref.fa'),
			samples,
			directory: join(folder, 'cohort'),
			strata: [],
			commandLine: '',
		});
		expect(strata['SNV']).toMatchObject({ truth_total: 2691, linear: { tp: 2686, fp: 2, clustered: expect.anything() } });
		expect(strata['INDEL']).toMatchObject({ truth_total: 186, linear: { tp: 186, fp: 0 } });
		expect(cohort).toMatchObject({ people: 3, people_as_clusters: false, samples_withheld: false });
		expect(cohort!.distinct_variants).toBeLessThan(2877);
		expect(people!['HG00272']!['SNV']).toMatchObject({ truth_total: 939, linear: { tp: 938 } });
	});
});
