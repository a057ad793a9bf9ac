import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleChanges, typeOf } from '../../src/simulation/contig-variants.ts';
import type { CarriedChange } from '../../src/simulation/mutations.ts';

const change = fc
	.record({
		start: fc.integer({ min: 1, max: 12 }),
		length: fc.nat(3),
		letters: fc.string({ unit: fc.constantFrom('A', 'C'), maxLength: 2 }),
		carriers: fc.array(fc.constantFrom(0, 1), { minLength: 3, maxLength: 3 }),
	})
	.filter(({ length, letters }) => length > 0 || letters.length > 0)
	.map(({ start, length, letters, carriers }, locus = 0): CarriedChange => {
		const sequence = new TextEncoder().encode(letters);
		return { start, end: start + length, sequence, carriers: Uint8Array.from(carriers), locus };
	});

/** First base that a VCF record of the change covers. */
function recordStart({ start, end, sequence }: CarriedChange): number {
	return end - start === sequence.length ? start : start - 1;
}

function key({ start, end, sequence }: CarriedChange): string {
	return `${start} ${end} ${String.fromCharCode(...sequence)}`;
}

describe('settleChanges', () => {
	it('keeps records apart on each haplotype, each change once, and loses nothing that was apart', () => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 10 }), (changes) => {
				const settled = settleChanges(changes);
				expect(settled.map((one) => one.start)).toEqual(settled.map((one) => one.start).toSorted((a, b) => a - b));
				expect(new Set(settled.map(key)).size).toBe(settled.length);
				for (const one of settled) expect(one.carriers.includes(1)).toBe(true);
				for (let h = 0; h < 3; h++) {
					const own = settled.filter(({ carriers }) => carriers[h] === 1);
					for (let i = 1; i < own.length; i++) expect(recordStart(own[i]!)).toBeGreaterThanOrEqual(own[i - 1]!.end);
					// Whoever carried it before and does not now has an earlier record in the way.
					for (const before of changes.filter(({ carriers }) => carriers[h] === 1)) {
						const kept = own.some((one) => key(one) === key(before));
						const inTheWay = own.some((one) => one.start <= before.start && one.end > recordStart(before));
						expect(kept || inTheWay).toBe(true);
					}
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe('typeOf', () => {
	it('tells structural variants by a change of 50 bp', () => {
		const sequence = (length: number) => new Uint8Array(length);
		expect(typeOf({ start: 4, end: 5, sequence: sequence(1) })).toBe('SNV');
		expect(typeOf({ start: 4, end: 4, sequence: sequence(49) })).toBe('INDEL');
		expect(typeOf({ start: 4, end: 4, sequence: sequence(50) })).toBe('SV');
		expect(typeOf({ start: 4, end: 54, sequence: sequence(0) })).toBe('SV');
	});
});
