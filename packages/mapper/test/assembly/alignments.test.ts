import { nodeLength } from '@pangraf/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyGraph, followChoices, letters, reverseComplement, type SmallGraph, smallGraph, spell } from '../random-graphs.ts';
import { checkedScore } from '../side-check.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { bestScore, END_BONUS } from '../twins/affine-alignment.ts';

const kernel = new TestingKernel();

interface SideCase {
	readonly small: SmallGraph;
	readonly handle: number;
	readonly offset: number;
	readonly bases: string;
}

/** Bases of a path with substitutions, insertions and deletions; at most 44, so that giving up 50 below the best loses nothing. */
function anyCase(alphabet: string): fc.Arbitrary<SideCase> {
	const edit = fc.tuple(fc.nat(), fc.nat(4), letters(alphabet, 0, 4));
	return fc
		.record({
			small: anyGraph({ letters: alphabet, nodeLength: 20, nodes: 6, links: 10 }),
			start: fc.nat(),
			from: fc.nat(),
			choices: fc.array(fc.nat(5), { maxLength: 30 }),
			length: fc.integer({ min: 1, max: 44 }),
			edits: fc.array(edit, { maxLength: 4 }),
		})
		.map(({ small, start, from, choices, length, edits }) => {
			const handle = start % (2 * small.graph.nodeCount);
			const offset = from % (nodeLength(small.graph, handle >> 1) + 1);
			let bases = spell(small, followChoices(small.graph, handle, choices)).slice(offset, offset + 60);
			for (const [at, dropped, added] of edits) {
				const place = at % (bases.length + 1);
				bases = bases.slice(0, place) + added + bases.slice(place + dropped);
			}
			bases = bases.slice(0, length);
			return { small, handle, offset, bases: bases === '' ? 'A' : bases };
		});
}

function align({ small, handle, offset, bases }: SideCase, strand: number, atLeast: number): boolean {
	const before = 'ACGTA';
	kernel.useColumns(small.graph);
	kernel.putRead(strand === 0 ? before + bases : reverseComplement(before + bases));
	return kernel.exports.alignSide(0, strand, before.length, handle, offset, atLeast) === 1;
}

function check(side: SideCase, strand: number): void {
	const best = bestScore(side.small, side.bases, side.handle, side.offset);
	const found = align(side, strand, 0);
	expect(found).toBe(best > 0);
	if (found) {
		const aligned = kernel.side();
		expect(aligned.score).toBe(checkedScore(side.small, side.bases, side.handle, side.offset, aligned));
		expect(aligned.score + (aligned.read === side.bases.length ? END_BONUS : 0)).toBe(best);
	}
	// What is asked for must be beaten, not met.
	expect(align(side, strand, best)).toBe(false);
	if (best > 1) expect(align(side, strand, best - 1)).toBe(true);
}

describe('gapped alignment', () => {
	it.each(['ACGT', 'AC', 'ACGTN'])('finds the best score over all paths of %s', (alphabet) => {
		fc.assert(
			fc.property(anyCase(alphabet), fc.nat(1), (side, strand) => check(side, strand)),
			{ numRuns: 100 },
		);
	});

	const spine = 'GATTACAGCCTAGGATCTTACGGACCATGCATTTGACGTCAATGGCCAGTTCAGGACTCC';
	const straight = smallGraph([spine], []);

	it.each([
		['a deletion of 3 beside two mismatches of the same read', `${spine.slice(0, 20)}${spine.slice(23)}`],
		['an insertion', `${spine.slice(0, 20)}TTG${spine.slice(20, 50)}`],
		['an end that is worth reaching', `${spine.slice(0, 30)}A${spine.slice(31, 35)}`],
		['an end that is not', `${spine.slice(0, 30)}ACTTC`],
		['a mismatch in the last base', `${spine.slice(0, 30)}${spine[30] === 'A' ? 'C' : 'A'}`],
		['a mismatch in the first base', `T${spine.slice(1, 30)}`],
		['an insertion and a deletion beside each other', `${spine.slice(0, 18)}CCCC${spine.slice(22, 44)}`],
	])('scores %s as the twin does', (_, bases) => {
		for (const strand of [0, 1]) check({ small: straight, handle: 0, offset: 0, bases }, strand);
	});

	it('takes the longer allele where both cost the same gap penalty and the longer one explains more', () => {
		// Paths of different length meet again: the score, not the path length behind, decides between them.
		const small = smallGraph(
			['GATTACAGC', 'TTT', 'TTTACG', 'CTAGGATCTTACGGACCATG'],
			[
				[0, 2],
				[0, 4],
				[2, 6],
				[4, 6],
			],
		);
		for (const middle of ['TTTACG', 'TTT', 'TTTA', 'TTTAC', 'TT', 'TTTG', 'TACG', '']) {
			check({ small, handle: 0, offset: 0, bases: `GATTACAGC${middle}CTAGGATCTTACGG` }, 0);
		}
	});

	it('deletes round a cycle no longer than it pays', () => {
		const small = smallGraph(
			['ACG', 'T', 'GGATCCTTAGC'],
			[
				[0, 2],
				[2, 0],
				[2, 4],
				[4, 5],
			],
		);
		check({ small, handle: 0, offset: 0, bases: 'ACGTACGTGGATCCTTAGCGCTAAGGATCC' }, 0);
		check({ small, handle: 0, offset: 1, bases: 'CGTAGGATCCTTAGC' }, 1);
	});

	it('ends in a bounded number of states where every base branches', () => {
		const small = smallGraph(
			['A', 'C', 'G', 'T'],
			[0, 2, 4, 6].flatMap((a) => [0, 2, 4, 6].map((b) => [a, b] as [number, number])),
		);
		const bases = 'N'.repeat(1000);
		expect(align({ small, handle: 0, offset: 0, bases }, 0, 0)).toBe(false);
		expect(align({ small, handle: 0, offset: 0, bases: `A${bases}` }, 0, 0)).toBe(true);
		expect(kernel.side().score).toBe(1);
	});
});
