/**
 * samples.tsv: the people of a cohort and where their calls are.
 *
 * Tab-separated, with a header line that names the columns, in any order: `sample`, `group` (population), `sex`,
 * `patient_group`, `truth`, `graph`, `linear`, and where they are known `graph_alignments` and `linear_alignments`. Other columns
 * are left alone. `.`, `NA` and nothing stand for "not stated" in the columns of groups and of alignments. Empty lines, and lines
 * that begin with `#` behind the header, do not count.
 */
import { PangrafError } from '@pangraf/graph';

/** One person. */
export interface SheetRow {
	/** Line in the sheet, from 1. */
	readonly line: number;
	readonly sample: string;
	/** Empty where not stated. */
	readonly group: string;
	readonly sex: string;
	readonly patientGroup: string;
	/** VCFs as the sheet names them. */
	readonly truth: string;
	readonly graph: string;
	readonly linear: string;
	/** Alignments or depth tracks (load-coverage.ts); empty where not stated. */
	readonly graphAlignments: string;
	readonly linearAlignments: string;
}

/** Columns that a sheet must have. */
const COLUMNS = ['sample', 'group', 'sex', 'patient_group', 'truth', 'graph', 'linear'] as const;
/** Columns that it may have. */
const OPTIONAL_COLUMNS = ['graph_alignments', 'linear_alignments'] as const;
type Column = (typeof COLUMNS)[number] | (typeof OPTIONAL_COLUMNS)[number];
const NOT_STATED = new Set(['', '.', 'NA']);
/** Names become names of folders: no separators, no blanks, and nothing hidden. */
const SAMPLE_NAME = /^(?!\.)[^\s#/\\]{1,200}$/;
/** Names that stand for pooled groups in the tables begin so. */
const GROUP_NAME = /^(?!\()[^\t\n\r/]+$/;

/**
 * Reads the lines of a sheet. `file` is named in errors.
 *
 * Errors: E_SAMPLES_HEADER (a column is missing or stands there twice), E_SAMPLES_COLUMNS (a line of another length),
 * E_SAMPLES_VALUE (a name or path that cannot be one), E_SAMPLES_DUPLICATE (a sample twice), E_SAMPLES_EMPTY (no sample).
 */
export function parseSampleSheet(lines: Iterable<string>, file: string): SheetRow[] {
	const rows: SheetRow[] = [];
	const seen = new Map<string, number>();
	let columns: readonly string[] | undefined;
	let line = 0;
	for (const text of lines) {
		line++;
		if (text.trim() === '' || (columns !== undefined && text.startsWith('#'))) continue;
		const cells = text.split('\t').map((cell) => cell.trim());
		if (columns === undefined) {
			columns = checkHeader(cells, line, file);
			continue;
		}
		const row = readRow(columns, cells, line, file);
		const before = seen.get(row.sample);
		if (before !== undefined) {
			throw new PangrafError('E_SAMPLES_DUPLICATE', {
				file,
				place: `line ${line}`,
				found: `the sample ${row.sample}, as on line ${before}`,
				expected: 'each sample once',
				remedy: 'take one of the lines out or rename the sample',
			});
		}
		seen.set(row.sample, line);
		rows.push(row);
	}
	if (rows.length > 0) return rows;
	throw new PangrafError('E_SAMPLES_EMPTY', {
		file,
		found: columns === undefined ? 'no header line' : 'a header line and no sample',
		expected: `a header line with ${COLUMNS.join(', ')}, and a line for each sample`,
		remedy: 'give a tab-separated sheet of samples',
	});
}

function checkHeader(cells: readonly string[], line: number, file: string): string[] {
	const names = cells.map((cell, k) => (k === 0 ? cell.replace(/^\ufeff?#?\s*/, '') : cell).toLowerCase());
	const missing = COLUMNS.filter((name) => !names.includes(name));
	const twice = [...COLUMNS, ...OPTIONAL_COLUMNS].filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
	if (missing.length === 0 && twice.length === 0) return names;
	throw new PangrafError('E_SAMPLES_HEADER', {
		file,
		place: `line ${line}`,
		found: missing.length > 0 ? `no column ${missing.join(', ')} (tab-separated)` : `the column ${twice.join(', ')} twice`,
		expected: `the columns ${COLUMNS.join(', ')}`,
		remedy: "add what is missing to the header line; '.' stands for a value that is not stated",
	});
}

function readRow(columns: readonly string[], cells: readonly string[], line: number, file: string): SheetRow {
	if (cells.length !== columns.length) {
		throw new PangrafError('E_SAMPLES_COLUMNS', {
			file,
			place: `line ${line}`,
			found: `${cells.length} column${cells.length === 1 ? '' : 's'}`,
			expected: `${columns.length}, as in the header line`,
			remedy: "separate by tabs, and write '.' for a value that is not stated",
		});
	}
	const value = (name: Column): string => cells[columns.indexOf(name)] ?? '';
	const checked = (name: Column, pattern: RegExp, expected: string): string => {
		if (pattern.test(value(name)) && !NOT_STATED.has(value(name))) return value(name);
		const remedy = 'mend the line';
		throw new PangrafError('E_SAMPLES_VALUE', {
			file,
			place: `line ${line}`,
			found: `${name} '${value(name)}'`,
			expected,
			remedy,
		});
	};
	const optional = (name: Column): string =>
		NOT_STATED.has(value(name)) ? '' : checked(name, GROUP_NAME, "a name that does not begin with '(' and holds no '/'");
	const optionalPath = (name: Column): string => (NOT_STATED.has(value(name)) ? '' : value(name));
	return {
		line,
		sample: checked('sample', SAMPLE_NAME, "a name without blanks, '/', '\\' and '#' that does not begin with a dot"),
		group: optional('group'),
		sex: optional('sex'),
		patientGroup: optional('patient_group'),
		truth: checked('truth', /./, 'the path of a VCF'),
		graph: checked('graph', /./, 'the path of a VCF'),
		linear: checked('linear', /./, 'the path of a VCF'),
		graphAlignments: optionalPath('graph_alignments'),
		linearAlignments: optionalPath('linear_alignments'),
	};
}
