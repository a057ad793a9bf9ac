/** S lines. */
import type { GfaColumns } from './gfa-columns.ts';
import { textOf } from './gfa-error.ts';
import { MAX_DIGITS } from './segment-names.ts';
import { columnEnd, findTag, tagFault, tagKey, wholeNumber } from './tags.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const LETTER_S = 83;

const LENGTH = tagKey('LN:i:');

/**
 * Adds the segments of S lines from `at` on as long as nothing follows their sequences. Returns the index of the first byte not taken:
 * where a line begins, or, where `columns.isSegmentOpen`, in or behind a sequence. `bytes[end]` is 0.
 * Errors: E_GFA_DUPLICATE_SEGMENT, E_GFA_TOO_LARGE.
 */
export function scanSegmentLines(columns: GfaColumns, bytes: Uint8Array, at: number, end: number): number {
	const { packer, names } = columns;
	let start = at;
	while (bytes[start] === LETTER_S && bytes[start + 1] === TAB) {
		const nameStart = start + 2;
		let nameEnd = nameStart;
		let value = 0;
		let digit = bytes[nameEnd]! - 48;
		while (digit >>> 0 < 10) {
			value = (value * 10 + digit) | 0; // wraps at 10 digits, which are left to the slow way
			digit = bytes[++nameEnd]! - 48;
		}
		const isShort = bytes[nameEnd] === TAB && nameEnd > nameStart && nameEnd - nameStart <= MAX_DIGITS;
		while (bytes[nameEnd]! > CARRIAGE_RETURN) nameEnd++; // to a tab, a line end or the 0 behind the bytes
		if (nameEnd === nameStart || bytes[nameEnd] !== TAB) break;
		const isDecimal = isShort && bytes[nameStart] !== 48; // 01 is not 1
		columns.beginSegment(
			isDecimal ? names.numberOfDecimal(value, bytes, nameStart, nameEnd) : names.numberOf(bytes, nameStart, nameEnd),
		);
		const to = packer.append(bytes, nameEnd + 1, end);
		if (bytes[to] !== LINE_FEED || to === nameEnd + 1) return to;
		columns.endSegment();
		columns.line++;
		start = to + 1;
	}
	return start;
}

/**
 * Ends the segment whose tags are `bytes[from .. to)`; one without a sequence (`*`) is as long as LN says.
 * Errors: E_GFA_TAG, E_GFA_LENGTH (LN is not the length), E_GFA_NO_SEQUENCE (`*` and no LN), E_GFA_EMPTY_SEGMENT, E_GFA_TOO_LARGE.
 */
export function endSegmentLine(columns: GfaColumns, bytes: Uint8Array, from: number, to: number, hasSequence: boolean): void {
	const fault = tagFault(bytes, from, to);
	if (fault !== undefined) columns.fail(fault);
	const at = findTag(bytes, from, to, LENGTH);
	const said = at === -1 ? Number.NaN : wholeNumber(bytes, at, to);
	if (!hasSequence) endUnsequenced(columns, said);
	else {
		const length = columns.segmentLength;
		if (length === 0) failEmpty(columns);
		if (at !== -1 && said !== length) {
			const tag = textOf(bytes, at - LENGTH.length, columnEnd(bytes, at, to), 40);
			const found = `a sequence of ${length} bp with ${tag}`;
			const remedy = 'correct one; the line may be cut';
			columns.fail({ code: 'E_GFA_LENGTH', found, expected: 'LN to be its length', remedy });
		}
		columns.endSegment();
	}
}

function endUnsequenced(columns: GfaColumns, length: number): void {
	if (Number.isNaN(length)) {
		columns.fail({
			code: 'E_GFA_NO_SEQUENCE',
			found: `segment ${columns.lastName()} without a sequence (*) and without its length`,
			expected: 'letters, or LN:i: and a whole number',
			remedy: 'write the graph with its sequences',
		});
	}
	if (length === 0) failEmpty(columns);
	columns.endUnsequenced(length);
}

function failEmpty(columns: GfaColumns): never {
	return columns.fail({
		code: 'E_GFA_EMPTY_SEGMENT',
		found: `segment ${columns.lastName()} of 0 bp`,
		expected: 'letters',
		remedy: 'take the segment out, and link what stood around it',
	});
}
