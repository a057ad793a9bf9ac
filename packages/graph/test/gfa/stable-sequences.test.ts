import { expect, it } from 'vitest';
import { graphStats } from '../../src/graph-stats.ts';
import { type Graph, referenceWalks, segmentName, stringAt } from '../../src/store/graph.ts';
import { parseGfa, writeGfaText } from './gfa-text.ts';

/** Name, start, end and segments of each walk. */
function describeWalks(graph: Graph): (string | number)[][] {
	const { walks, strings } = graph;
	return Array.from({ length: walks.count }, (_, i) => {
		const steps = walks.steps.subarray(walks.stepStarts[i], walks.stepStarts[i + 1]);
		const names = Array.from(steps, (step) => segmentName(graph, step >>> 1)).join(' ');
		return [stringAt(strings, walks.contig[i]!), walks.start[i]!, walks.end[i]!, names];
	});
}

const RGFA = [
	'S\ts1\tACGT\tSN:Z:chr1\tSO:i:100\tSR:i:0',
	'S\ts4\tTT\tSN:Z:HG002#1#c\tSO:i:7\tSR:i:1',
	'S\ts3\tGGG\tSN:Z:chr1\tSO:i:105\tSR:i:0',
	'S\ts2\tC\tLN:i:1\tSR:i:0\tSO:i:104\tSN:Z:chr1',
	'S\ts5\tAA\tSN:Z:chr2\tSO:i:0\tSR:i:0',
	'S\ts6\tAA\tSN:Z:chr2\tSO:i:9\tSR:i:0',
	'S\ts7\tAA\tSN:Z:chr2\tSO:i:11\tSR:i:0',
	'S\ts8\tAA',
	'L\ts1\t+\ts4\t+\t0M\tSR:i:1',
	'L\ts1\t+\ts2\t+\t0M\tSR:i:0\tL1:i:4\tL2:i:1',
	'L\ts2\t+\ts3\t+\t0M\tSR:i:0\tL1:i:1\tL2:i:3',
	'',
].join('\n');

it('makes the segments of rank 0 the reference where there are no paths', () => {
	const graph = parseGfa(RGFA);
	expect(describeWalks(graph)).toEqual([
		['chr1', 100, 108, 's1 s2 s3'],
		['chr2', 0, 2, 's5'],
		['chr2', 9, 11, 's6'],
		['chr2', 11, 13, 's7'], // no link
	]);
	expect(referenceWalks(graph)).toEqual([0, 1, 2, 3]);
	expect(graphStats(graph)).toMatchObject({ paths: 0, walks: 0 });
	expect(writeGfaText(graph)).toBe(`H\tVN:Z:1.1\n${RGFA}`);
});

it('takes PanSN names apart', () => {
	const graph = parseGfa('S\t1\tACGT\tSN:Z:GRCh38#0#chr1\tSO:i:5\tSR:i:0\n');
	expect(describeWalks(graph)).toEqual([['chr1', 5, 9, '1']]);
	expect(referenceWalks(graph, 'GRCh38')).toEqual([0]);
});

it('leaves paths and walks the last word', () => {
	const graph = parseGfa(`${RGFA}P\tp\ts4+\t*\n`);
	expect(describeWalks(graph)).toEqual([['p', 0, 2, 's4']]);
});

it('passes over tags that tell no place', () => {
	const graph = parseGfa(
		'S\t1\tACGT\tSN:Z:chr1\tSR:i:0\nS\t2\tA\tSN:Z:chr1\tSO:Z:x\tSR:i:0\nS\t3\tA\tSN:Z:chr1\tSO:i:-1\tSR:i:0\n',
	);
	expect(graph.walks.count).toBe(0);
});
