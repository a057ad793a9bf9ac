import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, leftAlign } from '../../src/simulation/left-alignment.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const letters = (options: { minLength?: number; maxLength: number }) =>
	fc.string({ unit: fc.constantFrom('A', 'C'), ...options });

function apply(reference: string, { start, end, sequence }: Change): string {
	return reference.slice(0, start) + decoder.decode(sequence) + reference.slice(end);
}

describe('leftAlign', () => {
	it('gives the leftmost indel that makes the same sequence', () => {
		const change = fc.tuple(
			letters({ minLength: 1, maxLength: 24 }),
			fc.nat(),
			fc.nat(),
			letters({ minLength: 1, maxLength: 5 }),
		);
		fc.assert(
			fc.property(change, fc.boolean(), ([reference, a, b, inserted], isInsertion) => {
				const start = a % (reference.length + (isInsertion ? 1 : 0));
				const end = isInsertion ? start : start + 1 + (b % (reference.length - start));
				const sequence = encoder.encode(isInsertion ? inserted : '');
				const target = apply(reference, { start, end, sequence });
				const aligned = leftAlign(encoder.encode(reference), { start, end, sequence });
				expect(apply(reference, aligned)).toBe(target);
				// The first place of an indel of this length that makes the same sequence.
				const leftmost = Array.from({ length: reference.length + 1 }, (_, i) => i).find((i) => {
					const rest = reference.slice(i + (end - start));
					return (
						target.startsWith(reference.slice(0, i)) &&
						target.endsWith(rest) &&
						i + rest.length + sequence.length === target.length
					);
				});
				expect(aligned.start).toBe(leftmost);
				expect(aligned.end - aligned.start).toBe(end - start);
			}),
			{ numRuns: 1000 },
		);
	});

	it('leaves substitutions where they are', () => {
		const change = { start: 3, end: 4, sequence: encoder.encode('C') };
		expect(leftAlign(encoder.encode('AAAAAA'), change)).toBe(change);
	});
});
