/** FASTA files. */
import { FastaParser, type Reference } from '../fasta/fasta-parser.ts';
import { readBytes } from './input.ts';

export type { Reference } from '../fasta/fasta-parser.ts';

/**
 * All sequences of a FASTA file, plain or compressed; `-` is standard input.
 *
 * Errors: those of readBytes; E_FASTA_EMPTY, E_FASTA_NO_HEADER, E_FASTA_NAME, E_FASTA_DUPLICATE, E_FASTA_LETTER, all with the line.
 */
export async function readFasta(path: string): Promise<Reference> {
	const parser = new FastaParser(path);
	for await (const chunk of readBytes(path)) parser.push(chunk);
	return parser.finish();
}
