/** Twin of assembly/fragments.ts: all lengths of a fragment along the graph, by following every way. */
import { nodeLength } from '@pangraf/graph';
import { type SmallGraph, successors } from '../random-graphs.ts';

/** An alignment as the fragment runs: handles, offset in the first, aligned bases. */
export interface FragmentEnd {
	readonly handles: readonly number[];
	readonly offset: number;
	readonly span: number;
}

/** Lengths, at most `most`, of fragments that begin with `a` and end with `b`, and how many handles at how many distances were looked at. */
export function fragmentLengthsAlong(
	{ graph }: SmallGraph,
	a: FragmentEnd,
	b: FragmentEnd,
	most: number,
): { lengths: Set<number>; states: number } {
	const size = (handle: number): number => nodeLength(graph, handle >> 1);
	const lengths = new Set<number>();
	/** b's first handle begins `start` bases behind a's first aligned base. */
	const endsAt = (start: number): void => {
		const length = start + b.offset + b.span;
		if (length > 0 && length <= most) lengths.add(length);
	};
	let at = -a.offset;
	for (const handle of a.handles) {
		if (handle === b.handles[0]) endsAt(at);
		at += size(handle);
	}
	let before = 0;
	for (const [i, handle] of b.handles.entries()) {
		if (i > 0 && handle === a.handles[0]) endsAt(-a.offset - before);
		before += size(handle);
	}
	const followed = new Set<string>();
	const follow = (handle: number, distance: number): void => {
		const key = `${handle} ${distance}`;
		if (followed.has(key)) return;
		followed.add(key);
		for (const next of successors(graph, handle)) {
			if (next === b.handles[0]) endsAt(distance);
			if (distance + size(next) < most) follow(next, distance + size(next));
		}
	};
	follow(a.handles.at(-1)!, at);
	return { lengths, states: followed.size };
}
