import { expect, test } from 'vitest';
import { countRecord, type RecordCounts } from '../../peers/record-counts.ts';

function counted(format: 'gaf' | 'sam', lines: string[]): RecordCounts {
	const counts: RecordCounts = { records: 0, mapped: 0, exact: 0 };
	for (const line of lines) countRecord(counts, line.replaceAll(' ', '\t'), format);
	return counts;
}

test('GAF: exact is the whole read in one matching run', () => {
	const counts = counted('gaf', [
		'exact 10 0 10 + >1 20 5 15 10 10 60 AS:i:10 cs:Z::10',
		'difference 10 0 10 + >1 20 5 15 9 10 60 cs:Z::4*ag:5',
		'clipped 10 0 8 + >1 20 5 13 8 8 60 cs:Z::8',
		'unmapped 10 0 0 * * 0 0 0 0 0 0 rc:Z:no_seed',
		'',
	]);
	expect(counts).toEqual({ records: 4, mapped: 3, exact: 1 });
});

test('SAM: headers, secondary and supplementary records are passed over', () => {
	const counts = counted('sam', [
		'@SQ SN:chr1 LN:100',
		'exact 0 chr1 1 60 10M * 0 0 ACGTACGTAC * NM:i:0',
		'equal 16 chr1 1 60 10= * 0 0 ACGTACGTAC * AS:i:1 NM:i:0',
		'difference 0 chr1 1 60 10M * 0 0 ACGTACGTAC * NM:i:1',
		'clipped 0 chr1 1 60 2S8M * 0 0 ACGTACGTAC * NM:i:0',
		'unmapped 4 * 0 0 * * 0 0 ACGTACGTAC *',
		'secondary 256 chr1 1 0 10M * 0 0 * * NM:i:0',
		'supplementary 2048 chr1 1 0 10M * 0 0 * * NM:i:0',
	]);
	expect(counts).toEqual({ records: 5, mapped: 4, exact: 2 });
});
