import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ASCENDING, RAW } from '../../src/container/stored-forms.ts';
import { writeContainer } from '../../src/files/container-file.ts';
import { paddedBytes, readSections, readSideBySide } from '../../src/files/section-reader.ts';

const folder = mkdtempSync(join(tmpdir(), 'pangraf-sections-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'sections.pgx');

const wordsTo = (count: number, factor: number): Uint8Array =>
	new Uint8Array(Uint32Array.from({ length: count }, (_, i) => i * factor).buffer);
const given = [
	{ name: 'meta', bytes: Uint8Array.of(1, 2, 3), form: RAW },
	{ name: 'rising', bytes: wordsTo(70_001, 3), form: ASCENDING },
	{ name: 'pairs', bytes: wordsTo(2 * 70_000 + 1, 0x9e3779b1), form: RAW },
	{ name: 'wild', bytes: wordsTo(70_000, 0x9e3779b1), form: RAW },
	{ name: 'empty', bytes: new Uint8Array(), form: RAW },
	{ name: 'last', bytes: wordsTo(300_000, 7), form: RAW },
];
const { sections } = await writeContainer(path, given);
const bytesOf = (name: string): Uint8Array => given.find((section) => section.name === name)!.bytes;
const named = (name: string) => sections.find((section) => section.name === name)!;

describe('sections', () => {
	it('go where they are wanted, in any order and with any room between, and no others anywhere', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.shuffledSubarray([...sections]),
				fc.array(fc.nat(2), { minLength: sections.length, maxLength: sections.length }),
				async (kept, gaps) => {
					const memory = new Uint8Array(4 << 20).fill(0xaa);
					const expected = memory.slice();
					const targets = new Map<string, Uint8Array>();
					let next = 64;
					for (const [i, section] of kept.entries()) {
						next += 64 * gaps[i]!;
						targets.set(section.name, memory.subarray(next, next + paddedBytes(section)));
						expected.fill(0, next, next + paddedBytes(section));
						expected.set(bytesOf(section.name), next);
						next += paddedBytes(section);
					}
					await readSections(path, sections, ({ name }) => targets.get(name));
					expect(Buffer.compare(memory, expected)).toBe(0);
				},
			),
			{ numRuns: 30 },
		);
	});

	it('are read side by side, with zeros behind their ends', async () => {
		const columns = [
			{ section: named('pairs'), width: 8 },
			{ section: named('rising'), width: 4 },
			{ section: named('wild'), width: 4 },
		];
		const steps = 70_001;
		const read = columns.map(({ width }) => new Uint8Array(steps * width));
		let next = 0;
		await readSideBySide(path, columns, steps, (first, count, pieces) => {
			expect(first).toBe(next);
			next += count;
			for (const [i, piece] of pieces.entries()) {
				expect(piece.length).toBe(count * columns[i]!.width);
				read[i]!.set(piece, first * columns[i]!.width);
			}
		});
		expect(next).toBe(steps);
		for (const [i, { section, width }] of columns.entries()) {
			const whole = new Uint8Array(steps * width);
			whole.set(bytesOf(section.name));
			expect(Buffer.compare(read[i]!, whole)).toBe(0);
		}
	});

	it('are checked, those that are not kept and what no step asks for too', async () => {
		const bytes = readFileSync(path);
		const broken = join(folder, 'broken.pgx');
		for (const { name, offset, storedBytes } of sections) {
			const place = offset + (storedBytes === 0 ? 0 : storedBytes - 1);
			const flipped = Uint8Array.from(bytes);
			flipped[place]! ^= 0x10;
			writeFileSync(broken, flipped);
			const error = { code: 'E_PGX_CORRUPT', data: { file: broken, place: `section ${name}` } };
			await expect(readSections(broken, sections, () => undefined)).rejects.toMatchObject(error);
			const column = { section: named(name), width: 4 };
			await expect(readSideBySide(broken, [column], 2, () => undefined)).rejects.toMatchObject(error);
		}
	});
});
