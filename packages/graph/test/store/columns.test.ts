import { expect, it } from 'vitest';
import { GrowingBytes, GrowingUint32, toShared } from '../../src/store/columns.ts';

it('keeps what was added while it grows, first by copies and then in place', () => {
	const numbers = new GrowingUint32(16);
	const count = 3_000_000;
	for (let i = 0; i < count; i++) numbers.push(i * 3);
	const view = numbers.view();
	expect(view.length).toBe(count);
	for (let i = 0; i < count; i += 997) expect(view[i]).toBe(i * 3);
	expect(view.buffer).toBeInstanceOf(SharedArrayBuffer);
	expect(toShared(view)).toBe(view);
	const { buffer } = numbers.values;
	numbers.reserve(numbers.values.length);
	expect(numbers.values.buffer).toBe(buffer);
});

it('adds bytes of any length', () => {
	const bytes = new GrowingBytes(4);
	const piece = Uint8Array.from({ length: 100_003 }, (_, i) => i & 255);
	for (let i = 0; i < 50; i++) bytes.append(piece, i, piece.length);
	const expected = Buffer.concat(Array.from({ length: 50 }, (_, i) => piece.subarray(i)));
	expect(Buffer.compare(Buffer.from(bytes.view()), expected)).toBe(0);
});

it('says so when there is not enough memory', () => {
	expect(() => new GrowingUint32(16).reserve(2 ** 50)).toThrow(/^E_MEMORY found a need for /);
});
