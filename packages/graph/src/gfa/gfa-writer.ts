/**
 * A graph as GFA text, with all that was read.
 *
 * Order: H (VN, RS and the other tags that were read), comments and lines of a program's own, S by node, L by handle with each
 * link once (see canonical-link.ts) for each overlap and tags that it was given, J, C, and P and W lines as they were read.
 * Compressed walks are written as W lines.
 *
 * The version is that of the file, or the lowest that has all of these lines where the file gave none or a lower one.
 */
import type { Annotations, ItemTexts, PairLines } from '../store/annotations.ts';
import { type Graph, type StringTable, stringAt, stringCount } from '../store/graph.ts';
import { KIND_PATH, KIND_STABLE } from '../store/walk-builder.ts';
import { isWrittenFrom } from './canonical-link.ts';
import { TextBuffer } from './text-buffer.ts';

const TAB = 9;
const LINE_FEED = 10;
const STAR = 42;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const SEMICOLON = 59;
const BACKWARD = 60; // '<'
const FORWARD = 62; // '>'

/** The text in pieces, each valid until the next is asked for. */
export function* gfaText(graph: Graph): Generator<Uint8Array> {
	const text = new TextBuffer();
	const annotations = graph.annotations ?? {};
	text.put(headerLines(graph));
	yield* otherLines(annotations.otherLines, text);
	yield* segmentLines(graph, annotations, text);
	yield* linkLines(graph, annotations, text);
	yield* pairLines('J', annotations.jumps, graph.segmentNames, text);
	yield* pairLines('C', annotations.containments, graph.segmentNames, text);
	yield* walkLines(graph, annotations, text);
	yield text.take();
}

/** The header: one H line, and another for each tag whose name was there already. */
function headerLines(graph: Graph): string {
	const tags = graph.headerTags.filter((tag) => !tag.startsWith('VN:'));
	const versions = graph.headerTags.filter((tag) => tag.startsWith('VN:'));
	if (graph.referenceSamples.length > 0 && !tags.some((tag) => tag.startsWith('RS:'))) {
		tags.unshift(`RS:Z:${graph.referenceSamples.join(' ')}`);
	}
	const needed = graph.annotations?.jumps === undefined ? 1.1 : 1.2;
	const isEnough = versions.some((tag) => Number.parseFloat(tag.slice(5)) >= needed) || isPlain(graph, versions);
	const lines: string[][] = [];
	for (const tag of [...(isEnough ? versions : [`VN:Z:${needed}`]), ...tags]) {
		const line = lines.find((others) => !others.some((other) => other.startsWith(tag.slice(0, 3))));
		if (line === undefined) lines.push([tag]);
		else line.push(tag);
	}
	return lines.map((line) => `H\t${line.join('\t')}\n`).join('');
}

/** Whether a file of version 1.0 has only lines of that version. */
function isPlain({ walks, annotations }: Graph, versions: readonly string[]): boolean {
	return (
		versions.length > 0 &&
		annotations?.jumps === undefined &&
		walks.kind.every((kind) => kind === KIND_PATH || kind === KIND_STABLE)
	);
}

function* otherLines(lines: StringTable | undefined, text: TextBuffer): Generator<Uint8Array> {
	if (lines === undefined) return;
	for (let line = 0; line < stringCount(lines); line++) {
		text.putString(lines, line);
		text.putByte(LINE_FEED);
		if (text.isFull) yield text.take();
	}
}

/** Texts of items that are asked for in their order. */
class TextCursor {
	readonly #texts: ItemTexts | undefined;
	#next = 0;

	constructor(texts: ItemTexts | undefined) {
		this.#texts = texts;
	}

	/** Place of the next text of `item`, or -1 where it has no more. Items in between are passed over. */
	next(item: number): number {
		if (this.#texts === undefined) return -1;
		const { items } = this.#texts;
		while (this.#next < items.length && items[this.#next]! < item) this.#next++;
		return this.#next < items.length && items[this.#next] === item ? this.#next++ : -1;
	}

	put(text: TextBuffer, place: number): void {
		text.putString(this.#texts!.texts, place);
	}
}

function* segmentLines(graph: Graph, annotations: Annotations, text: TextBuffer): Generator<Uint8Array> {
	const tags = new TextCursor(annotations.segmentTags);
	const unsequenced = annotations.unsequenced ?? new Uint32Array();
	let nextUnsequenced = 0;
	for (let node = 0; node < graph.nodeCount; node++) {
		text.put('S\t');
		text.putString(graph.segmentNames, node);
		text.putByte(TAB);
		if (unsequenced[nextUnsequenced] === node) {
			nextUnsequenced++;
			text.putByte(STAR);
		} else text.putBases(graph, node);
		const place = tags.next(node);
		if (place !== -1) {
			text.putByte(TAB);
			tags.put(text, place);
		}
		text.putByte(LINE_FEED);
		if (text.isFull) yield text.take();
	}
}

function* linkLines(graph: Graph, annotations: Annotations, text: TextBuffer): Generator<Uint8Array> {
	const { edgeStarts, edgeTargets, segmentNames } = graph;
	const texts = new TextCursor(annotations.linkTexts);
	const overlap = annotations.linkOverlap ?? '0M';
	for (let from = 0; from < graph.nodeCount * 2; from++) {
		for (let edge = edgeStarts[from]!; edge < edgeStarts[from + 1]!; edge++) {
			const to = edgeTargets[edge]!;
			if (!isWrittenFrom(from, to)) continue;
			let place = texts.next(edge);
			do {
				text.put('L\t');
				putOriented(text, segmentNames, from, TAB);
				text.putByte(TAB);
				putOriented(text, segmentNames, to, TAB);
				text.putByte(TAB);
				if (place === -1) text.put(overlap);
				else texts.put(text, place);
				text.putByte(LINE_FEED);
				if (text.isFull) yield text.take();
				if (place !== -1) place = texts.next(edge);
			} while (place !== -1);
		}
	}
}

function* pairLines(letter: string, lines: PairLines | undefined, names: StringTable, text: TextBuffer): Generator<Uint8Array> {
	if (lines === undefined) return;
	for (let line = 0; line < lines.from.length; line++) {
		text.put(`${letter}\t`);
		putOriented(text, names, lines.from[line]!, TAB);
		text.putByte(TAB);
		putOriented(text, names, lines.to[line]!, TAB);
		text.putByte(TAB);
		text.putString(lines.texts, line);
		text.putByte(LINE_FEED);
		if (text.isFull) yield text.take();
	}
}

function* walkLines(graph: Graph, annotations: Annotations, text: TextBuffer): Generator<Uint8Array> {
	const { walks, strings } = graph;
	const texts = new TextCursor(annotations.walkTexts);
	const continued = annotations.continuedWalks ?? new Uint32Array();
	let nextContinued = 0;
	for (let walk = 0; walk < walks.count; walk++) {
		const kind = walks.kind[walk];
		if (kind === KIND_STABLE) continue;
		const isPath = kind === KIND_PATH;
		const place = texts.next(walk);
		text.put(isPath ? `P\t${stringAt(strings, walks.name[walk]!)}\t` : walkColumns(graph, walk));
		yield* stepText(graph, walk, text);
		while (continued[nextContinued] === walk + 1) {
			nextContinued++;
			text.putByte(SEMICOLON);
			yield* stepText(graph, ++walk, text);
		}
		if (place !== -1 || isPath) text.putByte(TAB);
		if (place !== -1) texts.put(text, place);
		else if (isPath) text.putByte(STAR);
		text.putByte(LINE_FEED);
	}
}

function* stepText({ walks, segmentNames }: Graph, walk: number, text: TextBuffer): Generator<Uint8Array> {
	const isPath = walks.kind[walk] === KIND_PATH;
	const steps = walks.stepsOf?.(walk) ?? walks.steps.subarray(walks.stepStarts[walk], walks.stepStarts[walk + 1]);
	if (steps.length === 0) text.putByte(STAR);
	for (let i = 0; i < steps.length; i++) {
		const step = steps[i]!;
		if (isPath) {
			if (i > 0) text.putByte(COMMA);
			putOriented(text, segmentNames, step);
		} else {
			text.putByte((step & 1) === 1 ? BACKWARD : FORWARD);
			text.putString(segmentNames, step >>> 1);
		}
		if (text.isFull) yield text.take();
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
	text.putString(names, handle >>> 1);
	if (separator !== undefined) text.putByte(separator);
	text.putByte((handle & 1) === 1 ? MINUS : PLUS);
}
