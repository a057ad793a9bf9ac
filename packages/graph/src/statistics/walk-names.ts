/** What a path or walk is called, and where on its contig it lies. */
import { type Graph, nodeLength, stringAt } from '../store/graph.ts';
import { KIND_STABLE, KIND_WALK } from '../store/walk-builder.ts';

/** The line that a walk stands in: P, W or Z (read as W); `SN` for a reference that only rGFA tags tell. */
export type WalkLine = 'P' | 'W' | 'SN';

/** The names of a walk and its place. */
export interface WalkPlace {
	/** Of a P line its own; of a W line `sample#haplotype#contig`, with `[start-end]` where it begins inside the contig. */
	readonly name: string;
	readonly line: WalkLine;
	readonly sample: string;
	/** Undefined where the name has none. */
	readonly haplotype: number | undefined;
	readonly contig: string;
	/** 0-based, end exclusive; undefined where the file does not say. */
	readonly start: number | undefined;
	readonly end: number | undefined;
}

/** The names and place of walk `walk`. */
export function walkPlace({ walks, strings }: Graph, walk: number): WalkPlace {
	const [start, end] = [walks.start[walk]!, walks.end[walk]!];
	const sample = stringAt(strings, walks.sample[walk]!);
	const contig = stringAt(strings, walks.contig[walk]!);
	const haplotype = walks.haplotype[walk]!;
	const isPiece = start > 0; // false where it is not known
	const kind = walks.kind[walk]!;
	const name =
		kind === KIND_WALK
			? `${sample}#${haplotype}#${contig}${isPiece ? `[${start}-${end}]` : ''}`
			: stringAt(strings, walks.name[walk]!);
	return {
		name,
		line: kind === KIND_WALK ? 'W' : kind === KIND_STABLE ? 'SN' : 'P',
		sample,
		haplotype: haplotype < 0 ? undefined : haplotype,
		contig,
		start: Number.isNaN(start) ? undefined : start,
		end: Number.isNaN(end) ? undefined : end,
	};
}

/** Bases of a row of handles. */
export function stepsLength(graph: Graph, steps: Uint32Array): number {
	let length = 0;
	for (const step of steps) length += nodeLength(graph, step >>> 1);
	return length;
}
