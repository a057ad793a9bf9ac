/** The paths and walks of a graph file: a list of them, or what they spell. */
import { PangrafError } from '../errors.ts';
import type { OnProgress } from '../progress.ts';
import { type ListedWalk, listWalks } from '../statistics/path-stats.ts';
import { walkFasta } from '../statistics/walk-fasta.ts';
import { type Graph, stringAt } from '../store/graph.ts';
import { openGraph } from './graph-file.ts';
import { createOutput } from './output.ts';

/** Whose paths. */
export interface PathsOptions {
	/** Index or GFA, as for {@link openGraph}. */
	graph: string;
	/** Only the paths of these samples; all where there are none. */
	samples?: readonly string[];
	onProgress?: OnProgress;
}

/** Lists paths and walks in the order of the file. Errors: those of {@link openGraph}, E_PATHS_SAMPLE. */
export async function listPaths(options: PathsOptions): Promise<ListedWalk[]> {
	const { graph, walks } = await openPaths(options);
	return listWalks(graph, walks);
}

/**
 * Writes what paths and walks spell as FASTA, in the order of the file.
 * Errors: those of {@link listPaths} and of outputs.
 */
export async function writePathsFasta(options: PathsOptions & { output: string | undefined }): Promise<void> {
	const output = await createOutput(options.output);
	try {
		const { graph, walks } = await openPaths(options);
		for (const [done, walk] of walks.entries()) {
			options.onProgress?.({ stage: 'paths', done, total: walks.length, unit: 'paths' });
			for (const piece of walkFasta(graph, walk)) await output.write(piece);
			if (output.closedByReader) break;
		}
		await output.close();
	} catch (error) {
		await output.abort();
		throw error;
	}
}

async function openPaths({ graph: path, samples = [], onProgress }: PathsOptions): Promise<{ graph: Graph; walks: number[] }> {
	const { graph } = await openGraph(path, onProgress === undefined ? {} : { onProgress });
	const names = Array.from(graph.walks.sample, (sample) => stringAt(graph.strings, sample));
	for (const sample of samples) {
		if (names.includes(sample)) continue;
		const known = [...new Set(names)];
		throw new PangrafError('E_PATHS_SAMPLE', {
			file: path,
			found: `no path of the sample ${sample}`,
			expected:
				known.length === 0 ? 'a graph with paths' : `one of ${known.slice(0, 5).join(', ')}${known.length > 5 ? ', …' : ''}`,
			remedy: 'correct --sample',
		});
	}
	const walks = Array.from(names.keys()).filter((walk) => samples.length === 0 || samples.includes(names[walk]!));
	return { graph, walks };
}
