/**
 * Walks a haplotype from one reference node to the next: the one loop that finding excursions and counting site alleles share.
 *
 * An *anchor* is a step on a node that the reference visits exactly once. Between two consecutive anchors the haplotype is
 * *collinear* when both lie on one piece and the rank rises (or, for a haplotype that runs against the reference, falls).
 */
import { pieceOfRank, type ReferenceSteps } from './reference-steps.ts';

/** One stretch of a walk between consecutive anchors. Reused between calls of the visitor. */
export interface Stretch {
	/** Ranks of the anchors in the reference's direction; `left < right`. */
	left: number;
	right: number;
	/** Whether the walk runs against the reference here. */
	reverse: boolean;
	/** `steps[from .. to)` lie between the anchors, in the walk's direction; see {@link forwardSteps}. */
	from: number;
	to: number;
	/** The piece both anchors lie on. */
	piece: number;
}

/** What {@link forEachStretch} reports. */
export interface StretchVisitor {
	/** A collinear stretch. */
	collinear(stretch: Stretch): void;
	/** Two consecutive anchors that do not follow each other on one piece in one direction (inversion, repeat, other contig). */
	broken(): void;
}

/** Visits the stretches of walk `walk` in order. O(steps); no allocation per stretch. */
export function forEachStretch(reference: ReferenceSteps, walk: number, visitor: StretchVisitor): void {
	const { steps, stepStarts } = reference.graph.walks;
	const { rankOfNode, handles } = reference;
	const stretch: Stretch = { left: 0, right: 0, reverse: false, from: 0, to: 0, piece: -1 };
	let lastRank = -1;
	let lastReverse = false;
	let lastIndex = 0;
	let pieceFrom = 0;
	let pieceTo = 0;
	for (let i = stepStarts[walk]!; i < stepStarts[walk + 1]!; i++) {
		const handle = steps[i]!;
		const rank = rankOfNode[handle >>> 1]!;
		if (rank < 0) continue;
		const reverse = handles[rank] !== handle;
		if (lastRank >= 0) {
			const samePiece = rank >= pieceFrom && rank < pieceTo;
			if (samePiece && reverse === lastReverse && (reverse ? rank < lastRank : rank > lastRank)) {
				stretch.left = reverse ? rank : lastRank;
				stretch.right = reverse ? lastRank : rank;
				stretch.reverse = reverse;
				stretch.from = lastIndex + 1;
				stretch.to = i;
				visitor.collinear(stretch);
			} else {
				visitor.broken();
			}
		}
		if (rank < pieceFrom || rank >= pieceTo) {
			const piece = pieceOfRank(reference, rank);
			pieceFrom = reference.pieceRanks[piece]!;
			pieceTo = reference.pieceRanks[piece + 1]!;
			stretch.piece = piece;
		}
		lastRank = rank;
		lastReverse = reverse;
		lastIndex = i;
	}
}

/** Copies `steps[from .. to)` into `into`, turned into the reference's direction where `reverse`; the number of steps. */
export function forwardSteps(steps: Uint32Array, from: number, to: number, reverse: boolean, into: Uint32Array): number {
	const count = to - from;
	if (reverse) for (let i = 0; i < count; i++) into[i] = steps[to - 1 - i]! ^ 1;
	else for (let i = 0; i < count; i++) into[i] = steps[from + i]!;
	return count;
}

/** Whether `path[0 .. count)` is the reference's own way between two ranks. */
export function followsReference(
	reference: ReferenceSteps,
	left: number,
	right: number,
	path: Uint32Array,
	count: number,
): boolean {
	if (count !== right - left - 1) return false;
	for (let i = 0; i < count; i++) if (path[i] !== reference.handles[left + 1 + i]) return false;
	return true;
}

/** Walks that are not part of the reference, in file order. */
export function haplotypeWalks(reference: ReferenceSteps): number[] {
	const isReference = new Set(reference.walks);
	return Array.from({ length: reference.graph.walks.count }, (_, walk) => walk).filter((walk) => !isReference.has(walk));
}

/** Steps of the longest walk: the size that a scratch buffer for {@link forwardSteps} needs. */
export function longestWalk(reference: ReferenceSteps): number {
	const { count, stepStarts } = reference.graph.walks;
	let longest = 0;
	for (let walk = 0; walk < count; walk++) longest = Math.max(longest, stepStarts[walk + 1]! - stepStarts[walk]!);
	return longest;
}
