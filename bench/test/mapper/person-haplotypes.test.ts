import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { basesFrom, INDEL, personHaplotypes, SNV, SV } from '../../mapper/person-haplotypes.ts';

const reference = 'ACGTACGTACGTACGTACGT';
const inserted = 'GATTACA'.repeat(10);
const records = [
	['3', 'G', 'T', '.', '1|0'],
	['6', 'CG', 'C', '.', '0|1'],
	['9', 'A', `A${inserted}`, 'SVTYPE=INS', '1|1'],
	['15', 'G', 'GC', '.', '1|0'],
].map(([pos, ref, alt, info, gt]) => `c\t${pos}\t.\t${ref}\t${alt}\t.\tPASS\t${info}\tGT\t${gt}\n`);
const header = [
	'##fileformat=VCFv4.2',
	'##contig=<ID=c,length=20>',
	'##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
	'#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP',
];

async function haplotypes() {
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-'));
	try {
		const vcf = join(folder, 'truth.vcf');
		writeFileSync(vcf, `${header.join('\n')}\n${records.join('')}`);
		return (await personHaplotypes({ names: ['c'], sequences: [new TextEncoder().encode(reference)] }, vcf)).get('c')!;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

describe('haplotypes of a person', () => {
	it('spell their variants', async () => {
		const [first, second] = (await haplotypes()).map(({ bases }) => Buffer.from(bases).toString());
		expect(first).toBe(`ACTTACGTA${inserted}CGTACGCTACGT`);
		expect(second).toBe(`ACGTACTA${inserted}CGTACGTACGT`);
	});
	it('know where each base stands and what it touches', async () => {
		const [first, second] = await haplotypes();
		expect(Array.from(first!.places.subarray(0, 9))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
		// Inserted bases stand where the base before them does.
		expect(new Set(first!.places.subarray(9, 79))).toEqual(new Set([8]));
		expect(first!.places[79]).toBe(9);
		expect(first!.touches[2]).toBe(SNV);
		expect(first!.touches[8]).toBe(INDEL | SV);
		expect(new Set(first!.touches.subarray(9, 79))).toEqual(new Set([SV]));
		expect([first!.touches[84], first!.touches[85]]).toEqual([INDEL, 0]);
		expect([second!.touches[5], second!.places[5], second!.places[6]]).toEqual([INDEL, 5, 7]);
	});
	it('give the bases of an interval, with what is inserted inside it', async () => {
		const [first] = await haplotypes();
		expect(basesFrom(first!, 7, 10)).toEqual({ start: 7, end: 80 });
		expect(basesFrom(first!, 9, 10)).toEqual({ start: 79, end: 80 });
	});
});
