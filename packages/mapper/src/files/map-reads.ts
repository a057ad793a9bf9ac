/** `map` as one call: index and reads in, alignments out. */
import type { OnProgress } from '@pangraf/graph';
import { PangrafError } from '@pangraf/graph/errors';
import { readBytes } from '@pangraf/graph/input';
import { createOutput } from '@pangraf/graph/output';
import { writeTables } from '../kernels/kernel.ts';
import { HAPLOTYPE_PENALTY } from '../haplotypes/haplotype-penalty.ts';
import type { FragmentLengths } from '../pairs/fragment-lengths.ts';
import { mapAll } from '../pipeline.ts';
import { ChunkSource } from '../pool/chunk-source.ts';
import { planInflation } from '../pool/inflation.ts';
import { lineKernel, type WorkerSetup } from '../pool/kernel-setup.ts';
import { MapPool, slotsFor } from '../pool/map-pool.ts';
import { InputShare } from '../reads/input-share.ts';
import { RecordReader } from '../reads/record-reader.ts';
import { roundSeconds } from '../records/stage-times.ts';
import { type MapSummary, type MapTiming, writeReport } from './map-report.ts';
import { openIndex } from './open-index.ts';
import { loadKernel } from './kernel-file.ts';

/** What to map, onto what, and how. */
export interface MapOptions {
	/** The index that `buildIndex` made. */
	index: string;
	/** One file of reads, or two of mates; `-` for standard input. */
	reads: string[];
	/** Mates follow each other in the one file. */
	interleaved?: boolean;
	/** GAF; undefined or `-` for standard output; BGZF where the name ends in .gz. */
	output: string | undefined;
	threads: number;
	/** Fragment length in bp; learnt from the first pairs where either is missing. */
	fragmentMean?: number;
	fragmentStdev?: number;
	/** Score that a path loses for each switch between haplotypes; see HAPLOTYPE_PENALTY. */
	haplotypePenalty?: number;
	/** Most alignments of a read that are written, 1 by default, at most the 12 candidates that are kept. */
	maxMultimaps?: number;
	/** JSON file for what is returned; with it, times are measured and returned too. */
	report?: string;
	onProgress?: OnProgress;
}

/** Default spread of fragments where only their mean is given. */
const STDEV_SHARE = 0.2;

/**
 * Maps reads. Records are in the order of the reads, one for each, and do not depend on the number of threads.
 * Errors: those of `openIndex`, `createOutput` and of reading; E_FASTQ_… for what is wrong with the reads,
 * E_FASTQ_SAME_FILE among them; E_FRAGMENT_LENGTH; E_READS_LOST.
 */
export async function mapReads(options: MapOptions): Promise<MapSummary> {
	const startedMs = performance.now();
	const given = fragmentOption(options);
	if (options.reads.length === 2 && options.reads[0] === options.reads[1]) throw sameFile(options.reads[0]!);
	const slotCount = slotsFor(options.threads);
	const maxMultimaps = options.maxMultimaps ?? 1;
	const { contentHash, memory, layout, plan, partitions } = await openIndex(
		options.index,
		options.threads,
		slotCount,
		maxMultimaps,
	);
	const module = await loadKernel();
	const haplotypePenalty = options.haplotypePenalty ?? HAPLOTYPE_PENALTY;
	const inflation = planInflation(options.reads.length, options.threads);
	const tickets = new SharedArrayBuffer(4);
	const setup: WorkerSetup = { module, memory, layout, plan, partitions, haplotypePenalty, maxMultimaps, inflation, tickets };
	const kernel = lineKernel(setup);
	writeTables(kernel, memory, plan.tables);
	const interleaved = options.interleaved ?? false;
	const output = await createOutput(options.output);
	const pool = new MapPool(setup);
	const share = new InputShare(options.reads.length);
	const readers = options.reads.map((file, i) => {
		const inflaters = pool.inflatersOf(i);
		return new RecordReader(file, (room) => readBytes(file, { room, inflaters, onBytesRead: share.ofFile(i) }));
	});
	const source = new ChunkSource(readers, interleaved, kernel, memory.buffer, plan);
	try {
		const loadSeconds = (performance.now() - startedMs) / 1000;
		options.onProgress?.({ stage: 'map', done: 0, unit: 'reads' });
		const { counts, fragment, properFragments, stages } = await mapAll({
			source,
			slotCount,
			files: options.reads,
			fragment: given,
			paired: interleaved || readers.length === 2,
			isTimed: options.report !== undefined,
			map: (task) => pool.map(task),
			outputOf: (slot, bytes) => new Uint8Array(memory.buffer, plan.outputs + slot * plan.outputBytes, bytes),
			write: async (records) => {
				await output.writeInPlace(records);
				return !output.closedByReader;
			},
			onReads: (reads) => options.onProgress?.({ stage: 'map', done: reads, unit: 'reads', ...share.known() }),
		});
		await output.close();
		const mapSeconds = (performance.now() - startedMs) / 1000 - loadSeconds;
		const timing: MapTiming = {
			loadSeconds: roundSeconds(loadSeconds),
			mapSeconds: roundSeconds(mapSeconds),
			readsPerSecond: Math.round(counts.reads / mapSeconds),
			threadSeconds: stages,
		};
		const summary: MapSummary = {
			index: options.index,
			contentHash,
			reads: counts,
			...(fragment === undefined ? {} : { fragment }),
			...(properFragments === undefined ? {} : { properFragments }),
			...(options.report === undefined ? {} : { timing }),
			settings: { threads: options.threads, k: layout.k, s: layout.s, haplotypePenalty, maxMultimaps },
		};
		if (options.report !== undefined) await writeReport(options.report, summary);
		return summary;
	} catch (error) {
		await output.abort();
		throw error;
	} finally {
		await pool.close();
		await source.close();
	}
}

function fragmentOption({ fragmentMean: mean, fragmentStdev: stdev }: MapOptions): FragmentLengths | undefined {
	if (mean === undefined) return undefined;
	const fragment = { mean, stdev: stdev ?? mean * STDEV_SHARE };
	if (fragment.mean > 0 && fragment.stdev > 0 && Number.isFinite(fragment.mean + fragment.stdev)) return fragment;
	throw new PangrafError('E_FRAGMENT_LENGTH', {
		found: `fragments of ${fragment.mean} bp with a standard deviation of ${fragment.stdev} bp`,
		expected: 'lengths above 0',
		remedy: 'leave them out to learn them from the reads',
	});
}

/** The names in one file are equal to themselves: nothing else would tell that the mates are not there. */
function sameFile(file: string): PangrafError {
	return new PangrafError('E_FASTQ_SAME_FILE', {
		file,
		found: 'the same file for both mates',
		expected: 'two files',
		remedy: 'give the file of the second mates, or one file with --interleaved',
	});
}
