import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { lowerCase, writeBases } from '../../src/store/base-letters.ts';
import { BasePacker } from '../../src/store/base-packer.ts';
import { baseAt, type Graph } from '../../src/store/graph.ts';
import { graphFromArrays } from '../../src/store/graph-builder.ts';
import { BASE_CODES, IUPAC_CODES } from '../../src/store/nucleotides.ts';

const letter = fc.oneof(
	{ weight: 20, arbitrary: fc.constantFrom('A', 'C', 'G', 'T') },
	fc.constantFrom(...IUPAC_CODES.split('')),
);
const letters = fc.string({ unit: letter, maxLength: 90 });

it('packs pieces of any length, base by base as one at a time would', () => {
	fc.assert(
		fc.property(fc.array(letters), (pieces) => {
			const packer = new BasePacker();
			for (const piece of pieces) {
				const bytes = new TextEncoder().encode(`xx${piece.toLowerCase()}`);
				expect(packer.append(bytes, 2, bytes.length)).toBe(bytes.length);
			}
			const whole = pieces.join('');
			const graph = packer.finish();
			expect(packer.baseCount).toBe(whole.length);
			for (let i = 0; i < whole.length; i++) {
				const code = BASE_CODES[whole.charCodeAt(i)]!;
				const isOther = code > 3;
				expect((graph.packedBases[i >> 4]! >>> ((i & 15) * 2)) & 3).toBe(isOther ? 0 : code);
				if (graph.otherMask.length > 0) expect((graph.otherMask[i >> 5]! >>> (i & 31)) & 1).toBe(isOther ? 1 : 0);
				expect(baseAt(graph as Graph, i)).toBe(whole[i]);
			}
			expect(graph.packedBases.length).toBe(Math.ceil(whole.length / 16) + 2);
		}),
	);
});

it('keeps which letters are in lower case, and how many are not known', () => {
	const piece = fc.oneof(
		letters.map((text) => text.toLowerCase()),
		letters,
		fc.integer({ min: 1, max: 70 }),
	);
	fc.assert(
		fc.property(fc.array(piece), (pieces) => {
			const packer = new BasePacker();
			for (const part of pieces) {
				if (typeof part === 'number') packer.appendUnknown(part);
				else packer.append(new TextEncoder().encode(part), 0, part.length);
			}
			const whole = pieces.map((part) => (typeof part === 'number' ? 'N'.repeat(part) : part)).join('');
			const graph = packer.finish() as Graph;
			const out = new Uint8Array(whole.length);
			writeBases(graph, 0, whole.length, out, 0);
			expect(new TextDecoder().decode(out)).toBe(whole.toUpperCase());
			const runs = Array.from(whole.matchAll(/[a-z]+/g), ({ index, 0: run }) => [index, run.length]);
			const { starts = [], lengths = [] } = graph.softMask ?? {};
			expect(Array.from(starts, (start, run) => [start, lengths[run]])).toEqual(runs);
			expect(graph.softMask === undefined).toBe(runs.length === 0);
			if (graph.softMask !== undefined) lowerCase(graph.softMask, 0, whole.length, out, 0);
			expect(new TextDecoder().decode(out)).toBe(whole);
			for (let i = 0; i < whole.length; i++) expect(baseAt(graph, i)).toBe(whole[i]!.toUpperCase());
		}),
	);
});

it('stops at the first byte that is no nucleotide', () => {
	const text = 'ACGTNACGTACGTACGTACGTACGTACGTAC';
	for (let length = 0; length <= text.length; length++) {
		const bytes = new TextEncoder().encode(`${text.slice(0, length)}-ACGTACGT`);
		expect(new BasePacker().append(bytes, 0, bytes.length)).toBe(length);
	}
});

it('writes any range of letters', () => {
	fc.assert(
		fc.property(letters, fc.nat(90), fc.nat(90), (text, a, b) => {
			const graph = graphFromArrays({ segments: [['1', text]], links: [] });
			const [from, to] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
			const out = new Uint8Array(text.length + 3).fill(46);
			writeBases(graph, from, to, out, 2);
			expect(new TextDecoder().decode(out)).toBe(`..${text.slice(from, to)}`.padEnd(text.length + 3, '.'));
		}),
	);
});
