import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordCursor } from '../../src/haplotypes/record-cursor.ts';
import { ENDS, RecordWriter } from '../../src/haplotypes/records.ts';

/** Visits as runs: which of the successors, how many in a row. */
type Runs = readonly (readonly [successor: number, length: number])[];

const HANDLE = 1000;
/** ENDS, and handles on both sides of the record's own. */
const KEYS = [
	ENDS,
	HANDLE - 900,
	HANDLE - 3,
	HANDLE,
	HANDLE + 1,
	HANDLE + 700,
	...Array.from({ length: 200 }, (_, i) => 2000 + i),
];
const offsetOf = (_: number, to: number): number => 3 * to;

const keysOf = (runs: Runs): Uint32Array =>
	Uint32Array.from(runs.flatMap(([successor, length]) => Array.from({ length }, () => KEYS[successor]!)));

/** Writes a record behind another one and compares every answer about the given ranges with a count of the visits. */
function checkRecord(keys: Uint32Array, ranges: readonly (readonly [number, number])[]): void {
	const writer = new RecordWriter();
	writer.write(7, Uint32Array.of(9, 9), 2, offsetOf);
	const start = writer.size;
	writer.write(HANDLE, keys, keys.length, offsetOf);
	const cursor = new RecordCursor();
	cursor.open(writer.bytes, start, writer.size, HANDLE);
	const successors = [...new Set(keys)].sort((a, b) => a - b);
	expect(cursor.visits).toBe(keys.length);
	expect([...cursor.keys.subarray(0, cursor.successors)]).toEqual(successors);
	expect([...cursor.offsets.subarray(0, cursor.successors)]).toEqual(
		successors.map((key) => (key === ENDS ? 0 : offsetOf(HANDLE, key - 1))),
	);
	const counted = (from: number, to: number): number[] => {
		const counts = new Map<number, number>();
		for (let i = from; i < to; i++) counts.set(keys[i]!, (counts.get(keys[i]!) ?? 0) + 1);
		return successors.map((key) => counts.get(key) ?? 0);
	};
	expect([...cursor.totals.subarray(0, cursor.successors)]).toEqual(counted(0, keys.length));
	for (const [a, b] of ranges) {
		const [from, to] = [Math.min(a, b) % (keys.length + 1), Math.max(a, b) % (keys.length + 1)].sort((x, y) => x - y) as [
			number,
			number,
		];
		cursor.open(writer.bytes, start, writer.size, HANDLE);
		cursor.count(from, to);
		expect([...cursor.before.subarray(0, cursor.successors)]).toEqual(counted(0, from));
		expect([...cursor.counts.subarray(0, cursor.successors)]).toEqual(counted(from, to));
	}
}

const ranges = fc.array(fc.tuple(fc.nat(200_000), fc.nat(200_000)), { minLength: 1, maxLength: 6 });

describe('records of the haplotype store', () => {
	it('count any range of visits, with few runs and with many', () => {
		const runs = fc.integer({ min: 1, max: 9 }).chain((successors) =>
			fc.array(fc.tuple(fc.nat(successors - 1), fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 400 }))), {
				minLength: 1,
				maxLength: 500,
				size: 'max',
			}),
		);
		fc.assert(
			fc.property(runs, ranges, (list, asked) => checkRecord(keysOf(list), [[0, list.length], ...asked])),
			{ numRuns: 60 },
		);
	});

	it('count where checkpoints need four bytes a field', () => {
		const keys = keysOf(Array.from({ length: 900 }, (_, i): [number, number] => [(i * 7) % 2, 1 + ((i * 131) % 300)]));
		expect(keys.length).toBeGreaterThan(0xffff);
		checkRecord(keys, [
			[0, keys.length],
			[1, keys.length - 1],
			[70_000, 70_001],
			[65_000, 120_000],
		]);
	});

	it('count over more successors than a byte has room for', () => {
		const keys = keysOf(Array.from({ length: 9000 }, (_, i): [number, number] => [(i * 89) % 190, 1 + (i % 3)]));
		checkRecord(keys, [
			[0, keys.length],
			[4000, 15_000],
			[17_000, 17_001],
		]);
	});
});
