/** Output files that appear under their name only when they are whole, BGZF-compressed where the name says so. */
import { BGZF_BLOCK_DATA_BYTES, BGZF_END } from './bgzf-format.ts';
import { bgzfBlock } from './bgzf-writer.ts';
import { openTarget, StandardOutput, type Target } from './output-target.ts';

export { abortOpenOutputs } from './output-target.ts';

/** Where a command writes its product. */
export interface Output {
	/** As the user named it; `-` for standard output. */
	readonly path: string;
	/** Whether the reader of a pipe went away (`| head`); later writes are dropped, so a writer may stop early. */
	readonly closedByReader: boolean;
	/**
	 * Adds bytes, or text as UTF-8. The bytes are copied. Await what comes back, if anything does, before the next write: it is
	 * how a slow disk slows its writer. Errors: E_OUTPUT_NO_SPACE, E_OUTPUT_WRITE, also those of an earlier write.
	 */
	write(data: Uint8Array | string): Promise<void> | void;
	/**
	 * Adds bytes that stay as they are until what comes back settles: many at once are written from where they stand, which may
	 * be shared memory. Errors as with `write`.
	 */
	writeInPlace(data: Uint8Array): Promise<void>;
	/** Writes what is left, ends the BGZF file and gives the file its name. On an error nothing is left behind. */
	close(): Promise<void>;
	/** Leaves nothing behind. Does nothing after `close`. */
	abort(): Promise<void>;
}

/**
 * Opens an output: standard output (never compressed) for undefined and `-`; else a temporary file beside `path` that `close`
 * renames. Names ending in .gz or .bgz give BGZF, whose blocks depend on the bytes written alone and not on how they came.
 * Folders are not made.
 *
 * Errors: E_OUTPUT_FOLDER, E_OUTPUT_IS_DIRECTORY, E_OUTPUT_PERMISSION, E_OUTPUT_NO_SPACE, E_OUTPUT_TWICE, E_OUTPUT_WRITE.
 */
export async function createOutput(path: string | undefined): Promise<Output> {
	if (path === undefined || path === '-') return new BlockOutput(new StandardOutput(), false);
	return new BlockOutput(await openTarget(path), /\.b?gz$/i.test(path));
}

/** Plain output is written in pieces of this size. */
const PLAIN_BLOCK_BYTES = 1 << 18;
/** Blocks being compressed or written at once; past that, `write` asks to be awaited. */
const MAX_BLOCKS_IN_FLIGHT = 16;

class BlockOutput implements Output {
	readonly #target: Target;
	readonly #compressed: boolean;
	readonly #blockBytes: number;
	#block: Buffer;
	/** Blocks that are written and can be filled again. */
	readonly #freeBlocks: Buffer[] = [];
	#used = 0;
	/** Settles, in order, when each block in flight is written. */
	readonly #inFlight: Promise<void>[] = [];
	#failure: unknown;
	#ended = false;

	constructor(target: Target, compressed: boolean) {
		this.#target = target;
		this.#compressed = compressed;
		this.#blockBytes = compressed ? BGZF_BLOCK_DATA_BYTES : PLAIN_BLOCK_BYTES;
		this.#block = Buffer.allocUnsafeSlow(this.#blockBytes);
	}

	get path(): string {
		return this.#target.name;
	}

	get closedByReader(): boolean {
		return this.#target.closedByReader;
	}

	write(data: Uint8Array | string): Promise<void> | void {
		if (this.#failure !== undefined) throw this.#failure;
		if (typeof data === 'string') {
			// UTF-8 takes at most three bytes for each UTF-16 unit.
			if (data.length * 3 <= this.#blockBytes - this.#used) {
				this.#used += this.#block.write(data, this.#used);
				return;
			}
			data = Buffer.from(data);
		}
		for (let at = 0; at < data.length; ) {
			const taken = Math.min(data.length - at, this.#blockBytes - this.#used);
			this.#block.set(data.subarray(at, at + taken), this.#used);
			this.#used += taken;
			at += taken;
			if (this.#used === this.#blockBytes) this.#send();
		}
		const oldest = this.#inFlight.at(-MAX_BLOCKS_IN_FLIGHT);
		if (oldest !== undefined) return oldest.then(() => this.#check());
	}

	async writeInPlace(data: Uint8Array): Promise<void> {
		if (this.#compressed || data.length < this.#blockBytes) return this.write(data);
		if (this.#used > 0) this.#send();
		await this.#inFlight.at(-1);
		this.#check();
		try {
			await this.#target.write(data);
		} catch (error) {
			this.#failure = error;
			throw error;
		}
	}

	async close(): Promise<void> {
		if (this.#ended) return;
		this.#ended = true;
		try {
			if (this.#used > 0) this.#send();
			await this.#inFlight.at(-1);
			this.#check();
			if (this.#compressed) await this.#target.write(BGZF_END);
			await this.#target.finish();
		} catch (error) {
			await this.#target.discard();
			throw error;
		}
	}

	async abort(): Promise<void> {
		if (this.#ended) return;
		this.#ended = true;
		await this.#inFlight.at(-1);
		await this.#target.discard();
	}

	/** Starts compressing the block, and writes it once those before it are written. */
	#send(): void {
		const block = this.#block;
		const data = block.subarray(0, this.#used);
		this.#block = this.#freeBlocks.pop() ?? Buffer.allocUnsafeSlow(this.#blockBytes);
		this.#used = 0;
		const ready = this.#compressed ? bgzfBlock(data) : Promise.resolve(data);
		const before = this.#inFlight.at(-1);
		const written = Promise.all([ready, before])
			.then(([bytes]) => (this.#failure === undefined ? this.#target.write(bytes) : undefined))
			.catch((error: unknown) => {
				this.#failure ??= error;
			})
			.finally(() => {
				this.#freeBlocks.push(block);
				void this.#inFlight.shift(); // not returned: finally would wait for it
			});
		this.#inFlight.push(written);
	}

	#check(): void {
		if (this.#failure !== undefined) throw this.#failure;
	}
}
