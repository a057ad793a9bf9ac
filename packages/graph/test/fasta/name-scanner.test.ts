import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FastaParser } from '../../src/fasta/fasta-parser.ts';
import { FastaNameScanner } from '../../src/fasta/name-scanner.ts';

const encoder = new TextEncoder();

/** Names of a text that comes in pieces of these sizes. */
function scan(text: string, sizes: readonly number[]): string[] {
	const scanner = new FastaNameScanner();
	const bytes = encoder.encode(text);
	let at = 0;
	for (let i = 0; at < bytes.length; i++) {
		const end = at + (sizes[i % sizes.length] ?? bytes.length);
		scanner.push(bytes.subarray(at, end));
		at = end;
	}
	return scanner.finish();
}

describe('FastaNameScanner', () => {
	it('finds the names that reading the file finds, however it is cut', () => {
		const record = fc.record({
			name: fc.string({ unit: fc.constantFrom('c', 'é', '>', '#', ':'), minLength: 1, maxLength: 4 }),
			description: fc.constantFrom('', ' a > b', '\tx', ' '),
			letters: fc.array(fc.constantFrom('ACGT', 'n', ''), { minLength: 1, maxLength: 4 }).map((lines) => [...lines, 'A']),
			lineEnd: fc.constantFrom('\n', '\r\n'),
		});
		const text = fc
			.array(record, { minLength: 1, maxLength: 5 })
			.map((records) =>
				records
					.map(({ name, description, letters, lineEnd }, i) => [`>${i}${name}${description}`, ...letters, ''].join(lineEnd))
					.join(''),
			);
		fc.assert(
			fc.property(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }), (text, sizes) => {
				const parser = new FastaParser('x.fa');
				parser.push(encoder.encode(text));
				expect(scan(text, sizes)).toEqual(parser.finish().names);
			}),
		);
	});

	it('takes a header at the end of the file, and none from within a line', () => {
		expect(scan('>a\nAC>b\n>c d', [3])).toEqual(['a', 'c']);
		expect(scan('ACGT\n', [2])).toEqual([]);
	});
});
