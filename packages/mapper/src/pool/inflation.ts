/** Memory in which workers inflate BGZF: for each file of reads a few places, each for a batch of blocks and for their data. */
import { SLACK_BYTES } from '@pangraf/graph/bgzf-blocks';

/** Data of a batch: an eighth of a chunk of reads at most, so that inflating never holds up mapping for long. */
const PLACE_BYTES = 1 << 18;
/** Places of a file beyond which more gained nothing: inflating takes a sixth of the time that mapping does. */
const PLACES_MAX = 16;
const DATA_BYTES = PLACE_BYTES + 64;

/** Sizes and the memory; plain data, sent to every worker. */
export interface Inflation {
	readonly buffer: SharedArrayBuffer;
	readonly placeBytes: number;
	/** Places of each file. */
	readonly places: number;
}

/** A batch to inflate; plain data. */
export interface InflateTask {
	/** Among the places of all files. */
	readonly place: number;
	readonly blockBytes: number;
}

/** Lays out the memory for the files of a run. */
export function planInflation(files: number, threads: number): Inflation {
	const places = Math.min(2 * threads + 2, PLACES_MAX);
	return { buffer: new SharedArrayBuffer(files * places * (PLACE_BYTES + DATA_BYTES)), placeBytes: PLACE_BYTES, places };
}

/** The memory for the blocks of a place. */
export function blocksAt({ buffer }: Inflation, place: number): Uint8Array {
	return new Uint8Array(buffer, place * (PLACE_BYTES + DATA_BYTES), PLACE_BYTES);
}

/** The memory for their data, with room for one byte more. */
export function dataAt({ buffer }: Inflation, place: number): Uint8Array {
	return new Uint8Array(buffer, place * (PLACE_BYTES + DATA_BYTES) + PLACE_BYTES, PLACE_BYTES + SLACK_BYTES);
}
