/** A cohort, person after person: counts by stratum, and who shares what. One person is a cohort too. */
import type { Comparison } from '../comparison/compare.ts';
import type { Stratum } from '../comparison/strata.ts';
import { type StratumTally, sumTallies } from '../comparison/tally.ts';
import { ClusterCovariance, ClusterMoments } from '../statistics/cluster-moments.ts';
import { CarrierTable } from './carrier-table.ts';

/** One person's counts. */
export interface CohortPerson {
	readonly sample: string;
	/** By stratum, in the order of {@link Cohort.strata}. */
	readonly tallies: readonly StratumTally[];
	/** By gene of the panel in which something lies. */
	readonly genes: ReadonlyMap<string, StratumTally>;
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

/** By arm, then by two groups of people. */
export type GroupCovariances = Readonly<Record<'graph' | 'linear', readonly (readonly number[])[]>>;

/** What is kept of the comparisons; grows with people and distinct variants, not with the files. */
export class Cohort {
	readonly #people: CohortPerson[] = [];
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
		const genes = new Map(comparison.genes.map(({ name, tally }) => [name, tally]));
		this.#people.push({ sample, tallies: comparison.strata.map(({ tally }) => tally), genes });
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

	/** Genes in which something lies, in the order of the panel, with the counts of all people. */
	genes(): (readonly [name: string, tally: StratumTally])[] {
		return this.#geneNames.flatMap((name) => {
			const tallies = this.#people.flatMap(({ genes }) => genes.get(name) ?? []);
			return tallies.length === 0 ? [] : [[name, sumTallies(tallies)] as const];
		});
	}

	/** Clusters by stratum, and by gene, among some of several people. One pass over their variants. */
	variantClusters(people: readonly number[]): {
		readonly strata: VariantClusters[];
		readonly genes: Map<string, VariantClusters>;
	} {
		const table = this.#table();
		const { carriers, graph, linear } = table.count(people);
		const strata = this.strata.map(noClusters);
		const genes = new Map(this.#geneNames.map((name) => [name, noClusters()]));
		for (let variant = 0; variant < table.variantCount; variant++) {
			const size = carriers[variant]!;
			if (size === 0) continue;
			const add = (clusters: ReturnType<typeof noClusters>): void => {
				const difference = graph[variant]! - linear[variant]!;
				clusters.graph.add(size, graph[variant]!);
				clusters.linear.add(size, linear[variant]!);
				clusters.difference.add(size, difference);
				if (difference !== 0) clusters.differences.push(difference);
			};
			this.#forEachStratum(variant, (stratum) => add(strata[stratum]!));
			for (const gene of table.genesOf(variant)) add(genes.get(gene)!);
		}
		return { strata, genes };
	}

	/**
	 * Covariances of recall between groups of people, by what variants they share: for each wanted stratum and arm a square table.
	 * The diagonal stays empty.
	 */
	groupCovariances(groups: readonly (readonly number[])[], wanted: readonly number[]): Map<number, GroupCovariances> {
		const table = this.#table();
		const counts = groups.map((people) => table.count(people));
		const square = (): ClusterCovariance[][] => groups.map(() => groups.map(() => new ClusterCovariance()));
		const covariances = new Map(wanted.map((stratum) => [stratum, { graph: square(), linear: square() }]));
		for (let variant = 0; variant < table.variantCount; variant++) {
			this.#forEachStratum(variant, (stratum) => {
				const own = covariances.get(stratum);
				if (own === undefined) return;
				for (let g = 0; g < groups.length; g++) {
					for (let h = 0; h < g; h++) {
						const [a, b] = [counts[g]!, counts[h]!];
						const sizes = [a.carriers[variant]!, b.carriers[variant]!] as const;
						own.graph[g]![h]!.add(sizes[0], a.graph[variant]!, sizes[1], b.graph[variant]!);
						own.linear[g]![h]!.add(sizes[0], a.linear[variant]!, sizes[1], b.linear[variant]!);
					}
				}
			});
		}
		const finish = (square: ClusterCovariance[][]): number[][] =>
			square.map((row, g) => row.map((_, h) => (g === h ? 0 : square[Math.max(g, h)]![Math.min(g, h)]!.covariance())));
		return new Map([...covariances].map(([k, { graph, linear }]) => [k, { graph: finish(graph), linear: finish(linear) }]));
	}

	#table(): CarrierTable {
		if (this.#carriers === undefined) throw new RangeError('one person shares nothing');
		return this.#carriers;
	}

	#forEachStratum(variant: number, visit: (stratum: number) => void): void {
		const table = this.#table();
		const isInRegion = (region: number): boolean => table.isInRegion(variant, region);
		this.#first!.forEach(table.classOf(variant), isInRegion, table.isInPanel(variant), visit);
	}

	/** Indices of all people. */
	everyone(): number[] {
		return this.#people.map((_, i) => i);
	}
}

function noClusters(): VariantClusters & { readonly differences: number[] } {
	return { graph: new ClusterMoments(), linear: new ClusterMoments(), difference: new ClusterMoments(), differences: [] };
}
