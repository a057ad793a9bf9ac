/** Making `graph.pgx` from a GFA, or from a reference and phased variants. */
import type { OnProgress } from '@pangraf/graph';
import { buildGraphColumns, type BuildOptions, type BuildSummary, readGfa } from '@pangraf/graph/files';
import { seedScheme } from '../seeds/schemes.ts';
import { type IndexSummary, writeIndex } from './write-index.ts';

/** What to index. */
export interface IndexOptions {
	/** GFA, plain or compressed; `-` for standard input. */
	graph: string;
	/** The index. */
	output: string;
	/** Seed and s-mer length in bp; see `seedScheme`. */
	k?: number;
	s?: number;
	/** Most bytes of a partition; by default, what fits the memory of `map`. See `choosePartitions`. */
	partitionBytes?: number;
	/** Whether it has seeds, by default yes. Without, it serves everything but mapping. */
	seeds?: boolean;
	onProgress?: OnProgress;
}

/** Makes `graph.pgx`. Errors: those of `readGfa` and {@link writeIndex}, E_SEED_SCHEME. */
export async function buildIndex(options: IndexOptions): Promise<IndexSummary> {
	const { graph, output, k, s, seeds = true, partitionBytes, onProgress } = options;
	const scheme = seeds ? seedScheme(k, s) : undefined;
	return await writeIndex(await readGfa(graph), output, { scheme, partitionBytes, onProgress });
}

/**
 * Makes the `graph.pgx` of what `buildGraph` would write, byte for byte, without its GFA and without lists of the haplotypes' steps.
 * Errors: those of `buildGraphColumns` and {@link writeIndex}.
 */
export async function buildVariantIndex({ output, ...options }: BuildOptions & { output: string }): Promise<BuildSummary> {
	const { summary, graph, haplotypes } = await buildGraphColumns(options);
	await writeIndex(graph, output, { scheme: seedScheme(), haplotypes, onProgress: options.onProgress });
	return summary;
}
