/** What a mapping run says of itself: everything that follows from its input, and apart from it how long it took. */
import { createOutput } from '@pangraf/graph/output';
import type { FragmentPicture } from '../pairs/fragment-histogram.ts';
import type { FragmentReport } from '../pipeline.ts';
import type { ReadCounts } from '../records/read-classes.ts';
import type { StageSeconds } from '../records/stage-times.ts';

/** How long a run took. */
export interface MapTiming {
	/** Until the index was open and the output made. */
	loadSeconds: number;
	mapSeconds: number;
	readsPerSecond: number;
	/** By stage, of all threads together. */
	threadSeconds: StageSeconds;
}

/** What became of the reads. Every read is in `mapped` or in one of the `unmapped_` classes. */
export interface MapSummary {
	index: string;
	/** Content hash of the index. */
	contentHash: string;
	reads: ReadCounts;
	/** Undefined for single reads. */
	fragment?: FragmentReport;
	/** Undefined where no pair is proper. */
	properFragments?: FragmentPicture;
	/** The only part that is not the same for the same input. */
	timing?: MapTiming;
	settings: { threads: number; k: number; s: number; haplotypePenalty: number; maxMultimaps: number };
}

/** Writes a summary as JSON. Errors: those of `createOutput`. */
export async function writeReport(path: string, summary: MapSummary): Promise<void> {
	const report = await createOutput(path);
	await report.write(`${JSON.stringify(summary, undefined, '\t')}\n`);
	await report.close();
}
