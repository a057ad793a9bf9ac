import { describe, expect, it } from 'vitest';
import { Random } from '../../src/simulation/random.ts';

/** The generator once more, in big integers and from its published form. */
function* naive(seed: number, stream: string): Generator<number> {
	const mask = 0xffffffffn;
	const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & mask;
	let state = BigInt(seed) & mask;
	for (const letter of stream) state = ((state ^ BigInt(letter.charCodeAt(0))) * 0x01000193n) & mask;
	const s = Array.from({ length: 4 }, () => {
		state = (state + 0x9e3779b9n) & mask;
		let z = ((state ^ (state >> 16n)) * 0x21f0aaadn) & mask;
		z = ((z ^ (z >> 15n)) * 0x735a2d97n) & mask;
		return z ^ (z >> 15n);
	});
	s[3]! |= 1n;
	for (;;) {
		yield Number((rotate((s[1]! * 5n) & mask, 7n) * 9n) & mask);
		const t = (s[1]! << 9n) & mask;
		s[2]! ^= s[0]!;
		s[3]! ^= s[1]!;
		s[1]! ^= s[2]!;
		s[0]! ^= s[3]!;
		s[2]! ^= t;
		s[3] = rotate(s[3]!, 11n);
	}
}

/** Mean of `count` draws. */
function mean(count: number, draw: () => number): number {
	let sum = 0;
	for (let i = 0; i < count; i++) sum += draw();
	return sum / count;
}

describe('Random', () => {
	it('is xoshiro128** seeded by splitmix32', () => {
		for (const [seed, stream] of [
			[0, ''],
			[1, 'reads'],
			[4_294_967_295, 'variants sim1'],
		] as const) {
			const random = new Random(seed, stream);
			const expected = naive(seed, stream);
			for (let i = 0; i < 200; i++) expect(random.uint32()).toBe(expected.next().value);
		}
	});

	it('has the moments that its distributions should have', () => {
		const random = new Random(7, 'moments');
		expect(mean(50_000, () => random.real())).toBeCloseTo(0.5, 2);
		expect(mean(50_000, () => random.between(3, 5))).toBeCloseTo(4, 1);
		expect(mean(50_000, () => random.exponential())).toBeCloseTo(1, 1);
		expect(mean(50_000, () => random.normal())).toBeCloseTo(0, 1);
		expect(mean(50_000, () => random.normal() ** 2)).toBeCloseTo(1, 1);
		expect(mean(50_000, () => random.geometric(3))).toBeCloseTo(3, 1);
		expect(mean(50_000, () => (random.chance(0.2) ? 1 : 0))).toBeCloseTo(0.2, 2);
	});

	it('puts each item in each place equally often', () => {
		const random = new Random(7, 'shuffle');
		const counts = new Int32Array(9);
		for (let n = 0; n < 9000; n++) for (const [i, item] of random.shuffle([0, 1, 2]).entries()) counts[3 * i + item]!++;
		for (const count of counts) expect(Math.abs(count - 3000)).toBeLessThan(200);
	});
});
