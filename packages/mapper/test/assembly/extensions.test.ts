import { nodeLength } from '@pangraf/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyGraph, followChoices, letters, reverseComplement, type SmallGraph, smallGraph, spell } from '../random-graphs.ts';
import { checkedScore } from '../side-check.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { fewestMismatches } from '../twins/gapless-paths.ts';

const kernel = new TestingKernel();
/** SYNC: assembly/extensions.ts */
const MISMATCH_MAX = 8;

/** A place in a graph and bases that may fit there: those of a path, with some changed. */
export interface SideCase {
	readonly small: SmallGraph;
	readonly handle: number;
	readonly offset: number;
	readonly bases: string;
}

function anyCase(alphabet: string, bases: number): fc.Arbitrary<SideCase> {
	return fc
		.record({
			small: anyGraph({ letters: alphabet, nodeLength: 12 }),
			start: fc.nat(),
			from: fc.nat(),
			choices: fc.array(fc.nat(5), { maxLength: 30 }),
			length: fc.integer({ min: 1, max: bases }),
			changes: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...alphabet, 'N')), { maxLength: 9 }),
			tail: letters('ACGT', 0, 4),
		})
		.map(({ small, start, from, choices, length, changes, tail }) => {
			const handle = start % (2 * small.graph.nodeCount);
			const offset = from % (nodeLength(small.graph, handle >> 1) + 1);
			const path = spell(small, followChoices(small.graph, handle, choices)).slice(offset);
			const changed = Array.from((path + tail).slice(0, length));
			for (const [at, letter] of changes) if (changed.length > 0) changed[at % changed.length] = letter;
			return { small, handle, offset, bases: changed.length > 0 ? changed.join('') : 'A' };
		});
}

/** Runs the kernel's extension with the bases at the end of a longer read, on either strand. */
function extend({ small, handle, offset, bases }: SideCase, strand: number): boolean {
	const before = 'ACGTA';
	kernel.useColumns(small.graph);
	kernel.putRead(strand === 0 ? before + bases : reverseComplement(before + bases));
	return kernel.exports.extendSide(0, strand, before.length, handle, offset) === 1;
}

function check(side: SideCase, strand: number): void {
	const fewest = fewestMismatches(side.small, side.bases, side.handle, side.offset);
	const reached = extend(side, strand);
	expect(kernel.exports.sideExhausted.value).toBe(0);
	expect(reached).toBe(fewest <= MISMATCH_MAX);
	if (!reached) return;
	const found = kernel.side();
	expect(found.read).toBe(side.bases.length);
	expect(found.edits.every((edit) => (edit & 3) < 2)).toBe(true);
	const score = checkedScore(side.small, side.bases, side.handle, side.offset, found);
	expect(found.score).toBe(score);
	// Mismatches cost 5, or 2 where the read has another letter.
	expect(score).toBe(side.bases.length - 5 * fewest + 3 * (side.bases.split('N').length - 1));
	expect(kernel.exports.sideMismatches.value).toBe(fewest);
}

describe('gapless extension', () => {
	it.each(['ACGT', 'AC', 'ACGTN'])('finds the fewest mismatches over all paths of %s', (alphabet) => {
		fc.assert(
			fc.property(anyCase(alphabet, 40), fc.nat(1), (side, strand) => check(side, strand)),
			{ numRuns: 120 },
		);
	});

	it('runs over node borders at every offset of a word', () => {
		const sequence = 'ACGGTCATTGCAAGTCCGATTGACCTAGGATCCATTGCAGTACGGATCTTAGCCATGACTGAAGTC'.repeat(3);
		for (let cut = 1; cut < 70; cut++) {
			const small = smallGraph([sequence.slice(0, cut), sequence.slice(cut)], [[0, 2]]);
			const bases = `${sequence.slice(0, 60)}N${sequence.slice(61, 100)}`;
			check({ small, handle: 0, offset: 0, bases }, cut & 1);
			check({ small, handle: 3, offset: 0, bases: reverseComplement(sequence).slice(0, sequence.length) }, cut & 1);
		}
	});

	it('goes round a self-loop as often as the read does', () => {
		const small = smallGraph(
			['CA', 'G'],
			[
				[0, 0],
				[0, 2],
				[1, 0],
				[3, 3],
			],
		);
		check({ small, handle: 0, offset: 0, bases: `${'CA'.repeat(20)}G` }, 0);
		check({ small, handle: 0, offset: 1, bases: `A${'CA'.repeat(7)}GGGG` }, 1);
	});

	it('gives up after a bounded number of nodes and says so', () => {
		// Two 1-bp nodes, each followed by both: every path spells something, none spells C.
		const small = smallGraph(
			['A', 'A'],
			[
				[0, 0],
				[0, 2],
				[2, 0],
				[2, 2],
			],
		);
		expect(extend({ small, handle: 0, offset: 0, bases: 'A'.repeat(1000) }, 0)).toBe(false);
		expect(kernel.exports.sideExhausted.value).toBe(1);
	});
});
