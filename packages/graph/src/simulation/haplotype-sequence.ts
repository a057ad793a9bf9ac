/** A simulated haplotype of a contig, and where each of its bases lies on the reference. */
import { lengthChange } from './contig-variants.ts';
import type { Change } from './left-alignment.ts';

/** A haplotype; places on it are 0-based. */
export interface HaplotypeSequence {
	sequence: Uint8Array;
	/** Where pieces begin on the haplotype and on the reference, ascending. */
	pieceStarts: Uint32Array;
	referenceStarts: Uint32Array;
	/** 1 where a piece is as long as on the reference; 0 where it is inserted before its reference place. */
	isParallel: Uint8Array;
	/** Changes on the haplotype, ascending: where they begin and end (a deletion counts as one base), and whether lengths differ. */
	changeStarts: Uint32Array;
	changeEnds: Uint32Array;
	changesLength: Uint8Array;
}

/** Applies sorted changes that do not overlap. */
export function applyChanges(reference: Uint8Array, changes: readonly Change[]): HaplotypeSequence {
	const sequence = new Uint8Array(changes.reduce((length, change) => length + lengthChange(change), reference.length));
	const pieces: [number, number, number][] = [];
	const places: [number, number, number][] = [];
	let at = 0;
	let from = 0;
	for (const change of changes) {
		const { start, end, sequence: letters } = change;
		if (start > from) pieces.push([at, from, 1]);
		sequence.set(reference.subarray(from, start), at);
		at += start - from;
		if (letters.length > 0) pieces.push([at, start, letters.length === end - start ? 1 : 0]);
		sequence.set(letters, at);
		places.push([at, at + Math.max(1, letters.length), lengthChange(change) === 0 ? 0 : 1]);
		at += letters.length;
		from = end;
	}
	pieces.push([at, from, 1]);
	sequence.set(reference.subarray(from), at);
	return {
		sequence,
		pieceStarts: Uint32Array.from(pieces, ([start]) => start),
		referenceStarts: Uint32Array.from(pieces, ([, start]) => start),
		isParallel: Uint8Array.from(pieces, ([, , parallel]) => parallel),
		changeStarts: Uint32Array.from(places, ([start]) => start),
		changeEnds: Uint32Array.from(places, ([, end]) => end),
		changesLength: Uint8Array.from(places, ([, , changes]) => changes),
	};
}

/** Place on the reference of base `at`; inside an insertion that of the first base after it. */
export function toReference(haplotype: HaplotypeSequence, at: number): number {
	const piece = lastAtMost(haplotype.pieceStarts, at);
	const start = haplotype.referenceStarts[piece]!;
	return haplotype.isParallel[piece] === 1 ? start + at - haplotype.pieceStarts[piece]! : start;
}

/** How many changes lie in `[start, end)` of the haplotype, wholly or in part, and how many of them change its length. */
export function changesIn(haplotype: HaplotypeSequence, start: number, end: number): { all: number; indels: number } {
	const { changeStarts, changeEnds, changesLength } = haplotype;
	let i = lastAtMost(changeStarts, start);
	if (i < 0 || changeEnds[i]! <= start) i++;
	const counts = { all: 0, indels: 0 };
	for (; i < changeStarts.length && changeStarts[i]! < end; i++) {
		counts.all++;
		counts.indels += changesLength[i]!;
	}
	return counts;
}

/** Index of the last entry that is at most `value`, or -1. */
function lastAtMost(ascending: Uint32Array, value: number): number {
	let low = -1;
	let high = ascending.length;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if (ascending[middle]! <= value) low = middle;
		else high = middle;
	}
	return low;
}
