/** Errors in GFA, all with file and line. */
import { PangrafError } from '../errors.ts';

/** What is wrong with one line; the parser adds file and line. */
export interface Fault {
	code: string;
	found: string;
	expected?: string;
	remedy?: string;
}

/** The error for a fault in a line. */
export function gfaError(file: string, line: number, fault: Fault): PangrafError {
	const { code, ...data } = fault;
	return new PangrafError(code, { file, place: `line ${line}`, ...data });
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text of some bytes of a line for a message or a name, at most `limit` characters of it. */
export function textOf(bytes: Uint8Array, from: number, to: number, limit: number = Number.POSITIVE_INFINITY): string {
	// A copy: the decoder takes no shared memory.
	const text = decoder.decode(bytes.slice(from, Math.min(to, from + limit * 4)));
	return text.length > limit ? `${text.slice(0, limit)}…` : text;
}
