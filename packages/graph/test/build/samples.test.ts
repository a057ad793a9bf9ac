import { describe, expect, it } from 'vitest';
import { makeSampleTable, SampleOwners } from '../../src/build/samples.ts';

const sources = [
	{ file: 'a.vcf', samples: ['x', 'y'] },
	{ file: 'b.vcf', samples: ['z', 'x'] },
];

describe('makeSampleTable', () => {
	it('makes one sample of a name in several files', () => {
		const table = makeSampleTable(sources, 'REF');
		expect(table.names).toEqual(['x', 'y', 'z']);
		expect(table.columns.map((column) => [...column])).toEqual([
			[0, 1],
			[2, 0],
		]);
	});

	it('leaves out what the list does not name', () => {
		const table = makeSampleTable(sources, 'REF', ['z', 'y']);
		expect(table.names).toEqual(['y', 'z']);
		expect(table.columns.map((column) => [...column])).toEqual([
			[-1, 0],
			[1, -1],
		]);
	});

	it('refuses names that GFA and PanSN cannot hold, unless they are left out', () => {
		for (const name of ['John Smith', 'a#1']) {
			const source = [{ file: 'a.vcf', samples: ['x', name] }];
			expect(() => makeSampleTable(source, 'REF')).toThrow(/^E_BUILD_SAMPLE_NAME a.vcf, #CHROM line: found sample '/);
			expect(makeSampleTable(source, 'REF', ['x']).names).toEqual(['x']);
		}
	});

	it('refuses the name of the reference, names that are nowhere, and VCFs without samples', () => {
		expect(() => makeSampleTable(sources, 'x')).toThrow(/E_BUILD_SAMPLE_IS_REFERENCE.*--ref-sample/);
		expect(() => makeSampleTable(sources, 'REF', ['x', 'q'])).toThrow(/E_BUILD_SAMPLE_UNKNOWN.*'q'/);
		expect(() => makeSampleTable([{ file: 'a', samples: [] }], 'REF')).toThrow(/E_BUILD_NO_SAMPLES/);
		expect(makeSampleTable([], 'REF').names).toEqual([]);
	});
});

describe('SampleOwners', () => {
	it('lets a sample have the records of a contig in one file alone', () => {
		const owners = new SampleOwners(['x', 'y', 'z'], ['a.vcf', 'b.vcf']);
		owners.add(0, Int32Array.from([0, -1]), 4, 'chr1');
		owners.add(1, Int32Array.from([2, 1]), 9, 'chr1');
		expect(() => owners.add(1, Int32Array.from([-1, 0]), 9, 'chr1')).toThrow(
			/^E_BUILD_SAMPLE_TWICE b.vcf, line 9: found sample 'x' on chr1, where a.vcf has it too; .*bcftools concat/,
		);
	});
});
