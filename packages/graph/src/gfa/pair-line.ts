/** J lines (jumps, GFA 1.2) and C lines (containments): two oriented segments that no link joins. */
import type { GfaColumns } from './gfa-columns.ts';
import { textOf } from './gfa-error.ts';
import { orientedName } from './link-line.ts';
import { columnEnd, tagFault } from './tags.ts';

const TAB = 9;

/** Field ends of the line being read. */
const fieldEnds = new Int32Array(7);

/**
 * Adds the jump of the line `J<tab>from<tab>±<tab>to<tab>±<tab>distance…` in `bytes[from .. to)`, without its line end.
 * Errors: E_GFA_COLUMNS, E_GFA_ORIENTATION, E_GFA_NUMBER (the distance), E_GFA_TAG.
 */
export function readJumpLine(columns: GfaColumns, bytes: Uint8Array, from: number, to: number): void {
	const at = readPair(columns, columns.jumps, bytes, from, to, 6, '6: J, from, +/-, to, +/-, distance');
	const end = columnEnd(bytes, at, to);
	const distance = textOf(bytes, at, end, 40);
	if (!/^(\*|[-+]?\d{1,15})$/.test(distance)) {
		columns.fail({
			code: 'E_GFA_NUMBER',
			found: `distance '${distance}' in a J line`,
			expected: 'a whole number or *',
			remedy: 'correct the J line',
		});
	}
	checkTags(columns, bytes, end + 1, to);
}

/**
 * Adds the containment of the line `C<tab>container<tab>±<tab>contained<tab>±<tab>position<tab>overlap…`. It is kept as it stands
 * and is no edge of the graph.
 * Errors: E_GFA_COLUMNS, E_GFA_ORIENTATION, E_GFA_NUMBER (the position), E_GFA_CONTAINMENT (the overlap), E_GFA_TAG.
 */
export function readContainmentLine(columns: GfaColumns, bytes: Uint8Array, from: number, to: number): void {
	const expected = '7: C, container, +/-, contained, +/-, position, overlap';
	const at = readPair(columns, columns.containments, bytes, from, to, 7, expected);
	const positionEnd = columnEnd(bytes, at, to);
	const position = textOf(bytes, at, positionEnd, 40);
	if (!/^\d{1,15}$/.test(position)) {
		columns.fail({
			code: 'E_GFA_NUMBER',
			found: `position '${position}' in a C line`,
			expected: 'a whole number from 0',
			remedy: 'correct the C line',
		});
	}
	const end = columnEnd(bytes, positionEnd + 1, to);
	const overlap = textOf(bytes, positionEnd + 1, end);
	if (!/^(\*|(\d+[MIDNSHPX=])+)$/.test(overlap)) {
		columns.fail({
			code: 'E_GFA_CONTAINMENT',
			found: `'${overlap.slice(0, 40)}' as the overlap of a containment`,
			expected: '* or a CIGAR string such as 100M',
			remedy: 'correct the C line',
		});
	}
	checkTags(columns, bytes, end + 1, to);
}

/** Adds the two segments and the text behind them; returns where that begins. */
function readPair(
	columns: GfaColumns,
	pairs: GfaColumns['jumps'],
	bytes: Uint8Array,
	from: number,
	to: number,
	wanted: number,
	expected: string,
): number {
	let fields = 0;
	for (let i = from; i < to && fields < wanted; i++) if (bytes[i] === TAB) fieldEnds[fields++] = i;
	if (fields < wanted) fieldEnds[fields++] = to;
	const letter = String.fromCharCode(bytes[from]!);
	if (fields < wanted) {
		const found = `a ${letter} line of ${fields} columns`;
		columns.fail({ code: 'E_GFA_COLUMNS', found, expected, remedy: 'the line may be cut' });
	}
	pairs.from.push(orientedName(columns, bytes, fieldEnds, 0, letter));
	pairs.to.push(orientedName(columns, bytes, fieldEnds, 2, letter));
	pairs.lines.push(columns.line);
	pairs.texts.append(bytes, fieldEnds[4]! + 1, to);
	pairs.texts.end();
	return fieldEnds[4]! + 1;
}

function checkTags(columns: GfaColumns, bytes: Uint8Array, from: number, to: number): void {
	const fault = tagFault(bytes, from, to);
	if (fault !== undefined) columns.fail(fault);
}
