/** Paths and walks as FASTA. */
import { type Graph, nodeLength } from '../store/graph.ts';
import { writeHandle } from '../store/handle-letters.ts';
import { walkSteps } from '../store/walk-steps.ts';
import { walkPlace } from './walk-names.ts';

/** Letters a line. */
const LINE_WIDTH = 60;
/** Pieces are a little larger than this; a segment is in one piece. */
const PIECE_BYTES = 1 << 18;
const LINE_END = 10;

/**
 * The record of walk `walk`, piece by piece: its name, and its letters in lines of 60, in lower case where the graph has them so.
 * A piece is valid until the next is asked for.
 */
export function* walkFasta(graph: Graph, walk: number): Generator<Uint8Array> {
	yield new TextEncoder().encode(`>${walkPlace(graph, walk).name}\n`);
	let letters = new Uint8Array(PIECE_BYTES * 2);
	let count = 0;
	for (const step of walkSteps(graph, walk)) {
		const length = nodeLength(graph, step >>> 1);
		if (count + length > letters.length) {
			const larger = new Uint8Array(Math.max(count + length, letters.length * 2));
			larger.set(letters.subarray(0, count));
			letters = larger;
		}
		writeHandle(graph, step, letters, count);
		count += length;
		if (count < PIECE_BYTES) continue;
		const whole = count - (count % LINE_WIDTH);
		yield inLines(letters.subarray(0, whole));
		letters.copyWithin(0, whole, count);
		count -= whole;
	}
	yield inLines(letters.subarray(0, count));
}

function inLines(letters: Uint8Array): Uint8Array {
	const lines = new Uint8Array(letters.length + Math.ceil(letters.length / LINE_WIDTH));
	for (let from = 0, at = 0; from < letters.length; from += LINE_WIDTH) {
		const line = letters.subarray(from, from + LINE_WIDTH);
		lines.set(line, at);
		at += line.length;
		lines[at++] = LINE_END;
	}
	return lines;
}
