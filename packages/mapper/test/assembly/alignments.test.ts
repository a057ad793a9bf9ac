import { nodeLength } from '@pangraf/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	anyGraph,
	followChoices,
	letters,
	randomLetters,
	randomNumbers,
	reverseComplement,
	type SmallGraph,
	smallGraph,
	spell,
} from '../random-graphs.ts';
import { checkedScore } from '../side-check.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { bestScore, END_BONUS } from '../twins/affine-alignment.ts';
import { fewestMismatches } from '../twins/gapless-paths.ts';

const kernel = new TestingKernel();

interface SideCase {
	readonly small: SmallGraph;
	readonly handle: number;
	readonly offset: number;
	readonly bases: string;
}

/** Bases of a path with substitutions, insertions and deletions; at most 40, so that giving up what lies far behind loses nothing. */
function anyCase(alphabet: string): fc.Arbitrary<SideCase> {
	const edit = fc.tuple(fc.nat(), fc.nat(4), letters(alphabet, 0, 4));
	return fc
		.record({
			small: anyGraph({ letters: alphabet, nodeLength: 20, nodes: 6, links: 10 }),
			start: fc.nat(),
			from: fc.nat(),
			choices: fc.array(fc.nat(5), { maxLength: 30 }),
			length: fc.integer({ min: 1, max: 40 }),
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

	it('finds it for long reads with few edits, too', () => {
		const edit = fc.tuple(fc.nat(), fc.nat(12), letters('ACGT', 0, 12));
		const long = fc.record({
			small: anyGraph({ letters: 'ACGT', nodeLength: 60, nodes: 8, links: 12 }),
			start: fc.nat(),
			choices: fc.array(fc.nat(5), { minLength: 10, maxLength: 20 }),
			edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
		});
		const property = fc.property(long, ({ small, start, choices, edits }) => {
			const handle = start % (2 * small.graph.nodeCount);
			let bases = spell(small, followChoices(small.graph, handle, choices)).slice(0, 150);
			for (const [at, dropped, added] of edits) {
				const place = at % (bases.length + 1);
				bases = bases.slice(0, place) + added + bases.slice(place + dropped);
			}
			check({ small, handle, offset: 0, bases: bases === '' ? 'A' : bases }, 0);
		});
		fc.assert(property, { numRuns: 12, seed: 9 });
	});

	it('finds at least what needs no gap in reads so long that their end costs more than a cell can hold', () => {
		const next = randomNumbers(6);
		const path = randomLetters(next, 520);
		const small = smallGraph([path.slice(0, 260), path.slice(260)], [[0, 2]]);
		for (const every of [8, 9, 11]) {
			const changed = Array.from(path, (letter, i) => (i % every !== 3 ? letter : letter === 'A' ? 'C' : 'A')).join('');
			const bases = changed.slice(0, 300) + randomLetters(next, 150);
			let [score, best] = [0, 0];
			for (let i = 0; i < 300; i++) {
				score += bases[i] === path[i] ? 1 : -4;
				best = Math.max(best, score);
			}
			expect(align({ small, handle: 0, offset: 0, bases }, 0, 0)).toBe(true);
			expect(kernel.side().score).toBeGreaterThanOrEqual(best);
		}
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

	it('beats what a gapless extension reached, however good that is', () => {
		// The score that is to be beaten is far above what any state has at first.
		const long = spine.repeat(3).replaceAll('GGACTCC', 'GGACTCA').slice(0, 170);
		const small = smallGraph([long], []);
		const bases = `${long.slice(0, 120)}${long.slice(124, 160)}`;
		const gapless = bases.length - 5 * fewestMismatches(small, bases, 0, 0);
		for (const atLeast of [0, 100, gapless + END_BONUS, 150]) {
			expect(align({ small, handle: 0, offset: 0, bases }, 0, atLeast)).toBe(true);
			expect(kernel.side().score).toBe(bases.length - 10);
		}
	});

	it('holds on to the right path while a wrong one runs ahead', () => {
		// The wrong allele fits for 60 bases and no further; the right one has three substitutions and a gap at once, and then all.
		const wrong = 'CATTGACGGTACCTTAGACCATGGCATTACGAGTCAATTCCGGATACTTGCAAGTCTGAC';
		const right = `${wrong.slice(0, 4)}T${wrong.slice(5, 9)}T${wrong.slice(10, 14)}A${wrong.slice(15, 18)}${wrong.slice(20)}`;
		const tail = 'GGTCATCAGTTTGCAACCGATTACAGTTCCAGGTATCGGACTTAAGCCTGAATCGTTACG';
		const small = smallGraph(
			['GATTACAGCC', `${wrong}${'A'.repeat(60)}`, `${right}${tail}`],
			[
				[0, 2],
				[0, 4],
			],
		);
		const bases = `GATTACAGCC${wrong}${tail}`;
		expect(align({ small, handle: 0, offset: 0, bases }, 0, 0)).toBe(true);
		expect(kernel.side().handles).toEqual([0, 4]);
		expect(kernel.side().read).toBe(bases.length);
	});

	it.each([1, 20, 40, 74])('crosses a deletion and an insertion of %i bases where the rest pays for it', (size) => {
		const next = randomNumbers(size);
		const [left, middle, right] = [randomLetters(next, 60), randomLetters(next, size), randomLetters(next, 200)];
		const whole = smallGraph([left + middle + right], []);
		expect(align({ small: whole, handle: 0, offset: 0, bases: left + right }, 0, 0)).toBe(true);
		const deleted = kernel.side();
		expect(deleted.read).toBe(260);
		expect(checkedScore(whole, left + right, 0, 0, deleted)).toBeGreaterThanOrEqual(260 - 6 - size);
		const cut = smallGraph([left + right], []);
		expect(align({ small: cut, handle: 0, offset: 0, bases: left + middle + right }, 0, 0)).toBe(true);
		const inserted = kernel.side();
		expect(inserted.read).toBe(260 + size);
		expect(checkedScore(cut, left + middle + right, 0, 0, inserted)).toBeGreaterThanOrEqual(260 - 6 - size);
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
