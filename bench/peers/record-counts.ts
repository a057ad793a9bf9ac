/** What a mapper's output says of its reads, for sets that have no truth: one pass over GAF or SAM. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** Primary records of an output. */
export interface RecordCounts {
	records: number;
	mapped: number;
	/** Aligned from end to end without a difference. */
	exact: number;
}

/** SAM flags: not the primary record of its read. */
const NOT_PRIMARY = 0x900;
const UNMAPPED = 4;

/** Adds one line; SAM header lines and secondary records count for nothing. */
export function countRecord(counts: RecordCounts, line: string, format: 'gaf' | 'sam'): void {
	if (line === '' || (format === 'sam' && line.startsWith('@'))) return;
	const fields = line.split('\t');
	if (format === 'gaf') {
		const length = fields[1]!;
		counts.records++;
		if (fields[5] === '*') return;
		counts.mapped++;
		if (fields.includes(`cs:Z::${length}`, 12)) counts.exact++;
		return;
	}
	const flag = Number(fields[1]);
	if ((flag & NOT_PRIMARY) !== 0) return;
	counts.records++;
	if ((flag & UNMAPPED) !== 0) return;
	counts.mapped++;
	if (/^\d+[M=]$/.test(fields[5]!) && fields.includes('NM:i:0', 11)) counts.exact++;
}

/** Counts the records of a file. */
export async function countRecordsOf(file: string, format: 'gaf' | 'sam'): Promise<RecordCounts> {
	const counts: RecordCounts = { records: 0, mapped: 0, exact: 0 };
	for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
		countRecord(counts, line, format);
	}
	return counts;
}
