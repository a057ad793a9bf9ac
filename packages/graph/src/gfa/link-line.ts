/** L lines. */
import type { GfaColumns } from './gfa-columns.ts';
import { textOf } from './gfa-error.ts';

const TAB = 9;
const PLUS = 43;
const MINUS = 45;

/** Field ends of the line being read; reused, because an object per line would be the slowest part of it. */
const fieldEnds = new Int32Array(6);

/**
 * Adds the link of the line `L<tab>from<tab>±<tab>to<tab>±<tab>overlap…` in `bytes[from .. to)`, without its line end.
 * The overlap may be `*`, `0M`, empty or absent: nodes do not overlap here.
 *
 * Errors: E_GFA_COLUMNS, E_GFA_ORIENTATION, E_GFA_OVERLAP.
 */
export function readLinkLine(columns: GfaColumns, bytes: Uint8Array, from: number, to: number): void {
	let fields = 0;
	for (let i = from; i < to && fields < 6; i++) if (bytes[i] === TAB) fieldEnds[fields++] = i;
	if (fields < 6) fieldEnds[fields++] = to;
	if (fields < 5) {
		const found = `an L line of ${fields} columns`;
		columns.fail({ code: 'E_GFA_COLUMNS', found, expected: '6: L, from, +/-, to, +/-, overlap', remedy: 'the line may be cut' });
	}
	const source = orient(columns, bytes, 0);
	const target = orient(columns, bytes, 2);
	if (fields > 5) checkOverlap(columns, bytes, fieldEnds[4]! + 1, fieldEnds[5]!, from);
	columns.addLink(source, target);
}

/** The oriented name whose column ends at `fieldEnds[field + 1]` and whose orientation follows. */
function orient(columns: GfaColumns, bytes: Uint8Array, field: number): number {
	const nameStart = fieldEnds[field]! + 1;
	const nameEnd = fieldEnds[field + 1]!;
	const sign = bytes[nameEnd + 1];
	if (fieldEnds[field + 2] !== nameEnd + 2 || (sign !== PLUS && sign !== MINUS)) {
		const found = `'${textOf(bytes, nameEnd + 1, fieldEnds[field + 2]!, 20)}' as an orientation`;
		columns.fail({ code: 'E_GFA_ORIENTATION', found, expected: "'+' or '-'", remedy: 'correct the L line' });
	}
	if (nameEnd === nameStart) {
		columns.fail({
			code: 'E_GFA_COLUMNS',
			found: 'an L line without a segment name',
			expected: 'two names',
			remedy: 'correct the L line',
		});
	}
	return (columns.useSegment(bytes, nameStart, nameEnd) << 1) | (sign === MINUS ? 1 : 0);
}

function checkOverlap(columns: GfaColumns, bytes: Uint8Array, from: number, to: number, lineStart: number): void {
	if (to === from) return;
	if (to === from + 1 && bytes[from] === 0x2a) return; // *
	if (to === from + 2 && bytes[from] === 0x30 && bytes[from + 1] === 0x4d) return; // 0M
	const overlap = textOf(bytes, from, to, 40);
	if (/^(0[A-Z=])+$/.test(overlap)) return; // such as 0=
	const link = textOf(bytes, lineStart + 2, from - 1, 80).replaceAll('\t', ' ');
	columns.fail({
		code: 'E_GFA_OVERLAP',
		found: `overlap ${overlap} of link ${link}`,
		expected: 'a blunt graph: overlap * or 0M',
		remedy: "make the graph blunt first, for instance with 'bluntify' or 'gimbricate' and 'seqwish'",
	});
}
