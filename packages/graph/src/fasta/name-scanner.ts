/** The names in a FASTA, from bytes as they come, without its sequences: a few per cent of the time of reading it. */

const LINE_FEED = 10;
const HEADER = 62; // '>'

/** Collects the first words of the headers. What is wrong with a file is for {@link FastaParser} to say. */
export class FastaNameScanner {
	readonly #names: string[] = [];
	readonly #decoder = new TextDecoder();
	/** The header so far that the end of a chunk cut. */
	#cut: Uint8Array | undefined;
	#isLineStart = true;

	/** Takes the next bytes of the file. */
	push(chunk: Uint8Array): void {
		let at = 0;
		if (this.#cut !== undefined) {
			at = lineEnd(chunk, 0);
			const header = new Uint8Array(this.#cut.length + at);
			header.set(this.#cut);
			header.set(chunk.subarray(0, at), this.#cut.length);
			this.#take(header, at < chunk.length);
		}
		for (let found = chunk.indexOf(HEADER, at); found !== -1; found = chunk.indexOf(HEADER, at)) {
			at = found + 1;
			const startsLine = found === 0 ? this.#isLineStart : chunk[found - 1] === LINE_FEED;
			if (!startsLine) continue;
			const end = lineEnd(chunk, at);
			this.#take(chunk.slice(at, end), end < chunk.length);
			at = end;
		}
		if (chunk.length > 0) this.#isLineStart = chunk.at(-1) === LINE_FEED;
	}

	/** The names, after the last bytes. */
	finish(): string[] {
		if (this.#cut !== undefined) this.#take(this.#cut, true);
		return this.#names;
	}

	#take(header: Uint8Array, isWhole: boolean): void {
		this.#cut = isWhole ? undefined : header;
		if (isWhole) this.#names.push(/^\S*/.exec(this.#decoder.decode(header))![0]);
	}
}

/** Place of the next line feed, or the end of the chunk. */
function lineEnd(chunk: Uint8Array, from: number): number {
	const found = chunk.indexOf(LINE_FEED, from);
	return found === -1 ? chunk.length : found;
}
