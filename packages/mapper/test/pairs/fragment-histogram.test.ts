import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FragmentHistogram, type FragmentPicture } from '../../src/pairs/fragment-histogram.ts';

/** The picture of lengths that come in two parts. */
function pictureOf(lengths: readonly number[], cut = 0): FragmentPicture | undefined {
	const histogram = new FragmentHistogram();
	histogram.add(Uint32Array.from(lengths.slice(cut)));
	histogram.add(Uint32Array.from(lengths.slice(0, cut)));
	return histogram.picture();
}

it('counts every pair once, in rows that follow each other, in whatever order they come', () => {
	const anyLength = fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 300, max: 400 }));
	fc.assert(
		fc.property(fc.array(anyLength, { minLength: 1, maxLength: 300 }), fc.nat(300), (lengths, cut) => {
			const { pairs, median, lengths: rows, picture } = pictureOf(lengths, cut)!;
			for (const [i, row] of rows.entries()) {
				expect(row.pairs).toBe(lengths.filter((length) => length >= row.from && length <= row.to).length);
				if (i > 0) expect(row.from).toBeGreaterThan(rows[i - 1]!.to);
			}
			expect(rows.reduce((sum, row) => sum + row.pairs, 0)).toBe(lengths.length);
			expect(pairs).toBe(lengths.length);
			expect(median).toBe(lengths.toSorted((a, b) => a - b)[lengths.length >> 1]);
			expect(picture.length).toBeLessThanOrEqual(21);
			expect(picture.length).toBeGreaterThanOrEqual(rows.length - 2);
			expect(picture).toContain('█');
			expect(pictureOf(lengths)).toEqual(pictureOf(lengths, cut));
		}),
	);
});

it('says nothing of nothing', () => {
	expect(pictureOf([])).toBeUndefined();
});

it('draws a library, and keeps chimeras out of the picture', () => {
	const library = [300, 310, 320, 320, 330, 330, 330, 330, 340, 340, 350, 360].flatMap((bp) =>
		Array.from({ length: 20 }, () => bp),
	);
	expect(pictureOf([40, ...library, 9000])).toEqual({
		pairs: 242,
		median: 330,
		lengths: [
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
