import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCHEME, seedScheme } from '../../src/seeds/schemes.ts';
import { letters, reverseComplement } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { isSyncmer, type Seed, seedsOf } from '../twins/syncmers.ts';

const kernel = new TestingKernel();

/** Seeds of a read by the kernel. */
function seedsInKernel(bases: string): Seed[] {
	kernel.putRead(bases);
	const count = kernel.exports.seedSlot(0);
	const at = kernel.exports.seedsAt() >>> 0;
	return Array.from({ length: count }, (_, i) => {
		const place = kernel.view.getUint32(at + i * 24 + 8, true);
		return { position: place & 0x7fffffff, hash: kernel.view.getBigUint64(at + i * 24, true), flip: place >>> 31 };
	});
}

const anyScheme = fc
	.tuple(fc.integer({ min: 11, max: 28 }), fc.integer({ min: 5, max: 16 }))
	.filter(([k, s]) => s < k && (k - s) % 2 === 0)
	.map(([k, s]) => seedScheme(k, s));
const anyText = fc.oneof(
	letters('ACGT', 0, 120),
	letters('ACGTN', 0, 120),
	letters('AT', 0, 80),
	letters('A', 0, 80),
	fc.tuple(letters('ACGT', 1, 5), fc.nat(40)).map(([unit, times]) => unit.repeat(times).slice(0, 120)),
);

describe('open syncmers', () => {
	it('are those of the twin, for every scheme', () => {
		fc.assert(
			fc.property(anyText, anyScheme, (text, scheme) => {
				kernel.useScheme(scheme);
				expect(seedsInKernel(text)).toEqual(seedsOf(text, scheme));
			}),
			{ numRuns: 400 },
		);
	});

	it('are the same of both strands, with the other flip', () => {
		fc.assert(
			fc.property(letters('ACGT', 0, 150), anyScheme, (text, scheme) => {
				kernel.useScheme(scheme);
				const turned = seedsInKernel(reverseComplement(text))
					.reverse()
					.map(({ position, hash, flip }) => ({ position: text.length - scheme.k - position, hash, flip: flip ^ 1 }));
				expect(turned).toEqual(seedsInKernel(text));
			}),
			{ numRuns: 200 },
		);
	});

	it('never are a k-mer that is its own reverse complement', () => {
		fc.assert(
			fc.property(letters('ACGT', 6, 14), (half) => {
				const palindrome = half + reverseComplement(half);
				const scheme = seedScheme(palindrome.length, palindrome.length % 4 === 0 ? 8 : 6);
				kernel.useScheme(scheme);
				expect(isSyncmer(palindrome, scheme)).toBe(false);
				expect(seedsInKernel(palindrome)).toEqual([]);
			}),
			{ numRuns: 50 },
		);
	});

	it('lie in no k-mer with another letter', () => {
		kernel.useScheme(DEFAULT_SCHEME);
		const clean = 'ACGTTGCAAGCTTACCGATAGGCTAACGTTAGCCATTTACGGACTTAGCACCATGACCAGT'.repeat(3);
		for (let i = 0; i < clean.length; i += 7) {
			const text = `${clean.slice(0, i)}N${clean.slice(i + 1)}`;
			const seeds = seedsInKernel(text);
			expect(seeds.every(({ position }) => position > i || position + DEFAULT_SCHEME.k <= i)).toBe(true);
			expect(seeds).toEqual(seedsOf(text, DEFAULT_SCHEME));
		}
	});

	it('are found up to the longest read and in none that is shorter than a seed', () => {
		kernel.useScheme(DEFAULT_SCHEME);
		const text = Array.from({ length: 1024 }, (_, i) => 'ACGT'[((i * i * 7 + i * 13) >> 3) & 3]).join('');
		expect(seedsInKernel(text)).toEqual(seedsOf(text, DEFAULT_SCHEME));
		for (let length = 0; length < DEFAULT_SCHEME.k; length++) expect(seedsInKernel(text.slice(0, length))).toEqual([]);
	});
});
