import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OUTCOMES } from '../../src/comparison/miss-reasons.ts';
import { mcnemarExactP } from '../../src/statistics/mcnemar-test.ts';
import { pairedDifferenceInterval } from '../../src/statistics/paired-difference.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { compareAll } from '../comparison/comparison-fixture.ts';
import { groupedSummaryOf, unevenCohort } from './cohort-summary-fixture.ts';
import { summaryOf } from './summary-fixture.ts';

const count = z.int().nonnegative();
const proportion = z.number().min(0).max(1).nullable();
const interval = z.tuple([z.number(), z.number()]).nullable();
const arm = z.strictObject({
	tp: count,
	fn: count,
	fp: count,
	recall: proportion,
	recall_ci: interval,
	precision: proportion,
	precision_ci: interval,
	f1: proportion,
	f1_ci: interval,
	genotype_mismatches: count,
	local_mismatches: count,
	clustered: z
		.strictObject({ recall_ci: interval, recall_design_effect: z.number().min(1), precision_ci: interval, f1_ci: interval })
		.nullable(),
});
const stratum = z.strictObject({
	kind: z.enum([
		'all',
		'type',
		'change',
		'size',
		'regions',
		'regions_type',
		'panel',
		'panel_type',
		'gene',
		'group',
		'patient_group',
		'sex',
	]),
	people: count.optional(),
	truth_total: count,
	graph: arm,
	linear: arm,
	paired: z.strictObject({
		both: count,
		graph_only: count,
		linear_only: count,
		neither: count,
		recall_difference: z.number().min(-1).max(1).nullable(),
		recall_difference_ci: interval,
		mcnemar_p: z.number().min(0).max(1),
		mcnemar_p_adjusted: proportion,
		smallest_significant_difference: proportion,
		detectable_difference: proportion,
		clustered: z
			.strictObject({
				recall_difference_ci: interval,
				design_effect: z.number().min(1),
				p: z.number().min(0).max(1),
				p_adjusted: proportion,
				is_exact: z.boolean(),
			})
			.nullable(),
	}),
});
const outcome = z.enum(OUTCOMES);
const variant = z.strictObject({
	contig: z.string(),
	position: z.int().positive(),
	ref: z.string(),
	alt: z.string(),
	type: z.enum(['SNV', 'INDEL', 'SV']),
	size: count,
	genotype: z.string(),
	genes: z.array(z.string()),
	id: z.string(),
	graph: outcome,
	linear: outcome,
	people: count.min(1),
	carriers: count.min(1),
});
const callSet = z.strictObject({
	records: count,
	variants: count,
	counted: count,
	no_call: count,
	hom_ref: count,
	unresolved: count,
	excluded: z.record(z.string(), count),
});
const outcomes = z.record(outcome, count);
const groupArm = z.strictObject({ recall: proportion, recall_ci: interval, gap: proportion, gap_ci: interval });
const equityArm = z.strictObject({
	best: z.string().nullable(),
	worst: z.string().nullable(),
	largest_gap: proportion,
	largest_gap_ci: interval,
	homogeneity_p: proportion,
	homogeneity_p_adjusted: proportion,
	homogeneity_method: z.enum(['exact permutation', 'Rao-Scott']).nullable(),
	homogeneity_is_rough: z.boolean(),
});
const group = z.strictObject({
	people: count.min(5),
	truth_total: count,
	graph: groupArm,
	linear: groupArm,
	recall_difference: z.number().nullable(),
	recall_difference_ci: interval,
});
const equityColumn = z.strictObject({
	shown: z.array(z.string()),
	folded: z.array(z.string()),
	withheld: z.boolean(),
	strata: z.record(z.string(), z.strictObject({ groups: z.record(z.string(), group), graph: equityArm, linear: equityArm })),
});
const sampleArm = arm.pick({
	tp: true,
	fn: true,
	fp: true,
	recall: true,
	recall_ci: true,
	precision: true,
	precision_ci: true,
	genotype_mismatches: true,
});
const sampleStratum = z.strictObject({
	kind: z.string(),
	truth_total: count,
	graph: sampleArm,
	linear: sampleArm,
	both: count,
	graph_only: count,
	linear_only: count,
	neither: count,
	recall_difference: z.number().nullable(),
	recall_difference_ci: interval,
	mcnemar_p: z.number(),
});
const schema = z.strictObject({
	format: z.literal('pangraf-compare'),
	format_version: z.literal(1),
	strata: z.record(z.string(), stratum),
	genes: z.record(z.string(), stratum),
	diagnostic: z
		.strictObject({
			panel_kind: z.enum(['variants', 'genes']),
			panel_entries: count,
			truth_total: count,
			found_by_both: count,
			gained: z.array(variant),
			lost: z.array(variant),
			missed_by_both: z.array(variant),
		})
		.nullable(),
	cohort: z
		.strictObject({
			people: count.min(2),
			distinct_variants: count,
			people_as_clusters: z.boolean(),
			samples_withheld: z.boolean(),
		})
		.nullable(),
	blind_spots: z.array(
		z.strictObject({
			stratum: z.string(),
			arm: z.enum(['graph', 'linear', 'both']),
			truth_total: count,
			graph_found: count,
			linear_found: count,
		}),
	),
	equity: z.strictObject({ min_group_size: z.literal(5), columns: z.record(z.string(), equityColumn) }).nullable(),
	samples: z.record(z.string(), z.record(z.string(), sampleStratum)).nullable(),
	gates: z.array(
		z.strictObject({ expression: z.string(), passed: z.boolean(), value: z.number().nullable(), reason: z.string() }),
	),
	outcomes: z.strictObject({ graph: outcomes, linear: outcomes }),
	call_sets: z.strictObject({ truth: callSet, graph: callSet, linear: callSet }),
	methods: z.looseObject({ matching: z.string(), sv_min_length: z.number() }),
	provenance: z.strictObject({
		pangraf: z.string(),
		node: z.string(),
		command_line: z.string(),
		inputs: z.array(
			z.strictObject({
				role: z.string(),
				file: z.string(),
				sha256: z.string().length(64).nullable(),
				person: z.string().optional(),
				sample: z.string().optional(),
				history: z.array(z.string()).optional(),
				unused_lines: count.optional(),
			}),
		),
	}),
});

describe('summary.json', () => {
	it('has the documented shape, after a round trip through text', () => {
		for (const westCount of [0, 3]) {
			const summary = groupedSummaryOf(unevenCohort(3, westCount), ['recall_gap<=0.01']);
			expect(() => schema.parse(JSON.parse(JSON.stringify(summary)))).not.toThrow();
		}
		expect(() => schema.parse(JSON.parse(JSON.stringify(summaryOf())))).not.toThrow();
		expect(() => schema.parse(JSON.parse(JSON.stringify(summaryOf(compareAll('none')))))).not.toThrow();
	});

	it('holds the figures that the counts give', () => {
		const { graph, linear, paired, truth_total: total } = summaryOf().strata['all']!;
		expect([total, graph.tp, graph.fn, graph.fp, linear.tp, linear.fn, linear.fp]).toEqual([8, 3, 5, 4, 3, 5, 2]);
		expect([graph.recall, graph.precision, linear.precision, graph.f1]).toEqual([3 / 8, 3 / 7, 3 / 5, 6 / 15]);
		expect(graph.recall_ci).toEqual(wilsonInterval(3, 8));
		expect(graph.precision_ci).toEqual(wilsonInterval(3, 7));
		expect([paired.both, paired.graph_only, paired.linear_only, paired.neither]).toEqual([1, 2, 2, 3]);
		expect(paired.recall_difference).toBe(0);
		expect(paired.recall_difference_ci).toEqual(pairedDifferenceInterval({ both: 1, onlyFirst: 2, onlySecond: 2, neither: 3 }));
		expect(paired.mcnemar_p).toBe(mcnemarExactP(2, 2));
		expect([graph.genotype_mismatches, graph.local_mismatches]).toEqual([1, 2]);
	});

	it('says null where there is nothing to count', () => {
		const { graph, paired } = summaryOf().strata['SV']!;
		expect([graph.recall, graph.recall_ci, graph.precision, graph.f1]).toEqual([null, null, null, null]);
		expect([paired.recall_difference, paired.recall_difference_ci, paired.detectable_difference]).toEqual([null, null, null]);
		expect(paired.mcnemar_p).toBe(1);
	});

	it('lists what of the panel is gained, lost and missed, with genes and reasons', () => {
		const { diagnostic } = summaryOf();
		expect(diagnostic).toMatchObject({ panel_kind: 'genes', panel_entries: 4, truth_total: 5, found_by_both: 0 });
		expect(diagnostic!.gained).toEqual([
			expect.objectContaining({ contig: 'chr1', position: 60, genes: ['GENE1'], graph: 'found', linear: 'filtered' }),
			expect.objectContaining({ position: 220, genes: ['GENE2'], linear: 'absent' }),
		]);
		expect(diagnostic!.lost).toEqual([
			expect.objectContaining({ position: 100, genes: ['GENE1'], genotype: '1/1', graph: 'genotype' }),
			expect.objectContaining({ position: 300, genes: ['GENE2'], graph: 'filtered' }),
		]);
		expect(diagnostic!.missed_by_both).toEqual([
			expect.objectContaining({ position: 261, ref: 'GTTTT', alt: 'G', type: 'INDEL', size: 4, linear: 'other_allele' }),
		]);
		expect(summaryOf(compareAll('none')).diagnostic).toBeNull();
	});

	it('accounts for every record', () => {
		const { truth, graph, linear } = summaryOf().call_sets;
		expect(truth).toEqual({
			records: 9,
			variants: 9,
			counted: 8,
			no_call: 0,
			hom_ref: 0,
			unresolved: 0,
			excluded: { outside_regions: 1 },
		});
		expect(graph).toEqual({
			records: 12,
			variants: 8,
			counted: 7,
			no_call: 1,
			hom_ref: 1,
			unresolved: 0,
			excluded: { filtered: 1, symbolic: 1, outside_regions: 1 },
		});
		expect(linear.excluded).toEqual({ filtered: 1 });
	});

	it('is the same bytes every time', () => {
		expect(JSON.stringify(summaryOf())).toBe(JSON.stringify(summaryOf()));
	});
});
