import { expect, test } from 'vitest';
import { walkSequences } from '../../peers/reference-walks.ts';

const gfa = [
	'H\tVN:Z:1.1',
	'W\tGRCh38\t0\tchr6\t100\t107\t>1>2<3',
	'S\t1\tACG',
	'S\t2\tt',
	'S\t3\tGAN',
	'W\tHG1\t1\tchr6\t0\t3\t>1',
	'W\tGRCh38\t0\tchr19\t*\t*\t>2',
].join('\n');

test('spells the walks of one sample, forwards and backwards', () => {
	expect(walkSequences(gfa, 'GRCh38')).toBe('>chr6:101-107\nACGTNTC\n>chr19:1-1\nT\n');
});

test('names what is missing', () => {
	expect(() => walkSequences(gfa, 'CHM13')).toThrow(/CHM13/);
	expect(() => walkSequences(`${gfa}\nW\tX\t0\tc\t0\t1\t>9`, 'X')).toThrow(/segment 9/);
});
