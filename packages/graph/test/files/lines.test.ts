import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLineBatches } from '../../src/files/lines.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-lines-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function linesOf(bytes: Uint8Array | string): Promise<string[]> {
	const path = join(folder, 'lines');
	writeFileSync(path, bytes);
	const all: string[] = [];
	for await (const { lines, firstLine } of readLineBatches(path)) {
		expect(firstLine).toBe(all.length + 1);
		all.push(...lines);
	}
	return all;
}

it('reads LF and CR LF alike, with or without a last line end', async () => {
	expect(await linesOf('a\n\nb\n')).toEqual(['a', '', 'b']);
	expect(await linesOf('a\r\n\r\nb')).toEqual(['a', '', 'b']);
	expect(await linesOf('\n')).toEqual(['']);
	expect(await linesOf('\ufeffæ\r\nb\r')).toEqual(['æ', 'b']);
});

it('gives the lines that were written', async () => {
	const line = fc.string({ unit: fc.constantFrom('a', 'æ', '\t', '𝄞', ' ') });
	await fc.assert(
		fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), async (lines) => {
			expect(await linesOf(`${lines.join('\n')}\n`)).toEqual(lines);
		}),
		{ numRuns: 50 },
	);
});

it('joins lines across chunks', async () => {
	const lines = Array.from({ length: 9000 }, (_, i) => `${i} ${'x'.repeat(i % 997)}`);
	lines[5000] = 'y'.repeat(3_000_000); // longer than a chunk
	expect(await linesOf(gzipSync(lines.join('\n')))).toEqual(lines);
});
