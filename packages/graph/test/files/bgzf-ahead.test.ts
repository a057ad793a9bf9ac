import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlockInflaters, readBgzfAhead } from '../../src/files/bgzf-ahead.ts';
import { BlockInflater, openInflater } from '../../src/files/bgzf-blocks.ts';
import { BGZF_END } from '../../src/files/bgzf-format.ts';
import { readBgzf } from '../../src/files/bgzf-reader.ts';
import { bgzfBlock } from '../../src/files/bgzf-writer.ts';
import type { Room } from '../../src/files/raw-input.ts';
import { collect, failureOf } from './failures.ts';

const PLACE_BYTES = 1 << 17;

/** Inflaters in this thread that answer in any order; `through` is what inflates. */
function inflaters(places: number, through = new BlockInflater(openInflater('raw'))): BlockInflaters {
	const memory = Array.from({ length: places }, () => [
		new Uint8Array(new SharedArrayBuffer(PLACE_BYTES)),
		new Uint8Array(new SharedArrayBuffer(PLACE_BYTES + 1)),
	]);
	let count = 0;
	return {
		places,
		placeBytes: PLACE_BYTES,
		blocksOf: (place) => memory[place]![0]!,
		dataOf: (place) => memory[place]![1]!,
		inflate: async (place, blockBytes) => {
			for (let turns = (count++ * 7) % 5; turns > 0; turns--) await Promise.resolve();
			return through.inflate(memory[place]![0]!.subarray(0, blockBytes), memory[place]![1]!);
		},
	};
}

/** A file as it is read: in pieces of its own buffers, or, with `size` 0, into the room of the reader. */
function raw(bytes: Uint8Array, size: number): { chunks: AsyncGenerator<Uint8Array>; readInto: (room: Room) => void } {
	let room: Room | undefined;
	async function* read(): AsyncGenerator<Uint8Array> {
		for (let at = 0; at < bytes.length; ) {
			const target = size === 0 && at > 0 ? room!(40_000) : new Uint8Array(size || 1000);
			const piece = bytes.subarray(at, at + target.length);
			target.set(piece);
			at += piece.length;
			yield target.subarray(0, piece.length);
		}
	}
	return { chunks: read(), readInto: (given) => (room = given) };
}

/** Data, copied as it comes, and how it ended. */
async function readAhead(bytes: Uint8Array, size: number, by: BlockInflaters, allowTruncated = false): Promise<[Buffer, string]> {
	const parts: Buffer[] = [];
	const { message } = await failureOf(async () => {
		for await (const data of readBgzfAhead('x.gz', raw(bytes, size), by, allowTruncated)) parts.push(Buffer.from(data));
	});
	return [Buffer.concat(parts), message];
}

const text = Buffer.from(Array.from({ length: 60_000 }, (_, i) => `line ${i} ${(i * 7919) % 1000}\n`).join(''));
const noise = Buffer.from(Uint8Array.from({ length: 65_280 }, (_, i) => (i * i * 31 + (i >> 3)) >> 5));

async function bgzf(pieces: readonly Uint8Array[]): Promise<Buffer> {
	return Buffer.concat([...(await Promise.all(pieces.map((piece) => bgzfBlock(piece)))), BGZF_END]);
}

describe('BGZF inflated ahead', () => {
	it('is the data, whatever the blocks, the pieces they come in and the places', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(65_280), { maxLength: 30 }),
				fc.constantFrom(0, 777, 50_000, 1 << 20),
				fc.integer({ min: 1, max: 5 }),
				async (sizes, size, places) => {
					let at = 0;
					const pieces = sizes.map((length, i) => (i % 5 === 4 ? noise.subarray(0, length) : text.subarray(at, (at += length))));
					const file = await bgzf(pieces);
					expect(await readAhead(file, size, inflaters(places))).toEqual([Buffer.concat(pieces), '']);
				},
			),
			{ numRuns: 40 },
		);
	});

	it('gives the same through a buffer for each block', async () => {
		const file = await bgzf([text.subarray(0, 60_000), noise, new Uint8Array(0), text.subarray(60_000, 70_000)]);
		const plain = new BlockInflater(undefined);
		const whole = Buffer.concat([text.subarray(0, 60_000), noise, text.subarray(60_000, 70_000)]);
		expect(await readAhead(file, 0, inflaters(2, plain))).toEqual([whole, '']);
		file[40]! ^= 1;
		expect((await readAhead(file, 0, inflaters(2, plain)))[1]).toContain('byte 0');
	});

	it('fails where the other reader does, after the data before', async () => {
		const pieces = [text.subarray(0, 3000), text.subarray(3000, 5000), text.subarray(5000, 5001), text.subarray(5001, 8000)];
		const whole = await bgzf(pieces);
		const spoilt: Buffer[] = [];
		for (let size = 1; size < whole.length; size += 19) spoilt.push(whole.subarray(0, size));
		for (let bit = 0; bit < whole.length * 8; bit += 67) {
			const flipped = Buffer.from(whole);
			flipped[bit >> 3]! ^= 1 << (bit & 7);
			spoilt.push(flipped);
		}
		for (const bytes of spoilt) {
			const expected = await failureOf(() => collect(readBgzf('x.gz', raw(bytes, 1 << 16).chunks)));
			const [data, message] = await readAhead(bytes, 1 << 16, inflaters(3));
			// What is wrong with a block's data may be told as its size or as its checksum.
			expect(message.split(':')[0]).toBe(expected.message.split(':')[0]);
			expect(text.subarray(0, data.length).equals(data)).toBe(true);
			if (expected.code === 'none') expect(data.length).toBe(8000);
			// However it comes: the same.
			expect(await readAhead(bytes, 500, inflaters(1))).toEqual([data, message]);
		}
		const cut = whole.subarray(0, -BGZF_END.length - 5);
		expect(await readAhead(cut, 0, inflaters(2), true)).toEqual([text.subarray(0, 5001), '']);
	});
});
