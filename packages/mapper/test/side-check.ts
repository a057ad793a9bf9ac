/** Checks what a stage says of one side against the graph and the read: its path, its edits, and the numbers it derives from them. */
import { hasEdge, nodeLength } from '@pangraf/graph';
import { expect } from 'vitest';
import { type SmallGraph, spell } from './random-graphs.ts';
import type { Side } from './testing-kernel.ts';
import { scoreOf } from './twins/affine-alignment.ts';
import { agree } from './twins/gapless-paths.ts';

const KINDS = ['match', 'mismatch', 'insertion', 'deletion'] as const;

/** Score of the side's edits once every base of them is seen to be what they say. */
export function checkedScore(small: SmallGraph, bases: string, handle: number, offset: number, side: Side): number {
	const { handles, edits } = side;
	expect(handles[0]).toBe(handle);
	for (let i = 1; i < handles.length; i++) expect(hasEdge(small.graph, handles[i - 1]!, handles[i]!)).toBe(true);
	const path = spell(small, handles);
	let read = 0;
	let at = offset;
	let score = 0;
	let previous = -1;
	for (const edit of edits) {
		const kind = edit & 3;
		const length = edit >>> 2;
		expect(length, 'edits are not empty').toBeGreaterThan(0);
		expect(kind, 'edits of one kind are joined').not.toBe(previous);
		previous = kind;
		if (kind >= 2) score -= 6 + length;
		for (let i = 0; i < length; i++) {
			if (kind < 2) {
				expect(agree(bases[read]!, path[at]!), KINDS[kind]).toBe(kind === 0);
				score += scoreOf(bases[read]!, path[at]!);
			}
			if (kind !== 3) read++;
			if (kind !== 2) at++;
		}
	}
	expect(side.read).toBe(read);
	expect(side.span).toBe(at - offset);
	const before = handles.slice(0, -1).reduce((sum, step) => sum + nodeLength(small.graph, step >> 1), 0);
	expect(side.endOffset).toBe(at - before);
	expect(side.endOffset).toBeLessThanOrEqual(nodeLength(small.graph, handles.at(-1)! >> 1));
	if (handles.length > 1 && side.span > 0) expect(side.endOffset, 'the last node is used').toBeGreaterThan(0);
	return score;
}
