/**
 * Vertices that no two edges can part: the 3-edge-connected components of a multigraph, in one depth-first search.
 *
 * Source: Y. H. Tsin, A simple 3-edge-connected component algorithm, Theory of Computing Systems 40 (2007),
 * doi:10.1007/s00224-005-1269-4.
 *
 * Each vertex on the way down keeps a path of vertices below it, along which the edge pairs that could still part them run.
 * `degrees` is the number of edges that leave what was absorbed into a vertex, less the tree edge to its parent. A vertex that
 * only its tree edge and one more connect to the rest is complete and is passed over; a search tree's branch that reaches higher
 * than the path kept so far takes its place, and the other is absorbed; an edge down into the path absorbs it that far.
 */
import type { NodeMultigraph } from './node-multigraph.ts';
import { UnionFind } from './union-find.ts';

const NONE = -1;

/** The 3-edge-connected components, as sets of vertices, and the number of connected components. O(vertices + edges). */
export function threeEdgeComponents(graph: NodeMultigraph): { components: UnionFind; connectedCount: number } {
	const { vertexCount, vertexOf, inboundStarts, inbound } = graph;
	const components = new UnionFind(vertexCount);
	const entered = new Int32Array(vertexCount).fill(NONE);
	const left = new Int32Array(vertexCount);
	const lowest = new Int32Array(vertexCount);
	const degrees = new Int32Array(vertexCount);
	/** Next vertex on the path below. */
	const below = new Int32Array(vertexCount).fill(NONE);
	/** The node by which each vertex was reached. */
	const parentNode = new Int32Array(vertexCount).fill(NONE);
	const nextInbound = inboundStarts.slice(0, vertexCount);
	const stack = new Int32Array(vertexCount);
	let time = 0;
	let connectedCount = 0;

	const enter = (vertex: number): void => {
		entered[vertex] = time;
		lowest[vertex] = time++;
	};

	/** Takes in what lies on the path from `first` on. */
	const absorb = (vertex: number, first: number): void => {
		for (let other = first; other !== NONE; other = below[other]!) {
			components.join(vertex, other);
			degrees[vertex]! += degrees[other]!;
		}
	};

	/** An edge from `vertex` to `other`, which was reached before and is no child of it. */
	const meet = (vertex: number, other: number): void => {
		if (entered[other]! < entered[vertex]!) {
			degrees[vertex]! += 1;
			lowest[vertex] = Math.min(lowest[vertex]!, entered[other]!);
			return;
		}
		degrees[vertex]! -= 1;
		let next = below[vertex]!;
		for (; next !== NONE && entered[next]! <= entered[other]! && entered[other]! < left[next]!; next = below[next]!) {
			components.join(vertex, next);
			degrees[vertex]! += degrees[next]!;
		}
		below[vertex] = next;
	};

	/** `child` is done; what of it is not complete becomes the path below `vertex`, or is absorbed. */
	const finishChild = (vertex: number, child: number): void => {
		if (below[child] === NONE && degrees[child]! <= 1) {
			degrees[vertex]! += degrees[child]!;
			lowest[vertex] = Math.min(lowest[vertex]!, lowest[child]!);
			return;
		}
		let branch = degrees[child] === 0 ? below[child]! : child;
		if (lowest[branch]! < lowest[vertex]!) {
			lowest[vertex] = lowest[branch]!;
			[branch, below[vertex]] = [below[vertex]!, branch];
		}
		absorb(vertex, branch);
	};

	for (let root = 0; root < vertexCount; root++) {
		if (entered[root] !== NONE) continue;
		connectedCount++;
		let depth = 0;
		stack[0] = root;
		enter(root);
		while (depth >= 0) {
			const vertex = stack[depth]!;
			if (nextInbound[vertex] === inboundStarts[vertex + 1]) {
				left[vertex] = time;
				if (--depth >= 0) finishChild(stack[depth]!, vertex);
				continue;
			}
			const handle = inbound[nextInbound[vertex]!++]!;
			const other = vertexOf[handle ^ 1]!;
			if (other === vertex || handle >>> 1 === parentNode[vertex]) continue;
			if (entered[other] === NONE) {
				parentNode[other] = handle >>> 1;
				enter(other);
				stack[++depth] = other;
			} else if (parentNode[other] !== handle >>> 1) meet(vertex, other);
		}
	}
	return { components, connectedCount };
}
