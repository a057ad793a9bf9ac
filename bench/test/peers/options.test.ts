import { expect, test } from 'vitest';
import { readOptions } from '../../peers/options.ts';

test('passes over the -- that pnpm hands on', () => {
	const options = readOptions(['--', '--data', 'hprc', '--rounds', '7', '--threads', '2']);
	expect(options).toMatchObject({ data: 'hprc', rounds: 7, threads: 2, readsMax: undefined, keep: false });
});

test('the subject runs whatever peers are chosen, and first', () => {
	const names = readOptions(['--tools', 'minimap2,giraffe'])?.tools.map(({ name }) => name);
	expect(names).toEqual(['pangraf', 'giraffe', 'minimap2']);
});

test('a quick run is one round unless more are asked for', () => {
	expect(readOptions(['--quick'])).toMatchObject({ rounds: 1, readsMax: 20_000 });
	expect(readOptions(['--quick', '--rounds', '3'])).toMatchObject({ rounds: 3, readsMax: 20_000 });
	expect(readOptions([])?.rounds).toBe(5);
});

test.each([
	[['--data', 'chr99'], /chr99/],
	[['--tools', 'bwa,bwa3'], /bwa3/],
	[['--rounds', '0'], /--rounds/],
	[['--threads', '1.5'], /--threads/],
	[['--scaling', 'all'], /--scaling/],
	[['--fast'], /--fast/],
])('says what is wrong with %s', (args, message) => {
	expect(() => readOptions(args)).toThrow(message);
});

test('--help asks for nothing else', () => {
	expect(readOptions(['--help', '--quick'])).toBeUndefined();
});
