/** Twin of the first half of assembly/clusters.ts: hits of a read, their diagonals, and what hangs together. */
import type { Graph } from '@pangraf/graph';
import { COORDINATE_MASK, DESCENDING_BIT } from '../../src/clusters/coordinates.ts';
import type { SeedTable } from '../../src/seeds/seed-table.ts';
import { placesIn } from './seed-places.ts';
import type { Seed } from './syncmers.ts';

/** A place where a seed of the read lies. */
export interface Hit {
	readonly seed: number;
	/** 1 where the read's other strand runs up the linear coordinate. */
	readonly referenceStrand: number;
	readonly strand: number;
	readonly position: number;
	readonly readPosition: number;
	readonly diagonal: number;
	/** Read position along the linear coordinate. */
	readonly along: number;
}

/** SYNC: DIAGONAL_BIAS and DIAGONAL_GAP in assembly/clusters.ts */
export const DIAGONAL_BIAS = 4096;
const DIAGONAL_GAP = 40;

/** Hits of all seeds with at most `most` places. */
export function hitsOf(
	graph: Graph,
	table: SeedTable,
	coordinates: Uint32Array,
	seeds: readonly Seed[],
	length: number,
	most: number,
): Hit[] {
	const hits: Hit[] = [];
	const { k } = table.scheme;
	for (const [number, seed] of seeds.entries()) {
		const places = placesIn(table, seed.hash);
		if (places.length > most) continue;
		for (const place of places) {
			const position = place >>> 1;
			const strand = (place & 1) ^ seed.flip;
			const readPosition = strand === 0 ? seed.position : length - k - seed.position;
			const node = graph.nodeStarts.findIndex((start) => start > position) - 1;
			const word = coordinates[node]!;
			const start = word & COORDINATE_MASK;
			const falling = word >= DESCENDING_BIT;
			const along = falling ? length - 1 - readPosition : readPosition;
			const offset = falling ? graph.nodeStarts[node + 1]! - 1 - position : position - graph.nodeStarts[node]!;
			hits.push({
				seed: number,
				referenceStrand: strand ^ (falling ? 1 : 0),
				strand,
				position,
				readPosition,
				diagonal: start + offset - along + DIAGONAL_BIAS,
				along,
			});
		}
	}
	return hits;
}

/** Hits on one strand whose diagonals, sorted, step by no more than the gap. */
export function groupsOf(hits: readonly Hit[]): Hit[][] {
	const sorted = hits.toSorted((a, b) => a.referenceStrand - b.referenceStrand || a.diagonal - b.diagonal);
	const groups: Hit[][] = [];
	for (const hit of sorted) {
		const last = groups.at(-1)?.at(-1);
		const joins = last?.referenceStrand === hit.referenceStrand && hit.diagonal - last.diagonal <= DIAGONAL_GAP;
		if (joins) groups.at(-1)!.push(hit);
		else groups.push([hit]);
	}
	return groups;
}
