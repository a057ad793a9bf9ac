import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fragmentHistogram } from '../../src/pairs/fragment-histogram.ts';

const sorted = (lengths: readonly number[]): Uint32Array => Uint32Array.from(lengths).sort();

it('counts every pair once, in rows that follow each other', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 300 }), (lengths) => {
			const { rows, picture } = fragmentHistogram(sorted(lengths));
			for (const [i, { from, to, pairs }] of rows.entries()) {
				expect(pairs).toBe(lengths.filter((length) => length >= from && length <= to).length);
				if (i > 0) expect(from).toBeGreaterThan(rows[i - 1]!.to);
			}
			expect(rows.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(lengths.length);
			expect(picture.length).toBeLessThanOrEqual(20);
			expect(picture.length).toBeGreaterThanOrEqual(rows.length - 2);
			expect(picture).toContain('█');
		}),
	);
});

it('draws a library, and keeps chimeras out of the picture', () => {
	const library = [300, 310, 320, 320, 330, 330, 330, 330, 340, 340, 350, 360].flatMap((bp) =>
		Array.from({ length: 20 }, () => bp),
	);
	expect(fragmentHistogram(sorted([40, ...library, 9000]))).toEqual({
		rows: [
			{ from: 40, to: 299, pairs: 1 },
			{ from: 300, to: 304, pairs: 20 },
			{ from: 305, to: 309, pairs: 0 },
			{ from: 310, to: 314, pairs: 20 },
			{ from: 315, to: 319, pairs: 0 },
			{ from: 320, to: 324, pairs: 40 },
			{ from: 325, to: 329, pairs: 0 },
			{ from: 330, to: 334, pairs: 80 },
			{ from: 335, to: 339, pairs: 0 },
			{ from: 340, to: 344, pairs: 40 },
			{ from: 345, to: 349, pairs: 0 },
			{ from: 350, to: 354, pairs: 20 },
			{ from: 355, to: 359, pairs: 0 },
			{ from: 360, to: 364, pairs: 20 },
			{ from: 365, to: 9000, pairs: 1 },
		],
		picture: '▂ ▂ ▄ █ ▄ ▂ ▂',
	});
});
