/**
 * What reads show against the reference, as columns: the blocks of reference bases they cover, their mismatches and indels.
 *
 * A *block* is a run of reference bases that one read covers without a gap in its projection (its own indels do not end a
 * block). An *event* is a difference from the reference inside a block, at the place where the read's alignment has it. From
 * blocks and events a read's bases over any interval can be spelt again, and how many reads span an interval is two look-ups;
 * memory is linear in the reads and their differences, not in the reference.
 *
 * Event code, 32 bits: bits 0-1 the kind, bits 2-31 its value.
 *
 * | kind | value |
 * |---|---|
 * | 0 mismatch | base, index into {@link PILEUP_BASES} |
 * | 1 deletion | number of bases |
 * | 2 insertion | index into the table of inserted sequences |
 * | 3 known mismatch: a base of a node of the graph that lies on reference bases | base |
 */

/** Kinds of events. */
export const EVENT_MISMATCH = 0;
export const EVENT_DELETION = 1;
export const EVENT_INSERTION = 2;
export const EVENT_KNOWN = 3;
const KIND_BITS = 2;
const KIND_MASK = 3;

/** Packs an event code. */
export function packEvent(kind: number, value: number): number {
	return ((value << KIND_BITS) | kind) >>> 0;
}

/** Kind of an event code. */
export function eventKind(code: number): number {
	return code & KIND_MASK;
}

/** Value of an event code. */
export function eventValue(code: number): number {
	return code >>> KIND_BITS;
}

/** The bases of mismatches by index. */
export const PILEUP_BASES = 'ACGT';

/** A key of {@link PileupColumns.mismatches}: offset, then base, then strand. */
export const MISMATCH_OFFSET_STEP = 8;
export const MISMATCH_BASE_STEP = 2;

/** An indel that reads show, at its leftmost place. */
export interface IndelCount {
	/** Reference offset: first deleted base, or the base before which the insertion stands. */
	readonly start: number;
	/** Rightmost offset at which it could stand. */
	readonly lastStart: number;
	/** Number of deleted bases; 0 for an insertion. */
	readonly deleted: number;
	readonly inserted: string;
	/** Reads that show it, by strand of the reference. */
	forward: number;
	reverse: number;
}

/** The columns of a pileup, blocks in the order of the reads. */
export interface PileupColumns {
	readonly starts: Uint32Array;
	readonly ends: Uint32Array;
	/** 0 forward, 1 reverse. */
	readonly strands: Uint32Array;
	/** `eventOffsets[eventStarts[b] .. eventStarts[b + 1])` are the events of block b, ascending; an insertion before its base. */
	readonly eventStarts: Uint32Array;
	readonly eventOffsets: Uint32Array;
	readonly eventCodes: Uint32Array;
	readonly insertions: readonly string[];
	/** Keys of all mismatches, unsorted. */
	readonly mismatches: Float64Array;
	readonly indels: readonly IndelCount[];
}
