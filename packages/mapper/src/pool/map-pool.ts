/** The worker threads of a mapping run. */
import type { BlockFault } from '@pangraf/graph/bgzf-blocks';
import type { BlockInflaters } from '@pangraf/graph/files';
import { Piscina } from 'piscina';
import { blocksAt, dataAt, type Inflation, type InflateTask } from './inflation.ts';
import type { WorkerSetup } from './kernel-setup.ts';
import type { ChunkResult, ChunkTask } from './map-chunk.ts';
import { ahead, TaskQueue } from './task-queue.ts';

/** The worker beside this file: TypeScript in a clone, JavaScript once packed. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './map-worker.ts' : './map-worker.js', import.meta.url);

/** Chunks that a thread is given: one that it maps, and one to go on with while the main thread is busy. */
const CHUNKS_PER_THREAD = 2;

/** Slots that keep so many threads at work: beside theirs, one that is filled and one that is written. */
export function slotsFor(threads: number): number {
	return CHUNKS_PER_THREAD * threads + 2;
}

/** Threads that map chunks and inflate what reads come in; tasks are taken in order, inflating first, and settle in any. */
export class MapPool {
	readonly #piscina: Piscina;
	readonly #inflation: Inflation;

	constructor(setup: WorkerSetup) {
		this.#inflation = setup.inflation;
		this.#piscina = new Piscina({
			filename: WORKER.href,
			minThreads: setup.plan.workerCount,
			maxThreads: setup.plan.workerCount,
			concurrentTasksPerWorker: CHUNKS_PER_THREAD,
			workerData: setup,
			taskQueue: new TaskQueue(),
			// A thread takes its number once and keeps it: none may be replaced while the run lasts.
			idleTimeout: Number.POSITIVE_INFINITY,
		});
	}

	/** Maps a chunk on the next free thread. */
	map(task: ChunkTask): Promise<ChunkResult> {
		return this.#piscina.run(task) as Promise<ChunkResult>;
	}

	/** The threads as those who inflate file `file` of the reads. */
	inflatersOf(file: number): BlockInflaters {
		const { placeBytes, places } = this.#inflation;
		const at = (place: number): number => file * places + place;
		return {
			places,
			placeBytes,
			blocksOf: (place) => blocksAt(this.#inflation, at(place)),
			dataOf: (place) => dataAt(this.#inflation, at(place)),
			inflate: (place, blockBytes) => {
				const task: InflateTask = { place: at(place), blockBytes };
				return this.#piscina.run(ahead(task)) as Promise<BlockFault | undefined>;
			},
		};
	}

	/** Ends the threads, also when they are busy. */
	async close(): Promise<void> {
		await this.#piscina.destroy();
	}
}
