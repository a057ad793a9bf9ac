import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sectionRange } from '../../src/container/graph-sections.ts';
import { ASCENDING, ColumnDecoder, encodeColumn, NEAR, NUMBERS, RAW, type ColumnForm } from '../../src/container/stored-forms.ts';
import { openContainer, scanSections, writeContainer } from '../../src/files/container-file.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-forms-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const bytesOf = (words: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(words).buffer);
const numbersTo = (last: number): Uint8Array =>
	new TextEncoder().encode(Array.from({ length: last }, (_, i) => `${i + 1}`).join(''));

/** Words that rise a little, lie near each other, or are anything. */
const columns = fc.oneof(
	fc.array(fc.nat(300)).map((steps) => {
		let sum = 0;
		return steps.map((step) => (sum += step));
	}),
	fc.array(fc.integer({ min: 1_000_000, max: 1_000_200 })),
	fc.array(fc.integer({ min: 0, max: 0xffffffff })),
);

describe('stored forms', () => {
	it('give back every column, in one piece and in several', () => {
		let shorter = 0;
		fc.assert(
			fc.property(columns, fc.constantFrom(ASCENDING, NEAR), fc.nat(20), (words, form, cut) => {
				const bytes = bytesOf(words);
				const encoded = encodeColumn(bytes, form);
				if (encoded.form !== RAW) {
					shorter++;
					expect(encoded.bytes.length).toBeLessThan(bytes.length);
				}
				const decoder = new ColumnDecoder(encoded.bytes, encoded.form, bytes.length);
				const back = new Uint8Array(bytes.length);
				const first = Math.min(4 * cut, bytes.length);
				decoder.next(back.subarray(0, first));
				decoder.next(back.subarray(first));
				expect(back).toEqual(bytes);
			}),
			{ numRuns: 500 },
		);
		expect(shorter).toBeGreaterThan(100);
	});

	it('store nothing of the numbers from 1 on, and other names as they are', () => {
		for (const last of [1, 9, 10, 99, 100, 999, 1001, 2000, 9_999, 12_345, 123_456]) {
			const names = numbersTo(last);
			expect(encodeColumn(names, NUMBERS)).toEqual({ form: NUMBERS, bytes: new Uint8Array() });
			const back = new Uint8Array(names.length);
			new ColumnDecoder(new Uint8Array(), NUMBERS, names.length).next(back);
			expect(Buffer.from(back).equals(names)).toBe(true);
			names[names.length - 1]! ^= 1;
			expect(encodeColumn(names, NUMBERS).form).toBe(RAW);
		}
		expect(encodeColumn(new Uint8Array(), NUMBERS).form).toBe(RAW);
	});

	it('are undone on opening, where sections then lie one behind the other with zeros between', async () => {
		const path = join(folder, 'forms.pgx');
		const given: { name: string; bytes: Uint8Array; form: ColumnForm }[] = [
			{ name: 'meta', bytes: Uint8Array.of(1, 2, 3), form: RAW },
			{ name: 'rising', bytes: bytesOf(Array.from({ length: 700_000 }, (_, i) => 3 * i)), form: ASCENDING },
			{ name: 'anything', bytes: bytesOf(Array.from({ length: 50 }, (_, i) => Math.imul(i, 0x9e3779b9) >>> 0)), form: ASCENDING },
			{ name: 'near', bytes: bytesOf(Array.from({ length: 1000 }, (_, i) => 5000 + ((i * 37) % 50))), form: NEAR },
			{ name: 'names', bytes: numbersTo(300_000), form: NUMBERS },
			{ name: 'text.line', bytes: numbersTo(40), form: RAW },
			{ name: 'last', bytes: Uint8Array.of(9), form: RAW },
		];
		const { fileBytes, sections } = await writeContainer(path, given);
		expect(fileBytes).toBeLessThan(800_000);
		expect(sections.map(({ name }) => name)).toEqual(['meta', 'rising', 'near', 'names', 'anything', 'last', 'text.line']);
		const place = (sizeBytes: number) => ({ buffer: new ArrayBuffer(sizeBytes + 64), address: 64 });
		const dirty = (sizeBytes: number) => {
			const placed = place(sizeBytes);
			new Uint8Array(placed.buffer).fill(0xff);
			return placed;
		};
		for (const container of [await openContainer(path, place), await openContainer(path, dirty)]) {
			let end = 64;
			for (const { name, sizeBytes } of container.header.sections) {
				const range = sectionRange(container, name);
				const { bytes } = given.find((section) => section.name === name)!;
				expect(range.sizeBytes).toBe(sizeBytes);
				expect(range.address % 64).toBe(0);
				expect(Buffer.from(container.buffer, range.address, sizeBytes).equals(bytes)).toBe(true);
				expect(new Uint8Array(container.buffer, end, range.address - end).every((byte) => byte === 0)).toBe(true);
				end = range.address + sizeBytes;
			}
		}
		const scanned = new Map<string, Uint8Array>();
		await scanSections(path, (await openContainer(path)).header.sections, ({ name, sizeBytes }, at, bytes) => {
			const all = scanned.get(name) ?? new Uint8Array(sizeBytes);
			all.set(bytes, at);
			scanned.set(name, all);
		});
		for (const { name, bytes } of given) expect(Buffer.from(scanned.get(name)!).equals(bytes)).toBe(true);
	});
});
