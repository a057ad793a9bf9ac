/** Making `graph.pgx` from a GFA. */
import type { OnProgress } from '@pangraf/graph';
import { readGfa } from '@pangraf/graph/files';
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
	onProgress?: OnProgress;
}

/** Makes `graph.pgx`. Errors: those of `readGfa` and {@link writeIndex}, E_SEED_SCHEME. */
export async function buildIndex({ graph, output, k, s, partitionBytes, onProgress }: IndexOptions): Promise<IndexSummary> {
	const scheme = seedScheme(k, s);
	return await writeIndex(await readGfa(graph), output, { scheme, partitionBytes, onProgress });
}
