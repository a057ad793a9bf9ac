/** The alleles of a site: what the traversals of its haplotypes spell. */
import { type Graph, handleSequence } from '../store/graph.ts';
import type { TraversalTable } from './traversal-table.ts';

/** Alleles of one site, the reference's first. Traversals that spell the same are one allele. */
export interface SiteAlleles {
	/** Letters between the boundary nodes; may be empty. */
	readonly sequences: readonly string[];
	/** Of each the traversal that most haplotypes take; of the reference allele the reference's. */
	readonly traversals: readonly number[];
	/** Allele by traversal. */
	readonly alleleOf: ReadonlyMap<number, number>;
}

/**
 * The alleles that haplotypes have at `site`. `ways` gives the traversal of each, negative where it has none. Alternative alleles
 * stand in the order of how many haplotypes have them, the most common first, and then by their letters: not by the order of the
 * walks.
 */
export function siteAlleles(graph: Graph, traversals: TraversalTable, site: number, ways: Int32Array): SiteAlleles {
	const counts = new Map<number, number>();
	for (const way of ways) if (way >= 0) counts.set(way, (counts.get(way) ?? 0) + 1);
	const bySequence = new Map<string, { count: number; traversals: number[] }>();
	const reference = spell(graph, traversals.stepsOf(site));
	bySequence.set(reference, { count: 0, traversals: [site] });
	for (const [traversal, count] of [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
		if (traversal === site) continue;
		const sequence = spell(graph, traversals.stepsOf(traversal));
		const allele = bySequence.get(sequence);
		if (allele === undefined) bySequence.set(sequence, { count, traversals: [traversal] });
		else {
			allele.count += count;
			allele.traversals.push(traversal);
		}
	}
	const [first, ...others] = [...bySequence];
	others.sort(([a, { count: countA }], [b, { count: countB }]) => countB - countA || (a < b ? -1 : 1));
	const alleles = [first!, ...others];
	return {
		sequences: alleles.map(([sequence]) => sequence),
		traversals: alleles.map(([, { traversals: own }]) => own[0]!),
		alleleOf: new Map(alleles.flatMap(([, { traversals: own }], allele) => own.map((traversal) => [traversal, allele]))),
	};
}

function spell(graph: Graph, steps: Uint32Array): string {
	let letters = '';
	for (const step of steps) letters += handleSequence(graph, step);
	return letters;
}
