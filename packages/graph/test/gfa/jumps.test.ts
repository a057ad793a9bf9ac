import { expect, it } from 'vitest';
import { graphStats } from '../../src/graph-stats.ts';
import { segmentName } from '../../src/store/graph.ts';
import { parseGfa, writeGfaText } from './gfa-text.ts';

const S = 'S\t1\tACGT\nS\t2\tAC\nS\t3\tTTT\nL\t1\t+\t2\t+\t0M\n';

it('splits a path at its jumps and places what is behind them', () => {
	const jumps = 'J\t2\t+\t3\t-\t100\nJ\t1\t-\t3\t+\t-3\nJ\t3\t-\t1\t+\t*\n';
	const graph = parseGfa(`${S}${jumps}P\tx#1#c[10-20]\t1+,2+;3-;1+\t*\nP\ty\t3-;1+\t*\tab:Z:x\nP\tz\t2+\t*\n`);
	const { walks } = graph;
	const parts = Array.from({ length: walks.count }, (_, i) => {
		const steps = walks.steps.subarray(walks.stepStarts[i], walks.stepStarts[i + 1]);
		return [Array.from(steps, (step) => segmentName(graph, step >>> 1)).join(), walks.start[i], walks.end[i]];
	});
	expect(parts).toEqual([
		['1,2', 10, 16],
		['3', 116, 119],
		['1', 119, 123],
		['3', 0, 3],
		['1', 3, 7],
		['2', 0, 2],
	]);
	expect(Array.from(graph.annotations!.continuedWalks!)).toEqual([1, 2, 4]);
	expect(graphStats(graph)).toMatchObject({ paths: 3, walks: 0, edges: 1 });
	expect(writeGfaText(graph)).toContain('P\tx#1#c[10-20]\t1+,2+;3-;1+\t*\nP\ty\t3-;1+\t*\tab:Z:x\nP\tz\t2+\t*\n');
	expect(writeGfaText(graph).startsWith('H\tVN:Z:1.2\n')).toBe(true);
});

it('finds the J line from either side, and takes overlapping parts for what they are', () => {
	const graph = parseGfa(`${S}J\t1\t-\t3\t+\t-2\nP\tx\t3-;1+\t*\n`);
	expect([graph.walks.start[1], graph.walks.end[1]]).toEqual([1, 5]);
});
