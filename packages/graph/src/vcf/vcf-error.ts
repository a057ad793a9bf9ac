/** Errors in VCF, all with file and line. */
import { PangrafError } from '../errors.ts';

/** Where in a file a reader is. */
export interface VcfPlace {
	file: string;
	/** From 1. */
	line: number;
}

/** The error for what was found at a place. */
export function vcfError(
	place: VcfPlace,
	code: string,
	found: string,
	expected: string,
	remedy = 'correct the line',
): PangrafError {
	return new PangrafError(code, { file: place.file, place: `line ${place.line}`, found, expected, remedy });
}

/** A value from the file for a message: in quotes, and not longer than a line bears. */
export function quote(text: string): string {
	return `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;
}
