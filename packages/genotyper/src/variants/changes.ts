/**
 * Changes: what an allele does to the reference, taken apart into normalised records.
 *
 * A *change* replaces `deleted` reference bases from `start` on by `inserted`. Normalised (Tan, Abecasis and Kang 2015,
 * doi:10.1093/bioinformatics/btv112): nothing in common at either end, and leftmost where it is a pure insertion or deletion.
 * An allele is first cut at the reference nodes that it passes, so that the graph's own alignment is kept; what replaces n
 * bases by n becomes SNVs, other mixed changes are aligned (see changes-alignment.ts) and cut into SNVs and indels.
 */
import { handleSequence } from '@pangraf/graph';
import { placeIndel } from '../sites/indel-placement.ts';
import type { ReferenceBases } from '../sites/reference-steps.ts';
import type { Sites } from '../sites/sites.ts';
import { alignmentPieces } from './changes-alignment.ts';

/** A normalised change of the reference. */
export interface Change {
	/** Reference offset of the first deleted base, or of the base before which the insertion stands. */
	readonly start: number;
	readonly deleted: number;
	readonly inserted: string;
}

/** Identity of a normalised change. */
export function changeKey(change: Change): string {
	return `${change.start}:${change.deleted}:${change.inserted}`;
}

/** Normalised changes that allele `allele` (as numbered in `sites.pathStarts`) of `site` makes, ascending. */
export function alleleChanges(bases: ReferenceBases, sites: Sites, site: number, allele: number): Change[] {
	const { graph, rankOfNode, handles, starts } = bases.reference;
	const changes: Change[] = [];
	let lastRank = sites.left[site]!;
	let inserted = '';
	const close = (rank: number): void => {
		if (inserted !== '' || rank > lastRank + 1) changes.push(...normalise(bases, starts[lastRank + 1]!, starts[rank]!, inserted));
		lastRank = rank;
		inserted = '';
	};
	for (let i = sites.pathStarts[allele]!; i < sites.pathStarts[allele + 1]!; i++) {
		const handle = sites.paths[i]!;
		const rank = rankOfNode[handle >>> 1]!;
		if (rank > lastRank && rank < sites.right[site]! && handles[rank] === handle) close(rank);
		else inserted += handleSequence(graph, handle);
	}
	close(sites.right[site]!);
	return changes;
}

/** Changes that turn the reference interval `[start, end)` into `inserted`, normalised, ascending. */
export function normalise(bases: ReferenceBases, start: number, end: number, inserted: string): Change[] {
	const replaced = bases.slice(start, end);
	let front = 0;
	while (front < replaced.length && front < inserted.length && replaced[front] === inserted[front]) front++;
	let back = 0;
	const most = Math.min(replaced.length, inserted.length) - front;
	while (back < most && replaced.at(-1 - back) === inserted.at(-1 - back)) back++;
	const from = replaced.slice(front, replaced.length - back);
	const to = inserted.slice(front, inserted.length - back);
	if (from === '' && to === '') return [];
	if (from === '' || to === '') return [leftmost(bases, start + front, from.length, to)];
	return alignmentPieces(from, to).map((piece) => {
		const place = start + front + piece.start;
		if (piece.deleted > 0 && piece.inserted !== '') return { start: place, deleted: piece.deleted, inserted: piece.inserted };
		return leftmost(bases, place, piece.deleted, piece.inserted);
	});
}

function leftmost(bases: ReferenceBases, offset: number, deleted: number, inserted: string): Change {
	const placed = placeIndel(bases, offset, deleted, inserted);
	return { start: placed.start, deleted, inserted: placed.inserted };
}
