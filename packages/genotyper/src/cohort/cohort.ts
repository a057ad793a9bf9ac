/** A cohort, person after person: counts by stratum, and who shares what. One person is a cohort too. */
import type { Comparison } from '../comparison/compare.ts';
import type { Stratum } from '../comparison/strata.ts';
import { type StratumTally, sumTallies } from '../comparison/tally.ts';
import { ClusterMoments } from '../statistics/cluster-moments.ts';
import { CarrierTable } from './carrier-table.ts';

/** One person's counts. */
export interface CohortPerson {
	readonly sample: string;
	/** By stratum, in the order of {@link Cohort.strata}. */
	readonly tallies: readonly StratumTally[];
}

/** Clusters of one stratum: the carriers of each variant. */
export interface VariantClusters {
	/** Whether each arm finds it, and the difference of both. */
	readonly graph: ClusterMoments;
	readonly linear: ClusterMoments;
	readonly difference: ClusterMoments;
	/** Carriers in whom only the graph arm finds it less those in whom only the linear arm does; of variants where they differ. */
	readonly differences: readonly number[];
}

/** What is kept of the comparisons; grows with people and distinct variants, not with the files. */
export class Cohort {
	readonly #people: CohortPerson[] = [];
	readonly #genes = new Map<string, StratumTally>();
	readonly #geneNames: readonly string[];
	/** Of one person alone nothing is shared. */
	readonly #carriers: CarrierTable | undefined;
	#first: Comparison['layout'] | undefined;

	/**
	 * `peopleCount` is how many people will come; `regionCount` the number of the user's regions; `geneNames` the order of the
	 * panel's genes.
	 */
	constructor(peopleCount: number, regionCount: number, geneNames: readonly string[]) {
		this.#carriers = peopleCount > 1 ? new CarrierTable(regionCount) : undefined;
		this.#geneNames = geneNames;
	}

	/** Adds the next person. Every comparison must have the same regions and panel. */
	add(sample: string, comparison: Comparison): void {
		this.#first ??= comparison.layout;
		this.#people.push({ sample, tallies: comparison.strata.map(({ tally }) => tally) });
		for (const { name, tally } of comparison.genes) {
			const before = this.#genes.get(name);
			this.#genes.set(name, before === undefined ? tally : sumTallies([before, tally]));
		}
		this.#carriers?.addPerson(comparison);
	}

	get people(): readonly CohortPerson[] {
		return this.#people;
	}

	/** Strata of variants; empty before the first person. */
	get strata(): readonly Stratum[] {
		return this.#first?.strata ?? [];
	}

	/** Distinct truth variants that are counted, of more than one person. */
	get variantCount(): number {
		return this.#carriers?.variantCount ?? 0;
	}

	/** Sum of a stratum's counts over some people. */
	tally(stratum: number, people: readonly number[]): StratumTally {
		return sumTallies(people.map((person) => this.#people[person]!.tallies[stratum]!));
	}

	/** Genes in which something lies, in the order of the panel. */
	genes(): (readonly [name: string, tally: StratumTally])[] {
		return this.#geneNames.flatMap((name) => {
			const tally = this.#genes.get(name);
			return tally === undefined ? [] : [[name, tally] as const];
		});
	}

	/** The clusters of each stratum among some of several people. One pass over their variants. */
	variantClusters(people: readonly number[]): VariantClusters[] {
		const table = this.#carriers;
		if (table === undefined) throw new RangeError('one person shares nothing');
		const { carriers, graph, linear } = table.count(people);
		const clusters = this.strata.map(() => ({
			graph: new ClusterMoments(),
			linear: new ClusterMoments(),
			difference: new ClusterMoments(),
			differences: [] as number[],
		}));
		for (let variant = 0; variant < table.variantCount; variant++) {
			const size = carriers[variant]!;
			if (size === 0) continue;
			const difference = graph[variant]! - linear[variant]!;
			const isInRegion = (region: number): boolean => table.isInRegion(variant, region);
			this.#first!.forEach(table.classOf(variant), isInRegion, table.isInPanel(variant), (stratum) => {
				const own = clusters[stratum]!;
				own.graph.add(size, graph[variant]!);
				own.linear.add(size, linear[variant]!);
				own.difference.add(size, difference);
				if (difference !== 0) own.differences.push(difference);
			});
		}
		return clusters;
	}

	/** Indices of all people. */
	everyone(): number[] {
		return this.#people.map((_, i) => i);
	}
}
