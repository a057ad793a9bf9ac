import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntervalSet, parseBedLine } from '../../src/comparison/intervals.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

const reference = referenceOf({ chr1: 'ACGTTGCAAC'.repeat(3), chr2: 'ACGT' });

function intervalSet(...intervals: [start: number, end: number][]): IntervalSet {
	return new IntervalSet(
		intervals.map(([start, end]) => ({ contig: 'chr1', start, end, name: undefined })),
		reference,
	);
}

describe('intervals', () => {
	it('contain what every base of a mask contains', () => {
		const interval = fc.tuple(fc.nat(30), fc.nat(8));
		fc.assert(
			fc.property(fc.array(interval, { maxLength: 6 }), fc.nat(29), fc.integer({ min: 1, max: 8 }), (list, start, length) => {
				const mask = new Uint8Array(50);
				for (const [from, size] of list) mask.fill(1, from, from + size);
				const set = intervalSet(...list.map(([from, size]) => [from, from + size] as [number, number]));
				expect(set.contains(0, start, start + length)).toBe(mask.subarray(start, start + length).every((bit) => bit === 1));
				expect(set.contains(1, start, start + length)).toBe(false);
			}),
			{ seed: 4, numRuns: 500 },
		);
	});

	it('hold a variant that lies wholly inside: changed bases, and both sides of an insertion', () => {
		// Reference from 0: A C G T T G C A A C …
		const isInside = (record: string, ...intervals: [number, number][]): boolean =>
			intervalSet(...intervals).containsVariant(callSetOf(reference, [record]).called, 0);
		expect(isInside('chr1 3 G A 0/1', [2, 3])).toBe(true);
		expect(isInside('chr1 3 G A 0/1', [3, 9])).toBe(false);
		// The anchor base may lie outside.
		expect(isInside('chr1 2 CG C 0/1', [2, 3])).toBe(true);
		expect(isInside('chr1 2 CGT C 0/1', [2, 3])).toBe(false);
		expect(isInside('chr1 2 C CAA 0/1', [1, 3])).toBe(true);
		expect(isInside('chr1 2 C CAA 0/1', [2, 9])).toBe(false);
		expect(isInside('chr1 2 C CAA 0/1', [0, 2])).toBe(false);
		// Neighbours that touch are one.
		expect(isInside('chr1 2 CGT C 0/1', [0, 3], [3, 5])).toBe(true);
		// At the ends of a contig there is one side only.
		expect(isInside('chr1 30 C CAA 0/1', [29, 30])).toBe(true);
		expect(isInside('chr1 1 A TTA 0/1', [0, 1])).toBe(true);
	});

	it('are read from BED with tabs or blanks, past comments and headers', () => {
		expect(parseBedLine('chr1\t5\t10\tBRCA2\t0\t+', 1, 'a.bed')).toEqual({ contig: 'chr1', start: 5, end: 10, name: 'BRCA2' });
		expect(parseBedLine('chr1 5 10', 1, 'a.bed')).toEqual({ contig: 'chr1', start: 5, end: 10, name: undefined });
		for (const text of ['', '# comment', 'track name=x', 'browser position chr1'])
			expect(parseBedLine(text, 1, 'a.bed')).toBeUndefined();
	});

	it.each([
		['chr1\t5', 'E_BED_COLUMNS', '2 columns'],
		['chr1\t10\t5', 'E_BED_INTERVAL', 'start 10 and end 5'],
		['chr1\t-1\t5', 'E_BED_INTERVAL', 'start -1'],
		['chr1\ta\tb', 'E_BED_INTERVAL', 'start a'],
	])('refuses %j', (text, code, found) => {
		expect(() => parseBedLine(text, 7, 'a.bed')).toThrow(
			expect.objectContaining({ code, message: expect.stringContaining(found) }),
		);
		expect(() => parseBedLine(text, 7, 'a.bed')).toThrow('a.bed, line 7');
	});
});
