/** Lines of small text formats (sample lists, BED, TSV). Large formats scan bytes instead. */
import { PangrafError } from '../errors.ts';
import { readBytes } from './input.ts';

/** Lines that stand one after another in a file. */
export interface LineBatch {
	/** Without their line ends; LF and CR LF are the same. */
	lines: string[];
	/** Number of the first of them, from 1. */
	firstLine: number;
}

/** A line longer than this is taken for a file that is no text. */
const MAX_LINE_BYTES = 1 << 28;

/**
 * The lines of `path` (plain or compressed, `-` for standard input) in batches of about a chunk. A byte-order mark is dropped;
 * a last line without a line end is a line; bytes that are no UTF-8 become U+FFFD.
 *
 * Errors: those of readBytes; E_LINE_TOO_LONG (over 256 MiB).
 */
export async function* readLineBatches(path: string): AsyncGenerator<LineBatch> {
	let firstLine = 1;
	for await (const bytes of readWholeLines(path)) {
		const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
		const lines = text.split('\n');
		if (text.endsWith('\n')) lines.pop();
		if (text.includes('\r'))
			for (let i = 0; i < lines.length; i++) if (lines[i]!.endsWith('\r')) lines[i] = lines[i]!.slice(0, -1);
		yield { lines, firstLine };
		firstLine += lines.length;
	}
}

/**
 * The bytes of `path` in chunks that end at line ends (the last one where the file ends), for readers that scan bytes.
 * A byte-order mark is dropped. Chunks belong to the receiver. Errors as in {@link readLineBatches}.
 */
export async function* readWholeLines(path: string): AsyncGenerator<Uint8Array> {
	let pieces: Uint8Array[] = [];
	let pieceBytes = 0;
	let isStart = true;
	for await (const chunk of readBytes(path)) {
		const lineEnd = chunk.lastIndexOf(0x0a) + 1;
		if (lineEnd > 0) {
			pieces.push(chunk.subarray(0, lineEnd));
			const whole = join(pieces, isStart);
			if (whole.length > 0) yield whole;
			isStart = false;
			pieces = [];
			pieceBytes = 0;
		}
		if (lineEnd === chunk.length) continue;
		pieces.push(chunk.subarray(lineEnd));
		pieceBytes += chunk.length - lineEnd;
		if (pieceBytes > MAX_LINE_BYTES) {
			throw new PangrafError('E_LINE_TOO_LONG', {
				file: path,
				found: `a line of more than ${MAX_LINE_BYTES} bytes`,
				expected: 'lines of text',
				remedy: 'check that this is the right file',
			});
		}
	}
	const whole = join(pieces, isStart);
	if (whole.length > 0) yield whole;
}

function join(pieces: Uint8Array[], isStart: boolean): Uint8Array {
	const whole = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
	const hasMark = isStart && whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
	return hasMark ? whole.subarray(3) : whole;
}
