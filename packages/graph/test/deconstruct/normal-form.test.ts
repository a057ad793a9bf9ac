import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalForm } from '../../src/deconstruct/normal-form.ts';

/** One base at a time, with whole strings: Tan, Abecasis and Kang's algorithm as they wrote it down. */
function naiveNormalForm(
	reference: string,
	start: number,
	alleles: string[],
	leftmost: number,
): { start: number; alleles: string[] } {
	let [at, all] = [start, alleles];
	if (all.some((allele) => allele === '')) [at, all] = [at - 1, all.map((allele) => reference[start - 1] + allele)];
	for (;;) {
		if (all.some((allele) => allele.at(-1) !== all[0]!.at(-1))) break;
		if (all.some((allele) => allele.length === 1)) {
			if (at === leftmost) break;
			at--;
			all = all.map((allele) => reference[at] + allele);
		}
		all = all.map((allele) => allele.slice(0, -1));
	}
	while (all.every((allele) => allele.length > 1 && allele[0] === all[0]![0])) {
		at++;
		all = all.map((allele) => allele.slice(1));
	}
	return { start: at, alleles: all };
}

const letters = (minLength: number, maxLength: number) => fc.string({ unit: fc.constantFrom('A', 'C'), minLength, maxLength });

it('is what moving one base at a time gives', () => {
	fc.assert(
		fc.property(
			letters(1, 14),
			fc.uniqueArray(letters(0, 6), { minLength: 2, maxLength: 4 }),
			fc.nat(14),
			(before, alleles, most) => {
				const start = before.length;
				const shiftMax = Math.min(most, start - 1);
				const placed = normalForm(start, alleles, (offset) => before[offset]!, shiftMax);
				const expected = naiveNormalForm(before, start, alleles, start - 1 - shiftMax);
				expect({ start: placed.start, alleles: placed.alleles }).toEqual(expected);
			},
		),
		{ numRuns: 2000 },
	);
});

it('stops where it may not pass, without asking about places it does not reach', () => {
	const asked: number[] = [];
	const mayPass = (offset: number) => {
		asked.push(offset);
		return offset > 4;
	};
	const placed = normalForm(7, ['A', ''], (offset) => 'CAAAAAA'[offset]!, 6, mayPass);
	expect(placed).toEqual({ start: 4, alleles: ['AA', 'A'], shift: 2 });
	expect(asked).toEqual([6, 5, 4]);
});
