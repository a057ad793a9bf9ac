import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { encoded, RowBuffer } from '../../src/report/row-buffer.ts';

it('holds what was added, of any size, and is filled again after it was taken', () => {
	const cell = fc.oneof(
		fc.nat(),
		fc.constantFrom(0, 9, 10, 99, 100, 2 ** 32 - 1, 999_999_999_999),
		fc.string({ unit: 'grapheme' }),
	);
	fc.assert(
		fc.property(fc.array(cell), fc.nat(200_000), (cells, size) => {
			const row = new RowBuffer();
			for (const isFirst of [true, false]) {
				for (const value of cells) {
					if (typeof value === 'number') row.number(value);
					else if (isFirst) row.text(value);
					else row.bytes(encoded(value));
					row.byte(9);
				}
				row.bytes(new Uint8Array(size).fill(65));
				expect(row.isFull).toBe(size >= 1 << 16);
				expect(new TextDecoder().decode(row.take())).toBe(`${cells.map((value) => `${value}\t`).join('')}${'A'.repeat(size)}`);
			}
		}),
		{ seed: 4, numRuns: 60 },
	);
});
