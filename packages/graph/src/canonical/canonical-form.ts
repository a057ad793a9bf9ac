/**
 * The canonical form of a graph that is made of walks: which nodes it has and how they are numbered.
 *
 * The form depends on nothing but the walks (their order, the sequences they spell and where they share nodes) and on which of
 * them are the reference. It does not depend on how the graph came about: taking walks out of it and bringing it to the form
 * again gives what the other walks alone would have given.
 *
 * 1. A node is a longest run of bases that no walk tells apart (chains.ts).
 * 2. Nodes are numbered along the reference. Alternatives stand behind the last reference node from which a walk comes to them
 *    (anchors.ts), by depth, then by sequence (bytes, the shorter first where one begins with the other), then by the first walk
 *    that takes them. Without inversions the numbers ascend along every walk.
 *
 * Assumptions: every node and link is used by a walk; the reference visits a node at most once and forward, and walks take
 * nodes off the reference forward only, as in a graph made from alleles. What does not hold to them still gets a form, the
 * same for the same input, without the promises above.
 */
import { type Anchors, anchorChains } from './anchors.ts';
import { type Chains, findChains } from './chains.ts';
import type { UnnumberedGraph } from './unnumbered-graph.ts';

/** Nodes of the form, in order, as runs of the nodes that they are made of. */
export interface CanonicalForm {
	readonly count: number;
	/** Node `i` of the form is `members[starts[i] .. starts[i + 1])`. */
	readonly starts: Uint32Array;
	readonly members: Uint32Array;
	/** By node of the graph: the node of the form that it is part of. */
	readonly nodes: Uint32Array;
}

/** Brings a graph to the form. Linear in nodes and links, but for the sorting of alternatives at one place. */
export function canonicalForm(graph: UnnumberedGraph): CanonicalForm {
	const chains = findChains(graph);
	const anchors = anchorChains(graph, chains);
	const starts = new Uint32Array(chains.count + 1);
	const members = new Uint32Array(graph.nodeCount);
	const nodes = new Uint32Array(graph.nodeCount);
	let at = 0;
	const order = orderChains(graph, chains, anchors);
	for (let node = 0; node < order.length; node++) {
		const chain = order[node]!;
		for (let i = chains.starts[chain]!; i < chains.starts[chain + 1]!; i++) {
			members[at++] = chains.members[i]!;
			nodes[chains.members[i]!] = node;
		}
		starts[node + 1] = at;
	}
	return { count: chains.count, starts, members, nodes };
}

/** The chains in the order of their numbers: by place, at each the reference's first. */
function orderChains(graph: UnnumberedGraph, chains: Chains, { places, depths }: Anchors): Uint32Array {
	const { onReference, firstWalks, placeCount } = graph;
	const head = (chain: number) => chains.members[chains.starts[chain]!]!;
	const run = (chain: number) => chains.members.subarray(chains.starts[chain], chains.starts[chain + 1]);
	const compare = (a: number, b: number) =>
		depths[a]! - depths[b]! || graph.compareSequences(run(a), run(b)) || firstWalks[head(a)]! - firstWalks[head(b)]!;
	const starts = new Uint32Array(placeCount + 1);
	for (let chain = 0; chain < chains.count; chain++) starts[places[chain]! + 1]!++;
	for (let place = 0; place < placeCount; place++) starts[place + 1]! += starts[place]!;
	const ends = starts.slice(0, placeCount);
	const order = new Uint32Array(chains.count);
	for (let chain = 0; chain < chains.count; chain++) {
		if (onReference[head(chain)] === 1) order[ends[places[chain]!]!++] = chain;
	}
	const alternatives = ends.slice();
	for (let chain = 0; chain < chains.count; chain++) {
		if (onReference[head(chain)] === 0) order[ends[places[chain]!]!++] = chain;
	}
	for (let place = 0; place < placeCount; place++) {
		const from = alternatives[place]!;
		if (ends[place]! - from > 1) order.set([...order.subarray(from, ends[place])].sort(compare), from);
	}
	return order;
}

/** Whether a walk that steps on this handle of a node steps on the form's node with it: it is the first of its run. */
export function entersRun({ nodes, starts, members }: CanonicalForm, handle: number): boolean {
	const node = nodes[handle >>> 1]!;
	return members[(handle & 1) === 0 ? starts[node]! : starts[node + 1]! - 1] === handle >>> 1;
}

/** Whether a link from this handle of a node goes out of the form's node: it is the last of its run. */
export function leavesRun(form: CanonicalForm, handle: number): boolean {
	return entersRun(form, handle ^ 1);
}

/** The handle of the form's node that a handle of a node is part of. */
export function handleInForm({ nodes }: CanonicalForm, handle: number): number {
	return (nodes[handle >>> 1]! << 1) | (handle & 1);
}
