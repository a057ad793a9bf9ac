import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READ_MAX } from '../../src/kernels/kernel.ts';
import { letters } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { areMates, packedStrands, type PackedStrand, readName } from '../twins/packed-read.ts';

const kernel = new TestingKernel();

/** What the kernel holds of a read's strand, and that nothing stands behind its end. */
function strandInKernel(read: number, strand: number, length: number): PackedStrand {
	const { exports } = kernel;
	const packed = kernel.words(exports.packedBasesAt(read, strand), READ_MAX / 16 + 2);
	const masked = exports.hasOthersIn(read) === 1;
	const mask = kernel.words(exports.othersMaskAt(read, strand), READ_MAX / 16 + 2);
	const bits = (words: Uint32Array, i: number): number => (words[i >> 4]! >>> ((i & 15) << 1)) & 3;
	for (let i = length; i < READ_MAX; i++) if (bits(packed, i) !== 0) throw new Error(`base ${i} of ${length} is packed`);
	const indices = Array.from({ length }, (_, i) => i);
	return {
		codes: indices.map((i) => bits(packed, i)),
		others: indices.map((i) => masked && bits(mask, i) === 1),
	};
}

function checkPacked(bases: string): void {
	for (const [strand, expected] of packedStrands(bases).entries()) {
		expect(strandInKernel(0, strand, bases.length)).toEqual(expected);
	}
}

const IUPAC = 'ACGTRYKMSWBDHVN.acgtrykmswbdhvn';
const anyLength = fc.oneof(
	fc.integer({ min: 0, max: 200 }),
	fc.constantFrom(27, 28, 29, 31, 32, 33, 55, 56, 57, 63, 64, 65, 84, 95, 96, 97, 111, 112, 113, 1022, 1023, 1024),
);
const anyBases = anyLength.chain((length) =>
	fc.oneof(letters('ACGT', length, length), letters('ACGTacgtN', length, length), letters(IUPAC, length, length)),
);

describe('parsing and packing', () => {
	it('packs both strands as the twin does, over whatever stood in the slot before', () => {
		fc.assert(
			fc.property(anyBases, fc.boolean(), (bases, crlf) => {
				const end = crlf ? '\r\n' : '\n';
				expect(kernel.parse(`@a b${end}${bases}${end}+a${end}${'#'.repeat(bases.length)}${end}`)).toBe(true);
				expect(kernel.exports.lengthOf(0)).toBe(bases.length);
				expect(kernel.exports.hasOthersIn(0)).toBe(/[^ACGTacgt]/.test(bases) ? 1 : 0);
				checkPacked(bases);
			}),
			{ numRuns: 150 },
		);
	});

	it('packs every length around the words of 28 and 32 bases', () => {
		const bases = 'ACGGTTTTAACCNGTAC'.repeat(70);
		for (let length = 0; length <= 130; length++) {
			kernel.putRead(bases.slice(0, length));
			checkPacked(bases.slice(0, length));
		}
	});

	it('keeps a read longer than the longest as a length only', () => {
		kernel.putRead('A'.repeat(READ_MAX + 1));
		expect(kernel.exports.lengthOf(0)).toBe(READ_MAX + 1);
		kernel.useScheme({ k: 21, s: 13 });
		expect(kernel.exports.seedSlot(0)).toBe(0);
	});

	it('refuses every byte that is no nucleotide, at any place', () => {
		const allowed = new Set(Array.from(IUPAC, (letter) => letter.toUpperCase()));
		for (let byte = 0; byte < 256; byte++) {
			if (byte === 10 || byte === 13) continue;
			const record = new TextEncoder().encode(`@r\n${'A'.repeat(40)}\n+\n${'I'.repeat(40)}\n`);
			record[3 + (byte % 40)] = byte;
			const isAllowed = byte < 128 && allowed.has(String.fromCharCode(byte).toUpperCase());
			expect(kernel.parse(record), `byte ${byte}`).toBe(isAllowed);
		}
	});

	it('takes qualities from ! to ~ and no others', () => {
		for (let byte = 0; byte < 256; byte++) {
			if (byte === 10 || byte === 13) continue;
			const record = new TextEncoder().encode('@r\nACGT\n+\nIIII\n');
			record[11] = byte;
			expect(kernel.parse(record), `byte ${byte}`).toBe(byte >= 33 && byte <= 126);
		}
	});

	it('finds mates by name as the twin does', () => {
		const name = fc.tuple(letters('ab/12', 0, 4), fc.constantFrom('', '/1', '/2', '/3')).map((parts) => `@r${parts.join('')}`);
		const comment = fc.constantFrom('', ' 1:N:0:ACGT', '\tx', '\r');
		fc.assert(
			fc.property(name, name, comment, comment, (first, second, a, b) => {
				// Both stand in the input at once, as they do in a chunk.
				const at = kernel.putText(`${first}${a}\nA\n+\nI\n`, 0);
				const mateAt = kernel.putText(`${second}${b}\nA\n+\nI\n`, 1);
				expect(kernel.exports.parseSlot(at, at + 400, 0)).not.toBe(0);
				expect(kernel.exports.parseSlot(mateAt, mateAt + 400, 1)).not.toBe(0);
				expect(kernel.exports.slotsAreMates(0, 1) === 1).toBe(areMates(readName(first), readName(second)));
			}),
			{ numRuns: 500 },
		);
	});
});
