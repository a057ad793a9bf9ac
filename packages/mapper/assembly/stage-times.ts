/**
 * Time by stage, where the host asks for it: the clock is the host's, and nothing that is written depends on it.
 *
 * Eight looks at a clock a batch of 128 reads are too few to be seen in the whole; without them a test of a flag is left.
 */
import { allocate } from './memory';

// @ts-ignore: decorator
@external("clock", "now") declare function now(): f64;

// SYNC: src/records/stage-times.ts
export const STAGE_READS: u32 = 0;
export const STAGE_SEEDS: u32 = 1;
export const STAGE_CLUSTERS: u32 = 2;
export const STAGE_ALIGNMENTS: u32 = 3;
export const STAGE_PAIRS: u32 = 4;
export const STAGE_RECORDS: u32 = 5;
const STAGE_COUNT: u32 = 6;

let isTimed = false;
let last: f64 = 0;
/** Milliseconds by stage, 64-bit floats. */
let times: usize = 0;

export function allocateStageTimes(): void {
	times = allocate(<usize>STAGE_COUNT * 8);
}

/** Whether stages are timed; they are not, unless this was said. */
export function setTimed(on: bool): void {
	isTimed = on;
}

/** Address of the milliseconds by stage, which the host may set back. */
export function stageTimesAt(): usize {
	return times;
}

/** What follows belongs to the stage that ends next. */
export function startStages(): void {
	if (isTimed) last = now();
}

/** Ends a stage; the next one begins. */
export function endStage(stage: u32): void {
	if (!isTimed) return;
	const time = now();
	const at = times + ((<usize>stage) << 3);
	store<f64>(at, load<f64>(at) + time - last);
	last = time;
}
