import { type ClusteredFigures, clusteredFigures } from '../cohort/clustered-figures.ts';
import type { Cohort } from '../cohort/cohort.ts';
import type { PeopleGroup } from '../cohort/people-groups.ts';
import { type StratumTally, sumTallies } from '../comparison/tally.ts';

/** A group of people, with counts and figures by stratum in the order of the cohort's strata. */
export interface GroupFigures extends PeopleGroup {
	readonly totals: readonly StratumTally[];
	readonly clustered: readonly ClusteredFigures[];
	/** By gene of the panel in which something lies. */
	readonly clusteredGenes: ReadonlyMap<string, ClusteredFigures>;
}

/** Works out the figures of some people of a cohort. */
export function figuresOf(cohort: Cohort, group: PeopleGroup): GroupFigures {
	const clusters = cohort.variantClusters(group.people);
	const totals = cohort.strata.map((_, stratum) => cohort.tally(stratum, group.people));
	const clustered = totals.map((total, stratum) => {
		const tallies = group.people.map((person) => cohort.people[person]!.tallies[stratum]!);
		return clusteredFigures(tallies, total, clusters.strata[stratum]!);
	});
	const clusteredGenes = new Map(
		[...clusters.genes].map(([name, own]) => {
			const tallies = group.people.map((person) => cohort.people[person]!.genes.get(name) ?? sumTallies([]));
			return [name, clusteredFigures(tallies, sumTallies(tallies), own)] as const;
		}),
	);
	return { ...group, totals, clustered, clusteredGenes };
}
