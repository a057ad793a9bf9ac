import { nodeLength } from '@pangraf/graph';
import { describe, expect, it } from 'vitest';
import { bubbleGraph, followChoices, randomNumbers, smallGraph, spell } from '../random-graphs.ts';
import { fastq, mapTexts } from '../mapping.ts';
import { nodesByName, parseRecord, recordFault } from '../gaf-check.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { leastCost } from '../twins/haplotype-paths.ts';
import { bothDirections, leastSwitches } from '../twins/haplotype-switches.ts';

const kernel = new TestingKernel();
const { exports } = kernel;
const PENALTY = 4;
const NO_LIMIT = 10_000;

/** Cost of what the last search found, from its path and edits, after checking that they fit the bases. */
function foundCost(small: ReturnType<typeof bubbleGraph>, bases: string): number {
	const { handles, edits } = kernel.side();
	const offset = exports.foundOffset.value;
	const path = spell(small, handles).slice(offset, offset + bases.length);
	expect(path.length).toBe(bases.length);
	const mismatches = Array.from(path).filter((letter, i) => letter !== bases[i]).length;
	expect(exports.foundMismatches.value).toBe(mismatches);
	expect(edits.filter((edit) => (edit & 3) === 1).reduce((sum, edit) => sum + (edit >> 2), 0)).toBe(mismatches);
	expect(edits.reduce((sum, edit) => sum + (edit >> 2), 0)).toBe(bases.length);
	const before = handles.slice(0, -1).reduce((sum, handle) => sum + nodeLength(small.graph, handle >> 1), 0);
	expect(exports.foundEndOffset.value).toBe(offset + bases.length - before);
	return 5 * mismatches + PENALTY * leastSwitches(bothDirections(small.walks), handles);
}

describe('the search along haplotypes', () => {
	it('finds the least cost of a side, over all paths', () => {
		const next = randomNumbers(21);
		let switched = 0;
		for (let run = 0; run < 150; run++) {
			const small = bubbleGraph(run, { bubbles: 5, haplotypes: 2, spacing: 8 });
			kernel.useColumns(small.graph);
			const sequences = bothDirections(small.walks);
			const first = sequences[next() % sequences.length]![0]!;
			const walk = followChoices(
				small.graph,
				first,
				Array.from({ length: 20 }, () => next() % 2),
			);
			const letters = Array.from(spell(small, walk));
			for (let i = 0; i < 2; i++) letters[next() % letters.length] = 'ACGT'[next() % 4]!;
			const bases = letters.slice(0, 30 + (next() % 20)).join('');
			const expected = leastCost(small, sequences, bases, walk[0]!, 0, PENALTY);
			if (!Number.isFinite(expected)) continue;
			kernel.putRead(bases);
			expect(exports.searchHaplotypes(0, 0, walk[0]!, 0, NO_LIMIT)).toBe(1);
			const cost = foundCost(small, bases);
			expect(cost).toBe(expected);
			if (cost % 5 !== 0) switched++;
			// Nothing that does not cost less.
			expect(exports.searchHaplotypes(0, 0, walk[0]!, 0, expected)).toBe(0);
		}
		expect(switched).toBeGreaterThan(0);
	});

	it('joins both sides of a pivot to one path of the haplotypes', () => {
		const next = randomNumbers(22);
		for (let run = 0; run < 150; run++) {
			const small = bubbleGraph(run, { bubbles: 6, haplotypes: 3, spacing: 20 });
			kernel.useColumns(small.graph);
			const walk = bothDirections(small.walks)[next() % (2 * small.walks.length)]!;
			const bases = spell(small, walk);
			const step = next() % walk.length;
			const before = spell(small, walk.slice(0, step)).length;
			const offset = next() % nodeLength(small.graph, walk[step]! >> 1);
			kernel.putRead(bases);
			expect(exports.searchHaplotypes(0, before + offset, walk[step]!, offset, NO_LIMIT)).toBe(1);
			expect(foundCost(small, bases)).toBe(0);
		}
	});
});

describe('haplotypes decide', () => {
	// Two SNVs, 40 bp apart, whose alleles only go together as C with C and T with T.
	const left = 'ACGGTCATTGCAAGTCCGATTGACCTAGGATCCATTGCAGTACGGATC';
	const middle = 'TTAGCCATGACTGAAGTCCATTGGACTTACGGTAACCTGA';
	const right = 'GATTCGCAACTGGTTCAAGCCTAGTTGACAGCTTAACGGCATTCAG';
	const small = smallGraph(
		[left, 'C', 'T', middle, 'C', 'T', right],
		[
			[0, 2],
			[0, 4],
			[2, 6],
			[4, 6],
			[6, 8],
			[6, 10],
			[8, 12],
			[10, 12],
		],
		[
			[0, 2, 6, 8, 12],
			[0, 4, 6, 10, 12],
		],
	);
	const place = async (first: string, second: string, penalty = PENALTY) => {
		kernel.useGraph(small.graph, { k: 15, s: 7 });
		kernel.usePenalty(penalty);
		const bases = left + first + middle + second + right;
		const { lines } = await mapTexts(kernel, [fastq([{ name: 'r', bases }])]);
		expect(recordFault(lines[0]!, { name: 'r', bases }, small.graph, nodesByName(small.graph))).toBeUndefined();
		const { handles, tags } = parseRecord(lines[0]!, nodesByName(small.graph));
		return { alleles: [handles[1], handles[3]], score: Number(tags.get('AS:i')), switches: tags.get('hs:i') };
	};
	const length = left.length + 1 + middle.length + 1 + right.length;

	it('between alleles to which a read is indifferent', async () => {
		expect(await place('C', 'G')).toEqual({ alleles: [2, 8], score: length - 5, switches: undefined });
		expect(await place('T', 'G')).toEqual({ alleles: [4, 10], score: length - 5, switches: undefined });
		expect(await place('G', 'C')).toEqual({ alleles: [2, 8], score: length - 5, switches: undefined });
		expect(await place('A', 'T')).toEqual({ alleles: [4, 10], score: length - 5, switches: undefined });
	});

	it('but not against a read that shows what none of them has', async () => {
		expect(await place('C', 'T')).toEqual({ alleles: [2, 10], score: length, switches: '1' });
		expect(await place('T', 'C')).toEqual({ alleles: [4, 8], score: length, switches: '1' });
	});

	it('against it where a switch costs more than a mismatch', async () => {
		const { score, switches, alleles } = await place('C', 'T', 6);
		expect({ score, switches }).toEqual({ score: length - 5, switches: undefined });
		expect([
			[2, 8],
			[4, 10],
		]).toContainEqual(alleles);
	});

	it('not at all where a switch costs nothing', async () => {
		expect(await place('C', 'T', 0)).toEqual({ alleles: [2, 10], score: length, switches: '1' });
	});
});
