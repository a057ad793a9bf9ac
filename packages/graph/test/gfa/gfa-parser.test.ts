import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleSequence, hasEdge, referenceWalks, stringAt } from '../../src/store/graph.ts';
import { failureOf } from '../files/failures.ts';
import { parseGfa, writeGfaText } from './gfa-text.ts';
import { describeGraph, readNaively, readTextNaively, reverseComplement } from './naive-gfa.ts';
import { gfaLines } from './random-gfa.ts';

describe('GfaParser', () => {
	it('reads what a naive reader reads, in any line order and however it is cut', () => {
		fc.assert(
			fc.property(
				gfaLines,
				fc.integer({ min: 1, max: 60 }),
				fc.constantFrom('\n', '\r\n'),
				fc.boolean(),
				(lines, piece, end, ends) => {
					const text = lines.join(end) + (ends ? end : '');
					const graph = parseGfa(text, piece);
					expect(describeGraph(graph)).toEqual(readNaively(text));
					expect(graph.edgeCount).toBe(readNaively(text).links.length);
					expect(graph.referenceSamples).toEqual(['GRCh38', 'HG002']);
				},
			),
			{ numRuns: 400 },
		);
	});

	it('gives back all that it read', () => {
		fc.assert(
			fc.property(gfaLines, fc.integer({ min: 1, max: 60 }), (lines, piece) => {
				const text = lines.join('\n');
				const graph = parseGfa(text, piece);
				const written = writeGfaText(graph);
				expect(readTextNaively(written)).toEqual(readTextNaively(text));
				expect(describeGraph(parseGfa(written))).toEqual(readNaively(text));
				expect(writeGfaText(parseGfa(written))).toBe(written);
			}),
			{ numRuns: 400 },
		);
	});

	it('keeps every edge under both of its handles, sorted', () => {
		fc.assert(
			fc.property(gfaLines, (lines) => {
				const { edgeStarts, edgeTargets, nodeCount, ...graph } = parseGfa(lines.join('\n'));
				const whole = { edgeStarts, edgeTargets, nodeCount, ...graph };
				for (let from = 0; from < nodeCount * 2; from++) {
					const targets = Array.from(edgeTargets.subarray(edgeStarts[from], edgeStarts[from + 1]));
					expect(targets).toEqual([...new Set(targets)].toSorted((a, b) => a - b));
					for (const to of targets) expect(hasEdge(whole, to ^ 1, from ^ 1)).toBe(true);
				}
			}),
		);
	});

	it('reads many segments, numbered or not, near or far apart', () => {
		const numberings: ((i: number) => number | string)[] = [
			(i) => i + 1,
			(i) => 61_717_541 + i,
			(i) => 5000 - i,
			(i) => (i * 7919) % 1_000_003,
			(i) => (i % 2 === 0 ? i : 900_000_000 - i),
			(i) => `s${i}`,
			(i) => (i % 3 === 0 ? `utg${i}` : i * 300),
		];
		for (const nameOf of numberings) {
			const count = 5000;
			const names = Array.from({ length: count }, (_, i) => nameOf(i));
			const text = [
				`W\tA\t0\tc\t0\t${count}\t${names.map((name) => `>${name}`).join('')}`,
				...names.map((name) => `S\t${name}\tA`),
				...names.slice(1).map((name, i) => `L\t${names[i]}\t+\t${name}\t+\t*`),
				`P\tB\t${names
					.map((name) => `${name}-`)
					.toReversed()
					.join()}\t*`,
			].join('\n');
			expect(describeGraph(parseGfa(text, 997))).toEqual(readNaively(text));
		}
	});

	it('reads sequences in either direction, and letters other than A, C, G and T', () => {
		const letters = 'ACGTNNNNRYKMSWBDHVacgtnnACGTACGTACGTACGTAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAANNN';
		const graph = parseGfa(`S\ta\t${letters}\nS\tb\tNNNN\nS\tc\tG\n`, 5);
		expect(handleSequence(graph, 0)).toBe(letters.toUpperCase());
		expect(handleSequence(graph, 1)).toBe(reverseComplement(letters.toUpperCase()));
		expect(handleSequence(graph, 2)).toBe('NNNN');
		expect(handleSequence(graph, 1, 3, 9)).toBe(reverseComplement(letters.toUpperCase()).slice(3, 9));
		expect(Array.from(graph.otherLengths)).toEqual([4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 7]);
	});

	it('takes PanSN names and ranges of P lines apart', () => {
		const names = [
			'HG002#1#chr6',
			'HG002#2#chr6[1000-1004]',
			'chr20[7]',
			'plain',
			'a#b#c',
			'gi|568815592:32578768-32589835',
			'x#0#c#0',
		];
		const graph = parseGfa(`S\t1\tACGT\n${names.map((name) => `P\t${name}\t1+\t*\n`).join('')}`);
		const { walks, strings } = graph;
		const read = names.map((_, i) => {
			const [sample, contig, name] = [walks.sample[i]!, walks.contig[i]!, walks.name[i]!].map((index) =>
				stringAt(strings, index),
			);
			expect(name).toBe(names[i]);
			return [sample, walks.haplotype[i], contig, walks.start[i], walks.end[i]];
		});
		expect(read).toEqual([
			['HG002', 1, 'chr6', 0, 4],
			['HG002', 2, 'chr6', 1000, 1004],
			['chr20', -1, 'chr20', 7, 11],
			['plain', -1, 'plain', 0, 4],
			['a#b#c', -1, 'a#b#c', 0, 4],
			['gi|568815592:32578768-32589835', -1, 'gi|568815592:32578768-32589835', 0, 4],
			['x', 0, 'c#0', 0, 4],
		]);
		expect(referenceWalks(graph)).toEqual([2, 3, 4, 5]);
	});

	it('is all in shared memory', () => {
		const graph = parseGfa('H\tVN:Z:1.0\nS\tb\tACN\nS\ta\tG\nL\ta\t+\tb\t-\t*\nP\tp\tb+\t*\n');
		const columns = [graph, graph.walks, graph.strings, graph.segmentNames].flatMap((table) => Object.values(table));
		const views = columns.filter((column) => ArrayBuffer.isView(column));
		expect(views.length).toBe(21);
		expect(views.filter((view) => !(view.buffer instanceof SharedArrayBuffer))).toEqual([]);
	});

	const two = 'H\tVN:Z:1.1\nS\t1\tACGT\nS\t2\tAC\nL\t1\t+\t2\t+\t0M\n';
	const malformed: [text: string, code: string, line: number][] = [
		['', 'E_GFA_NO_SEGMENTS', 1],
		['H\tVN:Z:1.1\n', 'E_GFA_NO_SEGMENTS', 2],
		['H\tVN:Z:2.0\n', 'E_GFA_VERSION', 1],
		['H\tVN 1.0\n', 'E_GFA_TAG', 1],
		['H\nS\t1\n', 'E_GFA_COLUMNS', 2],
		['S\n', 'E_GFA_COLUMNS', 1],
		['S\t\tACGT\n', 'E_GFA_COLUMNS', 1],
		['S\t1\t\n', 'E_GFA_EMPTY_SEGMENT', 1],
		['S\t1\t*\n', 'E_GFA_NO_SEQUENCE', 1],
		['S\t1\t*\tLN:i:x\n', 'E_GFA_NO_SEQUENCE', 1],
		['S\t1\t*\tLN:i:0\n', 'E_GFA_EMPTY_SEGMENT', 1],
		['S\t1\t*\tLN:i:4294967296\n', 'E_GFA_TOO_LARGE', 1],
		['S\t1\tA*\n', 'E_GFA_LETTER', 1],
		['S\t1\t**\n', 'E_GFA_LETTER', 1],
		['S\t1\tA\tRC:i:1\tRC=2\n', 'E_GFA_TAG', 1],
		['S\t1\tA\tab:Z:x\ry\n', 'E_GFA_TAG', 1],
		['S\t1\tAC-GT\n', 'E_GFA_LETTER', 1],
		['S\t1\tACGU\n', 'E_GFA_LETTER', 1],
		['S\t1\tAC\rGT\n', 'E_GFA_LETTER', 1],
		['S\t1\tACGT\tLN:i:5\n', 'E_GFA_LENGTH', 1],
		['S\t1\tACGT\tLN\n', 'E_GFA_TAG', 1],
		[`${two}S\t1\tG\n`, 'E_GFA_DUPLICATE_SEGMENT', 5],
		['S\tx\tA\nS\ty\tA\nS\tx\tA\n', 'E_GFA_DUPLICATE_SEGMENT', 3],
		[`${two}L\t1\t+\t3\t+\t0M\n`, 'E_GFA_DANGLING', 5],
		[`L\t3\t+\t1\t+\t0M\n${two}`, 'E_GFA_DANGLING', 1],
		[`${two}L\t1\t+\tx\t+\t0M\n`, 'E_GFA_DANGLING', 5],
		[`${two}P\tp\t1+,01+\t*\n`, 'E_GFA_DANGLING', 5],
		[`${two}W\ts\t0\tc\t0\t6\t>1>2>9\n`, 'E_GFA_DANGLING', 5],
		[`${two}L\t1\t+\t2\t+\t5M\n`, 'E_GFA_OVERLAP', 5],
		[`${two}L\t1\t+\t2\n`, 'E_GFA_COLUMNS', 5],
		[`${two}L\t1\t+\t2\t\n`, 'E_GFA_ORIENTATION', 5],
		[`${two}L\t1\t*\t2\t+\t0M\n`, 'E_GFA_ORIENTATION', 5],
		[`${two}L\t\t+\t2\t+\t0M\n`, 'E_GFA_COLUMNS', 5],
		[`${two}L\t1\t+\t2\t+\t0M\tRC\n`, 'E_GFA_TAG', 5],
		[`${two}C\t1\t+\t2\t+\t1\n`, 'E_GFA_COLUMNS', 5],
		[`${two}C\t1\t+\t2\t+\tx\t2M\n`, 'E_GFA_NUMBER', 5],
		[`${two}C\t1\t+\t2\t+\t1\t2Q\n`, 'E_GFA_CONTAINMENT', 5],
		[`${two}C\t1\t+\t2\t+\t1\t2M\tx\n`, 'E_GFA_TAG', 5],
		[`${two}C\t1\t+\t3\t+\t1\t2M\n`, 'E_GFA_DANGLING', 5],
		[`${two}J\t1\t+\t2\t+\n`, 'E_GFA_COLUMNS', 5],
		[`${two}J\t1\t+\t2\t?\t*\n`, 'E_GFA_ORIENTATION', 5],
		[`${two}J\t1\t+\t2\t+\t1e3\n`, 'E_GFA_NUMBER', 5],
		[`${two}J\t1\t+\t2\t+\t*\tSC\n`, 'E_GFA_TAG', 5],
		[`${two}J\t1\t+\t9\t+\t*\n`, 'E_GFA_DANGLING', 5],
		[`${two}J\n`, 'E_GFA_COLUMNS', 5],
		[`${two}P\tp\t1+;2+\t*\n`, 'E_GFA_WALK_EDGE', 5],
		[`${two}P\tp\t1+,2+;\t*\n`, 'E_GFA_WALK', 5],
		[`${two}P\tp\t*x\t*\n`, 'E_GFA_WALK', 5],
		[`${two}P\tp\t1+,2+\t*\tab\n`, 'E_GFA_TAG', 5],
		[`${two}W\ts\t0\tc\t0\t6\t>1>2\tab\n`, 'E_GFA_TAG', 5],
		[`${two}Q\t@a\n`, 'E_GFA_COLUMNS', 5],
		[`${two}Q\t\t>1>2\n`, 'E_GFA_COLUMNS', 5],
		[`${two}Q\t@a\t*\n`, 'E_GFA_WALK', 5],
		[`${two}Q\t2\t>1>2\n`, 'E_GFA_META_SEGMENT', 5],
		[`${two}Q\t@a\t>1>2\nQ\t@a\t>1>2\n`, 'E_GFA_META_SEGMENT', 6],
		[`${two}Q\t@a\t>1>@b\nQ\t@b\t>2<@a\nZ\ts\t0\tc\t*\t*\t>@a\n`, 'E_GFA_META_SEGMENT', 5],
		[`${two}Q\t@a\t>1>@b\nZ\ts\t0\tc\t*\t*\t>@a\n`, 'E_GFA_DANGLING', 5],
		[`${two}Q\t@a\t>1>2\nW\ts\t0\tc\t*\t*\t>@a\n`, 'E_GFA_DANGLING', 5],
		[`${two}Q\t@a\t>1>2\nZ\ts\t0\tc\t*\t*\t>@a\nW\ts\t0\tc\t*\t*\t>@a\n`, 'E_GFA_DANGLING', 7],
		[`${two}Q\t@a\t>1>2\nP\tp\t@a+\t*\n`, 'E_GFA_DANGLING', 5],
		[`${two}Q\t@a\t>1>2\nJ\t1\t+\t@a\t+\t*\n`, 'E_GFA_DANGLING', 6],
		[`${two}Q\t@a\t>2>1\nZ\ts\t0\tc\t*\t*\t>@a\n`, 'E_GFA_WALK_EDGE', 6],
		[`${two}Q\t@a\t>1>2\nZ\ts\t0\tc\t0\t7\t>@a\n`, 'E_GFA_WALK_LENGTH', 6],
		[`${two}Z\ts\t0\tc\t0\n`, 'E_GFA_COLUMNS', 5],
		[`${two}P\tp\t1+,2-\t*\n`, 'E_GFA_WALK_EDGE', 5],
		[`${two}P\tp\t1,2+\t*\n`, 'E_GFA_WALK', 5],
		[`${two}P\tp\t1+,,2+\t*\n`, 'E_GFA_WALK', 5],
		[`${two}P\tp\t1+,2+,\t*\n`, 'E_GFA_WALK', 5],
		[`${two}P\tp\t\t*\n`, 'E_GFA_WALK', 5],
		[`${two}P\tp\t1+,2+\n`, 'E_GFA_COLUMNS', 5],
		[`${two}P\tp\n`, 'E_GFA_COLUMNS', 5],
		[`${two}P\t\t1+\t*\n`, 'E_GFA_COLUMNS', 5],
		[`${two}W\ts\t0\tc\t0\t6\t>1<2\n`, 'E_GFA_WALK_EDGE', 5],
		[`${two}\nW\ts\t0\tc\t0\t4\t>1>2\n`, 'E_GFA_WALK_LENGTH', 6],
		[`${two}W\ts\t0\tc\t9\t4\t>1>2\n`, 'E_GFA_WALK_LENGTH', 5],
		[`${two}W\ts\tx\tc\t0\t6\t>1>2\n`, 'E_GFA_NUMBER', 5],
		[`${two}W\ts\t0\tc\t-1\t5\t>1>2\n`, 'E_GFA_NUMBER', 5],
		[`${two}W\ts\t0\tc\t0\t6.5\t>1>2\n`, 'E_GFA_NUMBER', 5],
		[`${two}W\ts\t0\tc\t0\t6\t1>2\n`, 'E_GFA_WALK', 5],
		[`${two}W\ts\t0\tc\t0\t6\t>1>>2\n`, 'E_GFA_WALK', 5],
		[`${two}W\ts\t0\tc\t0\t6\t>1>2\r>1\n`, 'E_GFA_WALK', 5],
		[`${two}W\ts\t0\tc\t0\t6\t\n`, 'E_GFA_WALK', 5],
		[`${two}W\ts\t0\tc\t0\t6\n`, 'E_GFA_COLUMNS', 5],
		[`${two}W\t\t0\tc\t0\t6\t>1>2\n`, 'E_GFA_COLUMNS', 5],
		[`${two}E\t*\t1+\t2+\t0\t1\t0\t1\t*\n`, 'E_GFA_LINE_TYPE', 5],
		[`${two}S 3 ACGT\n`, 'E_GFA_LINE_TYPE', 5],
		['>chr1\nACGT\n', 'E_GFA_LINE_TYPE', 1],
	];
	it.each(malformed)('finds fault with %j: %s in line %i', async (text, code, line) => {
		for (const piece of [1 << 20, 1, 7]) {
			expect(await failureOf(() => parseGfa(text, piece))).toMatchObject({ code, place: `line ${line}` });
		}
	});

	it('says what was found and what to do', async () => {
		const { message } = await failureOf(() => parseGfa(`${two}L\t2\t-\t1\t+\t99M1I\n`));
		expect(message).toBe(
			'E_GFA_OVERLAP x.gfa, line 5: found overlap 99M1I of link 2 - 1 +; expected a blunt graph: overlap * or 0M; ' +
				"make the graph blunt first, for instance with 'bluntify' or 'gimbricate' and 'seqwish'",
		);
	});
});
