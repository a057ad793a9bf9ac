import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { letters, randomLetters, randomNumbers, reverseComplement, smallGraph } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { END_BONUS } from '../twins/affine-alignment.ts';

const kernel = new TestingKernel();
/** Of the read, before the bases that are aligned. */
const BEFORE = 'ACGTA';

/** What the kernel says of a read along a sequence: whether it fits without gaps, how well, and whether a gap might better that. */
function judge(sequence: string, bases: string, strand = 0): { score: number; mayBetter: boolean } | undefined {
	kernel.useColumns(smallGraph([sequence], []).graph);
	kernel.putRead(strand === 0 ? BEFORE + bases : reverseComplement(BEFORE + bases));
	if (kernel.exports.extendSide(0, strand, BEFORE.length, 0, 0) !== 1) return undefined;
	const score = kernel.exports.sideScore.value + END_BONUS;
	return { score, mayBetter: kernel.exports.mayBetter(0, strand, BEFORE.length) === 1 };
}

const spine = randomLetters(randomNumbers(3), 160);
const change = (bases: string, ...places: number[]): string => {
	const changed = Array.from(bases);
	for (const place of places) changed[place] = changed[place] === 'A' ? 'C' : 'A';
	return changed.join('');
};

describe('a gapless side', () => {
	it('that is said to stand has no better alignment, says the gapped stage', () => {
		let stands = 0;
		let sides = 0;
		const side = fc.record({
			sequence: letters('ACGT', 90, 110),
			length: fc.integer({ min: 12, max: 75 }),
			edits: fc.array(fc.tuple(fc.nat(), fc.nat(2), letters('ACGT', 0, 2)), { minLength: 1, maxLength: 5 }),
			strand: fc.nat(1),
		});
		const property = fc.property(side, ({ sequence, length, edits, strand }) => {
			let bases = sequence.slice(0, length);
			for (const [at, dropped, added] of edits) {
				const place = at % bases.length;
				// Most edits are substitutions, as in reads.
				const [out, into] = at % 3 === 0 ? [dropped, added] : [1, added[0] ?? 'G'];
				bases = bases.slice(0, place) + into + bases.slice(place + out);
			}
			const judged = judge(sequence, bases, strand);
			if (judged === undefined) return;
			sides++;
			if (judged.mayBetter) return;
			stands++;
			expect(kernel.exports.alignSide(0, strand, BEFORE.length, 0, 0, judged.score)).toBe(0);
		});
		fc.assert(property, { numRuns: 2000, seed: 5 });
		expect(stands).toBeGreaterThan(sides / 3);
		expect(stands).toBeLessThan(sides);
	});

	it.each([
		['with lone substitutions', change(spine.slice(0, 120), 20, 60, 90), false],
		['with a last base that differs', change(spine.slice(0, 120), 50, 119), false],
		['with two last bases that differ', change(spine.slice(0, 120), 118, 119), true],
		['with a deletion near its end', spine.slice(0, 114) + spine.slice(116, 122), true],
		['with an insertion near its end', `${spine.slice(0, 112)}A${spine.slice(112, 119)}`, true],
		[
			'with an insertion and a deletion of the same size',
			`${spine.slice(0, 50)}A${spine.slice(50, 58)}${spine.slice(59, 120)}`,
			true,
		],
	])('%s', (_, bases, expected) => {
		const judged = judge(spine, bases);
		expect(judged?.mayBetter).toBe(expected);
	});

	it('of a repeat of short units is looked into', () => {
		const sequence = `${spine.slice(0, 40)}${'CAG'.repeat(30)}`;
		expect(judge(sequence, change(sequence.slice(0, 110), 60, 62))?.mayBetter).toBe(true);
	});
});
