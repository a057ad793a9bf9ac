import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PangrafError } from '@pangraf/graph';
import { readLineBatches } from '@pangraf/graph/files';
import { parseSampleSheet, type SheetRow } from '../cohort/sample-sheet.ts';

/** Columns of the sheet that name files, and the same as options. */
const FILES = {
	truth: 'truth',
	graph: 'graph',
	linear: 'linear',
	graphAlignments: 'graph_alignments',
	linearAlignments: 'linear_alignments',
} as const;

/** The files of one person, by what they are; alignments where they are known. */
export type PersonFiles = Readonly<Record<'truth' | 'graph' | 'linear', FileToRead>> &
	Readonly<Partial<Record<'graphAlignments' | 'linearAlignments', FileToRead>>>;

/** A file, and what the user calls it. */
export interface FileToRead {
	/** As it can be opened. */
	readonly path: string;
	/** As the user named it. */
	readonly name: string;
}

/** A person of a cohort whose files are there. */
export interface LocatedRow extends Pick<SheetRow, 'sample' | 'group' | 'sex' | 'patientGroup'> {
	readonly files: PersonFiles;
}

/**
 * Reads the sheet of a cohort. Paths in it are relative to the sheet.
 *
 * Errors: those of the reader; E_SAMPLES_*; E_SAMPLES_FILE with the line (a file that is not there).
 */
export async function loadSamples(path: string): Promise<LocatedRow[]> {
	const lines: string[] = [];
	for await (const batch of readLineBatches(path)) lines.push(...batch.lines);
	const folder = path === '-' ? '.' : dirname(path);
	return parseSampleSheet(lines, path).map((row) => {
		const files: Partial<Record<keyof typeof FILES, FileToRead>> = {};
		for (const [role, column] of Object.entries(FILES) as [keyof typeof FILES, string][]) {
			if (row[role] === '') continue;
			const located = resolve(folder, row[role]);
			if (!existsSync(located)) throw noFile(path, row.line, row[role], column, located);
			files[role] = { path: located, name: row[role] };
		}
		const { sample, group, sex, patientGroup } = row;
		return { sample, group, sex, patientGroup, files: files as PersonFiles };
	});
}

function noFile(sheet: string, line: number, name: string, column: string, located: string): PangrafError {
	return new PangrafError('E_SAMPLES_FILE', {
		file: sheet,
		place: `line ${line}`,
		found: `no file ${name} (column ${column})`,
		expected: `${column.endsWith('_alignments') ? 'alignments or a depth track' : 'a VCF'} at ${located}`,
		remedy: 'paths are relative to the folder of the sheet: correct the path',
	});
}
