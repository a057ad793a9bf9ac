/** Random alignments to a path, with their `cs` tag, as GAF lines; and what they show, column by column. */
import fc from 'fast-check';

/** One column of an alignment along the path. */
export type Column =
	| { kind: 'match' }
	| { kind: 'mismatch'; letter: string }
	| { kind: 'deletion' }
	| { kind: 'insertion'; letters: string };

const base = fc.constantFrom('A', 'C', 'G', 'T');

/** Mostly matches. */
export const columnsArbitrary: fc.Arbitrary<Column[]> = fc.array(
	fc.oneof(
		{ weight: 20, arbitrary: fc.constant<Column>({ kind: 'match' }) },
		{ weight: 2, arbitrary: fc.record({ kind: fc.constant('mismatch' as const), letter: base }) },
		{ weight: 1, arbitrary: fc.constant<Column>({ kind: 'deletion' }) },
		{
			weight: 1,
			arbitrary: fc.record({
				kind: fc.constant('insertion' as const),
				letters: fc.string({ unit: base, minLength: 1, maxLength: 3 }),
			}),
		},
	),
	{ minLength: 12, maxLength: 40 },
);

/** A path's letters aligned by columns, as far as the path goes: the query, the cs tag and the path bases used. */
export function align(path: string, columns: readonly Column[]): { query: string; cs: string; used: number; columns: Column[] } {
	let cs = '';
	let query = '';
	let used = 0;
	let run = 0;
	let last = '';
	const done: Column[] = [];
	const flush = (): void => {
		if (run > 0) cs += `:${run}`;
		run = 0;
	};
	for (const column of columns) {
		if (column.kind !== 'insertion' && used === path.length) break;
		const own = path[used]!;
		done.push(column);
		if (column.kind === 'match' || (column.kind === 'mismatch' && column.letter === own)) {
			done[done.length - 1] = { kind: 'match' };
			run++;
			query += own;
			used++;
		} else {
			flush();
			if (column.kind === 'mismatch') {
				cs += `*${own}${column.letter}`.toLowerCase();
				query += column.letter;
				used++;
			} else if (column.kind === 'deletion') {
				cs += last === 'deletion' ? own.toLowerCase() : `-${own.toLowerCase()}`;
				used++;
			} else {
				cs += `${last === 'insertion' ? '' : '+'}${column.letters.toLowerCase()}`;
				query += column.letters;
			}
		}
		last = run > 0 ? 'match' : column.kind;
	}
	flush();
	return { query, cs, used, columns: done };
}
