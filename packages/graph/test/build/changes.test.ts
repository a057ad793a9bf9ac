import { describe, expect, it } from 'vitest';
import { changeOf, INVERTED, REPLACED } from '../../src/build/changes.ts';

const CONTIG = { name: 'c', sequence: new TextEncoder().encode('ACGTACGTRN') };

/** What ALT number `index` of a record at the second base changes. */
function change(alts: string[], info = '.', index = 0, record: { position?: number; ref?: string } = {}) {
	return changeOf({ line: 7, position: 1, ref: 'C', alts, info, ...record }, index, CONTIG, 'x.vcf');
}

describe('changeOf', () => {
	it('trims sequences and takes no change from `*`, `.` and what is REF', () => {
		expect(change(['t'])).toEqual({ kind: REPLACED, start: 1, end: 2, sequence: 'T' });
		expect(change(['CAA'])).toEqual({ kind: REPLACED, start: 2, end: 2, sequence: 'AA' });
		for (const alt of ['*', '.', 'c']) expect(change([alt])).toBeUndefined();
	});

	it('takes the bases of <DEL>, <INV> and <DUP> from behind POS to END', () => {
		expect(change(['<DEL>'], 'SVTYPE=DEL;END=5')).toEqual({ kind: REPLACED, start: 2, end: 5, sequence: '' });
		expect(change(['<INV>'], 'END=5')).toEqual({ kind: INVERTED, start: 2, end: 5, sequence: '' });
		for (const alt of ['<DUP>', '<DUP:TANDEM>']) {
			expect(change([alt], 'END=5')).toEqual({ kind: REPLACED, start: 2, end: 2, sequence: 'GTA' });
		}
		expect(change(['<DEL>'], 'END=3', 0, { position: -1, ref: 'N' })).toEqual({ kind: REPLACED, start: 0, end: 3, sequence: '' });
	});

	it('takes the length from SVLEN where there are several ALTs, or no END', () => {
		expect(change(['<DEL:ME>'], 'SVLEN=-3')).toMatchObject({ start: 2, end: 5 });
		const alts = ['<DEL>', 'T', '<INV>'];
		expect(change(alts, 'END=9;SVLEN=-3,.,4', 0)).toMatchObject({ start: 2, end: 5 });
		expect(change(alts, 'END=9;SVLEN=-3,.,4', 2)).toMatchObject({ start: 2, end: 6 });
		expect(change(alts, 'END=9', 2)).toMatchObject({ start: 2, end: 9 });
		// Callers write the length of an inversion as 0.
		expect(change(['<INV>'], 'END=5;SVLEN=0')).toMatchObject({ start: 2, end: 5 });
	});

	it('inserts what INFO spells behind POS', () => {
		expect(change(['<INS>'], 'SVTYPE=INS;SEQ=acg')).toEqual({ kind: REPLACED, start: 2, end: 2, sequence: 'ACG' });
		expect(change(['<INS:ME:ALU>'], 'SVINSSEQ=GG;END=2')).toMatchObject({ start: 2, end: 2, sequence: 'GG' });
		expect(change(['<INS>', '<INS>'], 'SEQ=A,TT', 1)).toMatchObject({ sequence: 'TT' });
	});

	it('refuses what does not say what it means', () => {
		expect(() => change(['<DEL>'], 'CIEND=5')).toThrow(/^E_BUILD_SYMBOLIC_END x.vcf, line 7: .*without END or SVLEN/);
		expect(() => change(['<INV>'], 'END=11')).toThrow(/E_BUILD_SYMBOLIC_END .*ends at 11; .*within c \(10 bp\)/);
		expect(() => change(['<DUP>'], 'END=2')).toThrow(/E_BUILD_SYMBOLIC_END .*ends at 2/);
		expect(() => change(['<INS>'])).toThrow(/^E_BUILD_INSERTION_SEQUENCE x.vcf, line 7: .*'<INS>' without its sequence/);
		expect(() => change(['<INS>'], 'SEQ=AC*')).toThrow(/E_BUILD_INSERTION_SEQUENCE .*with sequence 'AC\*'/);
		expect(() => change(['<INS>', 'T'], 'SEQ=AC')).toThrow(/E_BUILD_INSERTION_SEQUENCE/);
		for (const alt of ['<CN2>', '<CNV>', '<DUP:INT>', '<NON_REF>', 'C[c:5[', '.C']) {
			expect(() => change([alt], 'END=5')).toThrow(/^E_BUILD_SYMBOLIC x.vcf, line 7: /);
		}
	});
});
