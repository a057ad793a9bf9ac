/** Checks GAF records against the graph and the reads, from the text alone. */
import { type Graph, handleSequence, hasEdge, nodeLength, segmentName } from '@pangraf/graph';
import type { ReadCounts } from '../src/records/read-classes.ts';
import type { Read } from './mapping.ts';

/** A record as text says it. */
export interface GafRecord {
	readonly name: string;
	readonly length: number;
	readonly start: number;
	readonly end: number;
	readonly handles: number[];
	readonly pathLength: number;
	readonly pathStart: number;
	readonly pathEnd: number;
	readonly matches: number;
	readonly columns: number;
	readonly mapq: number;
	readonly tags: ReadonlyMap<string, string>;
}

/** Names of a graph's segments to nodes. */
export function nodesByName(graph: Graph): Map<string, number> {
	return new Map(Array.from({ length: graph.nodeCount }, (_, node) => [segmentName(graph, node), node]));
}

/** A line in columns; `handles` is empty where the read has no alignment. */
export function parseRecord(line: string, nodes: ReadonlyMap<string, number>): GafRecord {
	const columns = line.split('\t');
	const [name, length, start, end, , path, pathLength, pathStart, pathEnd, matches, block, mapq] = columns;
	const steps = Array.from(path!.matchAll(/([<>])([^<>]+)/g), ([, side, segment]) => {
		const node = nodes.get(segment!);
		if (node === undefined) throw new Error(`no segment ${segment}`);
		return node * 2 + (side === '<' ? 1 : 0);
	});
	return {
		name: name!,
		length: Number(length),
		start: Number(start),
		end: Number(end),
		handles: steps,
		pathLength: Number(pathLength),
		pathStart: Number(pathStart),
		pathEnd: Number(pathEnd),
		matches: Number(matches),
		columns: Number(block),
		mapq: Number(mapq),
		tags: new Map(columns.slice(12).map((tag) => [tag.slice(0, 4), tag.slice(5)])),
	};
}

const REASONS = ['no_seed', 'low_score', 'too_short', 'too_long'];

/** What is wrong with a record of a read, or undefined. */
export function recordFault(line: string, read: Read, graph: Graph, nodes: ReadonlyMap<string, number>): string | undefined {
	const columns = line.split('\t');
	const name = read.name.split(/\s/)[0]!;
	if (columns[0] !== name) return `name ${columns[0]} for ${name}`;
	if (columns[5] === '*') {
		const expected = `${name}\t${read.bases.length}\t0\t0\t*\t*\t0\t0\t0\t0\t0\t0\trc:Z:`;
		if (!line.startsWith(expected)) return 'columns of an unmapped read';
		return REASONS.includes(line.slice(expected.length)) ? undefined : 'reason';
	}
	const record = parseRecord(line, nodes);
	if (record.length !== read.bases.length) return 'read length';
	if (columns[4] !== '+') return 'strand';
	if (!(record.mapq >= 0 && record.mapq <= 60 && Number.isInteger(record.mapq))) return 'mapq';
	if (!(record.start >= 0 && record.start < record.end && record.end <= record.length)) return 'read interval';
	if (!(record.pathStart >= 0 && record.pathStart < record.pathEnd && record.pathEnd <= record.pathLength))
		return 'path interval';
	const { handles } = record;
	if (handles.length === 0) return 'no path';
	for (let i = 1; i < handles.length; i++) if (!hasEdge(graph, handles[i - 1]!, handles[i]!)) return `no edge at step ${i}`;
	const path = handles.map((handle) => handleSequence(graph, handle)).join('');
	if (path.length !== record.pathLength) return 'path length';
	if (record.pathStart >= nodeLength(graph, handles[0]! >> 1)) return 'a first step without a base';
	if (record.pathEnd <= record.pathLength - nodeLength(graph, handles.at(-1)! >> 1)) return 'a last step without a base';
	if (columns.length > 18) return 'more tags than there are';
	return differencesFault(record, read.bases, path) ?? tagsFault(columns.slice(12));
}

function tagsFault(tags: readonly string[]): string | undefined {
	const names = tags.map((tag) => tag.slice(0, 5)).join(' ');
	return /^AS:i: NM:i: cs:Z:( hs:i:)?( tp:A:)?( be:A:)?( pp:A:)?$/.test(names) ? undefined : `tags ${names}`;
}

/** Letter as cs has it: upper case, N where it is no A, C, G or T. */
function csLetter(letter: string): string {
	return /[ACGT]/i.test(letter) ? letter.toUpperCase() : 'N';
}

/** Applies the difference string to the path and compares with read, counts and score. */
function differencesFault(record: GafRecord, bases: string, path: string): string | undefined {
	const differences = record.tags.get('cs:Z') ?? '';
	let read = record.start;
	let at = record.pathStart;
	let matches = 0;
	let columns = 0;
	let score = 0;
	let previous = '';
	let consumed = 0;
	for (const [text, kind, body] of differences.matchAll(/([:*+-])([0-9]+|[ACGTN]+)/g)) {
		consumed += text.length;
		if (kind === previous && kind !== '*') return `two ${kind} beside each other`;
		previous = kind!;
		if (kind === ':') {
			const length = Number(body);
			if (length === 0) return 'a match of no base';
			const same = bases.slice(read, read + length).toUpperCase();
			if (same !== path.slice(at, at + length) || !/^[ACGT]+$/.test(same)) return `bases ${read} on do not match`;
			read += length;
			at += length;
			matches += length;
			columns += length;
			score += length;
		} else if (kind === '*') {
			const [from, to] = body!;
			if (body!.length !== 2) return 'a substitution of another length';
			if (from !== csLetter(path[at]!) || to !== csLetter(bases[read]!)) return `substitution at base ${read}`;
			if (from === to && from !== 'N') return `no substitution at base ${read}`;
			read++;
			at++;
			columns++;
			score -= to === 'N' ? 1 : 4;
		} else {
			const [side, from] = kind === '+' ? [bases, read] : [path, at];
			const letters = Array.from(side.slice(from, from + body!.length), csLetter).join('');
			if (letters !== body) return `${kind}${body} at base ${read}`;
			if (kind === '+') read += body.length;
			else at += body.length;
			columns += body.length;
			score -= 6 + body.length;
		}
	}
	if (consumed !== differences.length) return 'a difference string of another form';
	if (read !== record.end) return 'end on the read';
	if (at !== record.pathEnd) return 'end on the path';
	if (matches !== record.matches || columns !== record.columns) return 'matches or columns';
	if (Number(record.tags.get('NM:i')) !== columns - matches) return 'NM';
	if (Number(record.tags.get('AS:i')) !== score) return `AS ${record.tags.get('AS:i')} for ${score}`;
	return undefined;
}

/** Throws where the records are not one valid one for each read, in order. */
export function checkRecords(graph: Graph, lines: readonly string[], reads: readonly Read[]): void {
	if (lines.length !== reads.length) throw new Error(`${lines.length} records for ${reads.length} reads`);
	const nodes = nodesByName(graph);
	for (const [i, line] of lines.entries()) {
		const fault = recordFault(line, reads[i]!, graph, nodes);
		if (fault !== undefined) throw new Error(`${fault}: ${line}\n${reads[i]!.bases}`);
	}
}

/** Throws where the ledger does not add up, or does not say what the records say. */
export function checkLedger(counts: ReadCounts, lines: readonly string[]): void {
	const count = (test: (line: string) => boolean): number => lines.filter(test).length;
	const mapped = count((line) => line.split('\t')[5] !== '*');
	const expected: Partial<ReadCounts> = {
		reads: lines.length,
		mapped,
		unmapped: lines.length - mapped,
		properly_paired: count((line) => line.endsWith('\tpp:A:1')),
		mapq_60: count((line) => line.split('\t')[11] === '60'),
	};
	for (const reason of REASONS)
		expected[`unmapped_${reason}` as keyof ReadCounts] = count((line) => line.endsWith(`rc:Z:${reason}`));
	for (const [name, value] of Object.entries(expected)) {
		const said = counts[name as keyof ReadCounts];
		if (said !== value) throw new Error(`the ledger says ${said} ${name}, the records ${value}`);
	}
}
