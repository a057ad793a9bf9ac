/** Intervals of the reference from a BED file, and whether variants lie in them. */
import { PangrafError, type Reference } from '@pangraf/graph';
import type { VariantSet } from './variant-set.ts';

/** One line of a BED file. */
export interface BedInterval {
	readonly contig: string;
	/** 0-based, half-open. */
	readonly start: number;
	readonly end: number;
	/** Column 4, where there is one. */
	readonly name: string | undefined;
}

const HEADER = /^(#|track\b|browser\b|\s*$)/;
const INTEGER = /^\d+$/;

/**
 * One line of BED; `undefined` for comments, headers and empty lines. Columns are separated by tabs, or by blanks where there
 * are no tabs.
 *
 * Errors: E_BED_COLUMNS, E_BED_INTERVAL.
 */
export function parseBedLine(text: string, line: number, file: string): BedInterval | undefined {
	if (HEADER.test(text)) return undefined;
	const columns = text.includes('\t') ? text.split('\t') : text.trim().split(/\s+/);
	const [contig, startText, endText, name] = columns;
	const place = `line ${line}`;
	if (contig === undefined || startText === undefined || endText === undefined) {
		throw new PangrafError('E_BED_COLUMNS', {
			file,
			place,
			found: `${columns.length} column${columns.length === 1 ? '' : 's'}`,
			expected: 'contig, start and end, separated by tabs',
			remedy: 'give a BED file',
		});
	}
	const start = Number(startText);
	const end = Number(endText);
	if (!INTEGER.test(startText) || !INTEGER.test(endText) || start > end) {
		throw new PangrafError('E_BED_INTERVAL', {
			file,
			place,
			found: `start ${startText} and end ${endText}`,
			expected: 'two whole numbers, the start (from 0) not after the end',
			remedy: 'mend the line',
		});
	}
	return { contig, start, end, name: name === undefined || name === '' ? undefined : name };
}

/** Intervals joined where they touch or overlap, so that a variant across a border of two neighbours lies inside. */
export class IntervalSet {
	/** By contig: starts and ends, ascending. */
	readonly #starts: readonly Int32Array[];
	readonly #ends: readonly Int32Array[];
	readonly #sequences: readonly Uint8Array[];

	/** Intervals on contigs that the reference does not hold are left away. */
	constructor(intervals: Iterable<BedInterval>, reference: Reference) {
		const byContig = new Map<string, BedInterval[]>(reference.names.map((name) => [name, []]));
		for (const interval of intervals) byContig.get(interval.contig)?.push(interval);
		const joined = reference.names.map((name) => joinIntervals(byContig.get(name) ?? []));
		this.#sequences = reference.sequences;
		this.#starts = joined.map((list) => Int32Array.from(list, ([start]) => start));
		this.#ends = joined.map((list) => Int32Array.from(list, ([, end]) => end));
	}

	/** Whether `[start, end)` lies wholly inside one joined interval. */
	contains(contig: number, start: number, end: number): boolean {
		const starts = this.#starts[contig]!;
		let low = 0;
		let high = starts.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (starts[middle]! <= start) low = middle + 1;
			else high = middle;
		}
		return low > 0 && end <= this.#ends[contig]![low - 1]!;
	}

	/**
	 * Whether variant `i` lies wholly inside: every base that it changes; of an insertion the bases on both of its sides, as in
	 * hap.py. Where an indel could stand elsewhere in a repeat, its leftmost place decides.
	 */
	containsVariant(set: VariantSet, i: number): boolean {
		const contig = set.contig[i]!;
		const position = set.position[i]!;
		const refLength = set.refLength[i]!;
		if (refLength > 0) return this.contains(contig, position, position + refLength);
		return this.contains(contig, Math.max(0, position - 1), Math.min(position + 1, this.#sequences[contig]!.length));
	}
}

function joinIntervals(intervals: BedInterval[]): [start: number, end: number][] {
	const joined: [start: number, end: number][] = [];
	for (const { start, end } of intervals.toSorted((a, b) => a.start - b.start)) {
		const last = joined.at(-1);
		if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
		else joined.push([start, end]);
	}
	return joined;
}
