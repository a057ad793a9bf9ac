/**
 * GAF text to columns.
 *
 * GAF (https://github.com/lh3/gfatools/blob/master/doc/rGFA.md) is PAF with a path in the sixth column. Twelve columns, then
 * tags: query name, length, start, end; strand; path, its length, start, end; matches, block length, mapping quality. The path
 * is `>s1<s2…` or one bare segment name; `*` is no alignment. Start and end are 0-based, half-open, on the path as written.
 *
 * One batch holds the complete lines of a chunk of text; its columns are reused for the next. Text columns are intervals in
 * `bytes`. No object per read or step. CRLF is read as LF, a header line (`@` and two capitals, then a tab) is skipped.
 *
 * Not read: stable coordinates of rGFA (`>chr1:5-9`), which name no segment.
 */
import { PangrafError } from '@pangraf/graph/errors';

/** Looks a segment name up, given as bytes `[from, to)`: its node, or -1. */
export type SegmentFinder = (bytes: Uint8Array, from: number, to: number) => number;

/** Alignment lines as columns; valid until the next batch. */
export interface GafBatch {
	count: number;
	bytes: Uint8Array;
	/** Line in the file, 1-based. */
	lines: Float64Array;
	nameStarts: Uint32Array;
	nameEnds: Uint32Array;
	queryLengths: Uint32Array;
	queryStarts: Uint32Array;
	queryEnds: Uint32Array;
	/** 1 where the strand is `-`: the query's reverse complement runs along the path. */
	reversed: Uint8Array;
	/** `steps[stepStarts[i] .. stepStarts[i + 1])` are the handles of the path; none where the path is `*`. */
	stepStarts: Uint32Array;
	steps: Uint32Array;
	pathLengths: Float64Array;
	pathStarts: Float64Array;
	pathEnds: Float64Array;
	/** 255 is unknown. */
	mapqs: Uint8Array;
	/** 1 where the tag `tp:A:S` or `tp:A:I` says that another line is the read's primary alignment. */
	secondary: Uint8Array;
	/** The value of the `cs:Z` tag; start = end where there is none. */
	csStarts: Uint32Array;
	csEnds: Uint32Array;
}

const TAB = 9;
const LF = 10;
const CR = 13;
const STAR = 42;
const COLON = 58;
const LESS = 60;
const GREATER = 62;
const AT = 64;
const COLUMNS = 12;

const COLUMN_NAMES = [
	'query name',
	'query length',
	'query start',
	'query end',
	'strand',
	'path',
	'path length',
	'path start',
	'path end',
	'matches',
	'block length',
	'mapping quality',
] as const;

/** A batch with room for nothing. */
function emptyBatch(): GafBatch {
	const none = new Uint32Array(0);
	return {
		count: 0,
		bytes: new Uint8Array(0),
		lines: new Float64Array(0),
		nameStarts: none,
		nameEnds: none,
		queryLengths: none,
		queryStarts: none,
		queryEnds: none,
		reversed: new Uint8Array(0),
		stepStarts: new Uint32Array(1),
		steps: new Uint32Array(1024),
		pathLengths: new Float64Array(0),
		pathStarts: new Float64Array(0),
		pathEnds: new Float64Array(0),
		mapqs: new Uint8Array(0),
		secondary: new Uint8Array(0),
		csStarts: none,
		csEnds: none,
	};
}

/**
 * Batches of the GAF text that comes in `chunks`, one per chunk; a line that two chunks share belongs to the later one.
 *
 * `file` is what errors call the text. Errors: E_GAF_COLUMNS, E_GAF_NUMBER, E_GAF_INTERVAL, E_GAF_STRAND, E_GAF_PATH,
 * E_GAF_SEGMENT (a name that `find` does not know).
 */
export async function* readGaf(
	chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
	find: SegmentFinder,
	file: string,
): AsyncGenerator<GafBatch> {
	const reader = new GafReader(find, file);
	let rest = new Uint8Array(0);
	for await (const chunk of chunks) {
		const lastBreak = chunk.lastIndexOf(LF);
		if (lastBreak < 0) {
			rest = joined(rest, chunk);
			continue;
		}
		yield reader.batch(joined(rest, chunk.subarray(0, lastBreak + 1)));
		rest = chunk.slice(lastBreak + 1);
	}
	if (rest.length > 0) yield reader.batch(rest);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}

/** Reads whole lines into one reused batch. */
class GafReader {
	readonly #find: SegmentFinder;
	readonly #file: string;
	readonly #batch: GafBatch = emptyBatch();
	#line = 0;
	/** Start and end of the twelve columns of the line in hand. */
	readonly #columns = new Uint32Array(2 * COLUMNS);

	constructor(find: SegmentFinder, file: string) {
		this.#find = find;
		this.#file = file;
	}

	batch(bytes: Uint8Array): GafBatch {
		const batch = this.#batch;
		batch.bytes = bytes;
		batch.count = 0;
		for (let start = 0; start < bytes.length; ) {
			let end = bytes.indexOf(LF, start);
			if (end < 0) end = bytes.length;
			this.#line++;
			const textEnd = end > start && bytes[end - 1] === CR ? end - 1 : end;
			if (textEnd > start && !isHeader(bytes, start, textEnd)) this.#record(start, textEnd);
			start = end + 1;
		}
		return batch;
	}

	#record(start: number, end: number): void {
		const batch = this.#batch;
		const { bytes } = batch;
		const i = batch.count;
		if (i === batch.lines.length) this.#grow();
		const columns = this.#columns;
		let from = start;
		for (let column = 0; column < COLUMNS; column++) {
			if (from > end) this.#fail('E_GAF_COLUMNS', `${column} columns`, `at least ${COLUMNS}`);
			let to = from;
			while (to < end && bytes[to] !== TAB) to++;
			columns[2 * column] = from;
			columns[2 * column + 1] = to;
			from = to + 1;
		}
		batch.lines[i] = this.#line;
		batch.nameStarts[i] = columns[0]!;
		batch.nameEnds[i] = columns[1]!;
		batch.queryLengths[i] = this.#number(1);
		batch.queryStarts[i] = this.#number(2);
		batch.queryEnds[i] = this.#number(3);
		const strand = bytes[columns[8]!];
		const mapped = bytes[columns[10]!] !== STAR;
		if (columns[9]! - columns[8]! !== 1 || (strand !== 43 && strand !== 45 && (mapped || strand !== STAR))) {
			this.#fail('E_GAF_STRAND', `the strand ${this.#text(4)}`, '+ or -');
		}
		batch.reversed[i] = strand === 45 ? 1 : 0;
		batch.pathLengths[i] = this.#number(6, mapped);
		batch.pathStarts[i] = this.#number(7, mapped);
		batch.pathEnds[i] = this.#number(8, mapped);
		batch.mapqs[i] = Math.min(255, this.#number(11, mapped));
		this.#intervals(i);
		let stepEnd = batch.stepStarts[i]!;
		if (mapped) stepEnd = this.#path(columns[10]!, columns[11]!, stepEnd);
		batch.stepStarts[i + 1] = stepEnd;
		batch.secondary[i] = 0;
		batch.csStarts[i] = batch.csEnds[i] = 0;
		this.#tags(i, from, end);
		batch.count++;
	}

	#intervals(i: number): void {
		const { queryStarts, queryEnds, queryLengths, pathStarts, pathEnds, pathLengths } = this.#batch;
		if (queryStarts[i]! > queryEnds[i]! || queryEnds[i]! > queryLengths[i]!) {
			const found = `the query interval ${queryStarts[i]}-${queryEnds[i]} of ${queryLengths[i]}`;
			this.#fail('E_GAF_INTERVAL', found, 'start <= end <= length');
		}
		if (pathStarts[i]! > pathEnds[i]! || pathEnds[i]! > pathLengths[i]!) {
			const found = `the path interval ${pathStarts[i]}-${pathEnds[i]} of ${pathLengths[i]}`;
			this.#fail('E_GAF_INTERVAL', found, 'start <= end <= length');
		}
	}

	/** Appends the handles of a path; the new end of the steps. */
	#path(from: number, to: number, stepEnd: number): number {
		const { bytes } = this.#batch;
		if (from === to) this.#fail('E_GAF_PATH', 'an empty path', '>segment<segment… or *');
		const first = bytes[from];
		if (first !== GREATER && first !== LESS) return this.#step(from, to, 0, stepEnd);
		let end = stepEnd;
		for (let at = from; at < to; ) {
			const reverse = bytes[at] === LESS ? 1 : 0;
			let nameEnd = at + 1;
			while (nameEnd < to && bytes[nameEnd] !== GREATER && bytes[nameEnd] !== LESS) nameEnd++;
			if (nameEnd === at + 1) this.#fail('E_GAF_PATH', 'a step without a segment name', '>segment<segment… or *');
			end = this.#step(at + 1, nameEnd, reverse, end);
			at = nameEnd;
		}
		return end;
	}

	#step(from: number, to: number, reverse: number, stepEnd: number): number {
		const batch = this.#batch;
		const node = this.#find(batch.bytes, from, to);
		if (node < 0) {
			const name = new TextDecoder().decode(batch.bytes.slice(from, to));
			throw new PangrafError('E_GAF_SEGMENT', {
				file: this.#file,
				place: `line ${this.#line}`,
				found: `the segment ${name}`,
				expected: 'a segment of the graph',
				remedy: 'give the graph that the reads were mapped to: graph and alignments differ',
			});
		}
		if (stepEnd === batch.steps.length) {
			const grown = new Uint32Array(batch.steps.length * 2);
			grown.set(batch.steps);
			batch.steps = grown;
		}
		batch.steps[stepEnd] = (node << 1) | reverse;
		return stepEnd + 1;
	}

	#tags(i: number, start: number, end: number): void {
		const batch = this.#batch;
		const { bytes } = batch;
		for (let from = start; from < end; ) {
			let to = from;
			while (to < end && bytes[to] !== TAB) to++;
			if (to - from > 5 && bytes[from + 2] === COLON && bytes[from + 4] === COLON) {
				const tag = (bytes[from]! << 8) | bytes[from + 1]!;
				// 'cs' and 'tp'
				if (tag === 0x6373) {
					batch.csStarts[i] = from + 5;
					batch.csEnds[i] = to;
				} else if (tag === 0x7470 && bytes[from + 5] !== 80) batch.secondary[i] = 1;
			}
			from = to + 1;
		}
	}

	/** The integer in a column; `*` counts as 0 where the record may be unmapped. */
	#number(column: number, mapped = true): number {
		const { bytes } = this.#batch;
		const from = this.#columns[2 * column]!;
		const to = this.#columns[2 * column + 1]!;
		if (!mapped && to === from + 1 && bytes[from] === STAR) return 0;
		let value = 0;
		for (let i = from; i < to; i++) {
			const digit = bytes[i]! - 48;
			if (digit < 0 || digit > 9) value = Number.NaN;
			value = value * 10 + digit;
		}
		if (from === to || !(value <= 0xffffffff)) {
			this.#fail('E_GAF_NUMBER', `the ${COLUMN_NAMES[column]} ${this.#text(column)}`, 'a whole number below 2^32');
		}
		return value;
	}

	#text(column: number): string {
		const { bytes } = this.#batch;
		return JSON.stringify(new TextDecoder().decode(bytes.slice(this.#columns[2 * column], this.#columns[2 * column + 1])));
	}

	#fail(code: string, found: string, expected: string): never {
		throw new PangrafError(code, {
			file: this.#file,
			place: `line ${this.#line}`,
			found,
			expected,
			remedy: 'map the reads again, or repair the line',
		});
	}

	#grow(): void {
		const batch = this.#batch;
		const size = Math.max(256, batch.lines.length * 2);
		const wide = (old: Uint32Array, extra = 0): Uint32Array => {
			const grown = new Uint32Array(size + extra);
			grown.set(old);
			return grown;
		};
		const double = (old: Float64Array): Float64Array => {
			const grown = new Float64Array(size);
			grown.set(old);
			return grown;
		};
		const narrow = (old: Uint8Array): Uint8Array => {
			const grown = new Uint8Array(size);
			grown.set(old);
			return grown;
		};
		batch.stepStarts = wide(batch.stepStarts, 1);
		for (const key of ['lines', 'pathLengths', 'pathStarts', 'pathEnds'] as const) batch[key] = double(batch[key]);
		for (const key of ['reversed', 'mapqs', 'secondary'] as const) batch[key] = narrow(batch[key]);
		for (const key of ['nameStarts', 'nameEnds', 'queryLengths', 'queryStarts', 'queryEnds', 'csStarts', 'csEnds'] as const) {
			batch[key] = wide(batch[key]);
		}
	}
}

/** `@HD` and its like, which some writers put on top. */
function isHeader(bytes: Uint8Array, start: number, end: number): boolean {
	const capital = (letter: number | undefined): boolean => letter !== undefined && letter >= 65 && letter <= 90;
	return (
		bytes[start] === AT && end - start >= 4 && capital(bytes[start + 1]) && capital(bytes[start + 2]) && bytes[start + 3] === TAB
	);
}
