/**
 * Where the decomposition of each connected component starts, and the chains that its bridges form.
 *
 * The bridges of a cactus join its 2-edge-connected components, here *blocks*, to trees. A tree whose longest path between two
 * leaves is at least as long (in bp) as the component's longest cycle is rooted at one end of that path; else at the block with
 * that cycle. From each block the path goes on along the bridge towards the deepest leaf; every other bridge starts a path of
 * its own. These are the rules of vg's integrated snarl finder, so that counts can be compared.
 */
import type { Graph } from '../store/graph.ts';
import { nodeLength } from '../store/graph.ts';
import { type Cactus, NONE } from './cactus.ts';

/** Paths of bridges, and the root of each connected component. */
export interface BridgePaths {
	/** Path p is the handles `handles[starts[p] .. starts[p + 1])`, reading away from the root. */
	readonly starts: Uint32Array;
	readonly handles: Uint32Array;
	/** For each connected component that has bridges or cycles: the cycle that is its root, or NONE and the vertex that is. */
	readonly roots: readonly { cycle: number; vertex: number }[];
}

/** A way through a connected component that the decomposition is to run along, such as its reference. */
export interface Trunk {
	/** The handles that it begins and ends with. */
	readonly first: number;
	readonly last: number;
}

/** The bridges at each block, as handles reading out of it. */
interface Forest {
	readonly outStarts: Uint32Array;
	readonly out: Uint32Array;
	readonly lengthOf: (handle: number) => number;
	readonly blockAfter: (handle: number) => number;
}

/** Finds the paths; of several trunks in one component the first counts. O(vertices + edges). */
export function findBridgePaths(graph: Graph, cactus: Cactus, trunks: readonly Trunk[] = []): BridgePaths {
	const forest = makeForest(graph, cactus);
	const trunkOf = findTrunks(graph, cactus, trunks);
	const longestCycles = findLongestCycles(graph, cactus);
	const tree = new RootedForest(forest, cactus.blockCount);
	const roots: { cycle: number; vertex: number }[] = [];
	const seen = new Uint8Array(cactus.blockCount);
	for (let vertex = 0; vertex < cactus.graph.vertexCount; vertex++) {
		const block = cactus.blockOf[vertex]!;
		if (seen[block] === 1) continue;
		const oneEnd = tree.farthest(block).block;
		const path = tree.farthest(oneEnd);
		for (const member of tree.lastBlocks()) seen[member] = 1;
		const cycle = longestCycles.get(cactus.connectedOf[vertex]!);
		const trunk = trunkOf.get(cactus.connectedOf[vertex]!);
		if (trunk !== undefined) {
			tree.root(forest.blockAfter(trunk.first ^ 1), forest.blockAfter(trunk.last));
			roots.push({ cycle: NONE, vertex: cactus.graph.vertexOf[trunk.first ^ 1]! });
		} else if (cycle !== undefined && cycle.length > path.length) {
			tree.root(cactus.blockOf[cactus.graph.vertexOf[cactus.cycleHandles[cactus.cycleStarts[cycle.cycle]!]!]!]!);
			roots.push({ cycle: cycle.cycle, vertex: 0 });
		} else if (path.length > 0) {
			tree.root(oneEnd);
			roots.push({ cycle: NONE, vertex: cactus.graph.vertexOf[forest.out[forest.outStarts[oneEnd]!]! ^ 1]! });
		}
	}
	return { ...tree.paths(), roots };
}

/** By connected component: its trunk, where both ends are bridges. */
function findTrunks(
	graph: Graph,
	{ bridges, connectedOf, graph: { vertexOf } }: Cactus,
	trunks: readonly Trunk[],
): Map<number, Trunk> {
	const isBridge = new Uint8Array(trunks.length === 0 ? 0 : graph.nodeCount);
	if (isBridge.length > 0) for (const bridge of bridges) isBridge[bridge >>> 1] = 1;
	const found = new Map<number, Trunk>();
	for (const trunk of trunks) {
		const component = connectedOf[vertexOf[trunk.first]!]!;
		if (isBridge[trunk.first >>> 1] === 1 && isBridge[trunk.last >>> 1] === 1 && !found.has(component))
			found.set(component, trunk);
	}
	return found;
}

function makeForest(graph: Graph, { bridges, blockOf, blockCount, graph: { vertexOf } }: Cactus): Forest {
	const outStarts = new Uint32Array(blockCount + 1);
	const blockAfter = (handle: number): number => blockOf[vertexOf[handle]!]!;
	for (const bridge of bridges) {
		outStarts[blockAfter(bridge) + 1]! += 1;
		outStarts[blockAfter(bridge ^ 1) + 1]! += 1;
	}
	for (let block = 0; block < blockCount; block++) outStarts[block + 1]! += outStarts[block]!;
	const next = outStarts.slice();
	const out = new Uint32Array(bridges.length * 2);
	for (const bridge of bridges) {
		out[next[blockAfter(bridge)]!++] = bridge ^ 1;
		out[next[blockAfter(bridge ^ 1)]!++] = bridge;
	}
	return { outStarts, out, blockAfter, lengthOf: (handle) => nodeLength(graph, handle >>> 1) };
}

/** By connected component: its longest cycle in bp, the first of several. */
function findLongestCycles(graph: Graph, cactus: Cactus): Map<number, { cycle: number; length: number }> {
	const longest = new Map<number, { cycle: number; length: number }>();
	for (let cycle = 0; cycle + 1 < cactus.cycleStarts.length; cycle++) {
		const first = cactus.cycleStarts[cycle]!;
		let length = 0;
		for (let i = first; i < cactus.cycleStarts[cycle + 1]!; i++) length += nodeLength(graph, cactus.cycleHandles[i]! >>> 1);
		const component = cactus.connectedOf[cactus.graph.vertexOf[cactus.cycleHandles[first]!]!]!;
		if (length > (longest.get(component)?.length ?? 0)) longest.set(component, { cycle, length });
	}
	return longest;
}

/** Trees of blocks, one at a time searched from any block; those that are rooted are kept. */
class RootedForest {
	readonly #forest: Forest;
	/** Blocks of the tree searched last, parents before children. */
	readonly #order: Uint32Array;
	#orderLength = 0;
	/** By block: the bridge that reads into it from its parent in the tree searched last. */
	readonly #into: Int32Array;
	readonly #distance: Float64Array;
	/** By block of a rooted tree: the bridge towards its deepest leaf. */
	readonly #deepest: Int32Array;
	readonly #depth: Float64Array;
	/** Bridges that start a path. */
	readonly #pathStarts: number[] = [];

	constructor(forest: Forest, blockCount: number) {
		this.#forest = forest;
		this.#order = new Uint32Array(blockCount);
		this.#into = new Int32Array(blockCount);
		this.#distance = new Float64Array(blockCount);
		this.#deepest = new Int32Array(blockCount).fill(NONE);
		this.#depth = new Float64Array(blockCount);
	}

	/** The block farthest from `start` in bp, the first of several, and how far it is. */
	farthest(start: number): { block: number; length: number } {
		this.#search(start);
		let block = start;
		for (const other of this.lastBlocks()) if (this.#distance[other]! > this.#distance[block]!) block = other;
		return { block, length: this.#distance[block]! };
	}

	/** The blocks of the tree searched last. */
	lastBlocks(): Uint32Array {
		return this.#order.subarray(0, this.#orderLength);
	}

	/** Roots the tree of `root` there. With `end`, the path that starts towards that block runs there. */
	root(root: number, end: number = root): void {
		this.#search(root);
		const { outStarts, out, blockAfter, lengthOf } = this.#forest;
		for (const block of this.lastBlocks().toReversed()) {
			for (let i = outStarts[block]!; i < outStarts[block + 1]!; i++) {
				const bridge = out[i]!;
				if (bridge === (this.#into[block]! ^ 1)) continue;
				const depth = this.#depth[blockAfter(bridge)]! + lengthOf(bridge);
				if (depth <= this.#depth[block]!) continue;
				this.#depth[block] = depth;
				this.#deepest[block] = bridge;
			}
		}
		for (let into = this.#into[end]!; into !== NONE; into = this.#into[blockAfter(into ^ 1)]!) {
			this.#deepest[blockAfter(into ^ 1)] = into;
		}
		for (const block of this.lastBlocks()) {
			const into = this.#into[block]!;
			if (into === NONE) continue;
			const parent = blockAfter(into ^ 1);
			// All bridges at the root start a path.
			if (this.#into[parent] === NONE || this.#deepest[parent] !== into) this.#pathStarts.push(into);
		}
	}

	/** The paths of all rooted trees. */
	paths(): { starts: Uint32Array; handles: Uint32Array } {
		const starts = [0];
		const handles: number[] = [];
		for (const start of this.#pathStarts) {
			for (let bridge = start; bridge !== NONE; bridge = this.#deepest[this.#forest.blockAfter(bridge)]!) handles.push(bridge);
			starts.push(handles.length);
		}
		return { starts: Uint32Array.from(starts), handles: Uint32Array.from(handles) };
	}

	#search(start: number): void {
		const { outStarts, out, blockAfter, lengthOf } = this.#forest;
		this.#into[start] = NONE;
		this.#distance[start] = 0;
		this.#order[0] = start;
		this.#orderLength = 1;
		for (let i = 0; i < this.#orderLength; i++) {
			const block = this.#order[i]!;
			for (let o = outStarts[block]!; o < outStarts[block + 1]!; o++) {
				const bridge = out[o]!;
				if (this.#into[block] !== NONE && bridge === (this.#into[block]! ^ 1)) continue;
				const next = blockAfter(bridge);
				this.#into[next] = bridge;
				this.#distance[next] = this.#distance[block]! + lengthOf(bridge);
				this.#order[this.#orderLength++] = next;
			}
		}
	}
}
