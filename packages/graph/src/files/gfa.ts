/** GFA files. */
import { GfaParser } from '../gfa/gfa-parser.ts';
import { gfaText } from '../gfa/gfa-writer.ts';
import type { OnProgress } from '../progress.ts';
import type { Graph } from '../store/graph.ts';
import { readBytes } from './input.ts';
import type { Output } from './output.ts';

/** How {@link readGfa} reports. */
export interface ReadGfaOptions {
	onProgress?: OnProgress;
}

/**
 * The graph of a GFA 1.0 to 1.3 file, plain or compressed; `-` is standard input. What is read and what is kept: {@link GfaParser}.
 *
 * Errors: those of readBytes; E_GFA_…, all with the line; E_MEMORY.
 */
export async function readGfa(path: string, options: ReadGfaOptions = {}): Promise<Graph> {
	const parser = new GfaParser(path);
	const { onProgress } = options;
	const onBytesRead = (done: number, total: number | undefined) =>
		onProgress?.({ stage: 'read', done, unit: 'bytes', ...(total === undefined ? {} : { total }) });
	const chunks = readBytes(path, { onBytesRead, room: (sizeBytes) => parser.room(sizeBytes) });
	for await (const chunk of chunks) parser.push(chunk);
	return parser.finish();
}

/**
 * Writes a graph as GFA, with its annotations; see gfa-writer.ts. Does not close the output. Returns the bytes of the text.
 * Errors: those of {@link Output.write}.
 */
export async function writeGfa(graph: Graph, output: Output, onProgress?: OnProgress): Promise<number> {
	let sizeBytes = 0;
	for (const text of gfaText(graph)) {
		await output.write(text);
		if (output.closedByReader) break;
		sizeBytes += text.length;
		onProgress?.({ stage: 'write', done: sizeBytes, unit: 'bytes' });
	}
	return sizeBytes;
}
