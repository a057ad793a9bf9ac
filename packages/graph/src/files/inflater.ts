/**
 * Inflating from the caller's memory into the caller's memory, in the calling thread.
 *
 * The streams of node:zlib put every chunk of data into a buffer of its own. Reads at full speed are a gigabyte of such buffers a
 * second, which the garbage collector then sees as memory that runs out. The engine beneath the streams takes addresses: FASTQ
 * in memory cost 0.34 µs of CPU a read of 150 bp this way, 0.60 µs as a stream. Node does not document that engine, so that its
 * shape is checked before it is used; where it differs, {@link openInflater} gives nothing and the stream does the work.
 */
import { constants, createGunzip, createInflateRaw } from 'node:zlib';

/** What a stream of node:zlib stands on. */
interface Engine {
	writeSync(
		flush: number,
		input: Uint8Array | null,
		inputAt: number,
		inputBytes: number,
		output: Uint8Array,
		outputAt: number,
		outputBytes: number,
	): void;
	reset(): void;
	onerror: (message: string, errno: number, code: string) => void;
}

/** Inflates one stream after another; to be closed. */
export class Inflater {
	/** Bytes of the input that the last call took. */
	taken = 0;
	/** Bytes of data that it gave. */
	given = 0;
	readonly #engine: Engine;
	/** Left of the output and of the input after a call. */
	readonly #left: Uint32Array;
	readonly #close: () => void;
	#failure: Error | undefined;

	constructor(engine: Engine, left: Uint32Array, close: () => void) {
		this.#engine = engine;
		this.#left = left;
		this.#close = close;
		engine.onerror = (message, errno, code) => (this.#failure = Object.assign(new Error(message), { errno, code }));
	}

	/**
	 * Inflates bytes of `input`, as many as there is room for in `output`, which may be shared. With `isLast` the stream must end
	 * in them. Errors: those of node:zlib, by `code`; Z_BUF_ERROR where a stream that must end does not.
	 */
	inflate(input: Uint8Array, output: Uint8Array, isLast: boolean): void {
		const flush = isLast ? constants.Z_FINISH : constants.Z_NO_FLUSH;
		this.#engine.writeSync(flush, input, 0, input.length, output, 0, output.length);
		if (this.#failure !== undefined) {
			const failure = this.#failure;
			this.#failure = undefined;
			throw failure;
		}
		this.taken = input.length - this.#left[1]!;
		this.given = output.length - this.#left[0]!;
	}

	/** Makes ready for another stream. */
	reset(): void {
		this.#engine.reset();
	}

	/** Lets go of the engine. */
	close(): void {
		this.#close();
	}
}

/** An inflater of gzip (one member or many) or of deflated data alone; undefined where this Node's engine has another shape. */
export function openInflater(format: 'gzip' | 'raw'): Inflater | undefined {
	const stream = format === 'gzip' ? createGunzip() : createInflateRaw();
	const { _handle: engine, _writeState: left } = stream as unknown as { _handle?: Partial<Engine>; _writeState?: unknown };
	const isKnown =
		typeof engine?.writeSync === 'function' &&
		typeof engine.reset === 'function' &&
		left instanceof Uint32Array &&
		left.length === 2;
	if (isKnown) return new Inflater(engine as Engine, left, () => stream.destroy());
	stream.destroy();
	return undefined;
}
