/** Letters of handles as bytes, in the case that the file had. */
import { lowerCase, writeBases } from './base-letters.ts';
import { complement, type Graph } from './graph.ts';

/** ASCII complements in either case; what has none stays itself. */
const COMPLEMENTS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
	const letter = String.fromCharCode(byte);
	const other = complement(letter.toUpperCase());
	return (letter === letter.toUpperCase() ? other : other.toLowerCase()).charCodeAt(0);
});

/** Writes the letters of a handle, read in its orientation, to `out`, from `at` on. */
export function writeHandle(graph: Graph, handle: number, out: Uint8Array, at: number): void {
	const start = graph.nodeStarts[handle >>> 1]!;
	const end = graph.nodeStarts[(handle >>> 1) + 1]!;
	writeBases(graph, start, end, out, at);
	if (graph.softMask !== undefined) lowerCase(graph.softMask, start, end, out, at);
	if ((handle & 1) === 0) return;
	for (let low = at, high = at + end - start - 1; low <= high; low++, high--) {
		const letter = COMPLEMENTS[out[low]!]!;
		out[low] = COMPLEMENTS[out[high]!]!;
		out[high] = letter;
	}
}
