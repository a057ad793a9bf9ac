import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseAllele } from '../../src/comparison/normalise.ts';
import { bytes, textOf } from './call-set-fixture.ts';

function normal(sequence: string, position: number, ref: string, alt: string): [number, string, string] {
	const allele = normaliseAllele(bytes(sequence), position, bytes(ref), bytes(alt));
	return [allele.position, textOf(allele.ref), textOf(allele.alt)];
}

/** The normal form found by trying every spelling of the haplotype: the shortest, and of these the leftmost. */
function naiveNormal(sequence: string, position: number, ref: string, alt: string): [number, string, string] {
	const haplotype = sequence.slice(0, position) + alt + sequence.slice(position + ref.length);
	const growth = alt.length - ref.length;
	for (let refLength = Math.max(0, -growth); ; refLength++) {
		for (let p = 0; p + refLength <= sequence.length; p++) {
			const replacement = haplotype.slice(p, p + refLength + growth);
			if (sequence.slice(0, p) + replacement + sequence.slice(p + refLength) === haplotype) {
				return [p, sequence.slice(p, p + refLength), replacement];
			}
		}
	}
}

describe('normalisation', () => {
	it('equals the shortest, leftmost of all spellings of the haplotype', () => {
		// Two letters, so that repeats of all units abound.
		const letters = (min: number, max: number) => fc.string({ unit: fc.constantFrom('A', 'C'), minLength: min, maxLength: max });
		fc.assert(
			fc.property(letters(1, 14), fc.nat(), fc.nat(), letters(0, 6), (sequence, from, length, alt) => {
				const position = from % (sequence.length + 1);
				const ref = sequence.slice(position, position + (length % 7));
				fc.pre(ref !== alt);
				expect(normal(sequence, position, ref, alt)).toEqual(naiveNormal(sequence, position, ref, alt));
			}),
			{ seed: 3, numRuns: 3000 },
		);
	});

	it.each([
		['SNV with anchors', 'GGGATTTC', 2, 'GAT', 'GCT', [3, 'A', 'C']],
		['deletion in a homopolymer', 'GAAAAC', 3, 'AA', 'A', [1, 'A', '']],
		['insertion in a tandem repeat', 'GCACACT', 5, 'C', 'CAC', [1, '', 'CA']],
		['insertion that turns on its way left', 'TGTGTG', 6, '', 'TG', [0, '', 'TG']],
		['insertion before the first base', 'ACGT', 0, 'A', 'TA', [0, '', 'T']],
		['replacement of unequal lengths', 'ACGTAC', 1, 'CGT', 'CTTTT', [2, 'G', 'TTT']],
		['the reference itself', 'ACGT', 1, 'CG', 'CG', [1, '', '']],
	] as const)('%s', (_, sequence, position, ref, alt, expected) => {
		const [p, r, a] = normal(sequence, position, ref, alt);
		const isReference = r === '' && a === '';
		expect(isReference ? [1, '', ''] : [p, r, a]).toEqual(expected);
	});

	it('moves a long way in time that grows with the way alone', () => {
		const sequence = `C${'A'.repeat(200_000)}`;
		expect(normal(sequence, 200_000, 'A', 'AA')).toEqual([1, '', 'A']);
	});
});
