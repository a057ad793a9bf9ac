/** GFA as text to a graph and back. */
import { GfaParser } from '../../src/gfa/gfa-parser.ts';
import { gfaText } from '../../src/gfa/gfa-writer.ts';
import type { Graph } from '../../src/store/graph.ts';

/** The graph of `text`, pushed in pieces of `pieceBytes`. */
export function parseGfa(text: string, pieceBytes: number = 1 << 20): Graph {
	const bytes = new TextEncoder().encode(text);
	const parser = new GfaParser('x.gfa');
	for (let at = 0; at < bytes.length; at += pieceBytes) parser.push(bytes.subarray(at, at + pieceBytes));
	return parser.finish();
}

/** A graph as text. */
export function writeGfaText(graph: Graph): string {
	return Array.from(gfaText(graph), (piece) => new TextDecoder().decode(piece)).join('');
}
