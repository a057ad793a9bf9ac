/** Rows as text: a heading and a line each, fields separated by tabs. */

/** What a field can be; undefined is written as `*`, lists are joined by commas. */
export type Field = string | number | undefined | readonly (string | number)[];

/** A table of `rows`, whose columns are `columns`, in this order, under their names in words: `privateNodes` is `private_nodes`. */
export function formatTable<Column extends string>(
	columns: readonly Column[],
	rows: readonly Readonly<Record<Column, Field>>[],
): string {
	const heading = columns.map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).join('\t');
	const lines = rows.map((row) => columns.map((name) => formatField(row[name])).join('\t'));
	return `${[heading, ...lines].join('\n')}\n`;
}

function formatField(field: Field): string {
	if (typeof field === 'object') return field.length === 0 ? '*' : field.join();
	return field === undefined ? '*' : String(field);
}
