import { describe, expect, it } from 'vitest';
import { groupedSummaryOf, unevenCohort } from './cohort-summary-fixture.ts';

describe('equity', () => {
	it('has recall, gap and test of each group', () => {
		const { equity, strata } = groupedSummaryOf(unevenCohort(3));
		const { shown, folded, strata: byStratum } = equity!.columns.group!;
		expect([shown, folded]).toEqual([['north', 'south'], []]);
		const { groups, graph } = byStratum['all']!;
		expect(groups['north']).toMatchObject({ people: 6, truth_total: 180, graph: { recall: 1, gap: 0, gap_ci: null } });
		expect(groups['south']).toMatchObject({ graph: { recall: 0.9, gap: expect.closeTo(0.1, 12) } });
		expect(groups['south']!.graph.gap_ci![0]).toBeLessThan(0.1);
		expect(groups['south']!.graph.gap_ci![1]).toBeGreaterThan(0.1);
		expect(graph).toMatchObject({ best: 'north', worst: 'south', homogeneity_method: 'exact permutation' });
		// Of all ways to share twelve people out, two are as uneven.
		expect(graph.homogeneity_p).toBeCloseTo(2 / 924, 12);
		expect(graph.homogeneity_p_adjusted!).toBeGreaterThanOrEqual(graph.homogeneity_p!);
		expect(byStratum['all']!.linear).toMatchObject({ largest_gap: 0, homogeneity_p: 1 });
		expect(strata['south']).toMatchObject({ kind: 'group', people: 6, truth_total: 180, graph: { tp: 162 } });
		expect(strata['sex:F']).toMatchObject({ kind: 'sex', people: 6 });
		expect(strata['south/SNV']).toMatchObject({ truth_total: 90 });
	});

	it('a group under five people is in no figure, and in no difference of figures', () => {
		// Nothing of west is found by the graph: whatever speaks of it alone has a recall of 0.
		const summary = groupedSummaryOf(unevenCohort(3, 3));
		const { shown, folded } = summary.equity!.columns.group!;
		expect([shown, folded]).toEqual([
			['south', '(other)'],
			['north', 'west'],
		]); // prettier-ignore
		expect(summary.samples).toBeNull();
		expect(summary.cohort).toMatchObject({ people: 15, samples_withheld: true });
		const names = Object.keys(summary.strata);
		expect(names.filter((name) => name.startsWith('west') || name.startsWith('north'))).toEqual([]);
		const total = summary.strata['all']!.truth_total;
		const rows = Object.values(summary.equity!.columns.group!.strata['all']!.groups);
		expect(rows.reduce((sum, { truth_total }) => sum + truth_total, 0)).toBe(total);
		for (const { people } of rows) expect(people).toBeGreaterThanOrEqual(5);
		expect(JSON.stringify({ ...summary, equity: null })).not.toContain('west');
	});

	it('people are named where no group is folded', () => {
		const { samples, cohort } = groupedSummaryOf(unevenCohort(3));
		expect(cohort).toMatchObject({ people: 12, distinct_variants: 30, people_as_clusters: true, samples_withheld: false });
		expect(Object.keys(samples!)).toHaveLength(12);
		expect(samples!['P7']!['all']).toMatchObject({ truth_total: 30, graph: { tp: 27 }, graph_only: 14 });
	});
});
