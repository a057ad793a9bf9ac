/** Jumps (J lines, GFA 1.2) and the paths that take them. */
import type { WalkBuilder } from '../store/walk-builder.ts';
import type { Fault } from './gfa-error.ts';
import type { PairColumns } from './line-texts.ts';

const TAB = 9;
const STAR = 42;
const MINUS = 45;
const PLUS = 43;

/** What {@link placeContinuations} needs of the reader. */
interface Reader {
	line: number;
	readonly walks: WalkBuilder;
	readonly jumps: PairColumns;
	fail(fault: Fault): never;
}

/**
 * Gives each part of a path behind a jump its distance from the part before as its start: what the J line says, 0 bp where that is
 * `*`. `continued` are those parts, `lines` the lines of all walks; jumps and walks hold handles.
 *
 * Error: E_GFA_WALK_EDGE (no J line).
 */
export function placeContinuations(reader: Reader, continued: Uint32Array, lines: Uint32Array): void {
	const { walks, jumps } = reader;
	const distances = new Map<string, number>();
	const { bytes, offsets } =
		continued.length === 0 ? { bytes: new Uint8Array(), offsets: new Uint32Array(1) } : jumps.texts.finish();
	for (let jump = 0; jump + 1 < offsets.length; jump++) {
		const from = jumps.from.values[jump]!;
		const to = jumps.to.values[jump]!;
		const distance = distanceAt(bytes, offsets[jump]!, offsets[jump + 1]!);
		distances.set(`${from} ${to}`, distance).set(`${to ^ 1} ${from ^ 1}`, distance);
	}
	for (const walk of continued) {
		const start = walks.stepStart(walk);
		const distance = distances.get(`${walks.steps.values[start - 1]} ${walks.steps.values[start]}`);
		if (distance !== undefined) {
			walks.setStart(walk, distance);
			continue;
		}
		reader.line = lines[walk]!;
		reader.fail({
			code: 'E_GFA_WALK_EDGE',
			found: `a path with a jump (;) at its step ${start - walks.stepStart(walk - 1)}`,
			expected: 'a J line between these segments',
			remedy: 'add the J line, or split the path',
		});
	}
}

/** The distance that a J line's text begins with, in bp; 0 for `*`. */
function distanceAt(bytes: Uint8Array, from: number, to: number): number {
	if (bytes[from] === STAR) return 0;
	const hasSign = bytes[from] === MINUS || bytes[from] === PLUS;
	let distance = 0;
	for (let i = from + (hasSign ? 1 : 0); i < to && bytes[i]! !== TAB; i++) distance = distance * 10 + bytes[i]! - 48;
	return bytes[from] === MINUS ? -distance : distance;
}
