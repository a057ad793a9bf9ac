import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGzipInPlace } from '../../src/files/gzip-in-place.ts';
import { readCompressed } from '../../src/files/gzip-reader.ts';
import { openInflater } from '../../src/files/inflater.ts';
import { failureOf } from './failures.ts';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Data read into one shared piece of memory again and again. */
async function inPlace(bytes: Uint8Array, size = 1 << 17, allowTruncated = false): Promise<Buffer> {
	const memory = new Uint8Array(new SharedArrayBuffer(1 << 19));
	const room = (sizeBytes: number): Uint8Array => memory.subarray(7, 7 + sizeBytes);
	const inflater = openInflater('gzip')!;
	const parts: Buffer[] = [];
	for await (const piece of readGzipInPlace('x.gz', inPieces(bytes, size), room, inflater, allowTruncated)) {
		expect(piece.buffer).toBe(memory.buffer);
		parts.push(Buffer.from(piece)); // a copy: the next piece comes to the same place
	}
	return Buffer.concat(parts);
}

async function asStream(bytes: Uint8Array, size = 1 << 17, allowTruncated = false): Promise<Buffer> {
	const parts: Uint8Array[] = [];
	for await (const part of readCompressed('x.gz', 'gzip', inPieces(bytes, size), allowTruncated)) parts.push(part);
	return Buffer.concat(parts);
}

const text = Buffer.from(Array.from({ length: 40_000 }, (_, i) => `line ${i} ${(i * 7919) % 1000}\n`).join(''));

describe('gzip inflated in place', () => {
	it('is the data, for members and pieces of any size', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(300_000), { maxLength: 4 }),
				fc.integer({ min: 1000, max: 200_000 }),
				fc.constantFrom(0, 1, 9),
				async (cuts, size, level) => {
					const borders = [0, ...cuts.toSorted((a, b) => a - b), text.length];
					const members = borders.slice(1).map((end, i) => gzipSync(text.subarray(borders[i], end), { level }));
					expect((await inPlace(Buffer.concat(members), size)).equals(text)).toBe(true);
				},
			),
			{ numRuns: 30 },
		);
	});

	it('fails as the stream does, whatever was done to the file', async () => {
		const small = text.subarray(0, 3000);
		const whole = Buffer.concat([gzipSync(small), gzipSync(small)]);
		const spoilt: Uint8Array[] = [Buffer.concat([whole, Buffer.alloc(3)]), Buffer.concat([whole, Buffer.from('xx')])];
		for (let size = 1; size < whole.length; size += 7) spoilt.push(whole.subarray(0, size));
		for (let bit = 0; bit < whole.length * 8; bit += 101) {
			const flipped = Buffer.from(whole);
			flipped[bit >> 3]! ^= 1 << (bit & 7);
			spoilt.push(flipped);
		}
		// Levels that store: what is added lies in another slice than what it is added to.
		const large = gzipSync(text.subarray(0, 300_000), { level: 0 });
		spoilt.push(Buffer.concat([large, Buffer.alloc(200_000)]), large.subarray(0, 200_000));
		let failed = 0;
		for (const bytes of spoilt) {
			const expected = await failureOf(() => asStream(bytes));
			const found = await failureOf(() => inPlace(bytes));
			expect(found.code).toBe(expected.code);
			if (found.code !== 'none') failed++;
			// A stream can say where data end only to the slice it was in.
			if (!found.code.endsWith('TRAILING')) expect(found.message).toBe(expected.message);
		}
		expect(failed).toBeGreaterThan(spoilt.length - 20);
	});

	it('gives what is whole of a cut file where it is asked to', async () => {
		const cut = gzipSync(text).subarray(0, -4);
		expect((await inPlace(cut, 5000, true)).equals(text)).toBe(true);
	});
});
