import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PangrafError } from '@pangraf/graph';
import { readLineBatches } from '@pangraf/graph/files';
import { parseSampleSheet, type SheetRow } from '../cohort/sample-sheet.ts';

/** A person of a cohort whose files are there. */
export interface LocatedRow extends SheetRow {
	/** Files as they can be opened from here; those of {@link SheetRow} are as the sheet names them. */
	readonly located: { readonly truth: string; readonly graph: string; readonly linear: string };
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
		const locate = (column: 'truth' | 'graph' | 'linear'): string => {
			const located = resolve(folder, row[column]);
			if (existsSync(located)) return located;
			throw new PangrafError('E_SAMPLES_FILE', {
				file: path,
				place: `line ${row.line}`,
				found: `no file ${row[column]} (column ${column})`,
				expected: `a VCF at ${located}`,
				remedy: 'paths are relative to the folder of the sheet: correct the path',
			});
		};
		return { ...row, located: { truth: locate('truth'), graph: locate('graph'), linear: locate('linear') } };
	});
}
