/** The columns before the steps of W and P lines. */
import { KIND_PATH, KIND_WALK } from '../store/walk-builder.ts';
import type { GfaColumns } from './gfa-columns.ts';
import { parsePathName } from './pansn.ts';

/**
 * Starts the walk of the columns `W, sample, haplotype, contig, start, end`, or of a Z line, which has the same.
 *
 * Errors: E_GFA_COLUMNS (an empty name), E_GFA_NUMBER, E_GFA_WALK_LENGTH (end before start).
 */
export function beginWalkLine(columns: GfaColumns, fields: readonly string[]): void {
	const [letter, sample = '', haplotypeText = '', contig = '', startText = '', endText = ''] = fields;
	if (sample === '' || contig === '') {
		const found = `a ${letter} line without a ${sample === '' ? 'sample' : 'contig'}`;
		columns.fail({
			code: 'E_GFA_COLUMNS',
			found,
			expected: 'sample, haplotype, contig, start, end, walk',
			remedy: `correct the ${letter} line`,
		});
	}
	const haplotype = readNumber(columns, haplotypeText, 'haplotype', 0x7fff_ffff);
	const start = startText === '*' ? Number.NaN : readNumber(columns, startText, 'start', Number.MAX_SAFE_INTEGER);
	const end = endText === '*' ? Number.NaN : readNumber(columns, endText, 'end', Number.MAX_SAFE_INTEGER);
	if (end < start) {
		const found = `a walk from ${start} to ${end}`;
		columns.fail({
			code: 'E_GFA_WALK_LENGTH',
			found,
			expected: 'an end that is not before the start',
			remedy: `correct the ${letter} line`,
		});
	}
	columns.beginWalk({ kind: KIND_WALK, sample, haplotype, contig, name: contig, start, end }, letter === 'Z');
}

/** Starts the path with this name. Errors: E_GFA_COLUMNS (an empty name). */
export function beginPathLine(columns: GfaColumns, name: string): void {
	if (name === '') {
		columns.fail({ code: 'E_GFA_COLUMNS', found: 'a P line without a name', expected: 'a name', remedy: 'name the path' });
	}
	columns.beginWalk({ kind: KIND_PATH, name, ...parsePathName(name), end: Number.NaN });
}

function readNumber(columns: GfaColumns, text: string, what: string, max: number): number {
	if (/^\d+$/.test(text) && Number(text) <= max) return Number(text);
	const found = `${what} '${text}' of a walk`;
	return columns.fail({ code: 'E_GFA_NUMBER', found, expected: 'a whole number from 0', remedy: 'correct the line' });
}
