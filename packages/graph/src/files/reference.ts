/** A reference of any size, one contig in memory at a time. */
import { stat } from 'node:fs/promises';
import type { Contig } from '../build/changes.ts';
import { FastaParser } from '../fasta/fasta-parser.ts';
import { FastaNameScanner } from '../fasta/name-scanner.ts';
import { readFasta } from './fasta.ts';
import { readBytes } from './input.ts';

/** A FASTA whose names are known and whose sequences are to come. */
export interface ReferenceStream {
	readonly names: readonly string[];
	/** The contigs in order; to be called once. Errors: those of `readFasta`. */
	contigs(): AsyncGenerator<Contig>;
}

/**
 * Opens a FASTA, plain or compressed; `-` is standard input. A file is read twice, first for the names alone; what can be read
 * only once is held in memory.
 * Errors: those of `readFasta`.
 */
export async function openReference(path: string): Promise<ReferenceStream> {
	const isFile = path !== '-' && ((await stat(path).catch(() => undefined))?.isFile() ?? true);
	const found = isFile ? await readNames(path) : [];
	if (found.length > 0) return { names: found, contigs: () => streamContigs(path) };
	const { names, sequences } = await readFasta(path);
	return {
		names,
		async *contigs() {
			for (const [i, name] of names.entries()) yield { name, sequence: sequences[i]! };
		},
	};
}

async function* streamContigs(path: string): AsyncGenerator<Contig> {
	const parser = new FastaParser(path);
	for await (const chunk of readBytes(path)) {
		parser.push(chunk);
		yield* asContigs(parser.take());
	}
	yield* asContigs(parser.finish());
}

function* asContigs({ names, sequences }: { names: string[]; sequences: Uint8Array[] }): Generator<Contig> {
	for (const [i, name] of names.entries()) yield { name, sequence: sequences[i]! };
}

async function readNames(path: string): Promise<string[]> {
	const scanner = new FastaNameScanner();
	for await (const chunk of readBytes(path)) scanner.push(chunk);
	return scanner.finish();
}
