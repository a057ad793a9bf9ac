/**
 * Seeded randomness: xoshiro128** (Blackman and Vigna 2021, doi:10.1145/3460772), its state filled by splitmix32 from the
 * seed and the name of a stream.
 *
 * Each part of a simulation has a stream of its own, so that another coverage leaves the variants as they are. Results
 * depend on 32-bit integers and IEEE doubles alone.
 */
export class Random {
	#a: number;
	#b: number;
	#c: number;
	#d: number;

	/** @param seed integer; its low 32 bits count. */
	constructor(seed: number, stream: string) {
		let state = seed | 0;
		for (let i = 0; i < stream.length; i++) state = Math.imul(state ^ stream.charCodeAt(i), 0x01000193);
		const next = () => {
			state = (state + 0x9e3779b9) | 0;
			let z = state;
			z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
			z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
			return z ^ (z >>> 15);
		};
		this.#a = next();
		this.#b = next();
		this.#c = next();
		// The state must not be all zero.
		this.#d = next() | 1;
	}

	/** Uniform in 0 .. 2^32 - 1. */
	uint32(): number {
		const b = this.#b;
		const product = Math.imul(b, 5);
		const result = Math.imul((product << 7) | (product >>> 25), 9);
		this.#c ^= this.#a;
		this.#d ^= b;
		this.#b = b ^ this.#c;
		this.#a ^= this.#d;
		this.#c ^= b << 9;
		this.#d = (this.#d << 11) | (this.#d >>> 21);
		return result >>> 0;
	}

	/** Uniform in [0, 1), in steps of 2^-32. */
	real(): number {
		return this.uint32() * 2 ** -32;
	}

	/** Uniform integer in 0 .. count - 1; `count` up to 2^32. */
	below(count: number): number {
		return Math.floor(this.real() * count);
	}

	/** Uniform integer in low .. high, both included. */
	between(low: number, high: number): number {
		return low + this.below(high - low + 1);
	}

	/** True with the given probability. */
	chance(probability: number): boolean {
		return this.real() < probability;
	}

	/** One item of a list that is not empty. */
	pick<T>(items: readonly T[]): T {
		return items[this.below(items.length)]!;
	}

	/** Exponential with mean 1. */
	exponential(): number {
		return -Math.log(1 - this.real());
	}

	/** Standard normal (Marsaglia's polar method). */
	normal(): number {
		for (;;) {
			const x = 2 * this.real() - 1;
			const y = 2 * this.real() - 1;
			const square = x * x + y * y;
			if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
		}
	}

	/** 1, 2, 3 … with the given mean, each next one less likely by the same factor. */
	geometric(mean: number): number {
		if (mean <= 1) return 1;
		return 1 + Math.floor(Math.log(1 - this.real()) / Math.log(1 - 1 / mean));
	}

	/** Puts a list in random order, in place (Fisher and Yates). */
	shuffle<T>(items: T[]): T[] {
		for (let i = items.length - 1; i > 0; i--) {
			const j = this.below(i + 1);
			[items[i], items[j]] = [items[j]!, items[i]!];
		}
		return items;
	}
}
