/**
 * Aligns the two sides of a mixed change (nothing in common at either end, neither side empty) and cuts it into SNVs and indels.
 *
 * Global alignment with affine gaps (Gotoh 1982, doi:10.1016/0022-2836(82)90398-9), scores as minimap2's short-read preset has
 * them in proportion: match 1, mismatch -4, gap -6 - length. Where the alignment finds little in common (fewer than half of the
 * shorter side's bases match), or the sides are too long to align, the change stays whole: it is a replacement, not a
 * series of edits.
 */

/** A piece of a mixed change; `start` counts from the beginning of the replaced letters. */
export interface Piece {
	readonly start: number;
	readonly deleted: number;
	readonly inserted: string;
}

const MATCH = 1;
const MISMATCH = -4;
const GAP_OPEN = -6;
const GAP_EXTEND = -1;
/** Cells of the largest alignment that is tried: half a kilobase on both sides. */
const MOST_CELLS = 1 << 18;
/** Mixed changes up to this length on the shorter side are always cut. */
const SHORT = 10;

const [DIAGONAL, UP, LEFT] = [0, 1, 2];

/** Pieces of the change `from` → `to`, ascending; a single one where it is left whole. */
export function alignmentPieces(from: string, to: string): Piece[] {
	const whole: Piece[] = [{ start: 0, deleted: from.length, inserted: to }];
	const shorter = Math.min(from.length, to.length);
	const worth = (matches: number): boolean => shorter <= SHORT || matches * 2 >= shorter;
	if (from.length === to.length) {
		const pieces: Piece[] = [];
		for (let i = 0; i < from.length; i++) if (from[i] !== to[i]) pieces.push({ start: i, deleted: 1, inserted: to[i]! });
		return worth(from.length - pieces.length) ? pieces : whole;
	}
	if ((from.length + 1) * (to.length + 1) > MOST_CELLS) return whole;
	const { pieces, matches } = traceBack(from, to, fill(from, to));
	return worth(matches) ? pieces : whole;
}

/** Moves of the three layers (diagonal, deletion, insertion), two bits each in one byte per cell. */
function fill(from: string, to: string): Uint8Array {
	const width = to.length + 1;
	const moves = new Uint8Array(width * (from.length + 1));
	const diagonal = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
	const deletion = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
	const insertion = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
	diagonal[0] = 0;
	for (let j = 1; j < width; j++) {
		insertion[j] = GAP_OPEN + j * GAP_EXTEND;
		moves[j] = j > 1 ? LEFT << 4 : 0;
	}
	for (let i = 1; i <= from.length; i++) {
		// Values of the row above, one column to the left.
		let [d, u, l] = [diagonal[0], deletion[0]!, insertion[0]!];
		diagonal[0] = insertion[0] = Number.NEGATIVE_INFINITY;
		deletion[0] = GAP_OPEN + i * GAP_EXTEND;
		moves[i * width] = i > 1 ? UP << 2 : 0;
		for (let j = 1; j < width; j++) {
			const score = from[i - 1] === to[j - 1] ? MATCH : MISMATCH;
			const before: [number, number, number] = [d, u, l];
			[d, u, l] = [diagonal[j]!, deletion[j]!, insertion[j]!];
			const toDiagonal = best(before[0], before[1], before[2]);
			const openDeletion = [d + GAP_OPEN, u, l + GAP_OPEN] as const;
			const toDeletion = best(...openDeletion);
			diagonal[j] = before[toDiagonal] + score;
			deletion[j] = openDeletion[toDeletion] + GAP_EXTEND;
			const openInsertion = [diagonal[j - 1]! + GAP_OPEN, deletion[j - 1]! + GAP_OPEN, insertion[j - 1]!] as const;
			const toInsertion = best(...openInsertion);
			insertion[j] = openInsertion[toInsertion] + GAP_EXTEND;
			moves[i * width + j] = toDiagonal | (toDeletion << 2) | (toInsertion << 4);
		}
	}
	const last = best(diagonal[width - 1]!, deletion[width - 1]!, insertion[width - 1]!);
	// The upper bits of the last cell say in which layer the best alignment ends.
	moves[moves.length - 1]! |= last << 6;
	return moves;
}

/** Index of the highest of three; the first on a tie, so that matches go before gaps. */
function best(a: number, b: number, c: number): 0 | 1 | 2 {
	if (a >= b && a >= c) return 0;
	return b >= c ? 1 : 2;
}

function traceBack(from: string, to: string, moves: Uint8Array): { pieces: Piece[]; matches: number } {
	const width = to.length + 1;
	const pieces: Piece[] = [];
	let matches = 0;
	let i = from.length;
	let j = to.length;
	let layer = moves.at(-1)! >>> 6;
	while (i > 0 || j > 0) {
		const cell = moves[i * width + j]!;
		if (layer === DIAGONAL) {
			if (from[i - 1] === to[j - 1]) matches++;
			else pieces.push({ start: i - 1, deleted: 1, inserted: to[j - 1]! });
			layer = cell & 3;
			i--;
			j--;
		} else if (layer === UP) {
			let deleted = 0;
			for (; layer === UP; deleted++, i--) layer = (moves[i * width + j]! >>> 2) & 3;
			pieces.push({ start: i, deleted, inserted: '' });
		} else {
			const end = j;
			for (; layer === LEFT; j--) layer = (moves[i * width + j]! >>> 4) & 3;
			pieces.push({ start: i, deleted: 0, inserted: to.slice(j, end) });
		}
	}
	return { pieces: pieces.reverse(), matches };
}
