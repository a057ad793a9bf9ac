import { VcfRecordReader } from '@pangraf/graph';
import { describe, expect, it } from 'vitest';
import { CallSetBuilder } from '../../src/comparison/call-set.ts';
import { formatGenotype } from '../../src/comparison/genotype.ts';
import { isUnspelt } from '../../src/comparison/variant-set.ts';
import { bytes, callSetOf, referenceOf, spell } from './call-set-fixture.ts';

const reference = referenceOf({ chr1: 'GGACGTTTTTACACACAGATTACA', chr2: 'ACGTRNAC' });

function firstError(...records: string[]): unknown {
	try {
		callSetOf(reference, records);
	} catch (error) {
		return error;
	}
	return undefined;
}

describe('call sets', () => {
	it('tell calls, filtered calls, no calls and the reference apart', () => {
		const calls = callSetOf(reference, [
			'chr1 3 A G 0/1',
			'chr1 4 C T 0/1 .',
			'chr1 5 G A 0/1 LowQual',
			'chr1 6 T C ./.',
			'chr1 7 T C 0/0',
			'chr1 8 T C ./0',
			'chr1 9 T C 0',
			'chr1 12 C G ./1',
		]);
		expect(spell(calls.called, reference)).toEqual(['chr1:2:A>G', 'chr1:3:C>T', 'chr1:11:C>G']);
		expect(spell(calls.filtered, reference)).toEqual(['chr1:4:G>A']);
		expect(calls.filtered.filters[calls.filtered.filter[0]!]).toBe('LowQual');
		expect(calls.excluded).toEqual([{ line: 3, contig: 'chr1', position: 4, reason: 'filtered' }]);
		expect([calls.recordCount, calls.noCallCount, calls.homRefCount]).toEqual([8, 2, 2]);
	});

	it('split several alleles into one variant each, with the copies of each', () => {
		const { called } = callSetOf(reference, ['chr1 3 A C,G,T 1/3', 'chr1 4 C T,G 2/2']);
		expect(spell(called, reference)).toEqual(['chr1:2:A>C', 'chr1:2:A>T', 'chr1:3:C>G']);
		expect([0, 1, 2].map((i) => formatGenotype(called.genotype[i]!))).toEqual(['0/1', '0/1', '1/1']);
	});

	it('name and list what cannot be compared, but only what the sample carries', () => {
		const calls = callSetOf(reference, [
			'chr1 3 A <DEL> 0/1',
			'chr1 3 A G[chr2:3[ 0/1',
			'chr1 3 A .G 0/1',
			'chr1 3 A * 0/1',
			'chr1 3 A <*> 0/1',
			'chr1 3 A <NON_REF> 1/1',
			'chr1 3 A R 0/1',
			'chr1 3 AC AC 0/1',
			'chr7 3 A G 0/1',
			'chr1 3 A G,<DEL>,* 0/1',
			'chr1 0 N ]chr2:3]N 0/1',
		]);
		expect(calls.excluded.map(({ line, reason }) => [line, reason])).toEqual([
			[1, 'symbolic'],
			[2, 'breakend'],
			[3, 'breakend'],
			[4, 'spanning_deletion'],
			[5, 'unspecified'],
			[6, 'unspecified'],
			[7, 'ambiguous_letters'],
			[8, 'same_as_reference'],
			[9, 'contig_unknown'],
			[11, 'telomere'],
		]);
		expect(spell(calls.called, reference)).toEqual(['chr1:2:A>G']);
	});

	it('spell symbolic alleles as far as their records say what they are', () => {
		const calls = callSetOf(reference, [
			'chr1 3 A <DEL> 0/1 PASS SVTYPE=DEL;END=6',
			'chr1 3 A <DEL:ME:ALU> 0/1 PASS SVLEN=-2',
			'chr1 3 A <DUP:TANDEM> 0/1 PASS END=5;SVLEN=2',
			'chr1 3 A <INV> 0/1 PASS END=6',
			'chr1 3 A <INS> 0/1 PASS SVLEN=4',
			'chr1 3 A <INS>,<DEL> 1/2 PASS SVLEN=7,-3;SVINSSEQ=ggggggg',
			'chr1 3 A <INS> 0/1 PASS .',
			'chr1 3 A <DEL> 0/1 PASS END=60',
			'chr1 3 A <CNV> 0/1 PASS END=6',
			'chr1 3 A <INS> 0/1 PASS SVLEN=1000001',
		]);
		const { called } = calls;
		expect(spell(called, reference)).toEqual([
			'chr1:3:>CG',
			'chr1:3:>GGGGGGG',
			'chr1:3:>NNNN',
			'chr1:3:CG>',
			'chr1:3:CGT>',
			'chr1:3:C>A',
			'chr1:4:G>C',
			'chr1:5:T>G',
		]);
		expect(Array.from({ length: called.count }, (_, i) => isUnspelt(called, i)).indexOf(true)).toBe(2);
		expect(calls.excluded.map(({ line, reason }) => [line, reason])).toEqual([
			[6, 'duplicate'],
			[7, 'symbolic'],
			[8, 'symbolic'],
			[9, 'symbolic'],
			[10, 'too_long'],
		]);
	});

	it('heed the filter of the sample', () => {
		const calls = callSetOf(reference, [
			'chr1 3 A G 0/1:PASS',
			'chr1 4 C T 0/1:LowDP',
			'chr1 5 G A 0/1:.',
			'chr1 6 T C 0/1',
			'chr1 7 T C 0/1:LowDP LowQual',
		]);
		expect(spell(calls.called, reference)).toEqual(['chr1:2:A>G', 'chr1:4:G>A', 'chr1:5:T>C']);
		expect(Array.from(calls.filtered.filter, (k) => calls.filtered.filters[k])).toEqual(['LowDP', 'LowQual']);
	});

	it('list genotypes of more than two alleles', () => {
		const calls = callSetOf(reference, ['chr1 3 A G 0/1/1', 'chr1 4 C T 0/1']);
		expect(calls.called.count).toBe(1);
		expect(calls.excluded).toEqual([{ line: 1, contig: 'chr1', position: 2, reason: 'polyploid' }]);
	});

	it('read letters of either case, and REF as VCF writes an ambiguity code of the reference', () => {
		const { called } = callSetOf(reference, ['chr1 3 a g 0/1', 'chr2 5 A G 0/1', 'chr2 6 N C 0/1']);
		expect(spell(called, reference)).toEqual(['chr1:2:A>G', 'chr2:4:A>G', 'chr2:5:N>C']);
	});

	it('refuse a REF that the reference does not hold, with file, line and both', () => {
		expect(firstError('chr1 3 A G 0/1', 'chr1 4 G A 0/0')).toMatchObject({
			code: 'E_COMPARE_REF_MISMATCH',
			message: expect.stringContaining('calls.vcf, line 2 (chr1:4): found REF G; expected C, as in the reference'),
		});
		expect(firstError('chr2 8 CA C 0/1')).toMatchObject({
			code: 'E_COMPARE_REF_MISMATCH',
			message: expect.stringContaining('expected a REF that ends within the contig (8 bp)'),
		});
	});

	it('refuse a file of which no record stands on a contig of the reference', () => {
		expect(firstError('1 3 A G 0/1', '2 3 A G 0/1')).toMatchObject({
			code: 'E_COMPARE_CONTIGS',
			message: expect.stringContaining(
				'calls.vcf, line 1: found contig 1, and no record on a contig of the reference; expected contigs such as chr1, chr2',
			),
		});
	});

	it('refuse records without genotypes', () => {
		const builder = new CallSetBuilder(reference, 'calls.vcf');
		const record = new VcfRecordReader('calls.vcf', 1);
		const text = 'chr1\t3\t.\tA\tG\t.\t.\t.\tDP:AD\t3:1,2';
		record.read(bytes(`${text}\n`), 0, text.length, 9);
		expect(() => builder.add(record)).toThrow(
			expect.objectContaining({
				code: 'E_COMPARE_NO_GENOTYPE',
				message: expect.stringContaining('calls.vcf, line 9: found FORMAT DP:AD'),
			}),
		);
	});
});
