/** Whether paths and walks follow the links and are as long as they say. */
import type { PangrafError } from '../errors.ts';
import { edgeIndex, type Graph, segmentName, stringAt } from '../store/graph.ts';
import { KIND_PATH, KIND_WALK } from '../store/walk-builder.ts';
import { gfaError } from './gfa-error.ts';

/** No handle. */
const NONE = 0xffff_ffff;

/**
 * Compares every walk with the graph. `lines[i]` is the line of walk i in `file`. O(steps) where nodes have few edges.
 *
 * Errors: E_GFA_WALK_EDGE (two steps without a link between them), E_GFA_WALK_LENGTH (a W line's end less its start is not the
 * length of its walk).
 */
export function checkWalks(graph: Graph, file: string, lines: Uint32Array): void {
	const { walks } = graph;
	const { steps, stepStarts } = walks;
	const tables: Partial<Record<number, Uint32Array>> = {};
	const length = new Float64Array(1);
	for (let walk = 0; walk < walks.count; walk++) {
		const end = stepStarts[walk + 1]!;
		length[0] = 0;
		for (let at = stepStarts[walk]!; at < end; ) {
			// A run of steps in one orientation: mostly the whole walk.
			const orientation = steps[at]! & 1;
			const table = (tables[orientation] ??= stepTable(graph, orientation));
			at = passLinked(table, steps, at, end, length);
			if (at < end && edgeIndex(graph, steps[at - 1]!, steps[at]!) === -1) throw missingLink(graph, file, lines[walk]!, walk, at);
		}
		if (walks.kind[walk] === KIND_WALK) checkLength(graph, file, lines[walk]!, walk, length[0]);
	}
}

/**
 * Passes over the steps from `at` on that are in one orientation and linked by an edge of the table; adds their lengths to `length`.
 * Returns the first step that is not, or `end`. A function of its own because the engine compiles it once, and loops in loops again
 * and again.
 */
function passLinked(table: Uint32Array, steps: Uint32Array, at: number, end: number, length: Float64Array): number {
	let from = steps[at]!;
	const orientation = from & 1;
	let sum = 0;
	let i = at;
	for (;;) {
		const place = Math.imul(from >>> 1, 3) >>> 0;
		sum += table[place + 2]!;
		if (++i === end) break;
		const to = steps[i]!;
		if ((table[place] !== to && table[place + 1] !== to) || (to & 1) !== orientation) break;
		from = to;
	}
	length[0]! += sum;
	return i;
}

/**
 * By node, side by side because every step needs them: the first two edges of its handle of this orientation, which are all that
 * most have, and its length.
 */
function stepTable({ nodeCount, nodeStarts, edgeStarts, edgeTargets }: Graph, orientation: number): Uint32Array {
	const table = new Uint32Array(nodeCount * 3);
	for (let node = 0; node < nodeCount; node++) {
		const place = node * 3;
		const handle = (node << 1) | orientation;
		const edge = edgeStarts[handle]!;
		const count = edgeStarts[handle + 1]! - edge;
		table[place] = count > 0 ? edgeTargets[edge]! : NONE;
		table[place + 1] = count > 1 ? edgeTargets[edge + 1]! : NONE;
		table[place + 2] = nodeStarts[node + 1]! - nodeStarts[node]!;
	}
	return table;
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
