/** What ways are called in a picture, and who takes them. */
import { KIND_WALK } from '../store/walk-builder.ts';
import { stringAt } from '../store/graph.ts';
import type { TubeMap } from './tube-map.ts';

/** A lane in words. */
export interface LaneName {
	/** `GRCh38`, `A`, `B`, …, `other`. */
	readonly name: string;
	/** Haplotypes that take it, without the reference itself. */
	readonly haplotypes: readonly string[];
	/** Different ways that run in it. */
	readonly ways: number;
}

/** The sample whose walk is the reference. */
export function referenceName({ locus }: Pick<TubeMap, 'locus'>): string {
	const { graph, walks } = locus.reference;
	return stringAt(graph.strings, graph.walks.sample[walks[0]!]!);
}

/** The names of all lanes of a map, in their order. */
export function laneNames({ locus, ways, lanes }: TubeMap): LaneName[] {
	const reference = referenceName({ locus });
	const { graph, walks } = locus.reference;
	const isReference = new Set(walks);
	const nameOf = (walk: number): string => {
		const sample = stringAt(graph.strings, graph.walks.sample[walk]!);
		return graph.walks.haplotype[walk]! < 0 || graph.walks.kind[walk] !== KIND_WALK
			? sample
			: `${sample}#${graph.walks.haplotype[walk]}`;
	};
	return lanes.map((lane) => ({
		name: lane.kind === 'reference' ? reference : lane.kind === 'rest' ? 'other' : String.fromCharCode(65 + lane.order),
		haplotypes: lane.ways.flatMap((way) => ways[way]!.walks.filter((walk) => !isReference.has(walk)).map(nameOf)),
		ways: lane.ways.length,
	}));
}
