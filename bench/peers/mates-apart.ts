/**
 * Mates as single reads, each with a name and a row of the truth of its own.
 *
 * Linear mappers take `/1` and `/2` off the names of single reads, after which nobody could tell which mate a record is of.
 */

/** Fields of a row of place.py's truth before those of the first mate. */
const LEADING_FIELDS = 3;

/** The records of both files, the first mates first, named `NAME.1` and `NAME.2` in place of `NAME/1` and `NAME/2` or `NAME`. */
export function matesApart(files: readonly Buffer[]): Buffer {
	const parts = files.map((text, mate) => {
		const lines = text.toString('latin1').trimEnd().split('\n');
		const named = (line: string): string => line.replace(/^(\S+?)(\/[12])?(?=\s|$)/, `$1.${mate + 1}`);
		return `${lines.map((line, i) => (i % 4 === 0 ? named(line) : line)).join('\n')}\n`;
	});
	return Buffer.from(parts.join(''), 'latin1');
}

/** The truth of such reads: for each row of a pair one of each mate, as the first mate of no other. */
export function truthApart(truth: string): string {
	const rows = truth.trimEnd().split('\n').flatMap(rowsApart);
	return `${rows.join('\n')}\n`;
}

function rowsApart(row: string): string[] {
	const fields = row.split('\t');
	const own = (fields.length - LEADING_FIELDS) / 2;
	const [name, ...place] = fields.slice(0, LEADING_FIELDS);
	const ofMate = (mate: number): string[] => fields.slice(LEADING_FIELDS + mate * own, LEADING_FIELDS + (mate + 1) * own);
	if (row.startsWith('#')) return [[name, ...place, ...ofMate(0)].join('\t')];
	return [0, 1].map((mate) => [`${name}.${mate + 1}`, ...place, ...ofMate(mate)].join('\t'));
}
