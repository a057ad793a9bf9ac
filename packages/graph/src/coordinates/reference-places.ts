/**
 * Where a position of the graph lies on a reference sample.
 *
 * On nodes that the reference visits the place is exact; a node that it visits several times has several. Elsewhere it is that of the
 * nearest flank: the reference base that is reached with the fewest bases in between by reading on, or back, along any edges.
 * Each sample has places of its own, so that GRCh38 and CHM13 stand side by side.
 *
 * Positions are of the whole contig: a walk that is a piece of one begins at the start that its W line gives.
 */
import { type Graph, nodeLength, stringAt } from '../store/graph.ts';
import { type NearestSteps, NO_STEP, nearestSteps } from './nearest-steps.ts';
import { pieceOfRank, type ReferenceSteps, referenceSteps } from './reference-steps.ts';

/** How a place relates to the position that it is of: its own base, or the flank before or after it in the handle's direction. */
export type Flank = 'on' | 'before' | 'after';

/** A place on a reference. */
export interface ReferencePlace {
	/** Index into the reference's `contigs`. */
	readonly contig: number;
	/** 0-based, on the contig. */
	readonly position: number;
	/** Whether the handle reads against the reference there. */
	readonly reverse: boolean;
	readonly flank: Flank;
	/** How many bases on: 0 for `on`, 1 where the flank is the next base. */
	readonly distance: number;
}

/** Places of all nodes on one reference sample. */
export interface ReferencePlaces {
	readonly reference: ReferenceSteps;
	/** Ranks of the reference's visits to node n, ascending: `visits[visitStarts[n] .. visitStarts[n + 1])`. */
	readonly visitStarts: Uint32Array;
	readonly visits: Uint32Array;
	readonly nearest: NearestSteps;
}

/**
 * Places of all nodes on the walks of `sample`, by default the graph's own reference.
 * O(reference steps + nodes), and for what is off the reference as {@link nearestSteps}. Errors: as `referenceSteps`.
 */
export function referencePlaces(graph: Graph, sample?: string): ReferencePlaces {
	const reference = referenceSteps(graph, sample);
	const { handles } = reference;
	const visitStarts = new Uint32Array(graph.nodeCount + 1);
	for (const handle of handles) visitStarts[(handle >>> 1) + 1]!++;
	for (let node = 0; node < graph.nodeCount; node++) visitStarts[node + 1]! += visitStarts[node]!;
	const next = visitStarts.slice();
	const visits = new Uint32Array(handles.length);
	for (let rank = 0; rank < handles.length; rank++) visits[next[handles[rank]! >>> 1]!++] = rank;
	const firstRanks = new Int32Array(graph.nodeCount).fill(-1);
	for (let node = 0; node < graph.nodeCount; node++) {
		if (visitStarts[node]! < visitStarts[node + 1]!) firstRanks[node] = visits[visitStarts[node]!]!;
	}
	return { reference, visitStarts, visits, nearest: nearestSteps(reference, firstRanks) };
}

/** Samples that the header's RS tag names and that have walks, each once; may be empty. */
export function referenceSampleNames(graph: Graph): string[] {
	const { walks, strings } = graph;
	const present = new Set(Array.from(walks.sample, (index) => stringAt(strings, index)));
	return graph.referenceSamples.filter((sample, i, all) => present.has(sample) && all.indexOf(sample) === i);
}

/**
 * The place of the base at `offset` of `handle`: on the reference its first visit, elsewhere the nearer flank, the one before where
 * both are as near. Undefined where the graph leads to no reference base. O(log reference steps).
 */
export function placeOf(places: ReferencePlaces, handle: number, offset: number): ReferencePlace | undefined {
	const node = handle >>> 1;
	if (places.visitStarts[node]! < places.visitStarts[node + 1]!) {
		return visitPlace(places, places.visits[places.visitStarts[node]!]!, handle, offset);
	}
	const { steps, distances } = places.nearest;
	const before = steps[handle ^ 1] === NO_STEP ? Infinity : distances[handle ^ 1]! + offset + 1;
	const after = steps[handle] === NO_STEP ? Infinity : distances[handle]! + nodeLength(places.reference.graph, node) - offset;
	if (before === Infinity && after === Infinity) return undefined;
	if (before > after) return flankPlace(places, steps[handle]!, 'after', after);
	return flankPlace(places, steps[handle ^ 1]!, 'before', before);
}

/** All places of a base whose node the reference visits, in the order of its walks; none for other nodes. */
export function* exactPlaces(places: ReferencePlaces, handle: number, offset: number): Generator<ReferencePlace> {
	const { visitStarts, visits } = places;
	for (let i = visitStarts[handle >>> 1]!; i < visitStarts[(handle >>> 1) + 1]!; i++) {
		yield visitPlace(places, visits[i]!, handle, offset);
	}
}

function visitPlace({ reference }: ReferencePlaces, rank: number, handle: number, offset: number): ReferencePlace {
	const reverse = reference.handles[rank] !== handle;
	const within = reverse ? nodeLength(reference.graph, handle >>> 1) - 1 - offset : offset;
	return { ...contigPlace(reference, rank, reference.starts[rank]! + within), reverse, flank: 'on', distance: 0 };
}

/** The place of the base of a step that is next to what reads into it (`after`), or to what comes from it (`before`). */
function flankPlace({ reference }: ReferencePlaces, step: number, flank: Flank, distance: number): ReferencePlace {
	const rank = step >>> 1;
	const isAgainst = (step & 1) === 1;
	const base = isAgainst ? reference.starts[rank + 1]! - 1 : reference.starts[rank]!;
	// Steps before a handle were found by reading its flip.
	return { ...contigPlace(reference, rank, base), reverse: isAgainst === (flank === 'after'), flank, distance };
}

function contigPlace(reference: ReferenceSteps, rank: number, base: number): { contig: number; position: number } {
	const piece = pieceOfRank(reference, rank);
	const first = reference.starts[reference.pieceRanks[piece]!]!;
	return { contig: reference.pieceContig[piece]!, position: reference.pieceStart[piece]! + base - first };
}
