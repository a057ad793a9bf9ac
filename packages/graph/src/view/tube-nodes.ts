/** The nodes of a tube map: which way round they are read, what is written on them, how wide they are. */
import { handleSequence, nodeLength } from '../store/graph.ts';
import type { Locus } from './locus.ts';
import type { Way } from './locus-ways.ts';

/** Longer nodes are drawn at one width, with their length. */
export const LETTERS_MAX = 12;
/** Width of a letter, px. */
export const LETTER_WIDTH = 7;
const PADDING = 5;
const WIDTH_MIN = 20;
/** Width of a number's figure in the label of a long node, px. */
const FIGURE_WIDTH = 6.4;

/** A node to be drawn. */
export interface TubeNode {
	readonly node: number;
	/** The handle that reads from left to right. */
	readonly handle: number;
	/** Reference rank, or -1. */
	readonly rank: number;
	/** bp that are drawn: a boundary node is cut where the region begins or ends. */
	readonly length: number;
	/** Bases before the first that is drawn, in the handle's direction. */
	readonly cutBefore: number;
	/** Bases after the last that is drawn. */
	readonly cutAfter: number;
	/** Letters, or the length of a node that has too many. */
	readonly label: string;
	readonly isLong: boolean;
	/** px */
	readonly width: number;
}

/** The nodes of the locus: those of the reference in its order, then the others in the order of the ways, then what no way visits. */
export function tubeNodes(locus: Locus, ways: readonly Way[]): TubeNode[] {
	const { handles, graph } = locus.reference;
	const inside = new Set(locus.nodes); // a reference that comes back may leave the locus in between
	const ranks = new Map<number, number>();
	const order = new Map<number, number>();
	for (let rank = locus.left; rank <= locus.right; rank++) {
		const node = handles[rank]! >>> 1;
		if (!inside.has(node)) continue;
		if (!ranks.has(node)) ranks.set(node, rank);
		if (!order.has(node)) order.set(node, handles[rank]!);
	}
	for (const { steps } of ways) for (const step of steps) if (!order.has(step >>> 1)) order.set(step >>> 1, step);
	for (const node of locus.nodes) if (!order.has(node)) order.set(node, node * 2);
	return Array.from(order, ([node, handle]): TubeNode => {
		const rank = ranks.get(node) ?? -1;
		const [cutBefore, cutAfter] = cuts(locus, rank);
		const length = nodeLength(graph, node) - cutBefore - cutAfter;
		const isLong = length > LETTERS_MAX;
		const label = isLong ? `${length.toLocaleString('en-US')} bp` : handleSequence(graph, handle, cutBefore, cutBefore + length);
		const width = Math.max(WIDTH_MIN, label.length * (isLong ? FIGURE_WIDTH : LETTER_WIDTH) + 2 * PADDING);
		return { node, handle, rank, length, cutBefore, cutAfter, label, isLong, width };
	});
}

/** Bases of a boundary node outside the region; none where the region begins or ends inside a snarl beside it. */
function cuts({ reference, left, right, ...locus }: Locus, rank: number): [before: number, after: number] {
	if (rank !== left && rank !== right) return [0, 0];
	const piece = reference.pieceRanks.findLastIndex((first) => first <= rank);
	const first = reference.starts[reference.pieceRanks[piece]!]!;
	const start = reference.pieceStart[piece]! + reference.starts[rank]! - first;
	const end = reference.pieceStart[piece]! + reference.starts[rank + 1]! - first;
	const before = rank === left && locus.from > start && locus.from < end ? locus.from - start : 0;
	const after = rank === right && locus.to < end && locus.to > start ? end - locus.to : 0;
	return [before, after];
}
