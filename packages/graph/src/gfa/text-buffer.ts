/** Text of a graph's file as bytes, to be taken away in pieces. */
import { lowerCase, writeBases } from '../store/base-letters.ts';
import { type Graph, nodeLength, type StringTable } from '../store/graph.ts';

/** A piece is taken when it has about this size. */
const PIECE_BYTES = 1 << 18;

/** Collects bytes of text. */
export class TextBuffer {
	#bytes: Uint8Array = new Uint8Array(PIECE_BYTES * 2);
	#length = 0;
	readonly #encoder = new TextEncoder();

	get isFull(): boolean {
		return this.#length >= PIECE_BYTES;
	}

	/** What was put since the last call; valid until the next `put`. */
	take(): Uint8Array {
		const piece = this.#bytes.subarray(0, this.#length);
		this.#length = 0;
		return piece;
	}

	put(text: string): void {
		this.#reserve(text.length * 3);
		this.#length += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
	}

	putByte(byte: number): void {
		this.#reserve(1);
		this.#bytes[this.#length++] = byte;
	}

	/** String `index` of a table. */
	putString({ bytes, offsets }: StringTable, index: number): void {
		const start = offsets[index]!;
		const count = offsets[index + 1]! - start;
		this.#reserve(count);
		if (count > 64) this.#bytes.set(bytes.subarray(start, start + count), this.#length);
		else for (let i = 0; i < count; i++) this.#bytes[this.#length + i] = bytes[start + i]!;
		this.#length += count;
	}

	/** Letters of a node, soft-masked ones in lower case. */
	putBases(graph: Graph, node: number): void {
		const length = nodeLength(graph, node);
		this.#reserve(length);
		const start = graph.nodeStarts[node]!;
		writeBases(graph, start, start + length, this.#bytes, this.#length);
		if (graph.softMask !== undefined) lowerCase(graph.softMask, start, start + length, this.#bytes, this.#length);
		this.#length += length;
	}

	#reserve(count: number): void {
		if (this.#length + count <= this.#bytes.length) return;
		const larger = new Uint8Array((this.#length + count) * 2);
		larger.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = larger;
	}
}
