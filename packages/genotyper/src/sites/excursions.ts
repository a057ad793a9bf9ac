/**
 * Excursions: where a haplotype leaves the reference and comes back.
 *
 * For two consecutive anchors of a walk that are not neighbours on the reference with nothing between, the path between them
 * replaces the reference steps between the anchors' ranks. Equal excursions of different walks are one, with the number of
 * walks that take it. Excursions that are not collinear with the reference (inversions, duplications that visit reference nodes
 * again, jumps between contigs) are counted and left out.
 */
import { followsReference, forEachStretch, forwardSteps, haplotypeWalks, longestWalk } from './anchors.ts';
import { PathTable } from './path-table.ts';
import type { ReferenceSteps } from './reference-steps.ts';

/** Distinct excursions as columns, numbered in the order of the walks. */
export interface Excursions {
	readonly count: number;
	/** Rank of the anchor before the excursion. */
	readonly left: Uint32Array;
	/** Rank of the anchor after it; `right > left`. */
	readonly right: Uint32Array;
	/** `paths[pathStarts[i] .. pathStarts[i + 1])` are the handles between the anchors in the reference's direction. */
	readonly pathStarts: Uint32Array;
	readonly paths: Uint32Array;
	/** How many walks take it. */
	readonly walkCounts: Uint32Array;
	/** By rank: how many haplotype walks reach from this rank or before to this rank or beyond on the same piece. */
	readonly coverage: Uint32Array;
	/** Places where a walk was not collinear with the reference. */
	readonly brokenCount: number;
}

/** All distinct excursions of the graph's haplotype walks. O(steps). */
export function findExcursions(reference: ReferenceSteps): Excursions {
	const { steps } = reference.graph.walks;
	const table = new PathTable();
	const scratch = new Uint32Array(longestWalk(reference));
	const coverageSteps = new Int32Array(reference.handles.length + 1);
	let brokenCount = 0;
	for (const walk of haplotypeWalks(reference)) {
		const reach = new PieceReach(coverageSteps);
		forEachStretch(reference, walk, {
			collinear(stretch) {
				reach.add(stretch.piece, stretch.left, stretch.right);
				const count = forwardSteps(steps, stretch.from, stretch.to, stretch.reverse, scratch);
				if (!followsReference(reference, stretch.left, stretch.right, scratch, count)) {
					table.add(stretch.left, stretch.right, scratch, 0, count);
				}
			},
			broken() {
				brokenCount++;
			},
		});
		reach.close();
	}
	const coverage = new Uint32Array(reference.handles.length);
	for (let rank = 0, depth = 0; rank < coverage.length; rank++) coverage[rank] = depth += coverageSteps[rank]!;
	return {
		count: table.count,
		left: table.firstKeys.view(),
		right: table.secondKeys.view(),
		pathStarts: table.starts.view(),
		paths: table.pool.view(),
		walkCounts: table.counts.view(),
		coverage,
		brokenCount,
	};
}

/** The ranks of each piece that one walk reaches, added to a difference array once the walk leaves the piece. */
class PieceReach {
	readonly #differences: Int32Array;
	#piece = -1;
	#low = 0;
	#high = 0;

	constructor(differences: Int32Array) {
		this.#differences = differences;
	}

	add(piece: number, left: number, right: number): void {
		if (piece !== this.#piece) {
			this.close();
			this.#piece = piece;
			this.#low = left;
			this.#high = right;
		}
		if (left < this.#low) this.#low = left;
		if (right > this.#high) this.#high = right;
	}

	close(): void {
		if (this.#piece < 0) return;
		this.#differences[this.#low]!++;
		this.#differences[this.#high + 1]!--;
		this.#piece = -1;
	}
}
