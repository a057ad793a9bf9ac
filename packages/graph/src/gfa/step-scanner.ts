/**
 * Steps of W and P lines to handles, straight from the bytes.
 *
 * Both scanners stop at the first byte that they cannot take: the end of the steps (tab or line end), a step that is not
 * whole yet because the bytes end, or what is no step at all. `bytes[end]` must be readable and 0, so that a loop over
 * digits ends there without a check of its own.
 */
import type { GrowingUint32 } from '../store/columns.ts';
import type { GfaColumns } from './gfa-columns.ts';
import { textOf } from './gfa-error.ts';
import { MAX_DIGITS } from './segment-names.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const SEMICOLON = 59;
const BACKWARD = 60; // '<'
const FORWARD = 62; // '>'

/** Bytes that {@link scanWalkSteps} may look at behind the end. */
export const WORD_BYTES = 16;

/** Whether the byte ends a field. */
export function endsField(byte: number): boolean {
	return byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

/**
 * Adds the steps `>name<name…` from `at` on to `stepColumn`. Returns the index of the first byte not taken. At least WORD_BYTES bytes
 * of `bytes` follow `end`.
 *
 * Numbers mostly rise along a walk by little, so that a step differs from the one before in its last two digits at most. That is
 * looked for first: comparing two words takes half the time of reading the digits.
 */
export function scanWalkSteps(
	columns: GfaColumns,
	stepColumn: GrowingUint32,
	bytes: Uint8Array,
	at: number,
	end: number,
): number {
	const { names } = columns;
	const view = wordsOf(bytes);
	const steps = stepColumn.reserve(((end - at) >> 1) + 1); // a step takes two bytes at least
	let count = stepColumn.length;
	let { window, windowBase } = names;
	// The step before without its last two digits: its number of digits (0: no such step), its first and last four bytes, and its value.
	let digits = 0;
	let firstFour = 0;
	let lastFour = 0;
	let hundreds = 0;
	for (;;) {
		if (digits !== 0 && view.getInt32(at, true) === firstFour && view.getInt32(at + digits - 5, true) === lastFour) {
			const tens = bytes[at + digits - 1]! - 48;
			const ones = bytes[at + digits]! - 48;
			const delimiter = bytes[at + digits + 1]!;
			// The 0 at the end of the bytes is in none of these places.
			if (tens >>> 0 < 10 && ones >>> 0 < 10 && (delimiter === FORWARD || delimiter === BACKWARD)) {
				const slot = hundreds + tens * 10 + ones - windowBase;
				const number = slot >= 0 && slot < window.length ? window[slot]! - 1 : -1;
				if (number >= 0) {
					steps[count++] = (number << 1) | ((firstFour & 0xff) === BACKWARD ? 1 : 0);
					at += digits + 1;
					continue;
				}
			}
		}
		const direction = bytes[at]!;
		if (direction !== FORWARD && direction !== BACKWARD) break;
		let to = at + 1;
		let value = 0;
		let digit = bytes[to]! - 48;
		// A leading 0 is left to the slow way, which knows that 01 is not 1.
		if (digit !== 0) {
			while (digit >>> 0 < 10) {
				value = (value * 10 + digit) | 0; // wraps at 10 digits, which are left to the slow way
				digit = bytes[++to]! - 48;
			}
		}
		const delimiter = bytes[to]!;
		let number = -1;
		if (to - at - 1 <= MAX_DIGITS && to > at + 1 && (delimiter === FORWARD || delimiter === BACKWARD || endsField(delimiter))) {
			const slot = value - windowBase;
			if (slot >= 0 && slot < window.length) number = window[slot]! - 1;
		}
		if (number < 0) {
			while (to < end && bytes[to] !== FORWARD && bytes[to] !== BACKWARD && !endsField(bytes[to]!)) to++;
			if (to === end) break;
			if (to === at + 1)
				columns.fail({ code: 'E_GFA_WALK', found: 'a step without a name', expected: "'>' or '<' and a segment" });
			number = columns.useSegment(bytes, at + 1, to);
			window = names.window;
			windowBase = names.windowBase;
			digits = 0;
		} else if (to - at > LEAST_DIGITS) {
			digits = to - at - 1;
			firstFour = view.getInt32(at, true);
			lastFour = view.getInt32(at + digits - 5, true);
			hundreds = value - (value % 100);
		} else digits = 0;
		steps[count++] = (number << 1) | (direction === BACKWARD ? 1 : 0);
		at = to;
	}
	stepColumn.length = count;
	return at;
}

/** Steps of fewer digits are read digit by digit: less than four bytes of them are the same. */
const LEAST_DIGITS = 5;

let viewed: Uint8Array = new Uint8Array();
let words: DataView = new DataView(viewed.buffer);

/** A view of an array of bytes, the same for the same array. */
function wordsOf(bytes: Uint8Array): DataView {
	if (bytes !== viewed) {
		viewed = bytes;
		words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	}
	return words;
}

/**
 * Adds the steps `name+,name-,…` from `at` on to the path that was begun last; behind a `;` (a jump) another part of it begins.
 * Returns the index of the first byte not taken: what ends the steps, or the comma before (at the start of the path: the start of)
 * what is not whole yet.
 */
export function scanPathSteps(columns: GfaColumns, bytes: Uint8Array, at: number, end: number): number {
	const { names } = columns;
	const stepColumn = columns.walks.steps;
	const steps = stepColumn.reserve(((end - at) >> 1) + 1);
	let count = stepColumn.length;
	let isFirst = columns.walks.isEmpty;
	let { window, windowBase } = names;
	for (;;) {
		const separator = bytes[at];
		if (!isFirst && separator !== COMMA && separator !== SEMICOLON) break;
		const from = isFirst ? at : at + 1;
		let to = from;
		let value = 0;
		let digit = bytes[to]! - 48;
		if (digit !== 0) {
			while (digit >>> 0 < 10) {
				value = (value * 10 + digit) | 0; // wraps at 10 digits, which are left to the slow way
				digit = bytes[++to]! - 48;
			}
		}
		let number = -1;
		let orientation = bytes[to]!;
		const delimiter = to < end ? bytes[to + 1]! : 0;
		const isWhole = (orientation === PLUS || orientation === MINUS) && endsStep(delimiter);
		if (isWhole && to > from && to - from <= MAX_DIGITS) {
			const slot = value - windowBase;
			if (slot >= 0 && slot < window.length) number = window[slot]! - 1;
			to++;
		}
		if (number < 0) {
			// A semicolon may be part of a name; behind an orientation it is a jump.
			while (to < end && bytes[to] !== COMMA && !endsField(bytes[to]!)) {
				if (bytes[to] === SEMICOLON && (bytes[to - 1] === PLUS || bytes[to - 1] === MINUS) && to - from >= 2) break;
				to++;
			}
			if (to === end) break;
			orientation = bytes[to - 1]!;
			checkPathStep(columns, bytes, from, to);
			number = columns.useSegment(bytes, from, to - 1);
			window = names.window;
			windowBase = names.windowBase;
		}
		if (separator === SEMICOLON && !isFirst) {
			stepColumn.length = count;
			columns.continuePath();
		}
		steps[count++] = (number << 1) | (orientation === MINUS ? 1 : 0);
		isFirst = false;
		at = to;
	}
	stepColumn.length = count;
	return at;
}

function endsStep(byte: number): boolean {
	return byte === COMMA || byte === SEMICOLON || endsField(byte);
}

function checkPathStep(columns: GfaColumns, bytes: Uint8Array, from: number, to: number): void {
	if (to - from >= 2 && (bytes[to - 1] === PLUS || bytes[to - 1] === MINUS)) return;
	const found = to === from ? 'a step without a name' : `a step '${textOf(bytes, from, to, 40)}'`;
	columns.fail({ code: 'E_GFA_WALK', found, expected: "a segment and '+' or '-'", remedy: 'correct the path' });
}
