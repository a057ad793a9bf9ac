/** Links as pairs of handles to the edge columns of {@link Graph}. */
import { sharedUint32 } from './columns.ts';
import type { Graph } from './graph.ts';

/** The edge columns of a graph, in shared memory. */
export type EdgeColumns = Pick<Graph, 'edgeCount' | 'edgeStarts' | 'edgeTargets'>;

/** Lists longer than this go to the engine's sort. */
const INSERTION_SORT_MAX = 24;

/**
 * Edge columns of the links `from[i] → to[i]`. A link given twice, or once in each direction, is one link.
 * Linear but for the sorting of each handle's targets.
 */
export function makeEdges(nodeCount: number, from: Uint32Array, to: Uint32Array): EdgeColumns {
	const handleCount = nodeCount * 2;
	const starts = sharedUint32(handleCount + 1);
	for (let i = 0; i < from.length; i++) {
		const a = from[i]!;
		const b = to[i]!;
		starts[a]! += 1;
		if (a !== (b ^ 1)) starts[b ^ 1]! += 1;
	}
	// `starts[handle]` is where its targets end until they are put there from behind, then where they start.
	for (let handle = 1; handle < handleCount; handle++) starts[handle]! += starts[handle - 1]!;
	const count = handleCount === 0 ? 0 : starts[handleCount - 1]!;
	starts[handleCount] = count;
	const targets = sharedUint32(count);
	for (let i = from.length - 1; i >= 0; i--) {
		const a = from[i]!;
		const b = to[i]!;
		targets[--starts[a]!] = b;
		if (a !== (b ^ 1)) targets[--starts[b ^ 1]!] = a ^ 1;
	}
	return sortTargets(starts, targets);
}

/** Sorts each handle's targets and drops the repeated ones; `starts` is changed in place. */
function sortTargets(starts: Uint32Array, targets: Uint32Array): EdgeColumns {
	let kept = 0;
	let selfMirrored = 0;
	for (let handle = 0; handle + 1 < starts.length; handle++) {
		const start = starts[handle]!; // read before it is moved down
		const end = starts[handle + 1]!;
		if (end - start > 1) sortRange(targets, start, end);
		starts[handle] = kept;
		for (let i = start; i < end; i++) {
			const target = targets[i]!;
			if (i > start && target === targets[i - 1]) continue;
			targets[kept++] = target;
			if (target === (handle ^ 1)) selfMirrored++;
		}
	}
	starts[starts.length - 1] = kept;
	return { edgeCount: (kept + selfMirrored) / 2, edgeStarts: starts, edgeTargets: targets.subarray(0, kept) };
}

function sortRange(values: Uint32Array, start: number, end: number): void {
	if (end - start > INSERTION_SORT_MAX) {
		values.subarray(start, end).sort();
		return;
	}
	for (let i = start + 1; i < end; i++) {
		const value = values[i]!;
		let at = i;
		for (; at > start && values[at - 1]! > value; at--) values[at] = values[at - 1]!;
		values[at] = value;
	}
}
