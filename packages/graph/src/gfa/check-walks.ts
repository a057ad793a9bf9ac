/** Whether paths and walks follow the links and are as long as they say. */
import type { PangrafError } from '../errors.ts';
import { edgeIndex, type Graph, segmentName, stringAt } from '../store/graph.ts';
import { KIND_PATH, KIND_WALK } from '../store/walk-builder.ts';
import { gfaError } from './gfa-error.ts';

/** Above as many edges of a handle, a binary search is faster than looking at each. */
const FEW_EDGES = 8;

/** No handle. */
const NONE = 0xffff_ffff;

/**
 * Compares every walk with the graph. `lines[i]` is the line of walk i in `file`. O(steps) where nodes have few edges.
 *
 * Errors: E_GFA_WALK_EDGE (two steps without a link between them), E_GFA_WALK_LENGTH (a W line's end less its start is not the
 * length of its walk).
 */
export function checkWalks(graph: Graph, file: string, lines: Uint32Array): void {
	const { walks, nodeStarts } = graph;
	const { steps, stepStarts } = walks;
	// By handle: an edge that was found before; most walks take the same.
	const known = new Uint32Array(walks.count > 1 ? graph.nodeCount * 2 : 0).fill(NONE);
	for (let walk = 0; walk < walks.count; walk++) {
		const start = stepStarts[walk]!;
		const end = stepStarts[walk + 1]!;
		let from = steps[start]!;
		let length = start === end ? 0 : nodeStarts[(from >>> 1) + 1]! - nodeStarts[from >>> 1]!;
		for (let i = start + 1; i < end; i++) {
			const to = steps[i]!;
			if (known[from] !== to) {
				if (!hasLink(graph, from, to)) throw missingLink(graph, file, lines[walk]!, walk, i);
				if (known.length > 0) known[from] = to;
			}
			length += nodeStarts[(to >>> 1) + 1]! - nodeStarts[to >>> 1]!;
			from = to;
		}
		if (walks.kind[walk] === KIND_WALK) checkLength(graph, file, lines[walk]!, walk, length);
	}
}

function hasLink(graph: Graph, from: number, to: number): boolean {
	const { edgeStarts, edgeTargets } = graph;
	let edge = edgeStarts[from]!;
	const last = edgeStarts[from + 1]! - 1;
	if (last - edge > FEW_EDGES) return edgeIndex(graph, from, to) !== -1;
	while (edge < last && edgeTargets[edge] !== to) edge++;
	return edge <= last && edgeTargets[edge] === to;
}

function missingLink(graph: Graph, file: string, line: number, walk: number, step: number): PangrafError {
	const { steps, stepStarts } = graph.walks;
	const place = `step ${step - stepStarts[walk]!} goes from ${stepName(graph, steps[step - 1]!)} to ${stepName(graph, steps[step]!)}`;
	return gfaError(file, line, {
		code: 'E_GFA_WALK_EDGE',
		found: `${walkName(graph, walk)}: ${place}`,
		expected: 'a link between them',
		remedy: 'add the L line, or correct the walk',
	});
}

function checkLength(graph: Graph, file: string, line: number, walk: number, length: number): void {
	const { walks } = graph;
	const expected = walks.end[walk]! - walks.start[walk]!;
	if (Number.isNaN(expected) || length === expected) return;
	throw gfaError(file, line, {
		code: 'E_GFA_WALK_LENGTH',
		found: `${walkName(graph, walk)}: a walk of ${length} bp from ${walks.start[walk]} to ${walks.end[walk]}`,
		expected: `${expected} bp, end less start`,
		remedy: 'correct start and end or the steps; the line may be cut',
	});
}

function walkName(graph: Graph, walk: number): string {
	const { walks, strings } = graph;
	if (walks.kind[walk] === KIND_PATH) return `path ${stringAt(strings, walks.name[walk]!)}`;
	const sample = stringAt(strings, walks.sample[walk]!);
	return `walk ${sample}#${walks.haplotype[walk]}#${stringAt(strings, walks.contig[walk]!)}`;
}

function stepName(graph: Graph, handle: number): string {
	return `${segmentName(graph, handle >>> 1)}${(handle & 1) === 1 ? '-' : '+'}`;
}
