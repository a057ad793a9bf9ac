import { describe, expect, it } from 'vitest';
import { AlleleTable, type PhasedRecord } from '../../src/build/allele-table.ts';

const CONTIG = { name: 'c', sequence: new TextEncoder().encode('ACGTACGTRN') };

/** A table of two samples with one record in it. */
function add(record: Partial<PhasedRecord>): AlleleTable {
	const table = new AlleleTable(CONTIG, 2);
	const source = { file: 'x.vcf', samples: ['s', 'left-out', 't'], columns: Int32Array.from([0, -1, 1]) };
	const full = { line: 7, position: 1, ref: 'C', alts: ['T'], info: '.', phased: Uint8Array.from([1, 0, 1]) };
	table.add({ ...full, alleles: Int16Array.from([0, 1, 0, 1, 0, 0]), ...record }, source);
	table.finish();
	return table;
}

/** Start, end, sequence and carriers of each row. */
function rows(table: AlleleTable): unknown[] {
	return Array.from({ length: table.count }, (_, i) => {
		const letters = table.sequences.subarray(table.sequenceStarts[i], table.sequenceStarts[i + 1]);
		const bits = new Uint32Array(1);
		table.carriers.addBits(i, bits, 0);
		return [table.starts[i], table.ends[i], String.fromCharCode(...letters), bits[0]];
	});
}

describe('AlleleTable', () => {
	it('keeps the carried alleles of the wanted samples', () => {
		expect(rows(add({}))).toEqual([[1, 2, 'T', 0b0010]]);
		expect(rows(add({ alts: ['T', 'CA', 'g'], alleles: Int16Array.from([3, 1, 2, 2, 0, 1]) }))).toEqual([
			[1, 2, 'T', 0b1010],
			[1, 2, 'G', 0b0001],
		]);
	});

	it('takes no change from `*`, `.` and an ALT that is REF', () => {
		expect(rows(add({ alts: ['*', '.', 'c'], alleles: Int16Array.from([1, 2, 0, 0, 3, 0]) }))).toEqual([]);
	});

	it('counts haplotypes without an allele, and of haploid genotypes only those of samples that are diploid elsewhere', () => {
		const missing = add({ alleles: Int16Array.from([-1, 1, -1, -1, -1, -2]) });
		expect(missing.missingGenotypes).toBe(2);
		expect([...missing.ploidy]).toEqual([2, 1]);
		const table = new AlleleTable(CONTIG, 1);
		const source = { file: 'x.vcf', samples: ['s'], columns: Int32Array.from([0]) };
		const record = { line: 7, position: 1, ref: 'C', alts: ['T'], info: '.', phased: Uint8Array.from([1]) };
		table.add({ ...record, alleles: Int16Array.from([1, -2]) }, source);
		table.add({ ...record, alleles: Int16Array.from([1, 0]) }, source);
		table.finish();
		expect([...table.ploidy]).toEqual([2]);
		expect(table.missingGenotypes).toBe(1);
	});

	it('takes unphased genotypes whose haplotypes are equal or both the reference, and no others', () => {
		const phased = new Uint8Array(3);
		for (const genotype of [
			[1, 1],
			[0, 0],
			[0, -1],
			[-1, -1],
			[1, -2],
		]) {
			expect(() => add({ phased, alleles: Int16Array.from([...genotype, 0, 1, 0, 0]) })).not.toThrow();
		}
		expect(() => add({ phased, alleles: Int16Array.from([0, 0, 0, 0, 0, 1]) })).toThrow(
			/^E_BUILD_UNPHASED x.vcf, line 7, sample t: found unphased genotype 0\/1;/,
		);
		expect(() => add({ phased, alleles: Int16Array.from([1, -1, 0, 0, 0, 0]) })).toThrow(/line 7, sample s: .*1\/\./);
	});

	it('refuses a REF that is not in the FASTA', () => {
		expect(() => add({ ref: 'CGA', alts: ['C'] })).toThrow(
			/^E_BUILD_REF_MISMATCH x.vcf, line 7 \(c:2\): found REF 'CGA'; expected 'CGT' as in the FASTA;/,
		);
		expect(() => add({ position: 9, ref: 'NA' })).toThrow(/E_BUILD_REF_MISMATCH .*expected a place inside c \(10 bp\)/);
		expect(() => add({ position: 8, ref: 'N' })).toThrow(/E_BUILD_REF_MISMATCH/);
		expect(rows(add({ position: 8, ref: 'a', alts: ['T'] }))).toEqual([[8, 9, 'T', 2]]);
	});

	it('counts carriers among all samples when it is asked to, also of what no wanted one carries', () => {
		const source = { file: 'x.vcf', samples: ['s', 'left-out'], columns: Int32Array.from([0, -1]) };
		const record = { line: 7, position: 1, ref: 'C', alts: ['T', 'G', '<CN2>'], info: '.', phased: Uint8Array.from([1, 1]) };
		const table = new AlleleTable(CONTIG, 1, true);
		table.add({ ...record, alleles: Int16Array.from([1, 0, 1, 2]) }, source);
		table.add({ ...record, alleles: Int16Array.from([0, -2, 3, -2]) }, source);
		table.finish();
		expect(rows(table)).toEqual([
			[1, 2, 'T', 1],
			[1, 2, 'G', 0],
		]);
		expect([...table.alleleCounts.subarray(0, 2)]).toEqual([2, 1]);
		expect(table.allHaplotypes).toBe(4);
	});

	it('refuses symbols that are carried and that it does not know', () => {
		expect(() => add({ alts: ['<CN2>'] })).toThrow(/^E_BUILD_SYMBOLIC x.vcf, line 7: found ALT '<CN2>'/);
		expect(rows(add({ alts: ['T', '<NON_REF>'] }))).toEqual([[1, 2, 'T', 2]]);
	});
});
