/**
 * What the lines of a GFA say beyond the graph: tags, jumps, containments, comments. Kept as text, so that it can be given back.
 *
 * Every part is absent where the file has none of it. Parts that belong to nodes, edges or walks speak of them by index: who
 * renumbers those leaves the annotations out or translates them.
 */
import type { StringTable } from './graph.ts';

/** Text of some items, in the order of their numbers. */
export interface ItemTexts {
	/** Ascending; an item that has two texts is there twice. */
	readonly items: Uint32Array;
	/** By place in `items`. */
	readonly texts: StringTable;
}

/** Lines that name two segments without being links. */
export interface PairLines {
	/** Handles. */
	readonly from: Uint32Array;
	readonly to: Uint32Array;
	/** The columns behind them, tags among them. */
	readonly texts: StringTable;
}

/** See above. Texts are columns as they stood in the file, with the tabs between them. */
export interface Annotations {
	/** Tags of S lines, by node. */
	readonly segmentTags?: ItemTexts;
	/** Nodes whose sequence is `*`, ascending: their letters are as many N as `LN` says. */
	readonly unsequenced?: Uint32Array;
	/** Overlap of links that `linkTexts` does not speak of; `0M` where it is absent. */
	readonly linkOverlap?: string;
	/** Overlap and tags of links, by the place in `edgeTargets` of the half that is written; more than once where lines differ. */
	readonly linkTexts?: ItemTexts;
	/** Overlaps and tags of P lines, tags of W lines, by walk. */
	readonly walkTexts?: ItemTexts;
	/** Walks, ascending, that continue the walk before them over a jump: parts of one P line. */
	readonly continuedWalks?: Uint32Array;
	/** J lines in the order of the file; texts are distance and tags. */
	readonly jumps?: PairLines;
	/** C lines in the order of the file: container, contained; texts are position, overlap and tags. */
	readonly containments?: PairLines;
	/** Comments and lines of a program's own, whole, in the order of the file. */
	readonly otherLines?: StringTable;
}
