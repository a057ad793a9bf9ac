import { expect, test } from 'vitest';
import { copyRecords, countRecords, firstRecords } from '../../peers/fastq.ts';

const text = Buffer.from('@a/1 comment\nACGT\n+\nFFFF\n@b\nA\n+\n@\n@c/x\nC\n+\nF\n');

test('cuts whole records', () => {
	expect(firstRecords(text, 2).toString()).toBe('@a/1 comment\nACGT\n+\nFFFF\n@b\nA\n+\n@\n');
	expect(firstRecords(text, 9)).toEqual(text);
	expect(firstRecords(text, 0)).toHaveLength(0);
});

test('counts records', () => {
	expect(countRecords(text)).toBe(3);
	expect(countRecords(Buffer.alloc(0))).toBe(0);
});

test('names every copy anew and keeps mates, comments, bases and qualities', () => {
	const copies = copyRecords(text, 2);
	expect(countRecords(copies)).toBe(6);
	const lines = copies.toString().split('\n');
	expect(lines.filter((_, i) => i % 4 === 0).slice(0, 6)).toEqual([
		'@a.1/1 comment',
		'@b.1',
		'@c/x.1',
		'@a.2/1 comment',
		'@b.2',
		'@c/x.2',
	]);
	const others = (t: string): string[] => t.split('\n').filter((_, i) => i % 4 !== 0);
	expect(others(copies.toString())).toEqual([...others(text.toString()), ...others(text.toString())]);
	expect(copyRecords(text, 1)).toBe(text);
});
