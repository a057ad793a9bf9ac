/** Packed bases back to letters, many at a time. */
import type { Graph } from './graph.ts';

const LETTER_CODES = Uint8Array.of(65, 67, 84, 71); // A C T G

/** Writes the letters (ASCII) of bases `from` to `to` (exclusive) of the concatenated sequence to `out`, from `at` on. */
export function writeBases(graph: Graph, from: number, to: number, out: Uint8Array, at: number): void {
	const { packedBases, otherStarts, otherLengths, otherLetters } = graph;
	for (let i = from; i < to; i++) out[at + i - from] = LETTER_CODES[(packedBases[i >>> 4]! >>> ((i & 15) << 1)) & 3]!;
	for (let run = firstRunEndingAfter(graph, from); run < otherStarts.length && otherStarts[run]! < to; run++) {
		const runStart = Math.max(otherStarts[run]!, from);
		const runEnd = Math.min(otherStarts[run]! + otherLengths[run]!, to);
		out.fill(otherLetters[run]!, at + runStart - from, at + runEnd - from);
	}
}

function firstRunEndingAfter({ otherStarts, otherLengths }: Graph, base: number): number {
	let low = 0;
	let high = otherStarts.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (otherStarts[middle]! + otherLengths[middle]! <= base) low = middle + 1;
		else high = middle;
	}
	return low;
}
