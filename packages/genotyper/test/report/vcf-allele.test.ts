import { expect, it } from 'vitest';
import { shortAlleles, vcfAllele } from '../../src/report/vcf-allele.ts';
import { callSetOf, referenceOf } from '../comparison/call-set-fixture.ts';

it('alleles get back the anchor that VCF asks for', () => {
	const reference = referenceOf({ chr1: 'GGACGTTTTTAC' });
	const { called } = callSetOf(reference, [
		'chr1 1 GGA A 0/1',
		'chr1 1 G TTG 0/1',
		'chr1 3 A C 0/1',
		'chr1 5 G GTT 0/1',
		'chr1 9 TTA T 0/1',
		'chr1 3 ACG TT 0/1',
	]);
	const alleles = Array.from({ length: called.count }, (_, i) => vcfAllele(called, i, reference));
	expect(alleles.map(({ position, ref, alt }) => `${position} ${ref} ${alt}`)).toEqual([
		'1 G TTG',
		'1 GGA A',
		'3 A C',
		'3 ACG TT',
		'5 G GTT',
		'9 TTA T',
	]);
});

it('long alleles are told by their size', () => {
	expect(shortAlleles({ ref: 'A', alt: 'AC' })).toBe('A>AC');
	expect(shortAlleles({ ref: 'A', alt: `A${'C'.repeat(300)}` })).toBe('insertion of 300 bp');
	expect(shortAlleles({ ref: 'C'.repeat(51), alt: 'C' })).toBe('deletion of 50 bp');
	expect(shortAlleles({ ref: 'C'.repeat(60), alt: 'G'.repeat(60) })).toBe('replacement of 60 bp');
});
