/** What is wrong with lines that cannot be taken apart. */
import { type Fault, textOf } from './gfa-error.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const CUT = 'the line may be cut';
const TYPES = 'SLJCPWQZ';

/** Of a line `bytes[at .. to)` that begins as none does, or that is nothing but its letter. */
export function lineTypeFault(bytes: Uint8Array, at: number, to: number): Fault {
	const letter = String.fromCharCode(bytes[at]!);
	if (to === at + 1 && TYPES.includes(letter)) {
		const found = `${letter === 'S' || letter === 'L' ? 'an' : 'a'} ${letter} line without columns`;
		return { code: 'E_GFA_COLUMNS', found, remedy: CUT };
	}
	return {
		code: 'E_GFA_LINE_TYPE',
		found: `a line that starts with '${textOf(bytes, at, to, 20)}'`,
		expected: 'a line of type H, S, L, J, C, P, W, Q or Z and a tab',
		remedy: 'check that this is a GFA 1 file',
	};
}

/** Of an S line without a name or without a sequence. */
export function segmentFault(isNameless: boolean): Fault {
	const found = isNameless ? 'an S line without a name' : 'an S line without a sequence';
	return { code: 'E_GFA_COLUMNS', found, expected: 'S, name, sequence', remedy: CUT };
}

/** Of a byte in a sequence that is no letter of one. */
export function letterFault(byte: number): Fault {
	return {
		code: 'E_GFA_LETTER',
		found: `'${String.fromCharCode(byte)}' in a sequence`,
		expected: 'A, C, G, T or another IUPAC nucleotide code',
		remedy: 'correct the sequence',
	};
}

/** Of a W or Z line with too few columns. */
export function walkColumnsFault(type: number, columnCount: number): Fault {
	const letter = String.fromCharCode(type);
	return {
		code: 'E_GFA_COLUMNS',
		found: `a ${letter} line of ${columnCount} columns`,
		expected: `7: ${letter}, sample, haplotype, contig, start, end, walk`,
		remedy: CUT,
	};
}

/** Of a P line with too few columns. */
export function pathColumnsFault(found: string): Fault {
	return { code: 'E_GFA_COLUMNS', found, expected: '4: P, name, steps, overlaps', remedy: CUT };
}

/** Of a Q line without a name or without a walk. */
export function metaSegmentFault(isNameless: boolean): Fault {
	const found = isNameless ? 'a Q line without a name' : 'a Q line without a walk';
	return { code: 'E_GFA_COLUMNS', found, expected: '3: Q, name, walk', remedy: CUT };
}

/** Of the byte at `at`, where steps cannot go on so. */
export function stepFault(bytes: Uint8Array, at: number, isPath: boolean): Fault {
	const byte = bytes[at]!;
	let found = `'${textOf(bytes, at, at + 1)}' in a walk`;
	if (byte === TAB || byte === LINE_FEED) found = 'a walk without steps';
	else if (byte === CARRIAGE_RETURN) found = 'a carriage return in a walk';
	const expected = isPath ? "segments and '+' or '-'" : "'>' or '<' and a segment";
	return { code: 'E_GFA_WALK', found, expected, remedy: 'correct the walk' };
}

/** Of a name or step that does not end. */
export function nameSizeFault(limitBytes: number): Fault {
	const found = `a name or step of more than ${limitBytes} bytes`;
	return { code: 'E_GFA_TOO_LARGE', found, expected: 'shorter names', remedy: 'check that this is a GFA 1 file' };
}
