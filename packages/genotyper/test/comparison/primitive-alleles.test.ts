import { describe, expect, it } from 'vitest';
import { primitiveAlleles } from '../../src/comparison/primitive-alleles.ts';
import { bytes, textOf } from './call-set-fixture.ts';

function parts(sequence: string, position: number, ref: string, alt: string): string[] {
	return primitiveAlleles(bytes(sequence), position, bytes(ref), bytes(alt)).map(
		(allele) => `${allele.position}:${textOf(allele.ref)}>${textOf(allele.alt)}`,
	);
}

describe('primitive alleles', () => {
	it('takes an MNV apart into the bases that differ', () => {
		expect(parts('GGACGTGG', 2, 'ACGT', 'TCGA')).toEqual(['2:A>T', '5:T>A']);
		expect(parts('GGACGTGG', 2, 'AC', 'GT')).toEqual(['2:A>G', '3:C>T']);
	});

	it('leaves SNVs, indels and replacements of unequal length whole', () => {
		expect(parts('GGACGTGG', 1, 'GAC', 'GTC')).toEqual(['2:A>T']);
		expect(parts('GGACGTGG', 2, 'ACG', 'A')).toEqual(['3:CG>']);
		expect(parts('GGACGTGG', 2, 'ACG', 'TT')).toEqual(['2:ACG>TT']);
	});

	it('leaves a replacement whole that is an insertion and a deletion, and what is between them', () => {
		expect(parts('GGACGTACCTGAGG', 2, 'ACGTACCTGA', 'TACGTACCTG')).toEqual(['2:ACGTACCTGA>TACGTACCTG']);
		expect(parts('GGACGTACCTGAGG', 2, 'ACGTACCTGA', 'TCGAACGTGC')).toHaveLength(4);
	});

	it('has nothing for the reference', () => {
		expect(parts('GGACGTGG', 2, 'ACG', 'ACG')).toEqual([]);
	});

	it('keeps a long replacement of which most differs in one piece, and takes a similar one apart', () => {
		const reference = 'ACCGTTGCAA'.repeat(6);
		const inverted = reference
			.split('')
			.toReversed()
			.join('')
			.replaceAll('A', 't')
			.replaceAll('T', 'A')
			.replaceAll('C', 'g')
			.replaceAll('G', 'C');
		expect(parts(reference, 0, reference, inverted.toUpperCase())).toHaveLength(1);
		const similar = `T${reference.slice(1, 59)}C`;
		expect(parts(reference, 0, reference, similar)).toEqual(['0:A>T', '59:A>C']);
	});
});
