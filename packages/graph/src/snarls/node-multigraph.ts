/**
 * The multigraph whose edges are the nodes of a graph.
 *
 * Its vertices are sets of node ends. Handle h reads into the vertex `vertexOf[h]`, the one at its end, and out of `vertexOf[h ^ 1]`,
 * the one at its start, so node n is the edge between `vertexOf[2n]` and `vertexOf[2n + 1]`. At first the vertices are the
 * adjacency components: ends that links join, directly or by way of each other.
 */
import type { Graph } from '../store/graph.ts';
import { UnionFind } from './union-find.ts';

/** Vertices by handle, and handles by vertex. */
export interface NodeMultigraph {
	readonly vertexCount: number;
	/** By handle: the vertex that it reads into. */
	readonly vertexOf: Uint32Array;
	/** The handles that read into vertex v are `inbound[inboundStarts[v] .. inboundStarts[v + 1])`, ascending. */
	readonly inboundStarts: Uint32Array;
	readonly inbound: Uint32Array;
}

/** The multigraph of the graph's adjacency components. O(nodes + edges). */
export function adjacencyComponents(graph: Graph): NodeMultigraph {
	const ends = new UnionFind(graph.nodeCount * 2);
	for (let from = 0; from < graph.nodeCount * 2; from++) {
		for (let edge = graph.edgeStarts[from]!; edge < graph.edgeStarts[from + 1]!; edge++)
			ends.join(from, graph.edgeTargets[edge]! ^ 1);
	}
	const { labels, count } = ends.labels();
	return makeMultigraph(labels, count);
}

/** The multigraph after `vertices`, sets of the vertices of `graph`, were joined. */
export function contract(graph: NodeMultigraph, vertices: UnionFind): NodeMultigraph {
	const { labels, count } = vertices.labels();
	const vertexOf = new Uint32Array(graph.vertexOf.length);
	for (let handle = 0; handle < vertexOf.length; handle++) vertexOf[handle] = labels[graph.vertexOf[handle]!]!;
	return makeMultigraph(vertexOf, count);
}

function makeMultigraph(vertexOf: Uint32Array, vertexCount: number): NodeMultigraph {
	const inboundStarts = new Uint32Array(vertexCount + 1);
	for (let handle = 0; handle < vertexOf.length; handle++) inboundStarts[vertexOf[handle]! + 1]!++;
	for (let vertex = 0; vertex < vertexCount; vertex++) inboundStarts[vertex + 1]! += inboundStarts[vertex]!;
	const next = inboundStarts.slice();
	const inbound = new Uint32Array(vertexOf.length);
	for (let handle = 0; handle < vertexOf.length; handle++) inbound[next[vertexOf[handle]!]!++] = handle;
	return { vertexCount, vertexOf, inboundStarts, inbound };
}
