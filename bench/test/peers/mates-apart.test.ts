import { expect, test } from 'vitest';
import { matesApart, truthApart } from '../../peers/mates-apart.ts';

test('gives every mate a name of its own, the first mates first', () => {
	const first = Buffer.from('@a/1\nACGT\n+\nFFFF\n@b\nA\n+\n@\n');
	const second = Buffer.from('@a/2\nCC\n+\nFF\n@b\nT\n+\nF\n');
	expect(matesApart([first, second]).toString()).toBe('@a.1\nACGT\n+\nFFFF\n@b.1\nA\n+\n@\n@a.2\nCC\n+\nFF\n@b.2\nT\n+\nF\n');
});

test('gives every mate a row of the truth', () => {
	const truth = '#name\tcontig\thap\tstart1\tclass1\tstart2\tclass2\na\tchr4\t2\t10\tsd\t30\tuniq\n';
	expect(truthApart(truth)).toBe('#name\tcontig\thap\tstart1\tclass1\na.1\tchr4\t2\t10\tsd\na.2\tchr4\t2\t30\tuniq\n');
});
