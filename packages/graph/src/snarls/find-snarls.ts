/**
 * Snarls and chains of a graph.
 *
 * A snarl is a pair of handles, one reading into it and one out of it, such that cutting both nodes parts what lies between from
 * the rest, and such that no node in between would do the same with each of them (Paten et al. 2018,
 * doi:10.1089/cmb.2017.0251). A chain is a run of snarls, each ending with the handle that the next starts with.
 *
 * Snarls are neighbours on the cycles and bridge paths of the cactus graph. Which of them are reported, of those that lie the one
 * inside the other's outside, follows from a root ({@link findBridgePaths}). A path of bridges that ends is closed where it began,
 * as if its end lay there: nothing is a snarl with one boundary only. Where such a path crosses a block between two vertices, the
 * cycles between them are cut in two there. All of this as in vg's integrated snarl finder.
 *
 * What reading into a snarl leads to is one vertex. A chain that is met at a vertex lies inside the snarl of that vertex, or at the
 * root where it has none.
 *
 * A snarl is trivial when a single link is all that it holds.
 */
import type { Graph } from '../store/graph.ts';
import { type BridgePaths, findBridgePaths, type Trunk } from './bridge-forest.ts';
import { GrowingUint32 } from '../store/columns.ts';
import { type Cactus, cycleTop, NONE, takeApartCactus } from './cactus.ts';
import { CycleList } from './cycle-list.ts';
import { adjacencyComponents, contract } from './node-multigraph.ts';
import type { SnarlTree } from './snarl-tree.ts';
import { threeEdgeComponents } from './three-edge-components.ts';
import { UnionFind } from './union-find.ts';

/** The snarls of `graph`, along `trunks` where there are any: see {@link findBridgePaths}. O(nodes + edges). */
export function findSnarls(graph: Graph, trunks: readonly Trunk[] = []): SnarlTree {
	const adjacencies = adjacencyComponents(graph);
	const { components, connectedCount } = threeEdgeComponents(adjacencies);
	const cactus = takeApartCactus(contract(adjacencies, components));
	const paths = findBridgePaths(graph, cactus, trunks);
	const vertices = new UnionFind(cactus.graph.vertexCount);
	const cycles = closeCycles(cactus, paths, vertices);
	return { ...walkChains(graph, cactus, paths, vertices, cycles), componentCount: connectedCount };
}

/** Closes the paths of bridges, cuts the cycles that they cross, and joins in `vertices` what becomes one by that. */
function closeCycles(cactus: Cactus, paths: BridgePaths, vertices: UnionFind): CycleList {
	const { vertexOf } = cactus.graph;
	const cycles = new CycleList(cactus.cycleStarts, cactus.cycleHandles);
	for (let path = 0; path + 1 < paths.starts.length; path++) {
		const handles = paths.handles.subarray(paths.starts[path], paths.starts[path + 1]);
		for (let i = 1; i < handles.length; i++)
			pinch(cactus, vertices, cycles, vertexOf[handles[i - 1]!]!, vertexOf[handles[i]! ^ 1]!);
		vertices.join(vertexOf[handles[0]! ^ 1]!, vertexOf[handles.at(-1)!]!);
		cycles.add(handles);
	}
	return cycles;
}

/** Cuts the cycles between two vertices of a block, so that both become one. Each block is crossed at most once. */
function pinch(cactus: Cactus, vertices: UnionFind, cycles: CycleList, from: number, to: number): void {
	const { cycleAbove, cycleDepth, placeOnCycle, cycleStarts } = cactus;
	let [a, b] = [from, to];
	while (a !== b) {
		if (cycleDepth[a]! < cycleDepth[b]!) [a, b] = [b, a];
		const cycle = cycleAbove[a]!;
		const start = cycleStarts[cycle]!;
		const isSame = cycleAbove[b] === cycle;
		const other = isSame ? b : cycleTop(cactus, cactus.graph.vertexOf, cycle);
		const placeA = placeOnCycle[a]! - start;
		const placeB = isSame ? placeOnCycle[b]! - start : -1;
		cycles.cut(cycle, Math.min(placeA, placeB) + 1, Math.max(placeA, placeB) + 1);
		vertices.join(a, other);
		a = other;
	}
}

/** Goes from the roots over all cycles; each becomes a chain that starts where it was met. */
function walkChains(
	graph: Graph,
	cactus: Cactus,
	paths: BridgePaths,
	vertices: UnionFind,
	cycles: CycleList,
): Omit<SnarlTree, 'componentCount'> {
	const { vertexOf, vertexCount } = cactus.graph;
	const { labels, count: labelCount } = vertices.labels();
	const vertexAfter = (handle: number): number => labels[vertexOf[handle]!]!;
	const sizes = new Uint32Array(labelCount);
	for (let vertex = 0; vertex < vertexCount; vertex++) {
		sizes[labels[vertex]!]! += cactus.graph.inboundStarts[vertex + 1]! - cactus.graph.inboundStarts[vertex]!;
	}
	const meetings = findMeetings(cycles, vertexAfter, labelCount);
	const starts = new GrowingUint32();
	const ends = new GrowingUint32();
	const isTrivial = new GrowingUint32();
	const chainStarts = new GrowingUint32();
	chainStarts.push(0);
	/** As unsigned numbers. */
	const chainParents = new GrowingUint32();
	/** By vertex: the snarl that it is the inside of. */
	const snarlOf = new Int32Array(labelCount).fill(NONE);
	const isCycleDone = new Uint8Array(cycles.count);
	const isVertexSeen = new Uint8Array(labelCount);
	const queue: number[] = [];
	const see = (vertex: number): void => {
		if (isVertexSeen[vertex] === 1) return;
		isVertexSeen[vertex] = 1;
		queue.push(vertex);
	};
	/** Makes a chain of the cycle, which was met at the end of its handle `place`; `isRoot`: with a snarl there too. */
	const addChain = (cycle: number, place: number, isRoot: boolean): void => {
		isCycleDone[cycle] = 1;
		const handles = cycles.handles.values;
		const first = cycles.starts.values[cycle]!;
		const length = cycles.ends.values[cycle]! - first;
		const parent = isRoot ? NONE : snarlOf[vertexAfter(handles[first + place]!)]!;
		const count = length - (isRoot ? 0 : 1);
		for (let i = 1; i <= count; i++) {
			const start = handles[first + ((place + i) % length)]!;
			const end = handles[first + ((place + i + 1) % length)]!;
			const inside = vertexAfter(start);
			snarlOf[inside] = starts.length;
			starts.push(start);
			ends.push(end);
			isTrivial.push(sizes[inside] === 2 && isSingleLink(graph, start, end) ? 1 : 0);
		}
		if (count > 0) {
			chainStarts.push(starts.length);
			chainParents.push(parent);
		}
		for (let i = 0; i < length; i++) see(vertexAfter(handles[first + i]!));
	};
	for (const root of paths.roots) {
		if (root.cycle === NONE) see(labels[root.vertex]!);
		else addChain(root.cycle, cycles.ends.values[root.cycle]! - cycles.starts.values[root.cycle]! - 1, true);
		for (let vertex = queue.pop(); vertex !== undefined; vertex = queue.pop()) {
			for (let i = meetings.starts[vertex]!; i < meetings.starts[vertex + 1]!; i++) {
				if (isCycleDone[meetings.cycles[i]!] === 0) addChain(meetings.cycles[i]!, meetings.places[i]!, false);
			}
		}
	}
	return {
		count: starts.length,
		starts: starts.view(),
		ends: ends.view(),
		isTrivial: new Uint8Array(isTrivial.view()),
		chainStarts: chainStarts.view(),
		chainParents: new Int32Array(chainParents.view()),
	};
}

/** Which cycles pass through each vertex, and where. */
function findMeetings(
	cycles: CycleList,
	vertexAfter: (handle: number) => number,
	vertexCount: number,
): { starts: Uint32Array; cycles: Uint32Array; places: Uint32Array } {
	const handles = cycles.handles.values;
	const starts = new Uint32Array(vertexCount + 1);
	for (let cycle = 0; cycle < cycles.count; cycle++) {
		for (let i = cycles.starts.values[cycle]!; i < cycles.ends.values[cycle]!; i++) starts[vertexAfter(handles[i]!) + 1]!++;
	}
	for (let vertex = 0; vertex < vertexCount; vertex++) starts[vertex + 1]! += starts[vertex]!;
	const next = starts.slice();
	const meetings = { starts, cycles: new Uint32Array(starts[vertexCount]!), places: new Uint32Array(starts[vertexCount]!) };
	for (let cycle = 0; cycle < cycles.count; cycle++) {
		const first = cycles.starts.values[cycle]!;
		for (let i = first; i < cycles.ends.values[cycle]!; i++) {
			const at = next[vertexAfter(handles[i]!)]!++;
			meetings.cycles[at] = cycle;
			meetings.places[at] = i - first;
		}
	}
	return meetings;
}

/** Whether the link from `start` to `end` is the only one at either of these ends. */
function isSingleLink({ edgeStarts, edgeTargets }: Graph, start: number, end: number): boolean {
	const isOnly = (from: number, to: number): boolean => {
		const first = edgeStarts[from]!;
		return edgeStarts[from + 1]! - first === 1 && edgeTargets[first] === to;
	};
	return isOnly(start, end) && isOnly(end ^ 1, start ^ 1);
}
