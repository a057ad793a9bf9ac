import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FastaParser } from '../../src/fasta/fasta-parser.ts';
import { IUPAC_CODES } from '../../src/store/nucleotides.ts';
import { failureOf } from '../files/failures.ts';

/** Records of `text`, pushed in pieces of `pieceBytes`. */
function parse(text: string, pieceBytes = 1 << 20): [string, string][] {
	const bytes = new TextEncoder().encode(text);
	const parser = new FastaParser('x.fa');
	for (let at = 0; at < bytes.length; at += pieceBytes) parser.push(bytes.subarray(at, at + pieceBytes));
	const { names, sequences } = parser.finish();
	return names.map((name, i) => [name, new TextDecoder().decode(sequences[i])]);
}

describe('FastaParser', () => {
	it('reads names, descriptions, line ends and either case', () => {
		const expected = [
			['chr1', 'ACGTN'],
			['chrÆ', 'RYKMT'],
		];
		expect(parse('>chr1 first\nACG\ntn\n\n>chrÆ\trest > of it\nrykm\nT')).toEqual(expected);
		expect(parse('\r\n>chr1\r\nACG\r\ntn\r\n>chrÆ\r\nrykm\r\nT\r\n\r\n', 1)).toEqual(expected);
	});

	it('gives what was written, however it is cut', () => {
		const record = fc.tuple(
			fc.stringMatching(/^[!-=?-~]{1,12}$/),
			fc.string({ unit: fc.constantFrom(...IUPAC_CODES.split('')), minLength: 1 }),
		);
		const records = fc.uniqueArray(record, { selector: ([name]) => name, minLength: 1 });
		fc.assert(
			fc.property(records, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 }), (all, width, piece) => {
				const lines = all.flatMap(([name, letters]) => [
					`>${name} x`,
					...(letters.match(new RegExp(`.{1,${width}}`, 'g')) ?? []),
				]);
				expect(parse(`${lines.join('\n')}\n`, piece)).toEqual(all);
			}),
		);
	});

	const malformed: [text: string, code: string, line: number][] = [
		['ACGT\n', 'E_FASTA_NO_HEADER', 1],
		['\n\nACGT\n>x\nA\n', 'E_FASTA_NO_HEADER', 3],
		['\n\n', 'E_FASTA_EMPTY', 3],
		['>a\n>b\nA\n', 'E_FASTA_EMPTY', 1],
		['>a\nA\n>b\n', 'E_FASTA_EMPTY', 3],
		['>a\nA\n>b', 'E_FASTA_EMPTY', 3],
		['>\nA\n', 'E_FASTA_NAME', 1],
		['> a\nA\n', 'E_FASTA_NAME', 1],
		['>a x\nA\n>a y\nA\n', 'E_FASTA_DUPLICATE', 3],
		['>a\nACGT\nAC-T\n', 'E_FASTA_LETTER', 3],
		['>a\nAC GT\n', 'E_FASTA_LETTER', 2],
		['>a\nMSTNPKPQRK*\n', 'E_FASTA_LETTER', 2],
		['>a\nACGU\n', 'E_FASTA_LETTER', 2],
		['@r\nACGT\n+\nIIII\n', 'E_FASTA_NO_HEADER', 1],
	];
	it.each(malformed)('finds fault with %j: %s in line %i', async (text, code, line) => {
		expect(await failureOf(() => parse(text))).toMatchObject({ code, place: `line ${line}` });
	});
});
