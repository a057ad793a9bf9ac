import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CoverageCounter } from '../../src/depth/coverage.ts';
import { callSetOf, referenceOf } from '../comparison/call-set-fixture.ts';

const SEQUENCE = 'GGACGTCATGACCTACATAGATCACACTGAAGTCGCTTAGCATCGGATC'.repeat(3);
const reference = referenceOf({ chr1: SEQUENCE, chr2: SEQUENCE, chr3: SEQUENCE });

describe('coverage at variants', () => {
	it('counts reads over an SNV, and over both sides of an indel', () => {
		// SNV at base 9; insertion between 9 and 10; deletion of [20, 26).
		const ref = SEQUENCE.slice(19, 26);
		const { called } = callSetOf(reference, [
			`chr1 10 ${SEQUENCE[9]} T 0/1`,
			`chr1 10 ${SEQUENCE[9]} ${SEQUENCE[9]}TTT 0/1`,
			`chr1 20 ${ref} ${ref[0]} 0/1`,
		]);
		const counter = new CoverageCounter(called);
		counter.addAlignment(0, 0, 10, 60);
		counter.addAlignment(0, 0, 11, 60);
		counter.addAlignment(0, 9, 26, 60);
		counter.addAlignment(0, 5, 60, 9);
		counter.addAlignment(1, 0, 99, 60);
		const { depth, reliableDepth } = counter.finish();
		expect([...depth]).toEqual([4, 3, 1]);
		expect([...reliableDepth]).toEqual([3, 2, 0]);
	});

	it('equals counting one by one', () => {
		const contig = fc.constantFrom(0, 2);
		const variant = fc.tuple(contig, fc.nat(100), fc.nat(12));
		const read = fc.tuple(fc.nat(2), fc.nat(140), fc.nat(40), fc.constantFrom(0, 9, 10, 60));
		fc.assert(
			fc.property(fc.array(variant, { maxLength: 12 }), fc.array(read, { maxLength: 30 }), (variants, reads) => {
				const lines = variants.map(([c, start, length]) => {
					const name = reference.names[c]!;
					const ref = SEQUENCE.slice(start, start + 1 + length);
					return `${name} ${start + 1} ${ref} ${length > 0 ? ref[0] : `${ref}GATTACA`} 0/1`;
				});
				const { called } = callSetOf(reference, lines);
				const counter = new CoverageCounter(called);
				for (const [c, start, length, mapq] of reads) counter.addAlignment(c, start, start + length, mapq);
				const count = (i: number, minMapq: number): number => {
					const before = called.position[i]! - (called.position[i]! > 0 ? 1 : 0);
					const after = called.position[i]! + called.refLength[i]!;
					const over = (at: number): number =>
						reads.filter(
							([c, start, length, mapq]) => c === called.contig[i] && start <= at && at < start + length && mapq >= minMapq,
						).length;
					return Math.min(over(before), over(after));
				};
				const { depth, reliableDepth } = counter.finish();
				expect([...depth]).toEqual(Array.from({ length: called.count }, (_, i) => count(i, 0)));
				expect([...reliableDepth]).toEqual(Array.from({ length: called.count }, (_, i) => count(i, 10)));
			}),
			{ seed: 9, numRuns: 500 },
		);
	});
});
