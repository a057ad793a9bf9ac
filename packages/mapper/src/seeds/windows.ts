/**
 * Windows: the distinct sequences of a graph in which a k-mer can start.
 *
 * A window is a run of handles along a walk: one node, and as much behind it as a k-mer that starts on the node's last base needs.
 * Walks share most of their windows, so that each is handed on once; the graph's haplotypes therefore decide which k-mers across
 * node borders exist. Nodes that no walk visits are continued along all edges, up to a bound.
 */
import { firstStep, type Graph, walkSteps } from '@pangraf/graph';

/** Called with handles[0 .. count): a window whose first handle is the node in question. The array is reused. */
export type OnWindow = (handles: Uint32Array, count: number) => void;

/** Continuations of a node without walk that are followed. */
const BRANCHES_MAX = 64;

/** Set of 64-bit keys, kept as two 32-bit halves, open addressing. A false "seen" has odds of n^2 / 2^65. */
class WindowSet {
	#highs = new Uint32Array(1 << 16);
	#lows = new Uint32Array(1 << 16);
	#count = 0;

	/** Adds a key; false where it was there. The key (0, 0) stands for an empty slot and is moved to (0, 1). */
	add(high: number, low: number): boolean {
		const lowKey = high === 0 && low === 0 ? 1 : low;
		if (this.#count * 2 > this.#highs.length) this.#grow();
		if (!this.#place(high, lowKey)) return false;
		this.#count++;
		return true;
	}

	#place(high: number, low: number): boolean {
		const highs = this.#highs;
		const lows = this.#lows;
		const mask = highs.length - 1;
		let slot = (low ^ (high >>> 7)) & mask;
		while (highs[slot] !== 0 || lows[slot] !== 0) {
			if (highs[slot] === high && lows[slot] === low) return false;
			slot = (slot + 1) & mask;
		}
		highs[slot] = high;
		lows[slot] = low;
		return true;
	}

	#grow(): void {
		const highs = this.#highs;
		const lows = this.#lows;
		this.#highs = new Uint32Array(highs.length * 2);
		this.#lows = new Uint32Array(lows.length * 2);
		for (let i = 0; i < highs.length; i++) if (highs[i] !== 0 || lows[i] !== 0) this.#place(highs[i]!, lows[i]!);
	}
}

/** Nodes [firstNode, endNode) that hold whole components. */
export interface NodeRange {
	readonly firstNode: number;
	readonly endNode: number;
}

/**
 * Hands every distinct window of the walks in `range` to `onWindow`, then those of nodes that no walk visits. Linear in the steps,
 * of which `onProgress` gets those of each walk that is done.
 */
export function forEachWindow(
	graph: Graph,
	k: number,
	{ firstNode, endNode }: NodeRange,
	onWindow: OnWindow,
	onProgress?: (steps: number) => void,
): void {
	const seen = new WindowSet();
	const visited = new Uint8Array(endNode - firstNode);
	const handles = new Uint32Array(k + 1);
	for (let walk = 0; walk < graph.walks.count; walk++) {
		const first = firstStep(graph, walk);
		if (first === undefined || first >>> 1 < firstNode || first >>> 1 >= endNode) continue;
		const steps = walkSteps(graph, walk);
		for (let i = 0; i < steps.length; i++) {
			visited[(steps[i]! >>> 1) - firstNode] = 1;
			if (addWindow(graph, steps, i, steps.length, k, seen, handles)) onWindow(handles, windowCount);
		}
		onProgress?.(steps.length);
	}
	for (let node = firstNode; node < endNode; node++) {
		if (visited[node - firstNode] === 1) continue;
		handles[0] = node * 2;
		branch(graph, handles, 1, k - 1, { left: BRANCHES_MAX }, onWindow);
	}
}

let windowCount = 0;

/** Puts the window at step `i` into `handles` and its length into `windowCount`; false where it was seen before. */
function addWindow(
	graph: Graph,
	steps: Uint32Array,
	i: number,
	end: number,
	k: number,
	seen: WindowSet,
	handles: Uint32Array,
): boolean {
	const { nodeStarts } = graph;
	let needed = k - 1;
	let high = 0x9e3779b9;
	let low = 0x85ebca6b;
	windowCount = 0;
	for (let at = i; at < end; at++) {
		const handle = steps[at]!;
		handles[windowCount++] = handle;
		high = Math.imul(high ^ handle, 0x01000193);
		high ^= high >>> 15;
		low = Math.imul(low + handle, 0xcc9e2d51);
		low ^= low >>> 13;
		if (at > i) needed -= nodeStarts[(handle >> 1) + 1]! - nodeStarts[handle >> 1]!;
		if (needed <= 0) break;
	}
	return seen.add(high >>> 0, low >>> 0);
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
