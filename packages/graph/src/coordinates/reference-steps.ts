/**
 * The walks of one reference sample as columns: the coordinate system of sites, calls and pictures.
 *
 * A *piece* is one reference walk: a whole contig, or a part of one whose place the W line's start gives. All pieces stand one
 * after another in file order. A *rank* is the index of a step in that concatenation, an *offset* the index of a base in it;
 * offsets turn into contig coordinates at the edge only ({@link contigPosition}).
 *
 * Assumptions: at most 2^32 - 1 reference bases in one partition.
 */
import { PangrafError } from '../errors.ts';
import { baseAt, complement, type Graph, nodeLength, referenceWalks, stringAt } from '../store/graph.ts';
import { walkSteps } from '../store/walk-steps.ts';

/** `rankOfNode` of a node that no reference walk visits. */
export const OFF_REFERENCE = -1;
/** `rankOfNode` of a node that the reference visits more than once: it has no single place, so it anchors nothing. */
export const REPEATED = -2;

/** A contig of a reference sample. */
export interface ReferenceContig {
	readonly name: string;
	/** bp: the end of the last piece that the graph holds, which is the contig's length where the graph holds it whole. */
	readonly length: number;
}

/** Reference walks as columns. */
export interface ReferenceSteps {
	readonly graph: Graph;
	/** Indices into `graph.walks` of the pieces. */
	readonly walks: readonly number[];
	/** In the order in which the file names them. */
	readonly contigs: readonly ReferenceContig[];
	readonly pieceCount: number;
	/** Index into `contigs` by piece. */
	readonly pieceContig: Uint32Array;
	/** First base of the piece on its contig, 0-based. */
	readonly pieceStart: Float64Array;
	/** `pieceRanks[p] .. pieceRanks[p + 1]` are the ranks of piece p; length pieceCount + 1. */
	readonly pieceRanks: Uint32Array;
	/** Handle by rank. */
	readonly handles: Uint32Array;
	/** Offset of the first base by rank; length ranks + 1. */
	readonly starts: Uint32Array;
	/** Rank by node, {@link OFF_REFERENCE} or {@link REPEATED}. */
	readonly rankOfNode: Int32Array;
}

/**
 * Columns of the reference walks of `sample` (by default the graph's own reference, see `referenceWalks`).
 * O(reference steps + nodes).
 *
 * Errors: E_REFERENCE_MISSING (no such walks), E_REFERENCE_OVERLAP (two pieces cover the same bases of a contig).
 */
export function referenceSteps(graph: Graph, sample?: string): ReferenceSteps {
	const walks = referenceWalks(graph, sample);
	if (walks.length === 0) {
		throw new PangrafError('E_REFERENCE_MISSING', {
			found: sample === undefined ? 'a graph without reference walks' : `no path or walk of the sample ${sample}`,
			expected: 'the reference as paths or walks',
			remedy: 'name the sample that is the reference with --ref-sample',
		});
	}
	return referenceOfWalks(graph, walks);
}

/** Columns of `walks` as the reference, in this order. O(their steps + nodes). Errors: E_REFERENCE_OVERLAP. */
export function referenceOfWalks(graph: Graph, walks: readonly number[]): ReferenceSteps {
	const { stepStarts } = graph.walks;
	const pieceRanks = new Uint32Array(walks.length + 1);
	for (const [piece, walk] of walks.entries()) {
		pieceRanks[piece + 1] = pieceRanks[piece]! + stepStarts[walk + 1]! - stepStarts[walk]!;
	}
	const rankCount = pieceRanks[walks.length]!;
	const handles = new Uint32Array(rankCount);
	const starts = new Uint32Array(rankCount + 1);
	const rankOfNode = new Int32Array(graph.nodeCount).fill(OFF_REFERENCE);
	let rank = 0;
	for (const walk of walks) {
		for (const handle of walkSteps(graph, walk)) {
			handles[rank] = handle;
			starts[rank + 1] = starts[rank]! + nodeLength(graph, handle >>> 1);
			rankOfNode[handle >>> 1] = rankOfNode[handle >>> 1] === OFF_REFERENCE ? rank : REPEATED;
			rank++;
		}
	}
	return {
		graph,
		walks,
		pieceCount: walks.length,
		pieceRanks,
		handles,
		starts,
		rankOfNode,
		...contigsOf(graph, walks, pieceRanks, starts),
	};
}

function contigsOf(
	graph: Graph,
	walks: readonly number[],
	pieceRanks: Uint32Array,
	starts: Uint32Array,
): Pick<ReferenceSteps, 'contigs' | 'pieceContig' | 'pieceStart'> {
	const indexOf = new Map<string, number>();
	const pieces: { contig: number; start: number; end: number }[] = [];
	for (const [piece, walk] of walks.entries()) {
		const name = stringAt(graph.strings, graph.walks.contig[walk]!);
		if (!indexOf.has(name)) indexOf.set(name, indexOf.size);
		const given = graph.walks.start[walk]!;
		const start = Number.isNaN(given) ? 0 : given;
		const length = starts[pieceRanks[piece + 1]!]! - starts[pieceRanks[piece]!]!;
		pieces.push({ contig: indexOf.get(name)!, start, end: start + length });
	}
	const contigs = [...indexOf.keys()].map((name, contig) => {
		const own = pieces.filter((piece) => piece.contig === contig).sort((a, b) => a.start - b.start);
		for (let i = 1; i < own.length; i++) {
			if (own[i]!.start >= own[i - 1]!.end) continue;
			throw new PangrafError('E_REFERENCE_OVERLAP', {
				found: `two reference walks over ${name}:${own[i]!.start + 1}-${Math.min(own[i]!.end, own[i - 1]!.end)}`,
				expected: 'every reference base once',
				remedy: 'name a sample with one haplotype with --ref-sample',
			});
		}
		return { name, length: own.at(-1)!.end };
	});
	return {
		contigs,
		pieceContig: Uint32Array.from(pieces, (piece) => piece.contig),
		pieceStart: Float64Array.from(pieces, (piece) => piece.start),
	};
}

/** First and last handle of each piece that is not empty, the longest piece first: what snarls can be found along. */
export function referenceTrunks({ handles, pieceCount, pieceRanks, starts }: ReferenceSteps): { first: number; last: number }[] {
	const pieces = Array.from({ length: pieceCount }, (_, piece) => piece).filter(
		(piece) => pieceRanks[piece]! < pieceRanks[piece + 1]!,
	);
	const length = (piece: number): number => starts[pieceRanks[piece + 1]!]! - starts[pieceRanks[piece]!]!;
	return pieces
		.toSorted((a, b) => length(b) - length(a) || a - b)
		.map((piece) => ({ first: handles[pieceRanks[piece]!]!, last: handles[pieceRanks[piece + 1]! - 1]! }));
}

/** Largest index i in `[low, high)` with `values[i] <= value`, for ascending values; `low - 1` when there is none. O(log n). */
export function lastAtMost(values: ArrayLike<number>, value: number, low: number, high: number): number {
	let from = low;
	let to = high;
	while (from < to) {
		const middle = (from + to) >>> 1;
		if (values[middle]! <= value) from = middle + 1;
		else to = middle;
	}
	return from - 1;
}

/** Piece that holds a rank. O(log pieces). */
export function pieceOfRank(reference: ReferenceSteps, rank: number): number {
	return lastAtMost(reference.pieceRanks, rank, 0, reference.pieceCount);
}

/** Rank of the step that holds the base at `offset`. O(log steps). */
export function rankAt(reference: ReferenceSteps, offset: number): number {
	return lastAtMost(reference.starts, offset, 0, reference.handles.length);
}

/** Contig (index) and 0-based position of the base at `offset`. */
export function contigPosition(reference: ReferenceSteps, offset: number): { contig: number; position: number } {
	const piece = pieceOfRank(reference, rankAt(reference, offset));
	const pieceOffset = reference.starts[reference.pieceRanks[piece]!]!;
	return { contig: reference.pieceContig[piece]!, position: reference.pieceStart[piece]! + offset - pieceOffset };
}

/** Reads reference bases by offset; remembers the step it read last, so that a walk along the reference is O(1) a base. */
export class ReferenceBases {
	readonly reference: ReferenceSteps;
	#rank = 0;

	constructor(reference: ReferenceSteps) {
		this.reference = reference;
	}

	/** Upper-case letter of the base at `offset`. */
	at(offset: number): string {
		const { graph, starts, handles } = this.reference;
		if (offset < starts[this.#rank]! || offset >= starts[this.#rank + 1]!) this.#rank = rankAt(this.reference, offset);
		const handle = handles[this.#rank]!;
		const node = handle >>> 1;
		const within = offset - starts[this.#rank]!;
		if ((handle & 1) === 0) return baseAt(graph, graph.nodeStarts[node]! + within);
		return complement(baseAt(graph, graph.nodeStarts[node + 1]! - 1 - within));
	}

	/** Letters of the interval `[from, to)`, all within one piece. */
	slice(from: number, to: number): string {
		let letters = '';
		for (let offset = from; offset < to; offset++) letters += this.at(offset);
		return letters;
	}

	/** Offset of a 0-based position of a contig; undefined where `length` bases from there are not on one piece. O(pieces). */
	offsetOf(contig: string, position: number, length: number): number | undefined {
		const { contigs, pieceCount, pieceContig, pieceStart, pieceRanks, starts } = this.reference;
		for (let piece = 0; piece < pieceCount; piece++) {
			if (contigs[pieceContig[piece]!]!.name !== contig) continue;
			const offset = starts[pieceRanks[piece]!]! + position - pieceStart[piece]!;
			if (offset >= starts[pieceRanks[piece]!]! && offset + length <= starts[pieceRanks[piece + 1]!]!) return offset;
		}
		return undefined;
	}

	/** Offsets `[start, end)` of the piece that holds `offset`. */
	pieceBounds(offset: number): { start: number; end: number } {
		const { pieceRanks, starts } = this.reference;
		const piece = pieceOfRank(this.reference, rankAt(this.reference, offset));
		return { start: starts[pieceRanks[piece]!]!, end: starts[pieceRanks[piece + 1]!]! };
	}
}
