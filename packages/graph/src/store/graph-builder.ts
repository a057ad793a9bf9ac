/** Puts the columns of a graph together. */
import type { PackedBases } from './base-packer.ts';
import { BasePacker } from './base-packer.ts';
import { GrowingUint32, toShared } from './columns.ts';
import { makeEdges } from './edges.ts';
import type { Graph, StringTable, WalkTable } from './graph.ts';
import { StringTableBuilder } from './string-table.ts';
import { KIND_WALK, type WalkName, WalkBuilder } from './walk-builder.ts';

/** What a graph is made of. Columns that are not in shared memory yet are copied there. */
export interface GraphParts {
	segmentNames: StringTable;
	/** Offset of each node's first base; length nodeCount + 1. */
	nodeStarts: Uint32Array;
	bases: PackedBases;
	/** Links as pairs of handles, in any order and orientation, repeated ones allowed. */
	linkFrom: Uint32Array;
	linkTo: Uint32Array;
	walks: WalkTable;
	strings: StringTable;
	referenceSamples: readonly string[];
	headerTags: readonly string[];
	/** Walks that continue the one before them, ascending; their `start` is the distance from its end. */
	continuedWalks?: Uint32Array;
}

/** The graph of `parts`. Sorts and joins the links and sets the places of paths; checks nothing. */
export function assembleGraph(parts: GraphParts): Graph {
	const nodeCount = parts.nodeStarts.length - 1;
	const { walks, nodeStarts, continuedWalks = new Uint32Array() } = parts;
	for (let walk = 0, continued = 0; walk < walks.count; walk++) {
		if (walks.kind[walk] === KIND_WALK) continue;
		if (walk === continuedWalks[continued]) {
			walks.start[walk] = Math.max(0, walks.end[walk - 1]! + walks.start[walk]!);
			continued++;
		}
		walks.end[walk] = walks.start[walk]! + walkLength(nodeStarts, walks, walk);
	}
	return {
		nodeCount,
		...makeEdges(nodeCount, parts.linkFrom, parts.linkTo),
		baseCount: nodeStarts[nodeCount]!,
		nodeStarts: toShared(nodeStarts),
		...parts.bases,
		segmentNames: parts.segmentNames,
		strings: parts.strings,
		walks,
		referenceSamples: parts.referenceSamples,
		headerTags: parts.headerTags,
	};
}

/** Length in bp of walk `walk`. */
export function walkLength(nodeStarts: Uint32Array, walks: WalkTable, walk: number): number {
	let length = 0;
	for (let i = walks.stepStarts[walk]!; i < walks.stepStarts[walk + 1]!; i++) {
		const node = walks.steps[i]! >>> 1;
		length += nodeStarts[node + 1]! - nodeStarts[node]!;
	}
	return length;
}

/** A small graph as literals, for {@link graphFromArrays}. */
export interface GraphLiteral {
	/** Name and letters, by node. */
	segments: readonly (readonly [name: string, letters: string])[];
	/** Pairs of handles. */
	links: readonly (readonly [from: number, to: number])[];
	walks?: readonly (WalkName & { steps: readonly number[] })[];
	referenceSamples?: readonly string[];
	headerTags?: readonly string[];
}

/** A graph from literals. Checks nothing. */
export function graphFromArrays(literal: GraphLiteral): Graph {
	const names = new StringTableBuilder();
	const packer = new BasePacker();
	const nodeStarts = new GrowingUint32();
	nodeStarts.push(0);
	for (const [name, letters] of literal.segments) {
		names.add(name);
		const bytes = new TextEncoder().encode(letters);
		packer.append(bytes, 0, bytes.length);
		nodeStarts.push(packer.baseCount);
	}
	const strings = new StringTableBuilder();
	const walks = new WalkBuilder(strings);
	for (const { steps, ...name } of literal.walks ?? []) {
		walks.begin(name);
		for (const step of steps) walks.steps.push(step);
	}
	return assembleGraph({
		segmentNames: names.finish(),
		nodeStarts: nodeStarts.view(),
		bases: packer.finish(),
		linkFrom: Uint32Array.from(literal.links, ([from]) => from),
		linkTo: Uint32Array.from(literal.links, ([, to]) => to),
		walks: walks.finish(),
		strings: strings.finish(),
		referenceSamples: literal.referenceSamples ?? [],
		headerTags: literal.headerTags ?? [],
	});
}
