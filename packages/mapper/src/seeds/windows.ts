/**
 * Windows: the distinct sequences of a graph in which a k-mer can start.
 *
 * A window is a run of handles along a walk: one node, and as much behind it as a k-mer that starts on the node's last base needs.
 * Walks share most of their windows, so that each is handed on once; the graph's haplotypes therefore decide which k-mers across
 * node borders exist. Nodes that no walk visits are continued along all edges, up to a bound.
 */
import { edgeIndex, firstStep, type Graph, walkSteps } from '@pangraf/graph';

/** Called with handles[0 .. count): a window whose first handle is the node in question. The array is reused. */
export type OnWindow = (handles: Uint32Array, count: number) => void;

/** Continuations of a node without walk that are followed. */
const BRANCHES_MAX = 64;

/** Nodes [firstNode, endNode) that hold whole components. */
export interface NodeRange {
	readonly firstNode: number;
	readonly endNode: number;
}

/**
 * Which windows were seen, as a tree of edges: a window is the edges between its handles, and most have one or two. The numbers
 * of ways are those of edges for the first edge of a window; behind a way that does not end a window lie as many numbers more as its
 * last handle has edges. A step of a walk looks at memory beside that of the step before.
 */
class WindowTree {
	readonly #graph: Graph;
	/** Edge that has way 0. */
	readonly #firstEdge: number;
	/** By way: 0 where it was never gone, 1 where it ends a window, else the first of the ways on from it. */
	#ways: Uint32Array;
	#wayCount: number;
	/** Windows that a walk's end cuts short, by way, or by handle below 0 where the window is one handle. */
	readonly #cut = new Set<number>();
	/** By step of the walk at work: its edge to the next. */
	#edges: Uint32Array = new Uint32Array(1 << 10);

	constructor(graph: Graph, { firstNode, endNode }: NodeRange) {
		this.#graph = graph;
		this.#firstEdge = graph.edgeStarts[2 * firstNode]!;
		this.#wayCount = graph.edgeStarts[2 * endNode]! - this.#firstEdge + 2; // ways 0 and 1 would read as marks
		this.#ways = new Uint32Array(this.#wayCount + (this.#wayCount >> 2) + (1 << 10));
	}

	/** Hands on every window of a walk that was not seen before. `handles` is what it is handed on in. */
	addWalk(steps: Uint32Array, k: number, handles: Uint32Array, onWindow: OnWindow): void {
		const { nodeStarts } = this.#graph;
		const last = steps.length - 1;
		const edges = this.#edgesOf(steps);
		const offset = 2 - this.#firstEdge;
		for (let i = 0; i < last; i++) {
			let at = i;
			let way = edges[at++]! + offset;
			let needed = k - 1 - (nodeStarts[(steps[at]! >>> 1) + 1]! - nodeStarts[steps[at]! >>> 1]!);
			while (needed > 0 && at < last) {
				way = (this.#ways[way] || this.#branch(way, steps[at]!)) + edges[at]! - this.#graph.edgeStarts[steps[at]!]!;
				at++;
				needed -= nodeStarts[(steps[at]! >>> 1) + 1]! - nodeStarts[steps[at]! >>> 1]!;
			}
			if (needed > 0) {
				if (!this.#isCut(way)) continue;
			} else if (this.#ways[way] === 0) this.#ways[way] = 1;
			else continue;
			for (let j = i; j <= at; j++) handles[j - i] = steps[j]!;
			onWindow(handles, at - i + 1);
		}
		handles[0] = steps[last]!;
		if (this.#isCut(-1 - handles[0])) onWindow(handles, 1);
	}

	#edgesOf(steps: Uint32Array): Uint32Array {
		const { edgeStarts, edgeTargets } = this.#graph;
		if (steps.length > this.#edges.length) this.#edges = new Uint32Array(steps.length + (steps.length >> 1));
		const edges = this.#edges;
		for (let i = 0; i + 1 < steps.length; i++) {
			const edge = edgeStarts[steps[i]!]!;
			edges[i] = edgeTargets[edge] === steps[i + 1] ? edge : edgeIndex(this.#graph, steps[i]!, steps[i + 1]!);
		}
		return edges;
	}

	/** Makes the ways on from `way`, which ends on `handle`; returns the first. */
	#branch(way: number, handle: number): number {
		const first = this.#wayCount;
		this.#wayCount += this.#graph.edgeStarts[handle + 1]! - this.#graph.edgeStarts[handle]!;
		if (this.#wayCount > this.#ways.length) {
			const larger = new Uint32Array(this.#wayCount + (this.#wayCount >> 1));
			larger.set(this.#ways);
			this.#ways = larger;
		}
		this.#ways[way] = first;
		return first;
	}

	/** Notes a window that a walk's end cuts short; false where it was noted. */
	#isCut(way: number): boolean {
		if (this.#cut.has(way)) return false;
		this.#cut.add(way);
		return true;
	}
}

/**
 * Hands every distinct window of the walks in `range` to `onWindow`, then those of nodes that no walk visits. Linear in the steps,
 * of which `onProgress` gets those of each walk that is done.
 */
export function forEachWindow(
	graph: Graph,
	k: number,
	range: NodeRange,
	onWindow: OnWindow,
	onProgress?: (steps: number) => void,
): void {
	const { firstNode, endNode } = range;
	const tree = new WindowTree(graph, range);
	const visited = new Uint8Array(endNode - firstNode);
	const handles = new Uint32Array(k + 1);
	for (let walk = 0; walk < graph.walks.count; walk++) {
		const first = firstStep(graph, walk);
		if (first === undefined || first >>> 1 < firstNode || first >>> 1 >= endNode) continue;
		const steps = walkSteps(graph, walk);
		markVisited(visited, steps, firstNode);
		tree.addWalk(steps, k, handles, onWindow);
		onProgress?.(steps.length);
	}
	for (let node = firstNode; node < endNode; node++) {
		if (visited[node - firstNode] === 1) continue;
		handles[0] = node * 2;
		branch(graph, handles, 1, k - 1, { left: BRANCHES_MAX }, onWindow);
	}
}

function markVisited(visited: Uint8Array, steps: Uint32Array, firstNode: number): void {
	for (let i = 0; i < steps.length; i++) visited[(steps[i]! >>> 1) - firstNode] = 1;
}

/** All ways on from handles[count - 1] that give `needed` more bases, while the budget lasts. */
function branch(
	graph: Graph,
	handles: Uint32Array,
	count: number,
	needed: number,
	budget: { left: number },
	onWindow: OnWindow,
): void {
	const { edgeStarts, edgeTargets, nodeStarts } = graph;
	const last = handles[count - 1]!;
	const from = edgeStarts[last]!;
	const end = edgeStarts[last + 1]!;
	if (needed <= 0 || from === end) {
		onWindow(handles, count);
		budget.left--;
		return;
	}
	for (let i = from; i < end && budget.left > 0; i++) {
		const target = edgeTargets[i]!;
		handles[count] = target;
		branch(graph, handles, count + 1, needed - (nodeStarts[(target >> 1) + 1]! - nodeStarts[target >> 1]!), budget, onWindow);
	}
}
