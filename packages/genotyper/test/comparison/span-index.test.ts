import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpanIndex } from '../../src/comparison/span-index.ts';
import { recordEnd, recordStart } from '../../src/comparison/variant-set.ts';
import { callSetOf, referenceOf } from './call-set-fixture.ts';

const reference = referenceOf({ one: 'ACGTTGCAAC'.repeat(8), two: 'GATTACAGGA'.repeat(8) });

describe('span index', () => {
	it('finds an overlapping record exactly where a scan finds one', () => {
		const record = fc.tuple(fc.constantFrom('one', 'two'), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }));
		const query = fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: -5, max: 90 }), fc.integer({ min: 1, max: 12 }));
		fc.assert(
			fc.property(fc.array(record, { maxLength: 12 }), query, (records, [contig, start, length]) => {
				const text = records.map(([name, position, refLength]) => {
					const sequence = name === 'one' ? 'ACGTTGCAAC'.repeat(8) : 'GATTACAGGA'.repeat(8);
					const ref = sequence.slice(position - 1, position - 1 + refLength);
					return `${name} ${position} ${ref} ${ref[0] === 'T' ? 'G' : 'T'} 0/1`;
				});
				const { called } = callSetOf(reference, text);
				const index = new SpanIndex(called);
				const end = start + length;
				const overlapping = Array.from({ length: called.count }, (_, i) => i).filter(
					(i) => called.contig[i] === contig && recordStart(called, i) < end && recordEnd(called, i) > start,
				);
				const found = index.overlapping(contig, start, end);
				expect(found === -1 ? overlapping.length === 0 : overlapping.includes(found)).toBe(true);
			}),
			{ seed: 2, numRuns: 1000 },
		);
	});
});
