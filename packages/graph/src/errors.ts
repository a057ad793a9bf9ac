/**
 * The one error class of pangraf.
 *
 * Libraries throw it at their boundaries and never print; the command line turns it into one line on stderr and an exit
 * code. It crosses threads as `toData()` and is rebuilt with `PangrafError.fromData()`.
 */

/** What a {@link PangrafError} carries besides its code. All fields are for people; none is parsed by pangraf. */
export interface ErrorData {
	/** The file as the user named it; `-` is standard input. */
	file?: string;
	/** Line (1-based) or another place in the file, such as `line 12`, `record 3 (line 9)`, `byte 4711`. */
	place?: string;
	/** What was there. */
	found: string;
	/** What should have been there. */
	expected?: string;
	/** What the user can do about it, as an imperative. */
	remedy?: string;
}

/** Exit code for bad usage and bad input. */
export const EXIT_BAD_INPUT = 2;
/** Exit code for a fault of pangraf itself. */
export const EXIT_OWN_FAULT = 70;

/** An input or usage that pangraf cannot work with, said so that its owner can mend it. */
export class PangrafError extends Error {
	/** Stable name such as `E_FASTQ_TRUNCATED`; documented in docs/errors.md. */
	readonly code: string;
	readonly data: Readonly<ErrorData>;

	constructor(code: string, data: ErrorData) {
		super(formatError(code, data));
		this.name = 'PangrafError';
		this.code = code;
		this.data = data;
	}

	/** A structured-clone-safe copy, to send across threads. */
	toData(): { code: string; data: ErrorData } {
		return { code: this.code, data: { ...this.data } };
	}

	/** Rebuilds what {@link PangrafError.toData} took apart. */
	static fromData(sent: { code: string; data: ErrorData }): PangrafError {
		return new PangrafError(sent.code, sent.data);
	}
}

/** The one line a user reads: `CODE file, place: found X; expected Y; remedy`. Control characters are made visible. */
export function formatError(code: string, data: ErrorData): string {
	const where = [data.file, data.place].filter((part) => part !== undefined && part !== '').join(', ');
	const what = [`found ${data.found}`];
	if (data.expected !== undefined) what.push(`expected ${data.expected}`);
	if (data.remedy !== undefined) what.push(data.remedy);
	const line = `${code} ${where === '' ? '' : `${where}: `}${what.join('; ')}`;
	// oxlint-disable-next-line no-control-regex -- these are what must not reach a terminal
	return line.replace(/[\u0000-\u001f\u007f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
