/**
 * The test cases of rtg vcfeval, record by record against what it made of them. Where the verdicts differ, docs/comparison-cases.md
 * says why.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MATCH_GENOTYPE } from '../../src/comparison/matching.ts';
import { type CaseRecord, compareCase, readCaseRecords, verdictOf } from './oracle-cases.ts';

const data = fileURLToPath(new URL('../../../../../shared/data/vcfeval/', import.meta.url));
const docs = fileURLToPath(new URL('../../../../docs/comparison-cases.md', import.meta.url));

type Side = 'baseline' | 'calls';

interface Case {
	/** Path of the files in the folder, up to `_in_…`. */
	readonly name: string;
	/** Samples of both sides, where there are several. */
	readonly samples?: readonly [truth: string, calls: string];
	/** Verdicts of ours that are others, by side and `position ref>alts`. */
	readonly differences?: Readonly<Record<string, string>>;
}

const CASES: readonly Case[] = [
	{
		name: 'vcfeval_all_matches',
		samples: ['BASELINE', 'CALLS'],
		differences: {
			'baseline 15 C>A': 'TP',
			'baseline 80 C>A': 'TP',
			'baseline 193 GC>CT': 'TP',
			'baseline 194 C>T': 'IGN',
			'baseline 637 C>A': 'TP',
			'calls 15 C>A': 'TP',
			'calls 80 C>A': 'TP',
			'calls 193 GC>CT': 'TP',
			'calls 194 C>T': 'IGN',
			'calls 637 C>A': 'TP',
		},
	},
	{ name: 'vcfeval_annotate' },
	{ name: 'vcfeval_avoid_overlap/avoid_overlap', samples: ['BASE', 'QUERY'] },
	{ name: 'vcfeval_combine' },
	{ name: 'vcfeval_combine2', samples: ['sample1', 'sample2'] },
	{ name: 'vcfeval_ga4gh' },
	{
		name: 'vcfeval_ga4gh2',
		samples: ['sample1', 'sample2'],
		differences: {
			'baseline 68 A>AT': 'FN',
			'baseline 69 T>TA': 'FN',
			'baseline 83 AAT>A': 'FN',
			'calls 70 A>T,TT': 'IGN',
			'calls 85 T>A': 'FP',
		},
	},
	{ name: 'vcfeval_nop/nop' },
	{ name: 'vcfeval_phase_transfer' },
	{ name: 'vcfeval_small_tricky/vcfeval_small_tricky' },
	{ name: 'vcfeval_small_tricky3', samples: ['dummy', 'sample1'] },
	{ name: 'vcfeval_small_tricky4', differences: { 'baseline 3 A>AA': 'FN', 'baseline 7 AA>A': 'FN' } },
	{ name: 'vcfeval_small_trickysquash/trickysquash' },
	{ name: 'vcfeval_small_updel/updel' },
	{ name: 'vcfeval_small_updel/updel2' },
	{ name: 'vcfeval_small_updel/updel3' },
	{ name: 'vcfeval_small_updel/updel4' },
	{ name: 'vcfeval_small_updel/updel5' },
	{ name: 'vcfeval_split', samples: ['sample1', 'sample1'] },
];

function keyOf(side: Side, { position, ref, alts }: CaseRecord): string {
	return `${side} ${position} ${ref}>${alts.join(',')}`;
}

/** vcfeval's verdict on a record: TP, FN, FP, IGN for what it leaves aside; `undefined` where no file of the case says it. */
function expectedVerdict(base: string, side: Side, record: CaseRecord): string | undefined {
	const key = side === 'baseline' ? 'BASE' : 'CALL';
	const find = (path: string): CaseRecord | undefined =>
		existsSync(path)
			? readCaseRecords(path).find(
					({ contig, position, ref, alts }) =>
						contig === record.contig && position === record.position && ref === record.ref && record.alts.includes(alts[0]!),
				)
			: undefined;
	const annotated = find(`${base}_out_${side}.vcf`) ?? find(`${base}_out_output.vcf`);
	if (annotated !== undefined) {
		const verdict = new RegExp(`${key}=(\\w+)`).exec(annotated.info)?.[1];
		if (verdict !== undefined) return verdict;
		const decision = annotated.samples[side === 'baseline' ? 0 : 1]?.split(':')[1];
		return decision === undefined || decision === 'N' ? 'IGN' : decision;
	}
	const list = `${base}_out_tp${side === 'baseline' ? '-baseline' : ''}.vcf`;
	if (!existsSync(list)) return existsSync(`${base}_out_tp.vcf`) ? undefined : 'IGN';
	return find(list) === undefined ? 'IGN' : 'TP';
}

function ourVerdict(side: Side, verdict: string): string {
	if (verdict === '-') return 'IGN';
	return verdict === 'gm' ? 'TP' : side === 'baseline' ? 'FN' : 'FP';
}

describe.skipIf(!existsSync(data))('cases of vcfeval', () => {
	it.each(CASES)('$name', async ({ name, samples, differences = {} }) => {
		const base = `${data}${name}`;
		const [truth, calls] = [`${base}_in_baseline.vcf`, `${base}_in_calls.vcf`];
		const compared = await compareCase({
			reference: `${base}_in_template.fa`,
			truth,
			calls,
			...(samples === undefined ? {} : { samples }),
		});
		const found: Record<string, string> = {};
		let recordCount = 0;
		for (const side of ['baseline', 'calls'] as const) {
			const [set, verdicts] =
				side === 'baseline' ? [compared.truth, compared.matching.truth] : [compared.calls, compared.matching.calls];
			for (const record of readCaseRecords(side === 'baseline' ? truth : calls)) {
				recordCount++;
				const ours = ourVerdict(side, verdictOf(set, verdicts, record.line));
				const expected = expectedVerdict(base, side, record);
				if (expected !== undefined && ours !== expected) found[keyOf(side, record)] = ours;
			}
		}
		expect(recordCount).toBeGreaterThan(0);
		expect(found).toEqual(differences);
	});

	it.each([
		['vcfeval_roc_only', 'sample1', [4, 0, 4, 0]],
		['vcfeval_small_samples', 'sample2', [2, 2, 2, 4]],
	] as const)('%s: the totals of its table', async (name, sample, expected) => {
		const base = `${data}${name}`;
		const [truth, calls] = [`${base}_in_baseline.vcf`, `${base}_in_calls.vcf`];
		const { matching } = await compareCase({
			reference: `${base}_in_template.fa`,
			truth,
			calls,
			samples: [sample, 'sample1'],
		});
		// The last row has all calls: true baseline, false, true calls, missed.
		const table = readFileSync(`${base}_out_weighted_roc.tsv`, 'utf8').trimEnd().split('\n');
		expect(table.at(-1)!.split('\t').slice(1, 5).map(Number)).toEqual(expected);
		const matched = (verdicts: Uint8Array): number => verdicts.filter((verdict) => verdict === MATCH_GENOTYPE).length;
		const [truthMatched, callsMatched] = [matched(matching.truth), matched(matching.calls)];
		const totals = [truthMatched, matching.calls.length - callsMatched, callsMatched, matching.truth.length - truthMatched];
		expect(totals).toEqual(expected);
	});

	it.each([
		['vcfeval_small', 'sample1', 'E_COMPARE_REF_MISMATCH'],
		['vcfeval_small_squash/vcfeval_small', 'sample1', 'E_VCF_ALLELE'],
	])('%s is refused', async (name, sample, code) => {
		const base = `${data}${name}`;
		const attempt = compareCase({
			reference: `${base}_in_template.fa`,
			truth: `${base}_in_baseline.vcf`,
			calls: `${base}_in_calls.vcf`,
			samples: [sample, sample],
		});
		await expect(attempt).rejects.toThrow(expect.objectContaining({ code }));
	});

	it.each(['vcfeval_tetraploid/small', 'vcfeval_triploid/small'])('%s: all records are listed as excluded', async (name) => {
		const base = `${data}${name}`;
		const paths = { truth: `${base}_in_baseline.vcf`, calls: `${base}_in_calls.vcf` };
		const { truth, calls } = await compareCase({ reference: `${base}_in_template.fa`, ...paths });
		for (const set of [truth, calls]) {
			expect(set.called.count).toBe(0);
			expect(set.excluded.length).toBe(set.recordCount);
			expect(new Set(set.excluded.map(({ reason }) => reason))).toEqual(new Set(['polyploid']));
		}
	});

	it('resolves the two places at which vcfeval gives up', async () => {
		for (const name of ['vcfeval_too_complex', 'vcfeval_too_complex_end']) {
			const base = `${data}${name}`;
			const [truth, calls] = [`${base}_in_baseline.vcf`, `${base}_in_calls.vcf`];
			const compared = await compareCase({ reference: `${base}_in_template.fa`, truth, calls });
			const lines = readCaseRecords(truth);
			const verdicts = lines.map(({ line }) => verdictOf(compared.truth, compared.matching.truth, line));
			// Its verdicts on what it does judge: one deletion missed, all else found.
			expect(verdicts).toEqual(['no', ...Array<string>(lines.length - 1).fill('gm')]);
			// Twelve of the calls spell both alleles of the site that it leaves out.
			const site = readCaseRecords(calls).filter(({ position }) => position.startsWith('38') || position.startsWith('379'));
			expect(site.length).toBeGreaterThan(26);
			const found = site.filter(({ line }) => verdictOf(compared.calls, compared.matching.calls, line) === 'gm');
			expect(found.length).toBe(12);
		}
	});

	it('every difference is explained', () => {
		const text = readFileSync(docs, 'utf8');
		const different = CASES.filter(({ differences }) => differences !== undefined);
		expect(different.filter(({ name }) => !text.includes(`\`${name}\``))).toEqual([]);
	});
});
