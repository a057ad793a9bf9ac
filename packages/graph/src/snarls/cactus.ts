/**
 * Cycles and bridges of a cactus graph: a multigraph in which every edge lies on one simple cycle, or is a bridge, or a loop.
 *
 * It is what is left when the 3-edge-connected components of the adjacency components are joined (Paten et al. 2018,
 * doi:10.1089/cmb.2017.0251).
 */
import { GrowingUint32 } from '../store/columns.ts';
import type { NodeMultigraph } from './node-multigraph.ts';

/** No cycle, no handle. */
export const NONE = -1;

/** Rooted at one vertex of each connected component; which one does not matter. */
export interface Cactus {
	readonly graph: NodeMultigraph;
	/**
	 * Cycle c is the handles `cycleHandles[cycleStarts[c] .. cycleStarts[c + 1])`, each reading into the vertex that the next reads
	 * out of; the last reads into the cycle's top, the vertex nearest the root.
	 */
	readonly cycleStarts: Uint32Array;
	readonly cycleHandles: Uint32Array;
	/** By vertex: the cycle that joins it to its parent, or NONE for a root and where a bridge does. */
	readonly cycleAbove: Int32Array;
	/** By vertex: its place on `cycleAbove`, as index of the handle of `cycleHandles` that reads into it. */
	readonly placeOnCycle: Uint32Array;
	/** By vertex: the number of cycles between it and the next bridge above, or the root. */
	readonly cycleDepth: Uint32Array;
	/** By vertex: its 2-edge-connected component, from 0. */
	readonly blockOf: Uint32Array;
	readonly blockCount: number;
	/** Bridges, each as the handle that reads away from the root. */
	readonly bridges: Uint32Array;
	/** By vertex: a number for its connected component. */
	readonly connectedOf: Uint32Array;
}

/** Takes a cactus graph apart. Loops are left out. O(vertices + edges). */
export function takeApartCactus(graph: NodeMultigraph): Cactus {
	const { vertexCount, vertexOf, inboundStarts, inbound } = graph;
	const order = new Uint32Array(vertexCount);
	const rank = new Int32Array(vertexCount).fill(NONE);
	/** The handle that the search went down by to reach each vertex. */
	const parentHandle = new Int32Array(vertexCount).fill(NONE);
	const connectedOf = new Uint32Array(vertexCount);
	const cycleStarts = new GrowingUint32();
	const cycleHandles = new GrowingUint32();
	const cycleAbove = new Int32Array(vertexCount).fill(NONE);
	const placeOnCycle = new Uint32Array(vertexCount);

	/** The cycle closed by `handle`, which reads from `vertex` into `top` above it. */
	const addCycle = (vertex: number, top: number, handle: number): void => {
		const start = cycleHandles.length;
		cycleStarts.push(start);
		for (let at = vertex; at !== top; at = vertexOf[parentHandle[at]! ^ 1]!) {
			cycleAbove[at] = cycleStarts.length - 1;
			cycleHandles.push(parentHandle[at]!);
		}
		cycleHandles.values.subarray(start, cycleHandles.length).reverse();
		for (let i = start; i < cycleHandles.length; i++) placeOnCycle[vertexOf[cycleHandles.values[i]!]!] = i;
		cycleHandles.push(handle);
	};

	const next = inboundStarts.slice(0, vertexCount);
	const stack = new Uint32Array(vertexCount);
	let visited = 0;
	for (let root = 0; root < vertexCount; root++) {
		if (rank[root] !== NONE) continue;
		stack[0] = root;
		rank[root] = visited;
		order[visited++] = root;
		for (let depth = 0; depth >= 0; ) {
			const vertex = stack[depth]!;
			connectedOf[vertex] = root;
			if (next[vertex] === inboundStarts[vertex + 1]) {
				depth--;
				continue;
			}
			const handle = inbound[next[vertex]!++]! ^ 1; // out of the vertex
			const other = vertexOf[handle]!;
			if (rank[other] === NONE) {
				parentHandle[other] = handle;
				rank[other] = visited;
				order[visited++] = other;
				stack[++depth] = other;
			} else if (rank[other]! < rank[vertex]! && handle !== (parentHandle[vertex]! ^ 1)) addCycle(vertex, other, handle);
		}
	}
	cycleStarts.push(cycleHandles.length);
	const cycles = { cycleStarts: cycleStarts.view(), cycleHandles: cycleHandles.view(), cycleAbove, placeOnCycle };
	return { graph, ...cycles, connectedOf, ...findBlocks(graph, order, parentHandle, cycles) };
}

function findBlocks(
	{ vertexCount, vertexOf }: NodeMultigraph,
	order: Uint32Array,
	parentHandle: Int32Array,
	cycles: Pick<Cactus, 'cycleStarts' | 'cycleHandles' | 'cycleAbove'>,
): Pick<Cactus, 'cycleDepth' | 'blockOf' | 'blockCount' | 'bridges'> {
	const cycleDepth = new Uint32Array(vertexCount);
	const blockOf = new Uint32Array(vertexCount);
	const bridges = new GrowingUint32();
	let blockCount = 0;
	for (const vertex of order) {
		const cycle = cycles.cycleAbove[vertex]!;
		if (cycle === NONE) {
			if (parentHandle[vertex] !== NONE) bridges.push(parentHandle[vertex]!);
			blockOf[vertex] = blockCount++;
			continue;
		}
		const top = cycleTop(cycles, vertexOf, cycle);
		cycleDepth[vertex] = cycleDepth[top]! + 1;
		blockOf[vertex] = blockOf[top]!;
	}
	return { cycleDepth, blockOf, blockCount, bridges: bridges.view() };
}

/** The vertex of a cycle that is nearest the root. */
export function cycleTop(cactus: Pick<Cactus, 'cycleStarts' | 'cycleHandles'>, vertexOf: Uint32Array, cycle: number): number {
	return vertexOf[cactus.cycleHandles[cactus.cycleStarts[cycle + 1]! - 1]!]!;
}
