import { PangrafError } from '@pangraf/graph';

/** What became of the records of a file of alignments; `records` is the sum of the others. */
export interface AlignmentCounts {
	records: number;
	used: number;
	unmapped: number;
	/** Secondary alignments, duplicates and reads that failed quality checks. */
	flagged: number;
	/** On contigs that the reference of the comparison does not hold. */
	foreign: number;
}

/** No records yet. */
export function noAlignments(): AlignmentCounts {
	return { records: 0, used: 0, unmapped: 0, flagged: 0, foreign: 0 };
}

// Flags of SAM (https://samtools.github.io/hts-specs/SAMv1.pdf, section 1.4).
const UNMAPPED = 0x4;
const FLAGGED = 0x100 | 0x200 | 0x400;

/** Counts a record by its flag; true where it is an alignment to be used. */
export function isUsable(counts: AlignmentCounts, flag: number): boolean {
	counts.records++;
	if ((flag & UNMAPPED) !== 0) counts.unmapped++;
	else if ((flag & FLAGGED) !== 0) counts.flagged++;
	else return true;
	return false;
}

/** The error for what stands in a file of alignments; `place` is a line or a record. */
export function alignmentError(code: string, file: string, place: string, found: string, expected: string): PangrafError {
	return new PangrafError(code, { file, place, found, expected, remedy: 'the file may be damaged: write it again' });
}
