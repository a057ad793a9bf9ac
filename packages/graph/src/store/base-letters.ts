/** Packed bases back to letters, many at a time. */
import type { BaseRuns, Graph } from './graph.ts';

const LETTER_CODES = Uint8Array.of(65, 67, 84, 71); // A C T G

/** Writes the letters (ASCII) of bases `from` to `to` (exclusive) of the concatenated sequence to `out`, from `at` on. */
export function writeBases(graph: Graph, from: number, to: number, out: Uint8Array, at: number): void {
	const { packedBases, otherStarts, otherLengths, otherLetters } = graph;
	for (let i = from; i < to; i++) out[at + i - from] = LETTER_CODES[(packedBases[i >>> 4]! >>> ((i & 15) << 1)) & 3]!;
	for (
		let run = firstRunEndingAfter(otherStarts, otherLengths, from);
		run < otherStarts.length && otherStarts[run]! < to;
		run++
	) {
		const runStart = Math.max(otherStarts[run]!, from);
		const runEnd = Math.min(otherStarts[run]! + otherLengths[run]!, to);
		out.fill(otherLetters[run]!, at + runStart - from, at + runEnd - from);
	}
}

/** Puts those of the letters `out[at …]` of bases `from` to `to` (exclusive) that lie in `runs` into lower case. */
export function lowerCase({ starts, lengths }: BaseRuns, from: number, to: number, out: Uint8Array, at: number): void {
	for (let run = firstRunEndingAfter(starts, lengths, from); run < starts.length && starts[run]! < to; run++) {
		const end = Math.min(starts[run]! + lengths[run]!, to);
		for (let i = Math.max(starts[run]!, from); i < end; i++) out[at + i - from]! |= 0x20;
	}
}

function firstRunEndingAfter(starts: Uint32Array, lengths: Uint32Array, base: number): number {
	let low = 0;
	let high = starts.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (starts[middle]! + lengths[middle]! <= base) low = middle + 1;
		else high = middle;
	}
	return low;
}
