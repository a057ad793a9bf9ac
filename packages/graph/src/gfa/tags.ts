/** Optional columns (`LN:i:8`) at the end of a line, as bytes. */
import { type Fault, textOf } from './gfa-error.ts';

const TAB = 9;
const SPACE = 32;
const COLON = 58;

/** By byte: 1 a letter, 2 a digit, 4 one of the types A i f Z J H B. */
const CLASSES: Uint8Array = new Uint8Array(128);
for (let letter = 65; letter <= 90; letter++) CLASSES[letter] = CLASSES[letter + 32] = 1;
for (let digit = 48; digit <= 57; digit++) CLASSES[digit] = 2;
for (const type of 'AifZJHB') CLASSES[type.charCodeAt(0)]! |= 4;

/** The first five bytes of a tag, such as `LN:i:`. */
export function tagKey(key: string): Uint8Array {
	return new TextEncoder().encode(key);
}

/** What is wrong with the columns `bytes[from .. to)` as tags; undefined where nothing is. Empty columns are passed over. */
export function tagFault(bytes: Uint8Array, from: number, to: number): Fault | undefined {
	for (let at = from; at < to; ) {
		const end = columnEnd(bytes, at, to);
		if (end > at && !isTag(bytes, at, end)) {
			const found = `'${textOf(bytes, at, end, 40)}'`;
			return { code: 'E_GFA_TAG', found, expected: 'a tag such as RS:Z:GRCh38', remedy: 'correct the tag' };
		}
		at = end + 1;
	}
	return undefined;
}

function isTag(bytes: Uint8Array, at: number, end: number): boolean {
	if (end - at < 5 || bytes[at + 2] !== COLON || bytes[at + 4] !== COLON) return false;
	for (let i = at + 5; i < end; i++) if (bytes[i]! < SPACE) return false;
	return (CLASSES[bytes[at]!]! & 1) !== 0 && (CLASSES[bytes[at + 1]!]! & 3) !== 0 && (CLASSES[bytes[at + 3]!]! & 4) !== 0;
}

/** Where the value of the first tag with this key begins among the columns `bytes[from .. to)`, or -1. */
export function findTag(bytes: Uint8Array, from: number, to: number, key: Uint8Array): number {
	for (let at = from; at < to; at = columnEnd(bytes, at, to) + 1) {
		if (bytes[at] !== key[0] || bytes[at + 1] !== key[1] || at + 5 > to) continue;
		if (bytes[at + 2] === key[2] && bytes[at + 3] === key[3] && bytes[at + 4] === key[4]) return at + 5;
	}
	return -1;
}

/** End of the column that holds `at`. */
export function columnEnd(bytes: Uint8Array, at: number, to: number): number {
	let end = at;
	while (end < to && bytes[end] !== TAB) end++;
	return end;
}

/** Value of the column that begins at `at` as a whole number from 0; NaN where it is none. */
export function wholeNumber(bytes: Uint8Array, at: number, to: number): number {
	const end = columnEnd(bytes, at, to);
	if (end === at || end - at > 15) return Number.NaN;
	let value = 0;
	for (let i = at; i < end; i++) {
		const digit = bytes[i]! - 48;
		if (digit < 0 || digit > 9) return Number.NaN;
		value = value * 10 + digit;
	}
	return value;
}
