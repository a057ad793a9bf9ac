/** Cutting and copying FASTQ text whose records are four lines each. */
const NEWLINE = 10;

/** Bytes of the first `records` records, or all where there are fewer. */
export function firstRecords(text: Buffer, records: number): Buffer {
	let end = 0;
	for (let line = 0; line < records * 4 && end < text.length; line++) {
		const newline = text.indexOf(NEWLINE, end);
		end = newline < 0 ? text.length : newline + 1;
	}
	return text.subarray(0, end);
}

/** Number of records. */
export function countRecords(text: Buffer): number {
	let lines = 0;
	for (let at = text.indexOf(NEWLINE); at >= 0; at = text.indexOf(NEWLINE, at + 1)) lines++;
	return Math.ceil(lines / 4);
}

/** The records `copies` times over, each time under other names: `.1`, `.2` … before a mate's `/1` or the end of the name. */
export function copyRecords(text: Buffer, copies: number): Buffer {
	if (copies === 1) return text;
	const lines = text.toString('latin1').trimEnd().split('\n');
	const parts: string[] = [];
	for (let copy = 1; copy <= copies; copy++) {
		const named = (line: string): string => line.replace(/^(\S+?)(\/[12])?(?=\s|$)/, `$1.${copy}$2`);
		parts.push(lines.map((line, i) => (i % 4 === 0 ? named(line) : line)).join('\n'));
	}
	return Buffer.from(`${parts.join('\n')}\n`, 'latin1');
}
