/**
 * GFA 1.0, 1.1 and 1.2 (https://gfa-spec.github.io/GFA-spec/GFA1.html), the compressed walks of 1.3 (meta-segments.ts) and rGFA
 * (stable-sequences.ts) to columns, from bytes as they come.
 *
 * Read are H, S, L, J, C, P, W, Q and Z lines, in any order; LF and CR LF end a line. Long fields (sequences, steps, tags) are
 * taken as far as they have come, so that memory holds the graph and one piece of the file; there is no string per line or step.
 * Tags, comments (`#`) and lines of a program's own (a lower-case letter) are kept as text: see Annotations.
 *
 * Assumptions: segments do not overlap. Steps of a path are joined by links, or behind a `;` by a jump.
 */
import type { Graph } from '../store/graph.ts';
import { GfaColumns } from './gfa-columns.ts';
import { textOf } from './gfa-error.ts';
import { graphOfColumns } from './graph-of-columns.ts';
import { readHeaderLine } from './header-line.ts';
import {
	letterFault,
	lineTypeFault,
	metaSegmentFault,
	nameSizeFault,
	pathColumnsFault,
	segmentFault,
	stepFault,
	walkColumnsFault,
} from './line-faults.ts';
import { readLinkLine, scanLinkLines } from './link-line.ts';
import { readContainmentLine, readJumpLine } from './pair-line.ts';
import { endSegmentLine, scanSegmentLines } from './segment-line.ts';
import { endsField, scanPathSteps, scanWalkSteps, WORD_BYTES } from './step-scanner.ts';
import { beginPathLine, beginWalkLine } from './walk-line.ts';
import { endWalkText } from './walk-text.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const COMMENT = 35; // '#'
const STAR = 42;
const BACKWARD = 60; // '<'
const FORWARD = 62; // '>'
const [C, H, J, L, P, Q, S, W, Z] = [67, 72, 74, 76, 80, 81, 83, 87, 90] as const;

/** Longest name, and longest run of the columns before the steps of a walk. */
const MAX_NAME_BYTES = 1 << 20;

/** What the next byte belongs to. */
const AT_LINE_START = 0;
const IN_SEQUENCE = 1;
const IN_WALK = 2;
const IN_PATH = 3;
const IN_META_SEGMENT = 4;
/** Behind a sequence, its tags. */
const IN_SEGMENT_TEXT = 5;
/** Right behind the steps of a W, Z or P line. */
const BEHIND_STEPS = 6;
/** In the columns that follow: tags, of a P line the overlaps before them. */
const IN_WALK_TEXT = 7;
/** In columns that are not kept, up to the line's end: tags of Q lines. */
const IN_REST = 8;

/** Reads one GFA file: `push` its bytes, then `finish`. */
export class GfaParser {
	readonly #columns: GfaColumns;
	/** Bytes that were not taken yet, then the piece being read, then a 0 and at least WORD_BYTES in all. */
	#bytes: Uint8Array = new Uint8Array(1 << 16);
	#left = 0;
	#state = AT_LINE_START;
	#lastByte = LINE_FEED;
	#isStart = true;
	/** Bytes of the line that is not whole yet in which no line end was found. */
	#searched = 0;
	/** Whether the segment being read has letters and not `*`. */
	#hasSequence = true;
	/** Whether the walk being read is a P line. */
	#isPath = false;

	constructor(file: string) {
		this.#columns = new GfaColumns(file);
	}

	/** Where the next bytes may be put before they are pushed, which saves copying them. Valid until the next call of any kind. */
	room(sizeBytes: number): Uint8Array {
		const needed = this.#left + sizeBytes + WORD_BYTES;
		if (needed > this.#bytes.length) {
			const larger = new Uint8Array(needed + (needed >> 1));
			larger.set(this.#bytes.subarray(0, this.#left));
			this.#bytes = larger;
		}
		return this.#bytes.subarray(this.#left, this.#left + sizeBytes);
	}

	/** Takes the next bytes of the file. Errors: all E_GFA_ but those of {@link GfaParser.finish}; E_MEMORY. */
	push(chunk: Uint8Array): void {
		if (chunk.length === 0) return;
		const isInPlace = chunk.buffer === this.#bytes.buffer && chunk.byteOffset === this.#bytes.byteOffset + this.#left;
		if (!isInPlace) this.room(chunk.length).set(chunk);
		const bytes = this.#bytes;
		const end = this.#left + chunk.length;
		bytes[end] = 0;
		this.#lastByte = bytes[end - 1]!;
		const taken = this.#read(bytes, end);
		if (taken > 0) bytes.copyWithin(0, taken, end);
		this.#left = end - taken;
	}

	/**
	 * The graph, after the last bytes. Errors: E_GFA_NO_SEGMENTS, E_GFA_DANGLING, E_GFA_META_SEGMENT, E_GFA_WALK_EDGE,
	 * E_GFA_WALK_LENGTH, E_GFA_TOO_LARGE, E_MEMORY, and those of a last line without a line end.
	 */
	finish(): Graph {
		if (this.#lastByte !== LINE_FEED) this.push(Uint8Array.of(LINE_FEED));
		return graphOfColumns(this.#columns);
	}

	/** Reads what is whole and returns the index of the first byte that is not taken. */
	#read(bytes: Uint8Array, end: number): number {
		let at = this.#isStart ? this.#skipMark(bytes, end) : 0;
		while (at < end) {
			const before = at;
			const stateBefore = this.#state;
			at = this.#step(bytes, at, end);
			if (at === before && this.#state === stateBefore) break; // more bytes are needed
		}
		return at;
	}

	#step(bytes: Uint8Array, at: number, end: number): number {
		switch (this.#state) {
			case AT_LINE_START:
				return this.#startLine(bytes, at, end);
			case IN_SEQUENCE:
				return this.#readSequence(bytes, at, end);
			case IN_WALK:
			case IN_PATH:
			case IN_META_SEGMENT:
				return this.#readSteps(bytes, at, end);
			case BEHIND_STEPS:
				return this.#endSteps(bytes, at);
			case IN_REST:
				return this.#skipRest(bytes, at, end);
			default:
				return this.#readText(bytes, at, end);
		}
	}

	/** A byte-order mark, as some editors put before the text. */
	#skipMark(bytes: Uint8Array, end: number): number {
		if (end < 3 && bytes[0] === 0xef) return 0;
		this.#isStart = false;
		return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
	}

	#startLine(bytes: Uint8Array, at: number, end: number): number {
		const type = bytes[at]!;
		if (type === LINE_FEED) {
			this.#columns.line++;
			return at + 1;
		}
		if (at + 1 === end) return at;
		if (bytes[at + 1] === TAB) {
			if (type === S) return this.#startSegments(bytes, at, end);
			if (type === W || type === Z) return this.#startWalk(bytes, at, end);
			if (type === P) return this.#startPath(bytes, at, end);
			if (type === Q) return this.#startMetaSegment(bytes, at, end);
			if (type === L) {
				const to = scanLinkLines(this.#columns, bytes, at, end);
				if (to > at) {
					this.#searched = 0;
					return to;
				}
			}
		}
		const lineFeed = bytes.indexOf(LINE_FEED, at + this.#searched);
		if (lineFeed === -1 || lineFeed >= end) {
			this.#searched = end - at;
			return at;
		}
		this.#searched = 0;
		let textEnd = lineFeed;
		while (textEnd > at && bytes[textEnd - 1] === CARRIAGE_RETURN) textEnd--;
		if (textEnd > at) this.#readLine(bytes, at, textEnd);
		this.#columns.line++;
		return lineFeed + 1;
	}

	/** Reads a line of another type, which is whole. */
	#readLine(bytes: Uint8Array, at: number, to: number): void {
		const columns = this.#columns;
		const type = bytes[at]!;
		const isAlone = to === at + 1;
		if (type === COMMENT || ((isAlone || bytes[at + 1] === TAB) && type >= 97 && type <= 122)) {
			columns.otherLines.append(bytes, at, to);
			columns.otherLines.end();
		} else if (type === H && (isAlone || bytes[at + 1] === TAB)) readHeaderLine(columns, bytes, at, to);
		else if (bytes[at + 1] === TAB && type === L) readLinkLine(columns, bytes, at, to);
		else if (bytes[at + 1] === TAB && type === J) readJumpLine(columns, bytes, at, to);
		else if (bytes[at + 1] === TAB && type === C) readContainmentLine(columns, bytes, at, to);
		else columns.fail(lineTypeFault(bytes, at, to));
	}

	#startSegments(bytes: Uint8Array, at: number, end: number): number {
		const columns = this.#columns;
		const to = scanSegmentLines(columns, bytes, at, end);
		if (columns.isSegmentOpen) {
			this.#state = IN_SEQUENCE;
			this.#hasSequence = true;
			return to;
		}
		if (to > at) return to;
		const nameEnd = this.#columnEnd(bytes, at + 2, end);
		if (nameEnd === -1) return at;
		return columns.fail(segmentFault(nameEnd === at + 2));
	}

	#readSequence(bytes: Uint8Array, at: number, end: number): number {
		const columns = this.#columns;
		if (bytes[at] === STAR && columns.segmentLength === 0 && this.#hasSequence) {
			this.#hasSequence = false;
			return at + 1;
		}
		const to = this.#hasSequence ? columns.packer.append(bytes, at, end) : at;
		if (to === end) return to;
		const byte = bytes[to]!;
		if (byte === CARRIAGE_RETURN && to + 1 === end) return to; // a line feed must follow
		if (!endsField(byte) || (byte === CARRIAGE_RETURN && bytes[to + 1] !== LINE_FEED)) {
			columns.fail(letterFault(byte));
		}
		this.#state = IN_SEGMENT_TEXT;
		return byte === TAB ? to + 1 : to;
	}

	#startWalk(bytes: Uint8Array, at: number, end: number): number {
		let to = at;
		for (let tabs = 0; to < end; to++) {
			if (bytes[to] === LINE_FEED) {
				this.#columns.fail(walkColumnsFault(bytes[at]!, tabs + 1));
			}
			if (bytes[to] === TAB && ++tabs === 6) break;
		}
		if (to >= end - 1) {
			this.#checkNameSize(end - at);
			return at;
		}
		beginWalkLine(this.#columns, textOf(bytes, at, to).split('\t'));
		this.#isPath = false;
		this.#state = IN_WALK;
		return this.#skipStar(bytes, to + 1);
	}

	#startPath(bytes: Uint8Array, at: number, end: number): number {
		const to = this.#columnEnd(bytes, at + 2, end);
		if (to === -1) return at;
		if (bytes[to] !== TAB) this.#columns.fail(pathColumnsFault('a P line without steps'));
		if (to + 1 === end) return at;
		beginPathLine(this.#columns, textOf(bytes, at + 2, to));
		this.#isPath = true;
		this.#state = IN_PATH;
		return this.#skipStar(bytes, to + 1);
	}

	#startMetaSegment(bytes: Uint8Array, at: number, end: number): number {
		const to = this.#columnEnd(bytes, at + 2, end);
		if (to === -1) return at;
		if (to === at + 2 || bytes[to] !== TAB) this.#columns.fail(metaSegmentFault(to === at + 2));
		this.#columns.beginMetaSegment(bytes, at + 2, to);
		this.#isPath = false;
		this.#state = IN_META_SEGMENT;
		return to + 1;
	}

	/** `*` instead of steps: a walk without any. */
	#skipStar(bytes: Uint8Array, at: number): number {
		if (bytes[at] !== STAR) return at;
		this.#state = BEHIND_STEPS;
		return at + 1;
	}

	#endSteps(bytes: Uint8Array, at: number): number {
		if (!endsField(bytes[at]!)) this.#columns.fail(stepFault(bytes, at, this.#isPath));
		this.#state = IN_WALK_TEXT;
		return bytes[at] === TAB ? at + 1 : at;
	}

	#readSteps(bytes: Uint8Array, at: number, end: number): number {
		const columns = this.#columns;
		const { walks, metaSegments } = columns;
		const isMeta = this.#state === IN_META_SEGMENT;
		const isPath = this.#state === IN_PATH;
		const to = isPath
			? scanPathSteps(columns, bytes, at, end)
			: scanWalkSteps(columns, isMeta ? metaSegments.symbols : walks.steps, bytes, at, end);
		if (to === end) return to;
		const byte = bytes[to]!;
		if (byte === CARRIAGE_RETURN) {
			if (to + 1 === end) return to; // a line feed must follow
			if (bytes[to + 1] !== LINE_FEED) columns.fail(stepFault(bytes, to, this.#isPath));
		}
		const isEmpty = isMeta ? metaSegments.isEmpty : walks.isEmpty;
		if (endsField(byte) && !isEmpty) {
			if (isPath && byte !== TAB) columns.fail(pathColumnsFault('a P line without overlaps'));
			this.#state = isMeta ? IN_REST : BEHIND_STEPS;
			return to;
		}
		if (!isPath && byte !== BACKWARD && byte !== FORWARD) columns.fail(stepFault(bytes, to, this.#isPath));
		if (to === at) this.#checkNameSize(end - at);
		return to;
	}

	/** Takes the text behind a sequence or behind steps as far as it has come. */
	#readText(bytes: Uint8Array, at: number, end: number): number {
		const columns = this.#columns;
		const isSegment = this.#state === IN_SEGMENT_TEXT;
		const { texts } = isSegment ? columns.segmentTags : columns.walkTexts;
		const lineFeed = bytes.indexOf(LINE_FEED, at);
		const to = lineFeed === -1 || lineFeed >= end ? end : lineFeed;
		texts.append(bytes, at, to);
		if (to === end) return end;
		let textEnd = texts.sizeBytes;
		while (textEnd > texts.start && texts.bytes[textEnd - 1] === CARRIAGE_RETURN) textEnd--;
		if (!isSegment) endWalkText(columns, this.#isPath, textEnd);
		else {
			const node = columns.nodeCount;
			endSegmentLine(columns, texts.bytes, texts.start, textEnd, this.#hasSequence);
			if (textEnd === texts.start) texts.discard();
			else columns.segmentTags.end(node, texts.sizeBytes - textEnd);
		}
		columns.line++;
		this.#state = AT_LINE_START;
		return to + 1;
	}

	#skipRest(bytes: Uint8Array, at: number, end: number): number {
		const lineFeed = bytes.indexOf(LINE_FEED, at);
		if (lineFeed === -1 || lineFeed >= end) return end;
		this.#columns.line++;
		this.#state = AT_LINE_START;
		return lineFeed + 1;
	}

	/** End of the column that begins at `at`, or -1 where it has not come yet. Error: E_GFA_TOO_LARGE. */
	#columnEnd(bytes: Uint8Array, at: number, end: number): number {
		let to = at;
		while (to < end && !endsField(bytes[to]!)) to++;
		if (to < end) return to;
		this.#checkNameSize(end - at);
		return -1;
	}

	#checkNameSize(sizeBytes: number): void {
		if (sizeBytes > MAX_NAME_BYTES) this.#columns.fail(nameSizeFault(MAX_NAME_BYTES));
	}
}
