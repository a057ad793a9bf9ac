/**
 * Haplotypes as the columns of a VCF: walks of one sample and haplotype are one, samples stand in the order of the file.
 *
 * Of W lines and PanSN P lines the sample is the line's; any other P line is a sample of its own with one haplotype. Sequences that
 * only rGFA tags tell are no haplotypes.
 */
import { type Graph, stringAt } from '../store/graph.ts';
import { KIND_STABLE } from '../store/walk-builder.ts';

/** Haplotypes, numbered sample by sample and in each by their number. */
export interface HaplotypeColumns {
	readonly samples: readonly string[];
	/** Haplotypes of sample s are `sampleStarts[s] .. sampleStarts[s + 1]`; length samples + 1. */
	readonly sampleStarts: Uint32Array;
	readonly haplotypeCount: number;
	/** By haplotype: its walks, ascending. */
	readonly walks: readonly (readonly number[])[];
}

/** The haplotypes of all walks but `excluded`. */
export function haplotypeColumns(graph: Graph, excluded: readonly number[]): HaplotypeColumns {
	const { walks, strings } = graph;
	const isExcluded = new Set(excluded);
	const samples = new Map<string, Map<number, number[]>>();
	for (let walk = 0; walk < walks.count; walk++) {
		if (isExcluded.has(walk) || walks.kind[walk] === KIND_STABLE) continue;
		const sample = stringAt(strings, walks.sample[walk]!);
		const haplotypes = samples.get(sample) ?? new Map<number, number[]>();
		samples.set(sample, haplotypes);
		const haplotype = walks.haplotype[walk]!;
		haplotypes.set(haplotype, [...(haplotypes.get(haplotype) ?? []), walk]);
	}
	const sampleStarts = new Uint32Array(samples.size + 1);
	const columns: (readonly number[])[] = [];
	for (const [i, haplotypes] of [...samples.values()].entries()) {
		for (const [, own] of [...haplotypes].sort(([a], [b]) => a - b)) columns.push(own);
		sampleStarts[i + 1] = columns.length;
	}
	return { samples: [...samples.keys()], sampleStarts, haplotypeCount: columns.length, walks: columns };
}
