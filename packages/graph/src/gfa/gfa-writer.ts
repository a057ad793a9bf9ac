/**
 * A graph as GFA 1.1 text.
 *
 * Order: H (VN, RS and the other tags that were read), S by node, L by handle with each link once, P and W lines as they were
 * read. Of the two ways to write a link, the one that starts forward is taken, of two such the one from the smaller handle.
 */
import { writeBases } from '../store/base-letters.ts';
import { type Graph, nodeLength, type StringTable, stringAt } from '../store/graph.ts';
import { KIND_PATH } from '../store/walk-builder.ts';

/** Text is handed on in pieces of about this size. */
const PIECE_BYTES = 1 << 18;

const TAB = 9;
const LINE_FEED = 10;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const BACKWARD = 60; // '<'
const FORWARD = 62; // '>'

/** The text in pieces, each valid until the next is asked for. */
export function* gfaText(graph: Graph): Generator<Uint8Array> {
	const text = new TextBuffer();
	text.put(headerLines(graph));
	yield* segmentLines(graph, text);
	yield* linkLines(graph, text);
	yield* walkLines(graph, text);
	yield text.take();
}

/** The header: one H line, and another for each tag whose name was there already. */
function headerLines(graph: Graph): string {
	const lines: string[][] = [['VN:Z:1.1']];
	const tags = graph.headerTags.filter((tag) => !tag.startsWith('VN:'));
	if (graph.referenceSamples.length > 0 && !tags.some((tag) => tag.startsWith('RS:'))) {
		tags.unshift(`RS:Z:${graph.referenceSamples.join(' ')}`);
	}
	for (const tag of tags) {
		const line = lines.find((others) => !others.some((other) => other.startsWith(tag.slice(0, 3))));
		if (line === undefined) lines.push([tag]);
		else line.push(tag);
	}
	return lines.map((line) => `H\t${line.join('\t')}\n`).join('');
}

function* segmentLines(graph: Graph, text: TextBuffer): Generator<Uint8Array> {
	for (let node = 0; node < graph.nodeCount; node++) {
		text.put('S\t');
		text.putName(graph.segmentNames, node);
		text.putByte(TAB);
		text.putBases(graph, node);
		text.putByte(LINE_FEED);
		if (text.isFull) yield text.take();
	}
}

function* linkLines(graph: Graph, text: TextBuffer): Generator<Uint8Array> {
	const { edgeStarts, edgeTargets, segmentNames } = graph;
	for (let from = 0; from < graph.nodeCount * 2; from++) {
		for (let edge = edgeStarts[from]!; edge < edgeStarts[from + 1]!; edge++) {
			const to = edgeTargets[edge]!;
			if (!isWrittenFrom(from, to)) continue;
			text.put('L\t');
			putOriented(text, segmentNames, from, TAB);
			text.putByte(TAB);
			putOriented(text, segmentNames, to, TAB);
			text.put('\t0M\n');
			if (text.isFull) yield text.take();
		}
	}
}

/** Whether the link is written as `from → to` rather than as its mirror image `to ^ 1 → from ^ 1`. */
function isWrittenFrom(from: number, to: number): boolean {
	const mirrorFrom = to ^ 1;
	if ((from & 1) !== (mirrorFrom & 1)) return (from & 1) === 0;
	return from <= mirrorFrom;
}

function* walkLines(graph: Graph, text: TextBuffer): Generator<Uint8Array> {
	const { walks, strings, segmentNames } = graph;
	for (let walk = 0; walk < walks.count; walk++) {
		const isPath = walks.kind[walk] === KIND_PATH;
		text.put(isPath ? `P\t${stringAt(strings, walks.name[walk]!)}\t` : walkColumns(graph, walk));
		const start = walks.stepStarts[walk]!;
		const end = walks.stepStarts[walk + 1]!;
		if (start === end) text.put('*');
		for (let i = start; i < end; i++) {
			const step = walks.steps[i]!;
			if (isPath) {
				if (i > start) text.putByte(COMMA);
				putOriented(text, segmentNames, step);
			} else {
				text.putByte((step & 1) === 1 ? BACKWARD : FORWARD);
				text.putName(segmentNames, step >>> 1);
			}
			if (text.isFull) yield text.take();
		}
		text.put(isPath ? '\t*\n' : '\n');
	}
}

function walkColumns(graph: Graph, walk: number): string {
	const { walks, strings } = graph;
	const place = (value: number) => (Number.isNaN(value) ? '*' : String(value));
	const names = `${stringAt(strings, walks.sample[walk]!)}\t${walks.haplotype[walk]}\t${stringAt(strings, walks.contig[walk]!)}`;
	return `W\t${names}\t${place(walks.start[walk]!)}\t${place(walks.end[walk]!)}\t`;
}

/** Name and orientation, with `separator` between them where there is one. */
function putOriented(text: TextBuffer, names: StringTable, handle: number, separator?: number): void {
	text.putName(names, handle >>> 1);
	if (separator !== undefined) text.putByte(separator);
	text.putByte((handle & 1) === 1 ? MINUS : PLUS);
}

/** Bytes of text to be taken away in pieces. */
class TextBuffer {
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

	putName({ bytes, offsets }: StringTable, index: number): void {
		const start = offsets[index]!;
		const end = offsets[index + 1]!;
		this.#reserve(end - start);
		for (let i = start; i < end; i++) this.#bytes[this.#length++] = bytes[i]!;
	}

	putBases(graph: Graph, node: number): void {
		const length = nodeLength(graph, node);
		this.#reserve(length);
		const start = graph.nodeStarts[node]!;
		writeBases(graph, start, start + length, this.#bytes, this.#length);
		this.#length += length;
	}

	#reserve(count: number): void {
		if (this.#length + count <= this.#bytes.length) return;
		const larger = new Uint8Array((this.#length + count) * 2);
		larger.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = larger;
	}
}
