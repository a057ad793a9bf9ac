/** L lines. */
import type { GfaColumns } from './gfa-columns.ts';
import { textOf } from './gfa-error.ts';
import { MAX_DIGITS } from './segment-names.ts';
import { tagFault } from './tags.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const STAR = 42;
const PLUS = 43;
const MINUS = 45;
const ZERO = 48;
const LETTER_L = 76;
const LETTER_M = 77;

/** Field ends of the line being read; reused, because an object per line would be the slowest part of it. */
const fieldEnds = new Int32Array(6);

/**
 * Adds the links of L lines from `at` on as long as they are whole and plain: between segments with decimal names that are known, with the
 * overlap of most, and without tags. Returns where the first line begins that is not. `bytes[end]` is 0.
 */
export function scanLinkLines(columns: GfaColumns, bytes: Uint8Array, at: number, end: number): number {
	const { window, windowBase } = columns.names;
	const isStar = columns.linkOverlap === '*';
	if (!isStar && columns.linkOverlap !== '0M') return at;
	let start = at;
	while (start + 12 < end && bytes[start] === LETTER_L && bytes[start + 1] === TAB) {
		let to = start + 2;
		let value = 0;
		let digit = bytes[to]! - ZERO;
		if (digit === 0) break; // 01 is not 1
		while (digit >>> 0 < 10) {
			value = (value * 10 + digit) | 0;
			digit = bytes[++to]! - ZERO;
		}
		const fromSign = bytes[to + 1]!;
		let slot = value - windowBase;
		if (to - start - 2 > MAX_DIGITS || slot < 0 || slot >= window.length || bytes[to] !== TAB || bytes[to + 2] !== TAB) break;
		const source = window[slot]! - 1;
		const targetStart = to + 3;
		to = targetStart;
		value = 0;
		digit = bytes[to]! - ZERO;
		if (digit === 0) break;
		while (digit >>> 0 < 10) {
			value = (value * 10 + digit) | 0;
			digit = bytes[++to]! - ZERO;
		}
		const toSign = bytes[to + 1]!;
		slot = value - windowBase;
		if (to - targetStart > MAX_DIGITS || slot < 0 || slot >= window.length || bytes[to] !== TAB || bytes[to + 2] !== TAB) break;
		const target = window[slot]! - 1;
		if ((fromSign !== PLUS && fromSign !== MINUS) || (toSign !== PLUS && toSign !== MINUS) || source < 0 || target < 0) break;
		to += 3;
		if (isStar ? bytes[to] !== STAR : bytes[to] !== ZERO || bytes[++to] !== LETTER_M) break;
		if (bytes[++to] === CARRIAGE_RETURN) to++;
		if (to >= end || bytes[to] !== LINE_FEED) break;
		columns.addLink((source << 1) | (fromSign === MINUS ? 1 : 0), (target << 1) | (toSign === MINUS ? 1 : 0));
		columns.line++;
		start = to + 1;
	}
	return start;
}

/**
 * Adds the link of the line `L<tab>from<tab>±<tab>to<tab>±<tab>overlap…` in `bytes[from .. to)`, without its line end.
 * The overlap may be `*`, `0M`, empty or absent: nodes do not overlap here.
 *
 * Errors: E_GFA_COLUMNS, E_GFA_ORIENTATION, E_GFA_OVERLAP, E_GFA_TAG.
 */
export function readLinkLine(columns: GfaColumns, bytes: Uint8Array, from: number, to: number): void {
	let fields = 0;
	for (let i = from; i < to && fields < 6; i++) if (bytes[i] === TAB) fieldEnds[fields++] = i;
	if (fields < 6) fieldEnds[fields++] = to;
	if (fields < 5) {
		const found = `an L line of ${fields} columns`;
		columns.fail({ code: 'E_GFA_COLUMNS', found, expected: '6: L, from, +/-, to, +/-, overlap', remedy: 'the line may be cut' });
	}
	const source = orientedName(columns, bytes, fieldEnds, 0, 'L');
	const target = orientedName(columns, bytes, fieldEnds, 2, 'L');
	const overlapStart = Math.min(to, fieldEnds[4]! + 1);
	const overlapEnd = fields > 5 ? fieldEnds[5]! : to;
	const overlap = bluntOverlap(columns, bytes, overlapStart, overlapEnd, from);
	const link = columns.addLink(source, target);
	columns.linkOverlap ??= overlap;
	const hasTags = to > overlapEnd + 1;
	if (hasTags) {
		const fault = tagFault(bytes, overlapEnd + 1, to);
		if (fault !== undefined) columns.fail(fault);
	}
	if (!hasTags && overlap === columns.linkOverlap) return;
	const { texts } = columns.linkTexts;
	const written = new TextEncoder().encode(overlap);
	texts.append(written, 0, written.length);
	if (hasTags) texts.append(bytes, overlapEnd, to);
	columns.linkTexts.end(link);
}

/**
 * The oriented name whose column ends at `ends[field + 1]` and whose orientation follows, as `number << 1 | reverse`.
 * Errors: E_GFA_COLUMNS, E_GFA_ORIENTATION.
 */
export function orientedName(columns: GfaColumns, bytes: Uint8Array, ends: Int32Array, field: number, letter: string): number {
	const nameStart = ends[field]! + 1;
	const nameEnd = ends[field + 1]!;
	const sign = bytes[nameEnd + 1];
	if (ends[field + 2] !== nameEnd + 2 || (sign !== PLUS && sign !== MINUS)) {
		const found = `'${textOf(bytes, nameEnd + 1, ends[field + 2]!, 20)}' as an orientation`;
		columns.fail({ code: 'E_GFA_ORIENTATION', found, expected: "'+' or '-'", remedy: `correct the ${letter} line` });
	}
	if (nameEnd === nameStart) {
		const found = `${letter === 'L' ? 'an' : 'a'} ${letter} line without a segment name`;
		columns.fail({ code: 'E_GFA_COLUMNS', found, expected: 'two names', remedy: `correct the ${letter} line` });
	}
	return (columns.useSegment(bytes, nameStart, nameEnd) << 1) | (sign === MINUS ? 1 : 0);
}

/** The overlap as it is to be written; fails unless it is of 0 bp. */
function bluntOverlap(columns: GfaColumns, bytes: Uint8Array, from: number, to: number, lineStart: number): string {
	if (to === from || (to === from + 1 && bytes[from] === STAR)) return '*';
	if (to === from + 2 && bytes[from] === ZERO && bytes[from + 1] === LETTER_M) return '0M';
	const overlap = textOf(bytes, from, to);
	if (/^(0[MIDNSHPX=])+$/.test(overlap)) return overlap; // such as 0=
	const link = textOf(bytes, lineStart + 2, from - 1, 80).replaceAll('\t', ' ');
	return columns.fail({
		code: 'E_GFA_OVERLAP',
		found: `overlap ${overlap.length > 40 ? `${overlap.slice(0, 40)}…` : overlap} of link ${link}`,
		expected: 'a blunt graph: overlap * or 0M',
		remedy: "make the graph blunt first, for instance with 'bluntify' or 'gimbricate' and 'seqwish'",
	});
}
