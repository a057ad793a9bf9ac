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

/** Whether the byte ends a field. */
export function endsField(byte: number): boolean {
	return byte === TAB || byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

/** Adds the steps `>name<name…` from `at` on to `stepColumn`. Returns the index of the first byte not taken. */
export function scanWalkSteps(
	columns: GfaColumns,
	stepColumn: GrowingUint32,
	bytes: Uint8Array,
	at: number,
	end: number,
): number {
	const { names } = columns;
	const steps = stepColumn.reserve(((end - at) >> 1) + 1); // a step takes two bytes at least
	let count = stepColumn.length;
	let { window, windowBase } = names;
	for (;;) {
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
		}
		steps[count++] = (number << 1) | (direction === BACKWARD ? 1 : 0);
		at = to;
	}
	stepColumn.length = count;
	return at;
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
