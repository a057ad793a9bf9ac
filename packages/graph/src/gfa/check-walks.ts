/** Whether paths and walks follow the links and are as long as they say. */
import { edgeIndex, type Graph, segmentName, stringAt } from '../store/graph.ts';
import { walkLength } from '../store/graph-builder.ts';
import { KIND_PATH } from '../store/walk-builder.ts';
import { gfaError } from './gfa-error.ts';

/**
 * Compares every walk with the graph. `lines[i]` is the line of walk i in `file`. O(steps) where nodes have few edges.
 *
 * Errors: E_GFA_WALK_EDGE (two steps without a link between them), E_GFA_WALK_LENGTH (a W line's end less its start is not the
 * length of its walk).
 */
export function checkWalks(graph: Graph, file: string, lines: Uint32Array): void {
	const { walks, edgeStarts, edgeTargets, nodeStarts } = graph;
	const { steps, stepStarts } = walks;
	for (let walk = 0; walk < walks.count; walk++) {
		const start = stepStarts[walk]!;
		const end = stepStarts[walk + 1]!;
		for (let i = start + 1; i < end; i++) {
			const from = steps[i - 1]!;
			const to = steps[i]!;
			// Nearly always the first or second edge.
			const edge = edgeStarts[from]!;
			if (edge < edgeStarts[from + 1]! && (edgeTargets[edge] === to || edgeIndex(graph, from, to) >= 0)) continue;
			const found = `${walkName(graph, walk)}: step ${i - start} goes from ${stepName(graph, from)} to ${stepName(graph, to)}`;
			const rule = { expected: 'a link between them', remedy: 'add the L line, or correct the walk' };
			throw gfaError(file, lines[walk]!, { code: 'E_GFA_WALK_EDGE', found, ...rule });
		}
		if (walks.kind[walk] === KIND_PATH) continue;
		const expected = walks.end[walk]! - walks.start[walk]!;
		if (Number.isNaN(expected)) continue;
		const length = walkLength(nodeStarts, walks, walk);
		if (length === expected) continue;
		throw gfaError(file, lines[walk]!, {
			code: 'E_GFA_WALK_LENGTH',
			found: `${walkName(graph, walk)}: a walk of ${length} bp from ${walks.start[walk]} to ${walks.end[walk]}`,
			expected: `${expected} bp, end less start`,
			remedy: 'correct start and end or the steps; the line may be cut',
		});
	}
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
