import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanGenotypes } from '../../src/vcf/genotypes.ts';

/** What {@link scanGenotypes} finds in columns of text. */
function scan(columns: string, sampleCount: number, field: number, altCount: number) {
	const bytes = new TextEncoder().encode(`before\t${columns}\n`);
	const alleles = new Int16Array(sampleCount * 2);
	const phased = new Uint8Array(sampleCount);
	const found = scanGenotypes(bytes, 7, bytes.length - 1, field, altCount, alleles, phased);
	return { found, alleles: [...alleles], phased: [...phased] };
}

/** The same by splitting; undefined for a genotype that cannot be read. */
function scanNaively(column: string, field: number, altCount: number): [number, number, number] | undefined {
	const gt = field < 0 ? undefined : column.split(':')[field];
	if (gt === undefined) return [-1, -1, 0];
	const match = /^[|/]?(\d+|\.)(?:([|/])(\d+|\.))?$/.exec(gt);
	if (match === null) return undefined;
	const allele = (text: string | undefined) => (text === undefined ? -2 : text === '.' ? -1 : Number(text));
	const [first, second] = [allele(match[1]), allele(match[3])];
	return first > altCount || second > altCount ? undefined : [first, second, match[2] === '/' ? 0 : 1];
}

describe('scanGenotypes', () => {
	it('reads haploid, diploid, missing, phased and unphased genotypes', () => {
		expect(scan('0|1\t1/0:9\t.\t./.\t2\t.|1\t|12|3:\t0/.', 8, 0, 12)).toEqual({
			found: 8,
			alleles: [0, 1, 1, 0, -1, -2, -1, -1, 2, -2, -1, 1, 12, 3, 0, -1],
			phased: [1, 0, 1, 0, 1, 1, 1, 0],
		});
		expect(scan('9:0|1:x\t9', 2, 1, 1)).toEqual({ found: 2, alleles: [0, 1, -1, -1], phased: [1, 0] });
		expect(scan('9:8\t7', 2, -1, 1)).toEqual({ found: 2, alleles: [-1, -1, -1, -1], phased: [0, 0] });
	});

	it('counts columns, too few or too many', () => {
		expect(scan('0|1', 2, 0, 1).found).toBe(1);
		expect(scan('0|1\t0|1\t0|1\t', 2, 0, 1).found).toBe(4);
	});

	it('finds the first genotype that cannot be read', () => {
		for (const bad of ['', '0|2', '2', '0/1/1', 'x', '0|', '0|x', '0-1', '|', '-1', '0 ', '::']) {
			expect(scan(`0|1\t${bad}\t0|0`, 3, 0, 1).found).toBe(-2);
		}
	});

	it('agrees with splitting', () => {
		const part = fc.oneof(
			{ weight: 8, arbitrary: fc.stringMatching(/^[|/]?([0-3]|\.)([|/]([0-3]|\.))?$/) },
			fc.constantFrom('', 'x', '0/1/2'),
		);
		const column = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(':'));
		fc.assert(
			fc.property(fc.array(column, { minLength: 1, maxLength: 6 }), fc.integer({ min: -1, max: 2 }), (columns, field) => {
				const expected = columns.map((text) => scanNaively(text, field, 3));
				const { found, alleles, phased } = scan(columns.join('\t'), columns.length, field, 3);
				const bad = expected.indexOf(undefined);
				expect(found).toBe(bad === -1 ? columns.length : -1 - bad);
				const read = columns.map((_, i) => [alleles[2 * i], alleles[2 * i + 1], phased[i]]);
				const count = bad === -1 ? columns.length : bad;
				expect(read.slice(0, count)).toEqual(expected.slice(0, count));
			}),
			{ numRuns: 1000 },
		);
	});
});
