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
	/** Called with one line for each kind of line that was not read. */
	onWarning?: (warning: string) => void;
}

/**
 * The graph of a GFA 1.0 or 1.1 file, plain or compressed; `-` is standard input. What is read and what is not: {@link GfaParser}.
 *
 * Errors: those of readBytes; E_GFA_…, all with the line.
 */
export async function readGfa(path: string, options: ReadGfaOptions = {}): Promise<Graph> {
	const parser = new GfaParser(path);
	const { onProgress, onWarning } = options;
	const onBytesRead = (done: number, total: number | undefined) =>
		onProgress?.({ stage: 'read', done, unit: 'bytes', ...(total === undefined ? {} : { total }) });
	for await (const chunk of readBytes(path, { onBytesRead })) parser.push(chunk);
	const graph = parser.finish();
	for (const [type, count] of parser.skippedLines) onWarning?.(`${path}: ${count} lines of type ${type} were not read`);
	return graph;
}

/** Writes a graph as GFA 1.1. Does not close the output. Errors: those of {@link Output.write}. */
export async function writeGfa(graph: Graph, output: Output): Promise<void> {
	for (const text of gfaText(graph)) {
		await output.write(text);
		if (output.closedByReader) return;
	}
}
