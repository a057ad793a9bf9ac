import { PangrafError, type Reference } from '@pangraf/graph';
import { readLineBatches } from '@pangraf/graph/files';
import { type BedInterval, parseBedLine } from '../comparison/intervals.ts';

/** The intervals of a BED file on the reference's contigs, and how many lie elsewhere. */
export interface LoadedIntervals {
	readonly intervals: BedInterval[];
	readonly foreignCount: number;
}

/**
 * Reads a BED file. Lines on contigs that the reference does not hold are counted: a BED of the whole genome goes with a
 * reference of one chromosome.
 *
 * Errors: those of the reader; E_BED_COLUMNS, E_BED_INTERVAL; E_BED_EMPTY; E_BED_CONTIGS (no line is on the reference).
 */
export async function loadIntervals(path: string, reference: Reference): Promise<LoadedIntervals> {
	const contigs = new Set(reference.names);
	const intervals: BedInterval[] = [];
	let foreignCount = 0;
	let foreign: { contig: string; line: number } | undefined;
	for await (const { lines, firstLine } of readLineBatches(path)) {
		for (const [k, text] of lines.entries()) {
			const interval = parseBedLine(text, firstLine + k, path);
			if (interval === undefined) continue;
			if (contigs.has(interval.contig)) {
				intervals.push(interval);
				continue;
			}
			foreignCount++;
			foreign ??= { contig: interval.contig, line: firstLine + k };
		}
	}
	if (intervals.length > 0) return { intervals, foreignCount };
	if (foreign === undefined) {
		throw new PangrafError('E_BED_EMPTY', {
			file: path,
			found: 'no intervals',
			expected: 'at least one line of contig, start and end',
			remedy: 'give a BED file with intervals, or leave the option away',
		});
	}
	throw new PangrafError('E_BED_CONTIGS', {
		file: path,
		place: `line ${foreign.line}`,
		found: `contig ${foreign.contig}, and no line on a contig of the reference`,
		expected: `contigs such as ${reference.names.slice(0, 3).join(', ')}`,
		remedy: 'give a BED file for this reference',
	});
}
