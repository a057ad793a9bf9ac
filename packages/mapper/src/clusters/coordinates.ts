/**
 * A linear coordinate for every node, for telling which seed hits may belong to one alignment and how far mates lie apart.
 *
 * Nodes on a reference walk stand where the walk has them, reference contigs one after the other with gaps between. A node off the
 * reference stands where it would if a walk that holds it ran straight on from a node with a coordinate: counted from the left, and
 * once more from the right, since an insertion fits between both only one way at a time. A component without reference gets a
 * stretch of its own. Bit 31 is set where the coordinate falls along the node's forward strand, bit 30 where
 * the node is on a reference walk.
 *
 * The coordinate is a heuristic: it decides what is tried, never what is true.
 */
import { type Graph, nodeLength, PangrafError, referenceWalks } from '@pangraf/graph';

/** Set in a coordinate whose node the reference runs through backwards. */
export const DESCENDING_BIT = 0x80000000;
/** Set in the coordinate of a node on a reference walk. */
export const REFERENCE_BIT = 0x40000000;
/** What is left is the coordinate. SYNC: assembly/graph.ts. */
export const COORDINATE_MASK = 0x3fffffff;
/** Room between contigs and between components, so that no fragment spans two. SYNC: assembly/pairs.ts. */
const COMPONENT_GAP = 100_000;
const UNSET = 0xffffffff;

/** Coordinates by node, each of length nodeCount. They are the same on the reference, and differ by the length of an insertion in it. */
export interface LinearCoordinates {
	/** Counted from where a node's walk left the reference. */
	readonly left: Uint32Array;
	/** Counted back from where it comes to the reference again. */
	readonly right: Uint32Array;
}

/** Both coordinates of all nodes. Error: E_INDEX_TOO_LARGE past 2^30. Time linear in steps and edges. */
export function linearCoordinates(graph: Graph): LinearCoordinates {
	return { left: coordinatesFrom(graph, 'left'), right: coordinatesFrom(graph, 'right') };
}

function coordinatesFrom(graph: Graph, side: 'left' | 'right'): Uint32Array {
	const coordinates = new Uint32Array(new SharedArrayBuffer(4 * graph.nodeCount)).fill(UNSET);
	const { walks } = graph;
	let next = COMPONENT_GAP;
	const references = referenceWalks(graph);
	// Bare P lines are each a sample of their own, and often haplotypes of one locus: only the first is the reference.
	const sample = walks.sample[references[0] ?? 0];
	for (const walk of references) {
		if (walks.sample[walk] === sample) next = layOut(graph, coordinates, walk, next, REFERENCE_BIT);
	}
	for (let walk = 0; walk < walks.count; walk++) next = layBeside(graph, coordinates, walk, next, side);
	// What no walk visits stands beside a neighbour that has a coordinate, else on its own.
	for (let node = 0; node < graph.nodeCount; node++) {
		if (coordinates[node] === UNSET) next = layNeighbours(graph, coordinates, node, next);
	}
	if (next > COORDINATE_MASK) {
		throw new PangrafError('E_INDEX_TOO_LARGE', {
			found: `${next} bp of reference and components`,
			expected: `at most ${COORDINATE_MASK}`,
			remedy: 'index the chromosomes one by one',
		});
	}
	return coordinates;
}

/** Gives the unset nodes of a walk consecutive coordinates from `start` on; returns where the next contig may start. */
function layOut(graph: Graph, coordinates: Uint32Array, walk: number, start: number, flags = 0): number {
	const { steps, stepStarts } = graph.walks;
	let at = start;
	for (let i = stepStarts[walk]!; i < stepStarts[walk + 1]!; i++) {
		const handle = steps[i]!;
		const node = handle >> 1;
		if (coordinates[node] === UNSET) coordinates[node] = at + flags + ((handle & 1) === 0 ? 0 : DESCENDING_BIT);
		at += nodeLength(graph, node);
	}
	return at + COMPONENT_GAP;
}

/**
 * Gives the unset nodes of a walk coordinates beside those that are set: what lies between two of them is counted from the one on
 * `side`. A walk with none set is laid out by itself.
 */
function layBeside(graph: Graph, coordinates: Uint32Array, walk: number, next: number, side: 'left' | 'right'): number {
	const { steps, stepStarts } = graph.walks;
	const first = stepStarts[walk]!;
	const end = stepStarts[walk + 1]!;
	const isSet = (i: number): boolean => coordinates[steps[i]! >> 1] !== UNSET;
	let anchor = first;
	while (anchor < end && !isSet(anchor)) anchor++;
	if (anchor === end) return layOut(graph, coordinates, walk, next);
	// Sides are those of the reference: a walk that runs down it has them the other way round.
	if (falls(coordinates, steps[anchor]!) === (side === 'left')) {
		anchor = end - 1;
		while (!isSet(anchor)) anchor--;
	}
	const forward = (): void => {
		for (let i = anchor + 1; i < end; i++) follow(graph, coordinates, steps[i - 1]!, steps[i]!);
	};
	const backward = (): void => {
		for (let i = anchor - 1; i >= first; i--) follow(graph, coordinates, steps[i + 1]! ^ 1, steps[i]! ^ 1);
	};
	forward();
	backward();
	return next;
}

/** Gives the node of `handle`, if it has none, the coordinate that follows `previous` in the direction of the step. */
function follow(graph: Graph, coordinates: Uint32Array, previous: number, handle: number): void {
	const node = handle >> 1;
	if (coordinates[node] !== UNSET) return;
	const start = coordinates[previous >> 1]! & COORDINATE_MASK;
	const down = falls(coordinates, previous);
	const at = down ? Math.max(0, start - nodeLength(graph, node)) : start + nodeLength(graph, previous >> 1);
	coordinates[node] = at + (down === ((handle & 1) === 0) ? DESCENDING_BIT : 0);
}

/** Whether the coordinate goes down along a handle whose node has one. */
function falls(coordinates: Uint32Array, handle: number): boolean {
	return coordinates[handle >> 1]! >= DESCENDING_BIT === ((handle & 1) === 0);
}

/** Spreads coordinates over the edges from `node` to all that have none, or lays out a component where none has. */
function layNeighbours(graph: Graph, coordinates: Uint32Array, node: number, next: number): number {
	const { edgeStarts, edgeTargets } = graph;
	for (const handle of [node * 2, node * 2 + 1]) {
		for (let i = edgeStarts[handle]!; i < edgeStarts[handle + 1]! && coordinates[node] === UNSET; i++) {
			const target = edgeTargets[i]!;
			if (coordinates[target >> 1] !== UNSET) follow(graph, coordinates, target ^ 1, handle ^ 1);
		}
	}
	if (coordinates[node] === UNSET) return layComponent(graph, coordinates, node, next);
	const queue = [node];
	for (let at = 0; at < queue.length; at++) {
		for (const handle of [queue[at]! * 2, queue[at]! * 2 + 1]) {
			for (let i = edgeStarts[handle]!; i < edgeStarts[handle + 1]!; i++) {
				const target = edgeTargets[i]!;
				if (coordinates[target >> 1] !== UNSET) continue;
				follow(graph, coordinates, handle, target);
				queue.push(target >> 1);
			}
		}
	}
	return next;
}

/**
 * Gives all nodes that hang together with `first`, none of which has a coordinate, coordinates from `start` on; returns where the next
 * component may start. Places spread from `first` both ways along the edges: its own is known only when the least is.
 */
function layComponent(graph: Graph, coordinates: Uint32Array, first: number, start: number): number {
	const { edgeStarts, edgeTargets } = graph;
	// By entry: node, place relative to the first node, whether places fall along its forward strand.
	const nodes = [first];
	const places = [0];
	const falling = [0];
	let least = 0;
	let most = nodeLength(graph, first);
	coordinates[first] = 0;
	for (let at = 0; at < nodes.length; at++) {
		const node = nodes[at]!;
		for (const handle of [node * 2, node * 2 + 1]) {
			const down = falling[at]! ^ (handle & 1);
			for (let i = edgeStarts[handle]!; i < edgeStarts[handle + 1]!; i++) {
				const target = edgeTargets[i]!;
				if (coordinates[target >> 1] !== UNSET) continue;
				coordinates[target >> 1] = 0;
				const length = nodeLength(graph, target >> 1);
				const place = down === 1 ? places[at]! - length : places[at]! + nodeLength(graph, node);
				nodes.push(target >> 1);
				places.push(place);
				falling.push(down ^ (target & 1));
				least = Math.min(least, place);
				most = Math.max(most, place + length);
			}
		}
	}
	for (let i = 0; i < nodes.length; i++) {
		coordinates[nodes[i]!] = start + places[i]! - least + (falling[i] === 1 ? DESCENDING_BIT : 0);
	}
	return start + most - least + COMPONENT_GAP;
}
