import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/comparison/edit-distance.ts';
import { bytes } from './call-set-fixture.ts';

/** The table, cell by cell. */
function naive(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
		}
		row = next;
	}
	return row[b.length]!;
}

describe('edit distance', () => {
	it('equals the plain table, within and across words of 32', () => {
		const sequence = fc.string({ unit: fc.constantFrom('A', 'C', 'G', 'T', 'N'), maxLength: 130 });
		fc.assert(
			fc.property(sequence, sequence, fc.boolean(), (a, other, isClose) => {
				// Half of the pairs are alike but for a piece.
				const b = isClose ? a.slice(0, 40) + other.slice(0, 5) + a.slice(47) : other;
				expect(editDistance(bytes(a), bytes(b))).toBe(naive(a, b));
			}),
			{ seed: 7, numRuns: 400 },
		);
	});

	it('is 0 for equals and the length against nothing', () => {
		const long = bytes('ACGTTGCA'.repeat(100));
		expect(editDistance(long, long)).toBe(0);
		expect(editDistance(long, bytes(''))).toBe(800);
		expect(editDistance(bytes(''), long)).toBe(800);
	});
});
