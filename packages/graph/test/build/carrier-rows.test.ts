import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allelesOf, carriedAlleles } from '../../src/build/carried-alleles.ts';
import { CarrierRowWriter } from '../../src/build/carrier-rows.ts';

/** Rows of one to four words, from those that nobody carries to those that all do. */
const tables = fc.integer({ min: 1, max: 4 }).chain((words) => {
	const bits = fc.array(fc.nat(32 * words - 1), { maxLength: 40 * words });
	const row = fc.oneof(
		bits,
		fc.constant(Array.from({ length: 32 * words }, (_, i) => i)),
		bits.map((list) => list.slice(0, 2)),
	);
	return fc.tuple(fc.constant(words), fc.array(row, { maxLength: 30 }));
});

function rowsOf(words: number, rows: readonly (readonly number[])[]) {
	const writer = new CarrierRowWriter(words);
	const bits = new Uint32Array(words + 1);
	for (const row of rows) {
		bits.fill(0);
		for (const column of row) bits[1 + (column >>> 5)]! |= 1 << (column & 31);
		writer.append(bits, 1);
	}
	return writer.rows();
}

const sorted = (row: readonly number[]): number[] => [...new Set(row)].sort((a, b) => a - b);

describe('carrier rows', () => {
	it('give back who carries what, whole and in slices', () => {
		fc.assert(
			fc.property(tables, fc.nat(30), ([words, rows], from) => {
				const carriers = rowsOf(words, rows);
				const first = Math.min(from, rows.length);
				const part = carriers.slice(first, rows.length);
				expect(part.count).toBe(rows.length - first);
				for (const [i, row] of rows.slice(first).entries()) {
					const found: number[] = [];
					part.forEach(i, (column) => found.push(column));
					expect(found).toEqual(sorted(row));
					expect(part.first(i)).toBe(sorted(row)[0] ?? -1);
				}
			}),
		);
	});

	it('are turned round in groups of any size', () => {
		fc.assert(
			fc.property(tables, fc.integer({ min: 1, max: 200 }), ([words, rows], listedMax) => {
				const carriers = rowsOf(words, rows);
				let next = 0;
				for (const group of carriedAlleles(carriers, listedMax)) {
					expect(group.first).toBe(next);
					for (let column = group.first; column < group.end; column++) {
						expect([...allelesOf(group, column)]).toEqual(rows.flatMap((row, i) => (row.includes(column) ? [i] : [])));
					}
					expect(group.end === group.first + 1 || group.list.length <= listedMax).toBe(true);
					next = group.end;
				}
				expect(next).toBe(32 * words);
			}),
		);
	});

	it('keep what few carry short', () => {
		const words = 157;
		const writer = new CarrierRowWriter(words);
		const bits = new Uint32Array(words);
		bits[100] = 4;
		for (let i = 0; i < 1000; i++) writer.append(bits, 0);
		expect(writer.sizeBytes).toBeLessThan(1000 * 4);
	});
});
