/**
 * The seed table: where each seed of the graph's haplotypes lies.
 *
 * Layout and meaning of an entry are written down in assembly/look-ups.ts (SYNC). In short: `bucketStarts` by the top bits of a k-mer's
 * hash, and for each entry a tag, the 16 bits behind, and a place, the position of the k-mer's anchor base and its direction with
 * more bits of the hash above. The anchor is the first base of the k-mer, read in the direction in which that base lies on its
 * node's forward strand.
 *
 * Six bytes an entry instead of eight, because a k-mer has no more than 2k bits: for k = 21, those of bucket, tag and what has room
 * beside a place are all of them.
 */
import { type Graph, PangrafError } from '@pangraf/graph';
import type { SeedScheme } from './schemes.ts';
import { SeedParts } from './seed-parts.ts';
import { sortSeeds } from './sorted-seeds.ts';
import { type SeedRange, WindowSeeds } from './window-seeds.ts';
import { forEachWindow } from './windows.ts';

/** A seed table as columns. */
export interface SeedTable {
	readonly scheme: SeedScheme;
	/** 2 ** bucketBits buckets. */
	readonly bucketBits: number;
	/** Length 2 ** bucketBits + 1. */
	readonly bucketStarts: Uint32Array;
	/** Lowest bits of a place that hold position and flip. */
	readonly placeBits: number;
	/** Three halves of words an entry: by bucket the tags of all, then the places, low half first. */
	readonly entries: Uint16Array;
	/** Seeds left out because they start backwards and end forwards. */
	readonly skippedSeeds: number;
}

/**
 * Builds the table of a graph, or of a range of it. Error: E_INDEX_TOO_LARGE past 2^31 bases. Time linear in the walks' steps, of which
 * `onProgress` gets those of each walk that is done, and in the distinct windows.
 */
export function buildSeedTable(
	graph: Graph,
	scheme: SeedScheme,
	kernelModule: WebAssembly.Module,
	range: SeedRange = { firstNode: 0, endNode: graph.nodeCount, firstBase: 0 },
	onProgress?: (steps: number) => void,
): SeedTable {
	const bases = graph.nodeStarts[range.endNode]! - range.firstBase;
	if (bases >= 2 ** 31) {
		throw new PangrafError('E_INDEX_TOO_LARGE', {
			found: `${bases} bases`,
			expected: `less than ${2 ** 31}`,
			remedy: 'index the chromosomes one by one',
		});
	}
	const parts = new SeedParts(bases);
	const seeds = new WindowSeeds(graph, scheme, kernelModule, range, parts);
	forEachWindow(graph, scheme.k, range, (handles, count) => seeds.add(handles, count), onProgress);
	seeds.finish();
	return { scheme, ...sortSeeds(parts, scheme.k, bases), skippedSeeds: seeds.skipped };
}
