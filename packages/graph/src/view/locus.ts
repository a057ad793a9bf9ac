/**
 * A locus: a piece of the reference, and the part of the graph that belongs to it.
 *
 * It reaches from a reference node to another, both outside of all snarls along the reference, that lie around the region as tightly
 * as may be: so every haplotype that passes through the region comes in at the one and leaves at the other.
 */
import { type ReferenceSteps, rankAt, referenceOfWalks, referenceTrunks } from '../coordinates/reference-steps.ts';
import { snarlSites } from '../deconstruct/snarl-sites.ts';
import { PangrafError } from '../errors.ts';
import { findSnarls } from '../snarls/find-snarls.ts';
import { type Graph, referenceWalks, stringAt } from '../store/graph.ts';

/** More nodes than this are no picture that a person can read. */
export const LOCUS_NODES_MAX = 2000;

/** A locus; ranks and offsets as in {@link ReferenceSteps}. */
export interface Locus {
	readonly reference: ReferenceSteps;
	readonly contig: string;
	/** The region that was asked for, 0-based, end exclusive, on the contig. */
	readonly from: number;
	readonly to: number;
	/** Ranks of the boundary nodes; the same where the region lies in one node. */
	readonly left: number;
	readonly right: number;
	/** Nodes of the locus, its boundary nodes among them, ascending. */
	readonly nodes: Uint32Array;
}

/** A region as `contig:from-to`, 1-based and inclusive as in samtools, or a contig's name alone for all of it. */
interface Region {
	contig: string;
	from: number;
	/** Undefined for the end of the contig. */
	to: number | undefined;
}

/**
 * The locus of `region` on the reference of `sample`, by default the graph's own. O(nodes + edges + reference steps).
 *
 * Errors: E_VIEW_REGION (no such place), E_VIEW_TOO_LARGE, and those of `referenceSteps`.
 */
export function findLocus(graph: Graph, region: string, sample?: string): Locus {
	const asked = readRegion(region);
	const all = referenceWalks(graph, sample);
	const walks = all.filter((walk) => stringAt(graph.strings, graph.walks.contig[walk]!) === asked.contig);
	const reference = referenceOfWalks(graph, walks);
	const piece = findPiece(graph, reference, asked, region, all);
	const first = reference.starts[reference.pieceRanks[piece]!]!;
	const start = reference.pieceStart[piece]!;
	const end = start + reference.starts[reference.pieceRanks[piece + 1]!]! - first;
	const [from, to] = [asked.from, asked.to ?? end];
	const bounds = { low: reference.pieceRanks[piece]!, high: reference.pieceRanks[piece + 1]! - 1 };
	const [left, right] = boundaries(
		reference,
		rankAt(reference, first + from - start),
		rankAt(reference, first + to - 1 - start),
		bounds,
	);
	const ends: [number, number] = [reference.handles[left]!, reference.handles[right]!];
	const nodes = left === right ? Uint32Array.of(ends[0] >>> 1) : nodesBetween(graph, ...ends, region);
	return { reference, contig: asked.contig, from, to, left, right, nodes };
}

function readRegion(text: string): Region {
	const parts = /^(.+):([\d,]+)-([\d,]+)$/.exec(text);
	if (parts === null) return { contig: text, from: 0, to: undefined };
	const [first, last] = [parts[2]!, parts[3]!].map((part) => Number(part.replaceAll(',', ''))) as [number, number];
	if (first >= 1 && last >= first) return { contig: parts[1]!, from: first - 1, to: last };
	throw new PangrafError('E_VIEW_REGION', {
		found: `the region '${text}'`,
		expected: 'contig:from-to, counted from 1, from not above to',
		remedy: 'correct it',
	});
}

/** The piece of the reference that holds the region. */
function findPiece(graph: Graph, reference: ReferenceSteps, asked: Region, text: string, all: readonly number[]): number {
	const { pieceCount, pieceStart, pieceRanks, starts } = reference;
	const bounds = Array.from({ length: pieceCount }, (_, piece) => {
		const start = pieceStart[piece]!;
		return { start, end: start + starts[pieceRanks[piece + 1]!]! - starts[pieceRanks[piece]!]! };
	});
	const found = bounds.findIndex(({ start, end }) => asked.from >= start && asked.from < end && (asked.to ?? end) <= end);
	if (found >= 0) return found;
	if (asked.to === undefined && bounds.length > 0) {
		const [first] = bounds;
		throw regionError(text, `a region: ${asked.contig} has ${place(asked.contig, first!)}`);
	}
	if (bounds.length > 0)
		throw regionError(text, `a place that the graph has: ${bounds.map((own) => place(asked.contig, own)).join(', ')}`);
	const names = [...new Set(all.map((walk) => stringAt(graph.strings, graph.walks.contig[walk]!)))];
	const list =
		names.length === 0
			? 'a graph with a reference'
			: `one of the contigs ${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''}`;
	throw regionError(text, list);
}

function place(contig: string, { start, end }: { start: number; end: number }): string {
	return `${contig}:${(start + 1).toLocaleString('en-US')}-${end.toLocaleString('en-US')}`;
}

function regionError(text: string, expected: string): PangrafError {
	return new PangrafError('E_VIEW_REGION', {
		found: `the region '${text}'`,
		expected,
		remedy: 'correct it, or name another reference with --ref-sample',
	});
}

/** The nearest ranks around `from` and `to` (inclusive) that lie inside no snarl along the reference. */
function boundaries(
	reference: ReferenceSteps,
	from: number,
	to: number,
	bounds: { low: number; high: number },
): [left: number, right: number] {
	const sites = snarlSites(reference, findSnarls(reference.graph, referenceTrunks(reference)));
	let [left, right] = [from, to];
	for (let site = 0; site < sites.topCount; site++) {
		// Sites share boundary nodes, and no more: what holds one end of the region holds it alone.
		if (sites.left[site]! < from && from < sites.right[site]!) left = sites.left[site]!;
		if (sites.left[site]! < to && to < sites.right[site]!) right = sites.right[site]!;
	}
	return [Math.max(left, bounds.low), Math.min(right, bounds.high)];
}

/** Nodes that are reached from between two handles without passing through their nodes, and these. */
function nodesBetween(graph: Graph, left: number, right: number, region: string): Uint32Array {
	const found = new Set([left >>> 1, right >>> 1]);
	// Sides of nodes to go on from, as the handle that reads out of them.
	const stack = [left, right ^ 1];
	while (stack.length > 0) {
		const handle = stack.pop()!;
		for (let edge = graph.edgeStarts[handle]!; edge < graph.edgeStarts[handle + 1]!; edge++) {
			const target = graph.edgeTargets[edge]!;
			if (found.has(target >>> 1)) continue;
			found.add(target >>> 1);
			stack.push(target, target ^ 1);
		}
		if (found.size > LOCUS_NODES_MAX) {
			throw new PangrafError('E_VIEW_TOO_LARGE', {
				found: `more than ${LOCUS_NODES_MAX} segments in the region '${region}'`,
				expected: 'what fits a picture',
				remedy: 'name a shorter region',
			});
		}
	}
	return Uint32Array.from(found).sort();
}
