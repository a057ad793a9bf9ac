/** A reference of any size, one contig in memory at a time. */
import { stat } from 'node:fs/promises';
import type { Contig } from '../build/changes.ts';
import { FastaParser } from '../fasta/fasta-parser.ts';
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

const HEADER = 62; // '>'
const LINE_FEED = 10;

/** First words of the headers. What is wrong with the file is said when it is read. */
async function readNames(path: string): Promise<string[]> {
	const names: string[] = [];
	/** The header that the end of a chunk cut. */
	let cut: Uint8Array | undefined;
	let isLineStart = true;
	const decoder = new TextDecoder();
	for await (const chunk of readBytes(path)) {
		let at = 0;
		if (cut !== undefined) {
			const end = lineEnd(chunk, 0);
			cut = Buffer.concat([cut, chunk.subarray(0, end)]);
			if (end === chunk.length) continue;
			names.push(firstWord(decoder.decode(cut)));
			cut = undefined;
			at = end;
		}
		for (let found = chunk.indexOf(HEADER, at); found !== -1; found = chunk.indexOf(HEADER, at)) {
			at = found + 1;
			const startsLine = found === 0 ? isLineStart : chunk[found - 1] === LINE_FEED;
			if (!startsLine) continue;
			const end = lineEnd(chunk, at);
			if (end === chunk.length) cut = chunk.slice(at);
			else names.push(firstWord(decoder.decode(chunk.subarray(at, end))));
			at = end;
		}
		isLineStart = chunk.at(-1) === LINE_FEED;
	}
	if (cut !== undefined) names.push(firstWord(decoder.decode(cut)));
	return names;
}

function lineEnd(chunk: Uint8Array, from: number): number {
	const found = chunk.indexOf(LINE_FEED, from);
	return found === -1 ? chunk.length : found;
}

function firstWord(header: string): string {
	return /^\S*/.exec(header)![0];
}
