/** A graph back to GFA, in one call. */
import type { OnProgress } from '../progress.ts';
import type { Graph } from '../store/graph.ts';
import { KIND_STABLE } from '../store/walk-builder.ts';
import { writeGfa } from './gfa.ts';
import { openGraph } from './graph-file.ts';
import { createOutput } from './output.ts';

/** What to convert. */
export interface ConvertOptions {
	/** Index or GFA, as for {@link openGraph}. */
	graph: string;
	/** The GFA; standard output when absent or `-`. */
	output: string | undefined;
	onProgress?: OnProgress;
}

/** What was written. */
export interface ConvertSummary {
	segments: number;
	links: number;
	/** P and W lines. */
	walks: number;
	/** Of the text, before it is compressed. */
	sizeBytes: number;
}

/**
 * Writes the GFA of an index, with everything that was in the GFA it was made from, or that of a GFA in the order of an index.
 * Errors: those of {@link openGraph} and {@link createOutput}.
 */
export async function convertGraph({ graph: path, output: target, onProgress }: ConvertOptions): Promise<ConvertSummary> {
	const { graph } = await openGraph(path, onProgress === undefined ? {} : { onProgress });
	const output = await createOutput(target);
	try {
		const sizeBytes = await writeGfa(graph, output, onProgress);
		await output.close();
		return { segments: graph.nodeCount, links: graph.edgeCount, walks: lineCount(graph), sizeBytes };
	} catch (error) {
		await output.abort();
		throw error;
	}
}

/** P and W lines of a graph. */
function lineCount({ walks, annotations }: Graph): number {
	const stable = walks.kind.reduce((sum, kind) => sum + (kind === KIND_STABLE ? 1 : 0), 0);
	return walks.count - stable - (annotations?.continuedWalks?.length ?? 0);
}
