import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChanges, changesIn, toReference } from '../../src/simulation/haplotype-sequence.ts';
import type { Change } from '../../src/simulation/left-alignment.ts';

const REFERENCE = 'ACGTACGTACGTACGTACGTACGTACGT';
const encoder = new TextEncoder();

/** Changes in order: SNVs, insertions and deletions with at least a base between them. */
const changes = fc
	.array(
		fc.record({
			gap: fc.integer({ min: 1, max: 5 }),
			kind: fc.constantFrom('SNV', 'insertion', 'deletion'),
			size: fc.integer({ min: 1, max: 3 }),
		}),
		{
			maxLength: 5,
		},
	)
	.map((plan) => {
		const list: Change[] = [];
		let at = 0;
		for (const { gap, kind, size } of plan) {
			const start = at + gap;
			const end = kind === 'insertion' ? start : kind === 'deletion' ? start + size : start + 1;
			if (end >= REFERENCE.length) break;
			const letters = kind === 'insertion' ? 'T'.repeat(size) : kind === 'deletion' ? '' : 'N';
			list.push({ start, end, sequence: encoder.encode(letters) });
			at = end;
		}
		return list;
	});

describe('applyChanges', () => {
	it('agrees with building the haplotype base by base', () => {
		fc.assert(
			fc.property(changes, (list) => {
				const haplotype = applyChanges(encoder.encode(REFERENCE), list);
				let letters = '';
				const places: number[] = [];
				// Per base of the haplotype the changes that it belongs to; a deletion belongs to the base after it.
				const owners: Set<number>[] = [];
				let waiting: number[] = [];
				let next = 0;
				for (let r = 0; r <= REFERENCE.length; ) {
					const one = list[next];
					if (one?.start === r) {
						for (const letter of String.fromCharCode(...one.sequence)) {
							letters += letter;
							places.push(r);
							owners.push(new Set([...waiting, next]));
							waiting = [];
						}
						if (one.sequence.length === 0) waiting.push(next);
						r = one.end;
						next++;
						if (one.start === one.end && r < REFERENCE.length) {
							letters += REFERENCE[r];
							places.push(r);
							owners.push(new Set());
							r++;
						}
						continue;
					}
					if (r < REFERENCE.length) {
						letters += REFERENCE[r];
						places.push(r);
						owners.push(new Set(waiting));
						waiting = [];
					}
					r++;
				}
				expect(String.fromCharCode(...haplotype.sequence)).toBe(letters);
				expect(places.map((_, i) => toReference(haplotype, i))).toEqual(places);
				for (let start = 0; start < letters.length; start += 3) {
					const end = Math.min(letters.length, start + 7);
					const own = new Set(owners.slice(start, end).flatMap((set) => [...set]));
					const indels = [...own].filter((i) => list[i]!.sequence.length !== list[i]!.end - list[i]!.start);
					expect(changesIn(haplotype, start, end)).toEqual({ all: own.size, indels: indels.length });
				}
			}),
			{ numRuns: 300 },
		);
	});
});
