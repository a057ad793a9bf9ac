import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trimAllele } from '../../src/build/trimmed-allele.ts';
import { naiveTrim } from './panel.ts';

describe('trimAllele', () => {
	it('sets the anchor base aside and removes what is shared', () => {
		expect(trimAllele(10, 'A', 'C')).toEqual({ start: 10, end: 11, sequence: 'C' });
		expect(trimAllele(10, 'A', 'AC')).toEqual({ start: 11, end: 11, sequence: 'C' });
		expect(trimAllele(10, 'ACG', 'A')).toEqual({ start: 11, end: 13, sequence: '' });
		expect(trimAllele(10, 'ACG', 'ATG')).toEqual({ start: 11, end: 12, sequence: 'T' });
		expect(trimAllele(10, 'CAAA', 'CAA')).toEqual({ start: 11, end: 12, sequence: '' });
		expect(trimAllele(0, 'TA', 'A')).toEqual({ start: 0, end: 1, sequence: '' });
		expect(trimAllele(0, 'AC', 'AC')).toMatchObject({ start: 1, end: 1, sequence: '' });
	});

	it('agrees with removing letters one by one, and changes nothing that it should not', () => {
		const letters = fc.string({ unit: fc.constantFrom('A', 'C'), minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(letters, letters, (ref, alt) => {
				const trimmed = trimAllele(5, ref, alt);
				expect(trimmed).toEqual(naiveTrim(5, ref, alt));
				expect(ref.slice(0, trimmed.start - 5) + trimmed.sequence + ref.slice(trimmed.end - 5)).toBe(alt);
			}),
		);
	});
});
