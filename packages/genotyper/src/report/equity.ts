/** Whether groups of people are served alike: recall of each group, its gap to the best one, and a test of homogeneity. */
import { type ClusteredFigures } from '../cohort/clustered-figures.ts';
import { MIN_GROUP_SIZE, type GroupColumn, type Grouping } from '../cohort/people-groups.ts';
import type { Cohort, GroupCovariances } from '../cohort/cohort.ts';
import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { groupHomogeneity, type HomogeneityResult } from '../statistics/group-homogeneity.ts';
import { unpairedDifferenceInterval } from '../statistics/unpaired-difference.ts';
import type { Interval } from '../statistics/wilson-interval.ts';
import type { GroupFigures } from './group-figures.ts';

/** One arm in one group. Intervals take people and shared variants as clusters. */
export interface GroupArmSummary {
	recall: number | null;
	recall_ci: Interval | null;
	/** The best group's recall less this one's; 0 for the best. */
	gap: number | null;
	/** `null` for the best group. */
	gap_ci: Interval | null;
}

export interface GroupSummary {
	people: number;
	truth_total: number;
	graph: GroupArmSummary;
	linear: GroupArmSummary;
	/** Graph less linear. */
	recall_difference: number | null;
	recall_difference_ci: Interval | null;
}

/** One arm over all groups. */
export interface EquityArmSummary {
	/** Groups with the highest and the lowest recall; the first by name where several share it. */
	best: string | null;
	worst: string | null;
	largest_gap: number | null;
	largest_gap_ci: Interval | null;
	/** Chance of recalls at least as uneven, were all groups served alike. */
	homogeneity_p: number | null;
	/** By Benjamini and Hochberg over the columns and strata of this arm. */
	homogeneity_p_adjusted: number | null;
	homogeneity_method: HomogeneityResult['method'] | null;
	/** The p is a rough one: few finds or misses are expected in some group. */
	homogeneity_is_rough: boolean;
}

export interface EquityStratumSummary {
	groups: Record<string, GroupSummary>;
	graph: EquityArmSummary;
	linear: EquityArmSummary;
}

export interface EquityColumnSummary {
	/** Groups that are shown, `(other)` last; empty where fewer than two rows can be. */
	shown: string[];
	/** Groups that are not shown by themselves: under five people, or needed so that no smaller one can be worked out. */
	folded: string[];
	/** Nothing is shown, because with the columns before figures of fewer than five people could be worked out. */
	withheld: boolean;
	/** `all`, the types and `panel`. */
	strata: Record<string, EquityStratumSummary>;
}

export interface EquitySummary {
	min_group_size: number;
	columns: Partial<Record<GroupColumn, EquityColumnSummary>>;
}

const ARMS = ['graph', 'linear'] as const;

/** `figures` are those of each grouping's groups, in its order. */
export function summariseEquity(
	cohort: Cohort,
	groupings: readonly { readonly grouping: Grouping; readonly figures: readonly GroupFigures[] }[],
): EquitySummary | null {
	if (groupings.length === 0) return null;
	const columns: EquitySummary['columns'] = {};
	for (const { grouping, figures } of groupings) {
		const strata: EquityColumnSummary['strata'] = {};
		const shown = cohort.strata.flatMap(({ kind }, k) => (kind === 'all' || kind === 'type' || kind === 'panel' ? [k] : []));
		const covariances =
			figures.length === 0
				? undefined
				: cohort.groupCovariances(
						figures.map(({ people }) => people),
						shown,
					);
		for (const k of shown) {
			if (figures.every(({ totals }) => totals[k]!.truthTotal === 0)) continue;
			strata[cohort.strata[k]!.name] = equityOfStratum(cohort, figures, k, covariances!.get(k)!);
		}
		columns[grouping.column] = {
			shown: grouping.groups.map(({ name }) => name),
			folded: [...grouping.folded],
			withheld: grouping.isWithheld,
			strata,
		};
	}
	for (const arm of ARMS) {
		const tested = Object.values(columns)
			.flatMap(({ strata }) => Object.values(strata).map((stratum) => stratum[arm]))
			.filter(({ homogeneity_p }) => homogeneity_p !== null);
		const adjusted = benjaminiHochberg(tested.map(({ homogeneity_p }) => homogeneity_p!));
		for (const [i, summary] of tested.entries()) summary.homogeneity_p_adjusted = adjusted[i]!;
	}
	return { min_group_size: MIN_GROUP_SIZE, columns };
}

function equityOfStratum(
	cohort: Cohort,
	figures: readonly GroupFigures[],
	stratum: number,
	covariances: GroupCovariances,
): EquityStratumSummary {
	const rows = figures.map(({ name, people, totals, clustered }) => {
		const { truthTotal, graphOnly, linearOnly } = totals[stratum]!;
		const summary: GroupSummary = {
			people: people.length,
			truth_total: truthTotal,
			graph: groupArm(truthTotal, totals[stratum]!.graph.tp, clustered[stratum]!, 'graph'),
			linear: groupArm(truthTotal, totals[stratum]!.linear.tp, clustered[stratum]!, 'linear'),
			recall_difference: truthTotal === 0 ? null : (graphOnly - linearOnly) / truthTotal,
			recall_difference_ci: clustered[stratum]!.differenceInterval ?? null,
		};
		return [name, summary] as const;
	});
	const overall = (arm: 'graph' | 'linear'): EquityArmSummary => {
		const people = figures.flatMap(({ people }, group) =>
			people.map((person) => {
				const tally = cohort.people[person]!.tallies[stratum]!;
				return { group, found: tally[arm].tp, total: tally.truthTotal };
			}),
		);
		const variances = figures.map(({ clustered }) => clustered[stratum]![arm].recallVariance);
		const correlation = (g: number, h: number): number => {
			const scale = Math.sqrt(variances[g]! * variances[h]!);
			return scale === 0 ? 0 : Math.max(0, Math.min(0.99, covariances[arm][g]![h]! / scale));
		};
		return compareGroups(rows, arm, groupHomogeneity(people), correlation);
	};
	return { groups: Object.fromEntries(rows), graph: overall('graph'), linear: overall('linear') };
}

function groupArm(total: number, found: number, clustered: ClusteredFigures, arm: 'graph' | 'linear'): GroupArmSummary {
	const recall = total === 0 ? null : found / total;
	return { recall, recall_ci: clustered[arm].recallInterval ?? null, gap: null, gap_ci: null };
}

/** Fills in the gaps of one arm and sums them up. */
function compareGroups(
	rows: readonly (readonly [string, GroupSummary])[],
	arm: 'graph' | 'linear',
	test: HomogeneityResult,
	correlation: (g: number, h: number) => number,
): EquityArmSummary {
	const ranked = rows
		.flatMap(([name, row], g) => {
			const { recall, recall_ci } = row[arm];
			return recall === null || recall_ci === null ? [] : [{ g, name, row, value: recall, interval: recall_ci }];
		})
		.toSorted((a, b) => b.value - a.value);
	const best = ranked[0];
	const worst = ranked.at(-1);
	for (const { g, name, row, value, interval } of ranked) {
		row[arm].gap = best!.value - value;
		if (name === best!.name) continue;
		row[arm].gap_ci = unpairedDifferenceInterval(best!, { value, interval }, correlation(best!.g, g));
	}
	const isCompared = ranked.length > 1;
	return {
		best: best?.name ?? null,
		worst: isCompared ? worst!.name : null,
		largest_gap: isCompared ? best!.value - worst!.value : null,
		largest_gap_ci: isCompared ? worst!.row[arm].gap_ci : null,
		homogeneity_p: test.p ?? null,
		homogeneity_p_adjusted: null,
		homogeneity_method: test.p === undefined ? null : test.method,
		homogeneity_is_rough: test.isRough,
	};
}
