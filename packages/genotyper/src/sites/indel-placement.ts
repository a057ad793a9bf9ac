/**
 * Where an insertion or deletion can stand on the reference without changing the sequence that results.
 *
 * In repeats the same change can be written at many places. The leftmost one is its normalised place (Tan, Abecasis and Kang
 * 2015, doi:10.1093/bioinformatics/btv112); the interval up to the rightmost one is what a read has to span to show it.
 */
import type { ReferenceBases } from './reference-steps.ts';

/** A placed indel. Reused by no one: a new one per call. */
export interface IndelPlacement {
	/** Leftmost offset: first deleted base, or the base before which the insertion stands. */
	readonly start: number;
	/** Rightmost such offset. */
	readonly lastStart: number;
	/** The inserted letters as they read at `start`; empty for a deletion. */
	readonly inserted: string;
}

/**
 * Places a deletion of `deleted` bases at `offset` (then `inserted` is empty) or an insertion of `inserted` before `offset`
 * (then `deleted` is 0). Shifts stay within the reference piece. O(length of the repeat).
 */
export function placeIndel(bases: ReferenceBases, offset: number, deleted: number, inserted: string): IndelPlacement {
	// The piece of the base before, so that an insertion at the very end of a piece belongs to it.
	const bounds = bases.pieceBounds(inserted === '' || offset === 0 ? offset : offset - 1);
	const length = inserted.length;
	let start = offset;
	let lastStart = offset;
	if (length === 0) {
		while (start > bounds.start && bases.at(start - 1) === bases.at(start + deleted - 1)) start--;
		while (lastStart + deleted < bounds.end && bases.at(lastStart) === bases.at(lastStart + deleted)) lastStart++;
		return { start, lastStart, inserted };
	}
	// Moving an insertion by one base rotates its letters; `turn` counts how far.
	let turn = 0;
	while (start > bounds.start && bases.at(start - 1) === inserted[length - 1 - turn]) {
		start--;
		turn = (turn + 1) % length;
	}
	let turnRight = 0;
	while (lastStart < bounds.end && bases.at(lastStart) === inserted[turnRight]) {
		lastStart++;
		turnRight = (turnRight + 1) % length;
	}
	return { start, lastStart, inserted: inserted.slice(length - turn) + inserted.slice(0, length - turn) };
}
