import { nodeLength } from '@pangraf/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastq, mapTexts } from '../mapping.ts';
import { anyGraph, followChoices, randomLetters, randomNumbers, reverseComplement, smallGraph, spell } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { type FragmentEnd, fragmentLengthsAlong } from '../twins/fragments.ts';

const kernel = new TestingKernel();
const { exports } = kernel;

const flip = (handles: readonly number[]): number[] => handles.map((handle) => handle ^ 1).reverse();

describe('the length of a fragment along the graph', () => {
	it('is the likeliest over all ways', () => {
		const anyEnd = fc.record({
			start: fc.nat(),
			choices: fc.array(fc.nat(5), { maxLength: 3 }),
			from: fc.nat(),
			to: fc.nat(),
			strand: fc.nat(1),
		});
		let found = 0;
		fc.assert(
			fc.property(anyGraph({ nodeLength: 20, links: 10 }), anyEnd, anyEnd, fc.nat(90), (small, first, second, mean) => {
				kernel.useColumns(small.graph);
				exports.clearSteps();
				let steps = 0;
				const ends = [first, second].map(({ start, choices, from, to, strand }, read): FragmentEnd => {
					const handles = followChoices(small.graph, start % (2 * small.graph.nodeCount), choices);
					const sizes = handles.map((handle) => nodeLength(small.graph, handle >> 1));
					const length = sizes.reduce((sum, size) => sum + size, 0);
					// A base at least of the first and the last step.
					const offset = from % sizes[0]!;
					const end = length - (to % sizes.at(-1)!);
					const span = Math.max(1, end - offset);
					// The first mate is read along the fragment, the other against it; a path runs along its strand.
					const turned = (read === 0) === (strand === 1);
					const stored = turned ? flip(handles) : handles;
					for (const handle of stored) exports.addStep(handle);
					exports.putPath(read, steps, steps + stored.length, strand, turned ? length - offset - span : offset, span);
					steps += stored.length;
					return { handles, offset, span };
				});
				const most = 100;
				const { lengths, states } = fragmentLengthsAlong(small, ends[0]!, ends[1]!, most);
				// Beyond its budget the kernel need not find the likeliest.
				fc.pre(states < 200);
				const best = [...lengths].sort((a, b) => Math.abs(a - mean) - Math.abs(b - mean) || a - b)[0] ?? 0;
				expect(exports.fragmentOfPaths(0, 1, mean, most)).toBe(best);
				if (best > 0) found++;
			}),
			{ numRuns: 400 },
		);
		expect(found).toBeGreaterThan(100);
	});
});

describe('pairs', () => {
	const next = randomNumbers(31);
	const [left, inserted, deleted, middle, right] = [600, 350, 5000, 300, 600].map((length) => randomLetters(next, length));
	// An insertion that the reference lacks, then a stretch that another haplotype lacks.
	const small = smallGraph(
		[left!, inserted!, middle!, deleted!, right!],
		[
			[0, 2],
			[0, 4],
			[2, 4],
			[4, 6],
			[4, 8],
			[6, 8],
		],
		[
			[0, 4, 6, 8],
			[0, 2, 4, 8],
		],
	);
	const [reference, other] = small.walks.map((walk) => spell(small, walk));
	const fragment = { mean: 500, stdev: 50 };
	const map = async (pieces: readonly string[], readLength = 100): Promise<string[][]> => {
		kernel.useGraph(small.graph);
		const first = pieces.map((bases, i) => ({ name: `p${i}/1`, bases: bases.slice(0, readLength) }));
		const second = pieces.map((bases, i) => ({ name: `p${i}/2`, bases: reverseComplement(bases).slice(0, readLength) }));
		const { lines } = await mapTexts(kernel, [fastq(first), fastq(second)], { fragment });
		return lines.map((line) => line.split('\t'));
	};
	const isProper = (columns: readonly string[]): boolean => columns.includes('pp:A:1');

	it('across an insertion and across a deletion are proper', async () => {
		const at = (start: number, length: number): string => other!.slice(start, start + length);
		const records = await map([at(490, 570), at(1150 - 250, 500), at(1100, 500)]);
		expect(records.map(isProper)).toEqual(records.map(() => true));
		expect(records.every((columns) => columns[11] === '60')).toBe(true);
	});

	it('that lie too far apart on every path are not, and keep their places', async () => {
		const away = `${reference!.slice(100, 200)}${reference!.slice(3000, 3100)}`;
		const records = await map([away]);
		expect(records.map(isProper)).toEqual([false, false]);
		expect(records.map((columns) => columns[9])).toEqual(['100', '100']);
	});

	it('of short fragments are proper, overlapping, within each other or past each other', async () => {
		kernel.useGraph(small.graph);
		const library = { mean: 120, stdev: 30 };
		const mates = (length: number, readLength: number): [string, string] => {
			const piece = reference!.slice(200, 200 + length);
			return [piece.slice(0, readLength), reverseComplement(piece).slice(0, readLength)];
		};
		const cases = [mates(180, 100), mates(110, 100), mates(100, 100), mates(60, 60)];
		// Read past each other into what was ligated to the fragment's ends.
		const [first, second] = mates(80, 80);
		const [adapter, other] = [randomLetters(next, 40), randomLetters(next, 40)];
		cases.push([`${first}${adapter.slice(0, 20)}`, `${second}${other.slice(0, 20)}`]);
		cases.push([`${first}${adapter}`, second.slice(0, 50)]);
		cases.push([`${first}${adapter}`, `${second.slice(0, 60)}${other}`]);
		const texts = [0, 1].map((mate) => fastq(cases.map((pair, i) => ({ name: `s${i}`, bases: pair[mate]! }))));
		const { lines } = await mapTexts(kernel, texts, { fragment: library });
		expect(lines.map((line) => line.endsWith('pp:A:1'))).toEqual(lines.map(() => true));
		expect(lines.at(-5)!.split('\t').slice(1, 4)).toEqual(['100', '0', '80']);
		// What lies behind the fragment says nothing against the place; what is cut before its end does.
		expect(lines.map((line) => line.split('\t')[11])).toEqual([...Array.from({ length: 12 }, () => '60'), '18', '18']);
	});

	it('are pairs whatever becomes of one mate', async () => {
		const records = await map([`${reference!.slice(100, 200)}${randomLetters(next, 100)}`]);
		expect(records.map((columns) => columns[0])).toEqual(['p0/1', 'p0/2']);
		expect(records[0]![5]).not.toBe('*');
		expect(records[1]![5]).toBe('*');
	});
});
