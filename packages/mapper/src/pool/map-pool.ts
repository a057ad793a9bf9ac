/** The worker threads of a mapping run. */
import { Piscina } from 'piscina';
import type { WorkerSetup } from './kernel-setup.ts';
import type { ChunkResult, ChunkTask } from './map-chunk.ts';

/** The worker beside this file: TypeScript in a clone, JavaScript once packed. */
const WORKER = new URL(import.meta.url.endsWith('.ts') ? './map-worker.ts' : './map-worker.js', import.meta.url);

/** Threads that map chunks; tasks are taken in order and settle in any. */
export class MapPool {
	readonly #piscina: Piscina;

	constructor(setup: WorkerSetup) {
		this.#piscina = new Piscina({
			filename: WORKER.href,
			minThreads: setup.plan.workerCount,
			maxThreads: setup.plan.workerCount,
			workerData: setup,
			// A thread takes its number once and keeps it: none may be replaced while the run lasts.
			idleTimeout: Number.POSITIVE_INFINITY,
		});
	}

	/** Maps a chunk on the next free thread. */
	map(task: ChunkTask): Promise<ChunkResult> {
		return this.#piscina.run(task) as Promise<ChunkResult>;
	}

	/** Ends the threads, also when they are busy. */
	async close(): Promise<void> {
		await this.#piscina.destroy();
	}
}
