import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';

const kernel = new TestingKernel();
/** SYNC: HIT_MAX in assembly/hits.ts. */
const HIT_MAX = 4096;

/** Keys as hits have them: strand, diagonal, place in the read, and their number. */
function keysOf(hits: readonly { strand: number; diagonal: number; along: number }[]): bigint[] {
	return hits.map(({ strand, diagonal, along }, i) => {
		return (BigInt(strand) << 63n) | (BigInt(diagonal) << 22n) | (BigInt(along) << 12n) | BigInt(i);
	});
}

function sorted(keys: readonly bigint[]): bigint[] {
	const words = new BigUint64Array(kernel.memory.buffer, kernel.exports.hitKeysAt() >>> 0, keys.length);
	words.set(keys);
	kernel.exports.sortHits(keys.length);
	return Array.from(words);
}

const expectSorted = (keys: readonly bigint[]): void => {
	expect(sorted(keys)).toEqual(keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
};

describe('hits', () => {
	it('come in the order of their keys, however few diagonals and however many hits there are', () => {
		fc.assert(
			fc.property(
				fc.integer(),
				fc.oneof(fc.nat(20), fc.nat(200), fc.constantFrom(48, 49, 50, 256, 257, 1000, HIT_MAX)),
				fc.constantFrom(1, 2, 5, 300, 2 ** 30),
				fc.nat(4),
				(seed, count, diagonals, home) => {
					const next = randomNumbers(seed);
					expectSorted(
						keysOf(
							Array.from({ length: count }, () => ({
								strand: next() % 2,
								// Some share of them on one diagonal, as the hits of a read's own place are.
								diagonal: next() % 5 < home ? 77_777 : next() % diagonals,
								along: next() % 1024,
							})),
						),
					);
				},
			),
			{ numRuns: 300 },
		);
	});

	it('of a read along its place and along repeats beside it', () => {
		for (const falls of [false, true]) {
			for (const copies of [0, 1, 3, 60]) {
				const hits = Array.from({ length: 14 }, (_, seed) => {
					const along = falls ? 140 - 10 * seed : 10 * seed;
					const own = { strand: Number(falls), diagonal: 1_000_000, along };
					const others = Array.from({ length: seed % 3 === 0 ? copies : 0 }, (_, i) => ({
						strand: i % 2,
						diagonal: i * 70_001,
						along,
					}));
					return [...others.slice(0, copies >> 1), own, ...others.slice(copies >> 1)];
				});
				expectSorted(keysOf(hits.flat()));
			}
		}
	});
});
