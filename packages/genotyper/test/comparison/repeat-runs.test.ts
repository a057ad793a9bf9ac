import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatStart } from '../../src/comparison/repeat-runs.ts';

function naiveStart(sequence: Uint8Array, start: number, period: number): number {
	let place = start;
	while (place > 0 && sequence[place - 1] === sequence[place - 1 + period]) place--;
	return place;
}

describe('the start of a repeat', () => {
	it('is where walking left ends, in whatever order one asks', () => {
		const run = fc.record({
			unit: fc.string({ unit: fc.constantFrom('A', 'C'), minLength: 1, maxLength: 3 }),
			length: fc.nat(900),
		});
		const ask = fc.record({ at: fc.nat(3000), period: fc.integer({ min: 1, max: 7 }) });
		fc.assert(
			fc.property(
				fc.array(run, { minLength: 1, maxLength: 5 }),
				fc.array(ask, { minLength: 1, maxLength: 30 }),
				(runs, asked) => {
					const text = runs.map(({ unit, length }) => unit.repeat(length).slice(0, length)).join('G');
					const sequence = new TextEncoder().encode(`${text}TTTTTTTT`);
					for (const { at, period } of asked) {
						const start = at % (text.length + 1);
						expect(repeatStart(sequence, start, period)).toBe(naiveStart(sequence, start, period));
					}
				},
			),
			{ numRuns: 400 },
		);
	});

	it('is walked to once for all places of a repeat', () => {
		const length = 300_000;
		let reads = 0;
		// Counts what is read; the bases are A from end to end.
		const counted = new Proxy(new Uint8Array(length + 8), {
			get: (target, key) => {
				reads++;
				return Reflect.get(target, key, target) as unknown;
			},
		});
		for (let k = 0; k < 200; k++) expect(repeatStart(counted, length - ((k * 7919) % length), 3)).toBe(0);
		expect(reads).toBeLessThan(3 * length + 200 * 3 * 256);
	});
});
