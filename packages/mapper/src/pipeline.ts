/**
 * The way of a read, from FASTQ to GAF. One worker does for one chunk what stands in assembly/pipeline.ts; the files of assembly/:
 *
 *   reads        reads.ts                 FASTQ text → packed bases                            (files cut to chunks: reads/)
 *   seeds        seeds.ts                 open syncmers
 *                look-ups.ts              their places in the seed table                       (the table is made in seeds/)
 *                samples.ts               some seeds of each read, which settle where most reads lie
 *                touches.ts               what lies around the places, read ahead
 *   clusters     seed-limits.ts           which seeds are too frequent to count
 *                hits.ts                  where seeds put the read                             (coordinates: clusters/)
 *                hit-order.ts             hits by diagonal
 *                clusters.ts              hits that agree on a place
 *                passed-over.ts           copies of a repeat that are not looked at
 *                cluster-pairs.ts         places of mates at a fragment's distance
 *   extensions   promising-clusters.ts    which clusters are worth it, the best first
 *                anchors.ts               both sides of an anchor joined to a candidate        (candidates.ts holds them)
 *                events.ts                differences that the read does not explain
 *                extensions.ts            a side gapless along the graph's paths
 *   alignments   shifts.ts                whether a gap might better a gapless side
 *                subgraphs.ts             the nodes around what is left
 *                columns.ts               their table, 16 cells at a time
 *                alignments.ts            the alignment that stands in it
 *   haplotypes   haplotypes.ts            switches along a path, haplotypes that take it       (the store: haplotypes/)
 *                haplotype-paths.ts       a path with fewer switches
 *   pairs        rescue.ts                a candidate in the window that the mate opens
 *                fragment-lengths.ts      how far apart mates lie, and what that costs         (lengths are learnt in pairs/)
 *                fragments.ts             length of a fragment along the graph
 *                fragment-haplotypes.ts   haplotypes that take both mates' paths
 *                choices.ts               the choice among a read's candidates
 *                pairs.ts                 the choice of mates together
 *                mapping-quality.ts       how sure it is
 *   records      records.ts               GAF text
 *                secondaries.ts           other alignments of a read
 *                read-classes.ts          the ledger                                           (classes of reads: records/)
 *
 * This file is what stands around it: chunks go out to workers in the order of the input, records are written in the same order
 * while more chunks are read, and never more are under way than there are slots in memory.
 */
import { PangrafError } from '@pangraf/graph/errors';
import { FragmentHistogram, type FragmentPicture } from './pairs/fragment-histogram.ts';
import { FRAGMENT_DEFAULT, type FragmentLengths, learnFragmentLengths } from './pairs/fragment-lengths.ts';
import type { Chunk, ChunkSource } from './pool/chunk-source.ts';
import { FreeSlots } from './pool/free-slots.ts';
import type { ChunkResult, ChunkTask } from './pool/map-chunk.ts';
import { faultError } from './reads/fastq-faults.ts';
import { type ReadCounts, sumCounts } from './records/read-classes.ts';
import { type StageSeconds, sumStages } from './records/stage-times.ts';

/** Chunks of the input that teach the fragment length: 8,192 reads. */
const LEARNING_CHUNKS = 2;

/** What the pipeline needs from outside. */
export interface PipelineParts {
	readonly source: ChunkSource;
	readonly slotCount: number;
	readonly files: readonly string[];
	/** Given by the user, or undefined to learn it. */
	readonly fragment: FragmentLengths | undefined;
	readonly paired: boolean;
	/** Measure how long each stage takes. */
	readonly isTimed?: boolean;
	map(task: ChunkTask): Promise<ChunkResult>;
	/** The first `bytes` bytes of what a worker left in the output of a slot. */
	outputOf(slot: number, bytes: number): Uint8Array;
	/** Takes records in order, which it may not keep; false when nobody reads them any more. */
	write(records: Uint8Array): Promise<boolean>;
	onReads?(reads: number): void;
}

/** Which fragment lengths a run went by, and how they came about. */
export interface FragmentReport extends FragmentLengths {
	readonly source: 'option' | 'learnt' | 'default';
	/** Pairs it was learnt from. */
	readonly pairs: number;
}

/** What {@link mapAll} did. */
export interface PipelineResult {
	readonly counts: ReadCounts;
	readonly fragment: FragmentReport | undefined;
	/** Lengths of all proper pairs; undefined where there are none. */
	readonly properFragments: FragmentPicture | undefined;
	/** Of all threads together; all 0 where nobody asked for it. */
	readonly stages: StageSeconds;
}

/**
 * Maps all reads of a source. Records depend on the input alone, not on how many workers there are.
 * Errors: E_FASTQ_… with file and line; E_READS_LOST, a fault of ours, where records and reads differ in number.
 */
export async function mapAll(parts: PipelineParts): Promise<PipelineResult> {
	const counts: BigUint64Array[] = [];
	const times: Float64Array[] = [];
	const properFragments = new FragmentHistogram();
	const slots = new FreeSlots(parts.slotCount);
	let readsIn = 0;

	const start = (chunk: Chunk, fragment: FragmentLengths, estimate = false): Promise<ChunkResult> => {
		const result = parts.map({ ...chunk, fragment, estimate, isTimed: parts.isTimed === true });
		// A failure is met when its turn comes; until then it must not count as unhandled.
		result.catch(() => undefined);
		return result;
	};
	/** Writes the records of a chunk, unless nobody reads them any more. */
	const finish = async (chunk: Chunk, result: Promise<ChunkResult>): Promise<void> => {
		const { overflow, outputBytes, counts: counted, fragments, times: measured } = checked(await result, chunk, parts.files);
		if (slots.closed) return;
		counts.push(counted);
		properFragments.add(fragments);
		times.push(measured);
		readsIn += readsOf(chunk);
		parts.onReads?.(readsIn);
		for (const records of [...overflow, parts.outputOf(chunk.slot, outputBytes)]) {
			if (!(await parts.write(records))) return slots.close();
		}
		slots.give(chunk.slot);
	};
	/** Settles when all chunks so far are written; while that waits, further slots are filled. */
	let turn = Promise.resolve();
	const follow = (chunk: Chunk, result: Promise<ChunkResult>): void => {
		turn = turn.then(() => finish(chunk, result));
		turn.catch(() => slots.close());
	};

	// What is wrong with earlier reads is said first, however far ahead the input is read: it waits for their chunks.
	const failures: unknown[] = [];
	const fill = async (slot: number | undefined): Promise<Chunk | undefined> => {
		try {
			return slot === undefined ? undefined : await parts.source.fill(slot);
		} catch (error) {
			failures.push(error);
			return undefined;
		}
	};

	const first: Chunk[] = [];
	let isMore = true;
	/** Fills slots until `count` chunks wait, or the input ends. */
	const fillUpTo = async (count: number): Promise<void> => {
		while (isMore && first.length < count) {
			const chunk = await fill(await slots.take());
			if (chunk === undefined) isMore = false;
			else first.push(chunk);
		}
	};
	await fillUpTo(LEARNING_CHUNKS);
	const learning = parts.paired ? fragmentFor(parts, first.slice(), start) : undefined;
	// While the threads learn, this one reads on.
	const isLearnt = parts.paired && parts.fragment === undefined;
	const [learnt] = await Promise.allSettled([learning, fillUpTo(isLearnt ? parts.slotCount : LEARNING_CHUNKS)]);
	if (learnt.status === 'rejected') throw learnt.reason;
	const fragment = learnt.value;
	const lengths = fragment ?? FRAGMENT_DEFAULT;
	for (const chunk of first) follow(chunk, start(chunk, lengths));
	while (isMore) {
		const chunk = await fill(await slots.take());
		if (chunk === undefined) isMore = false;
		else follow(chunk, start(chunk, lengths));
	}
	await turn;
	if (failures.length > 0 && !slots.closed) throw failures[0];

	const sums = sumCounts(counts);
	if (sums.reads !== readsIn || sums.mapped + sums.unmapped !== readsIn) throw readsLost(readsIn, sums);
	return { counts: sums, fragment, properFragments: properFragments.picture(), stages: sumStages(times) };
}

async function fragmentFor(
	parts: PipelineParts,
	first: readonly Chunk[],
	start: (chunk: Chunk, fragment: FragmentLengths, estimate: boolean) => Promise<ChunkResult>,
): Promise<FragmentReport> {
	if (parts.fragment !== undefined) return { ...parts.fragment, source: 'option', pairs: 0 };
	const results = first.map((chunk) => start(chunk, FRAGMENT_DEFAULT, true));
	const seen: number[] = [];
	for (const [i, result] of results.entries()) {
		const chunk = first[i]!;
		const { outputBytes } = checked(await result, chunk, parts.files);
		const output = parts.outputOf(chunk.slot, outputBytes);
		seen.push(...new Uint32Array(output.buffer, output.byteOffset, output.length / 4));
	}
	const learnt = learnFragmentLengths(Uint32Array.from(seen));
	return { ...(learnt ?? FRAGMENT_DEFAULT), source: learnt === undefined ? 'default' : 'learnt', pairs: seen.length };
}

function readsOf(chunk: Chunk): number {
	return chunk.mates === 'none' ? chunk.records : chunk.records * 2;
}

function checked(result: ChunkResult, chunk: Chunk, files: readonly string[]): ChunkResult {
	if (result.fault !== undefined) throw faultError(result.fault, { files, firstRecord: chunk.firstRecord });
	return result;
}

function readsLost(readsIn: number, counts: ReadCounts): PangrafError {
	return new PangrafError('E_READS_LOST', {
		found: `${counts.reads} records (${counts.mapped} mapped, ${counts.unmapped} unmapped)`,
		expected: `${readsIn}, one for each read`,
		remedy: 'this is a fault of pangraf: please report it with the input',
	});
}
