/**
 * From every handle off the reference, the reference step that is reached first by reading on.
 *
 * Dijkstra's algorithm (1959, doi:10.1007/BF01386390) from all reference steps at once, over the edges backwards; lengths are bases
 * of the nodes in between. Of several steps as near, the one of lowest rank, and of its two directions the reference's own.
 * What lies before a handle is what lies behind its flip.
 */
import { GrowingUint32 } from '../store/columns.ts';
import type { ReferenceSteps } from './reference-steps.ts';

/** No step is reached. */
export const NO_STEP = 0xffffffff;

/** Columns by handle; for handles of reference nodes they say nothing. */
export interface NearestSteps {
	/** `rank << 1 | against`: the step, and whether it is entered against the reference's direction; {@link NO_STEP} where none is reached. */
	readonly steps: Uint32Array;
	/** Bases between the end of the handle and that step; 0 where they are neighbours. */
	readonly distances: Uint32Array;
}

/** Finds the steps. `firstRanks` is the first rank of each node, or -1. O((nodes + edges) log nodes) of what is off the reference. */
export function nearestSteps({ graph, handles }: ReferenceSteps, firstRanks: Int32Array): NearestSteps {
	const { nodeCount, nodeStarts, edgeStarts, edgeTargets } = graph;
	const steps = new Uint32Array(nodeCount * 2).fill(NO_STEP);
	const distances = new Uint32Array(nodeCount * 2).fill(0xffffffff);
	const isDone = new Uint8Array(nodeCount * 2);
	const heap = new StepHeap();

	/** Offers a way of `distance` bases to `step` to all handles off the reference that read into `to`. */
	const offer = (to: number, step: number, distance: number): void => {
		for (let edge = edgeStarts[to ^ 1]!; edge < edgeStarts[(to ^ 1) + 1]!; edge++) {
			const from = edgeTargets[edge]! ^ 1;
			if (firstRanks[from >>> 1]! >= 0) continue;
			if (distance > distances[from]! || (distance === distances[from] && step >= steps[from]!)) continue;
			distances[from] = distance;
			steps[from] = step;
			heap.push(distance, step, from);
		}
	};

	for (let rank = 0; rank < handles.length; rank++) {
		const handle = handles[rank]!;
		if (firstRanks[handle >>> 1] !== rank) continue;
		offer(handle, rank * 2, 0);
		offer(handle ^ 1, rank * 2 + 1, 0);
	}
	for (let handle = heap.pop(); handle >= 0; handle = heap.pop()) {
		if (isDone[handle] === 1) continue;
		isDone[handle] = 1;
		const node = handle >>> 1;
		offer(handle, steps[handle]!, distances[handle]! + nodeStarts[node + 1]! - nodeStarts[node]!);
	}
	return { steps, distances };
}

/** A binary heap of handles, nearest step first. */
class StepHeap {
	readonly #distances = new GrowingUint32();
	readonly #steps = new GrowingUint32();
	readonly #handles = new GrowingUint32();

	push(distance: number, step: number, handle: number): void {
		let at = this.#handles.length;
		this.#distances.push(distance);
		this.#steps.push(step);
		this.#handles.push(handle);
		while (at > 0) {
			const above = (at - 1) >>> 1;
			if (!this.#isBefore(at, above)) return;
			this.#swap(at, above);
			at = above;
		}
	}

	/** Takes the first handle out; -1 where the heap is empty. */
	pop(): number {
		const last = this.#handles.length - 1;
		if (last < 0) return -1;
		const first = this.#handles.values[0]!;
		this.#swap(0, last);
		this.#distances.length = last;
		this.#steps.length = last;
		this.#handles.length = last;
		for (let at = 0; ; ) {
			let least = at;
			for (const below of [2 * at + 1, 2 * at + 2]) if (below < last && this.#isBefore(below, least)) least = below;
			if (least === at) return first;
			this.#swap(at, least);
			at = least;
		}
	}

	#isBefore(a: number, b: number): boolean {
		const [distances, steps] = [this.#distances.values, this.#steps.values];
		return distances[a]! < distances[b]! || (distances[a] === distances[b] && steps[a]! < steps[b]!);
	}

	#swap(a: number, b: number): void {
		for (const { values } of [this.#distances, this.#steps, this.#handles]) {
			const kept = values[a]!;
			values[a] = values[b]!;
			values[b] = kept;
		}
	}
}
