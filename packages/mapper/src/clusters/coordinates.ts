/**
 * A linear coordinate for every node, for telling which seed hits may belong to one alignment and how far mates lie apart.
 *
 * Every connected component has a stretch of its own, with gaps between, in the order of their first nodes; each partition of an
 * index begins anew. In a component, nodes on reference walks stand where the walks have them, one walk behind the other. A node off
 * the reference stands where it would if a walk that holds it ran straight on from a node with a coordinate: counted from the left,
 * and once more from the right, since an insertion fits between both only one way at a time. Bit 31 is set where the coordinate falls
 * along the node's forward strand, bit 30 where the node is on a reference walk.
 *
 * The coordinate is a heuristic: it decides what is tried, never what is true.
 */
import { connectedComponents, type Graph, nodeLength, PangrafError, referenceWalks, firstStep, walkSteps } from '@pangraf/graph';

/** Set in a coordinate whose node the reference runs through backwards. */
export const DESCENDING_BIT = 0x80000000;
/** Set in the coordinate of a node on a reference walk. */
export const REFERENCE_BIT = 0x40000000;
/** What is left is the coordinate. SYNC: assembly/graph.ts. */
export const COORDINATE_MASK = 0x3fffffff;
/** Coordinates end before, so that a fragment's length can be added. */
export const COORDINATE_END: number = COORDINATE_MASK - 100_000;
/** Room before every component, so that no fragment spans two. SYNC: assembly/fragment-lengths.ts. */
const COMPONENT_GAP = 100_000;

/** Coordinates by node, each of length nodeCount. They are the same on the reference, and differ by the length of an insertion in it. */
export interface LinearCoordinates {
	/** Counted from where a node's walk left the reference. */
	readonly left: Uint32Array;
	/** Counted back from where it comes to the reference again. */
	readonly right: Uint32Array;
	/** By partition: the coordinate behind its last component. */
	readonly ends: readonly number[];
}

/** Places of all nodes, each component by itself. */
export interface ComponentLayout {
	/** By component, in the order of their first nodes: what it takes of the linear coordinate, the gap before it included. */
	readonly lengths: Float64Array;
	/**
	 * Both coordinates of all nodes. `partitionStarts` are the first nodes of runs of whole components, ascending: coordinates begin
	 * anew in each. Error: E_INDEX_TOO_LARGE where one goes past 2^30.
	 */
	coordinates(partitionStarts: readonly number[]): LinearCoordinates;
}

/** Both coordinates of all nodes, in one partition. Error: E_INDEX_TOO_LARGE past 2^30. Time linear in steps and edges. */
export function linearCoordinates(graph: Graph): LinearCoordinates {
	return layOutComponents(graph).coordinates([0]);
}

/** Lays out every component. Error: E_INDEX_TOO_LARGE where one alone is longer than 2^30. Time linear in steps and edges. */
export function layOutComponents(graph: Graph): ComponentLayout {
	const { count, labels } = connectedComponents(graph);
	const left = new Places(graph, labels, count, 'left');
	const right = new Places(graph, labels, count, 'right');
	// By component: least place and end, on either side, so that both stay the same on the reference.
	const least = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
	const ends = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
	for (let node = 0; node < graph.nodeCount; node++) {
		const component = labels[node]!;
		const [a, b] = [left.places[node]!, right.places[node]!];
		least[component] = Math.min(least[component]!, a, b);
		ends[component] = Math.max(ends[component]!, Math.max(a, b) + nodeLength(graph, node));
	}
	const lengths = ends.map((end, component) => COMPONENT_GAP + end - least[component]!);
	const coordinates = (partitionStarts: readonly number[]): LinearCoordinates => {
		const shifts = new Float64Array(count);
		const partitionEnds: number[] = [];
		let component = 0;
		for (const [i] of partitionStarts.entries()) {
			const nodesEnd = partitionStarts[i + 1] ?? graph.nodeCount;
			const componentsEnd = nodesEnd === graph.nodeCount ? count : labels[nodesEnd]!;
			let next = 0;
			for (; component < componentsEnd; component++) {
				shifts[component] = next + COMPONENT_GAP - least[component]!;
				next += lengths[component]!;
			}
			if (next > COORDINATE_END) throw tooLarge(next);
			partitionEnds.push(next);
		}
		return { left: left.coordinates(labels, shifts), right: right.coordinates(labels, shifts), ends: partitionEnds };
	};
	return { lengths, coordinates };
}

function tooLarge(length: number): PangrafError {
	return new PangrafError('E_INDEX_TOO_LARGE', {
		found: `connected components of ${length} bp along the reference`,
		expected: `at most ${COORDINATE_END}`,
		remedy: 'index the chromosomes one by one',
	});
}

const IS_SET = 1;
const FALLS = 2;
const ON_REFERENCE = 4;

/** Places of all nodes in their components, counted from one side; they may be negative. */
class Places {
	readonly places: Int32Array;
	readonly #flags: Uint8Array;
	/** By component: where what hangs on nothing that has a place may stand. */
	readonly #next: Float64Array;
	readonly #graph: Graph;
	readonly #labels: Uint32Array;

	constructor(graph: Graph, labels: Uint32Array, componentCount: number, side: 'left' | 'right') {
		const { walks } = graph;
		this.#graph = graph;
		this.#labels = labels;
		this.places = new Int32Array(graph.nodeCount);
		this.#flags = new Uint8Array(graph.nodeCount);
		this.#next = new Float64Array(componentCount);
		// Bare P lines are each a sample of their own, and often haplotypes of one locus: only the first is its component's reference.
		const samples = new Map<number, number>();
		for (const walk of referenceWalks(graph)) {
			const component = this.#componentOf(walk);
			if (component === undefined) continue;
			if (!samples.has(component)) samples.set(component, walks.sample[walk]!);
			if (samples.get(component) === walks.sample[walk]) this.#layOut(walk, component, ON_REFERENCE);
		}
		for (let walk = 0; walk < walks.count; walk++) this.#layBeside(walk, side);
		// What no walk visits is spread from neighbours that have a place; then only components without walks are left.
		for (let node = 0; node < graph.nodeCount; node++) if (this.#isLaidBeside(node)) this.#spread(node);
		for (let node = 0; node < graph.nodeCount; node++) {
			if (this.#flags[node] !== 0) continue;
			this.#set(node, 0, 0);
			this.#spread(node);
		}
	}

	/** Coordinates, every component moved by its shift. */
	coordinates(labels: Uint32Array, shifts: Float64Array): Uint32Array {
		const coordinates = new Uint32Array(new SharedArrayBuffer(4 * this.places.length));
		for (let node = 0; node < coordinates.length; node++) {
			const flags = this.#flags[node]!;
			coordinates[node] =
				this.places[node]! +
				shifts[labels[node]!]! +
				((flags & FALLS) === 0 ? 0 : DESCENDING_BIT) +
				((flags & ON_REFERENCE) === 0 ? 0 : REFERENCE_BIT);
		}
		return coordinates;
	}

	#componentOf(walk: number): number | undefined {
		const step = firstStep(this.#graph, walk);
		return step === undefined ? undefined : this.#labels[step >>> 1];
	}

	#set(node: number, place: number, flags: number): void {
		if (place !== (place | 0) || Math.abs(place) > COORDINATE_END) throw tooLarge(Math.abs(place));
		this.places[node] = place;
		this.#flags[node] = flags | IS_SET;
	}

	/** Gives the unset nodes of a walk consecutive places behind all that was laid out in its component. */
	#layOut(walk: number, component: number, flags = 0): void {
		const graph = this.#graph;
		let at = this.#next[component]!;
		for (const handle of walkSteps(graph, walk)) {
			const node = handle >>> 1;
			if (this.#flags[node] === 0) this.#set(node, at, flags + ((handle & 1) === 0 ? 0 : FALLS));
			at += nodeLength(graph, node);
		}
		this.#next[component] = at + COMPONENT_GAP;
	}

	/**
	 * Gives the unset nodes of a walk places beside those that are set: what lies between two of them is counted from the one on
	 * `side`. A walk with none set is laid out by itself.
	 */
	#layBeside(walk: number, side: 'left' | 'right'): void {
		const component = this.#componentOf(walk);
		if (component === undefined) return;
		const steps = walkSteps(this.#graph, walk);
		const end = steps.length;
		const flags = this.#flags;
		let anchor = 0;
		while (anchor < end && flags[steps[anchor]! >>> 1] === 0) anchor++;
		if (anchor === end) {
			this.#layOut(walk, component);
			return;
		}
		// Sides are those of the reference: a walk that runs down it has them the other way round.
		if (this.#falls(steps[anchor]!) === (side === 'left')) {
			anchor = end - 1;
			while (flags[steps[anchor]! >>> 1] === 0) anchor--;
		}
		for (let i = anchor + 1; i < end; i++) this.#follow(steps[i - 1]!, steps[i]!);
		for (let i = anchor - 1; i >= 0; i--) this.#follow(steps[i + 1]! ^ 1, steps[i]! ^ 1);
	}

	/** Gives the node of `handle`, if it has none, the place that follows `previous` in the direction of the step. */
	#follow(previous: number, handle: number): void {
		const node = handle >>> 1;
		if (this.#flags[node] !== 0) return;
		const start = this.places[previous >>> 1]!;
		const down = this.#falls(previous);
		const place = down ? start - nodeLength(this.#graph, node) : start + nodeLength(this.#graph, previous >>> 1);
		this.#set(node, place, down === ((handle & 1) === 0) ? FALLS : 0);
	}

	/** Whether places go down along a handle whose node has one. */
	#falls(handle: number): boolean {
		return ((this.#flags[handle >>> 1]! & FALLS) !== 0) === ((handle & 1) === 0);
	}

	/** Gives an unset node a place beside a neighbour that has one; false where it has one itself, or none has. */
	#isLaidBeside(node: number): boolean {
		const { edgeStarts, edgeTargets } = this.#graph;
		if (this.#flags[node] !== 0) return false;
		for (const handle of [node * 2, node * 2 + 1]) {
			for (let i = edgeStarts[handle]!; i < edgeStarts[handle + 1]!; i++) {
				const target = edgeTargets[i]!;
				if (this.#flags[target >>> 1] === 0) continue;
				this.#follow(target ^ 1, handle ^ 1);
				return true;
			}
		}
		return false;
	}

	/** Spreads places over the edges from `node`, which has one, to all that have none. */
	#spread(node: number): void {
		const { edgeStarts, edgeTargets } = this.#graph;
		const queue = [node];
		for (let at = 0; at < queue.length; at++) {
			for (const handle of [queue[at]! * 2, queue[at]! * 2 + 1]) {
				for (let i = edgeStarts[handle]!; i < edgeStarts[handle + 1]!; i++) {
					const target = edgeTargets[i]!;
					if (this.#flags[target >>> 1] !== 0) continue;
					this.#follow(handle, target);
					queue.push(target >>> 1);
				}
			}
		}
	}
}
