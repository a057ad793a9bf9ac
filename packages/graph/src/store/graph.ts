/**
 * The columnar graph: what a pangenome is in memory.
 *
 * Every column is a typed array, by preference over one shared buffer, so that a worker opens it without a copy. There is no
 * object per node, edge or step.
 *
 * Vocabulary: a *node* is a dense id from 0 in the order of the file's S lines; a *handle* is `node << 1 | reverse`;
 * an *edge* is an ordered pair of handles. A link `a → b` is stored under `a` as `b` and under `b ^ 1` as `a ^ 1`; a link
 * that is its own mirror image is stored once. `edgeCount` counts links, not stored halves.
 *
 * Assumptions: blunt graph (no overlaps), at most 2^30 nodes, at most 2^32 - 1 bases in one partition.
 */
import type { Annotations } from './annotations.ts';

/** Byte strings by index: `bytes[offsets[i] .. offsets[i + 1])` is the UTF-8 text of string i. */
export interface StringTable {
	readonly bytes: Uint8Array;
	/** Length count + 1. */
	readonly offsets: Uint32Array;
}

/** P and W lines as columns, in the order of the file. */
export interface WalkTable {
	readonly count: number;
	/** 0 = path (P line), 1 = walk (W or Z line), 2 = reference that rGFA tags tell (no line); see walk-builder.ts. */
	readonly kind: Uint8Array;
	/** Index into `strings`: the sample of a W line; of a P line the PanSN sample, or the whole name where it is no PanSN. */
	readonly sample: Uint32Array;
	/** Haplotype of a W or PanSN P line; -1 where the name has none. */
	readonly haplotype: Int32Array;
	/** Index into `strings`: the contig; of a P line without PanSN the whole name. */
	readonly contig: Uint32Array;
	/** Index into `strings`: the name of a P line as it stood in the file; for W lines the contig's index again. */
	readonly name: Uint32Array;
	/** First base on the contig, 0-based; NaN where the file says `*`; 0 for P lines without a `[start-end]` suffix. */
	readonly start: Float64Array;
	/** End on the contig, exclusive; NaN where the file says `*`; start + length for P lines. */
	readonly end: Float64Array;
	/** `steps[stepStarts[i] .. stepStarts[i + 1])` are the handles of walk i. */
	readonly stepStarts: Uint32Array;
	readonly steps: Uint32Array;
	/** Where walks are stored compressed: the steps of walk `walk` alone, which `steps` would spell out with all others. */
	stepsOf?(walk: number): Uint32Array;
	/** There too: the first step of a walk that has one. */
	firstStepOf?(walk: number): number;
}

/** Runs of bases of the concatenated sequence, ascending, none touching the next. */
export interface BaseRuns {
	readonly starts: Uint32Array;
	readonly lengths: Uint32Array;
}

export interface Graph {
	readonly nodeCount: number;
	/** Number of links. */
	readonly edgeCount: number;
	readonly baseCount: number;
	/** Offset of each node's first base in the concatenated sequence; length nodeCount + 1. */
	readonly nodeStarts: Uint32Array;
	/** Two bits a base, base i in bits `2 * (i & 15)` of word `i >> 4`; A C T G are 0 1 2 3. Two words of padding at the end. */
	readonly packedBases: Uint32Array;
	/** One bit a base, set where the letter is not A, C, G or T (packed as A there); empty when there is none. */
	readonly otherMask: Uint32Array;
	/** Runs of such letters, ascending: first base, length, and the letter (ASCII upper case). */
	readonly otherStarts: Uint32Array;
	readonly otherLengths: Uint32Array;
	readonly otherLetters: Uint8Array;
	/** Bases in lower case (soft-masked); absent where there are none. */
	readonly softMask?: BaseRuns;
	/** Segment names by node. */
	readonly segmentNames: StringTable;
	/** CSR by handle: `edgeTargets[edgeStarts[h] .. edgeStarts[h + 1])`, ascending; length 2 * nodeCount + 1. */
	readonly edgeStarts: Uint32Array;
	readonly edgeTargets: Uint32Array;
	/** Samples, contigs and path names of `walks`. */
	readonly strings: StringTable;
	readonly walks: WalkTable;
	/** Samples named by the header's RS tag, in its order; empty when there is none. */
	readonly referenceSamples: readonly string[];
	/** The header tags of all H lines as they stood, such as `VN:Z:1.1`. */
	readonly headerTags: readonly string[];
	/** What the lines of its GFA say beyond the graph; absent where they say nothing else. */
	readonly annotations?: Annotations;
}

/** Letter of each 2-bit code. */
export const BASE_LETTERS = 'ACTG';

const decoder = new TextDecoder();

/** String `index` of a table. */
export function stringAt(table: StringTable, index: number): string {
	return decoder.decode(table.bytes.slice(table.offsets[index], table.offsets[index + 1]));
}

/** Number of strings in a table. */
export function stringCount(table: StringTable): number {
	return table.offsets.length - 1;
}

/** Name of a node's segment in the user's GFA. */
export function segmentName(graph: Graph, node: number): string {
	return stringAt(graph.segmentNames, node);
}

/** Length of a node in bp. */
export function nodeLength(graph: Graph, node: number): number {
	return graph.nodeStarts[node + 1]! - graph.nodeStarts[node]!;
}

/**
 * Sequence of a handle in its orientation, as upper-case letters.
 * `from` and `to` (exclusive) are offsets from the handle's start, by default all of it.
 */
export function handleSequence(graph: Graph, handle: number, from = 0, to: number = nodeLength(graph, handle >> 1)): string {
	const node = handle >> 1;
	const reverse = (handle & 1) === 1;
	const start = graph.nodeStarts[node]!;
	const last = graph.nodeStarts[node + 1]! - 1;
	let letters = '';
	for (let i = from; i < to; i++) letters += reverse ? complement(baseAt(graph, last - i)) : baseAt(graph, start + i);
	return letters;
}

/** Letter of base `i` of the concatenated sequence (forward strand). */
export function baseAt(graph: Graph, i: number): string {
	if (graph.otherMask.length > 0 && ((graph.otherMask[i >>> 5]! >>> (i & 31)) & 1) === 1) {
		let low = 0;
		let high = graph.otherStarts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (graph.otherStarts[middle]! <= i) low = middle;
			else high = middle - 1;
		}
		return String.fromCharCode(graph.otherLetters[low]!);
	}
	return BASE_LETTERS[(graph.packedBases[i >>> 4]! >>> ((i & 15) << 1)) & 3]!;
}

// biome-ignore format: pairs
const COMPLEMENTS: Readonly<Record<string, string>> = {
	A: 'T', C: 'G', G: 'C', T: 'A', R: 'Y', Y: 'R', K: 'M', M: 'K', B: 'V', V: 'B', D: 'H', H: 'D',
};

/** IUPAC complement of an upper-case letter; letters without one stay themselves. */
export function complement(letter: string): string {
	return COMPLEMENTS[letter] ?? letter;
}

/** Whether the graph has the edge `from → to`. O(log degree). */
export function hasEdge(graph: Graph, from: number, to: number): boolean {
	return edgeIndex(graph, from, to) >= 0;
}

/** Place of the edge `from → to` in `edgeTargets`, or -1. O(log degree). */
export function edgeIndex(graph: Pick<Graph, 'edgeStarts' | 'edgeTargets'>, from: number, to: number): number {
	let low = graph.edgeStarts[from]!;
	let high = graph.edgeStarts[from + 1]! - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const target = graph.edgeTargets[middle]!;
		if (target === to) return middle;
		if (target < to) low = middle + 1;
		else high = middle - 1;
	}
	return -1;
}

/**
 * The walks that are the reference, as indices into `graph.walks`, in file order.
 * With `sample`, that sample's; else those of the first sample in the RS tag that has walks; else of `REF`; else of the first
 * sample starting with `GRCh`; else P lines whose names are not PanSN and the reference of rGFA tags; else none.
 */
export function referenceWalks(graph: Graph, sample?: string): number[] {
	const { walks } = graph;
	const names = Array.from({ length: walks.count }, (_, i) => stringAt(graph.strings, walks.sample[i]!));
	const of = (wanted: string) => names.flatMap((name, i) => (name === wanted ? [i] : []));
	if (sample !== undefined) return of(sample);
	for (const wanted of [...graph.referenceSamples, 'REF', names.find((name) => name.startsWith('GRCh')) ?? '']) {
		const found = of(wanted);
		if (found.length > 0) return found;
	}
	return names.flatMap((_, i) => (walks.kind[i] !== 1 && walks.haplotype[i] === -1 ? [i] : []));
}
