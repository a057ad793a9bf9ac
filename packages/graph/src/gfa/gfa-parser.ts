/**
 * GFA 1.0 and 1.1 (https://gfa-spec.github.io/GFA-spec/GFA1.html) to columns, from bytes as they come.
 *
 * Read are H, S, L, P and W lines, in any order, and `#` comments; LF and CR LF end a line. Long fields (sequences and
 * steps) are taken as far as they have come, so that memory holds the graph and one piece of the file; there is no string
 * per line or step.
 *
 * Assumptions: segments have sequences and do not overlap. Tags of S, L, P and W lines are not kept, of them only the length
 * `LN` is compared. Not read yet: jumps (J), compressed walks (Q, Z). Lines whose type is a lower-case letter are a
 * program's own and are counted, not read.
 */
import type { Graph } from '../store/graph.ts';
import { GfaColumns } from './gfa-columns.ts';
import { type Fault, textOf } from './gfa-error.ts';
import { checkSegmentTags, readHeaderLine } from './header-line.ts';
import { readLinkLine } from './link-line.ts';
import { endsField, scanPathSteps, scanWalkSteps } from './step-scanner.ts';
import { beginPathLine, beginWalkLine } from './walk-line.ts';

const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const STAR = 42;
const [H, L, P, S, W] = [72, 76, 80, 83, 87] as const;

/** What the next byte belongs to. */
const AT_LINE_START = 0;
const IN_SEQUENCE = 1;
const IN_WALK = 2;
const IN_PATH = 3;
const IN_SEGMENT_TAGS = 4;
/** In columns that are not read, up to the line's end. */
const IN_REST = 5;

/** Line types that say what the file is rather than what is wrong with it. */
const FAULTS: Readonly<Record<string, Fault>> = {
	C: {
		code: 'E_GFA_CONTAINMENT',
		found: 'a containment (C line)',
		expected: 'a blunt graph, in which no segment lies inside another',
		remedy: "make the graph blunt first, for instance with 'seqwish'",
	},
	J: {
		code: 'E_GFA_JUMP',
		found: 'a jump (J line)',
		expected: 'H, S, L, P and W lines; jumps (GFA 1.2) are not read yet',
		remedy: 'take the J lines out, and the paths that use them',
	},
};

/** Reads one GFA file: `push` its bytes, then `finish`. */
export class GfaParser {
	readonly #columns: GfaColumns;
	/** Bytes that were not taken yet, then the piece being read, then a 0. */
	#bytes: Uint8Array = new Uint8Array(1 << 16);
	#left = 0;
	#state = AT_LINE_START;
	#lastByte = LINE_FEED;
	#isStart = true;
	/** Lines of a program's own that were not read, by their type. */
	readonly skippedLines: Map<string, number> = new Map();

	constructor(file: string) {
		this.#columns = new GfaColumns(file);
	}

	/** Takes the next bytes of the file. Errors: all E_GFA_ but those of {@link GfaParser.finish}. */
	push(chunk: Uint8Array): void {
		if (chunk.length === 0) return;
		const needed = this.#left + chunk.length + 1;
		if (needed > this.#bytes.length) {
			const larger = new Uint8Array(needed + (needed >> 1));
			larger.set(this.#bytes.subarray(0, this.#left));
			this.#bytes = larger;
		}
		const bytes = this.#bytes;
		bytes.set(chunk, this.#left);
		const end = needed - 1;
		bytes[end] = 0;
		this.#lastByte = bytes[end - 1]!;
		const taken = this.#read(bytes, end);
		bytes.copyWithin(0, taken, end);
		this.#left = end - taken;
	}

	/**
	 * The graph, after the last bytes.
	 * Errors: E_GFA_NO_SEGMENTS, E_GFA_DANGLING, E_GFA_WALK_EDGE, E_GFA_WALK_LENGTH, and those of a last line without a line end.
	 */
	finish(): Graph {
		if (this.#lastByte !== LINE_FEED) this.push(Uint8Array.of(LINE_FEED));
		return this.#columns.finish();
	}

	/** Reads what is whole and returns the index of the first byte that is not taken. */
	#read(bytes: Uint8Array, end: number): number {
		let at = this.#isStart ? this.#skipMark(bytes, end) : 0;
		while (at < end) {
			const before = at;
			const stateBefore = this.#state;
			switch (stateBefore) {
				case AT_LINE_START:
					at = this.#startLine(bytes, at, end);
					break;
				case IN_SEQUENCE:
					at = this.#readSequence(bytes, at, end);
					break;
				case IN_WALK:
				case IN_PATH:
					at = this.#readSteps(bytes, at, end);
					break;
				case IN_SEGMENT_TAGS:
					at = this.#readSegmentTags(bytes, at, end);
					break;
				default:
					at = this.#skipRest(bytes, at, end);
			}
			if (at === before && this.#state === stateBefore) break; // more bytes are needed
		}
		return at;
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
			if (type === S) return this.#startSegment(bytes, at, end);
			if (type === W) return this.#startWalk(bytes, at, end);
			if (type === P) return this.#startPath(bytes, at, end);
		}
		let lineEnd = at;
		while (lineEnd < end && bytes[lineEnd] !== LINE_FEED) lineEnd++;
		if (lineEnd === end) return at;
		const textEnd = bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
		if (type === L && bytes[at + 1] === TAB) readLinkLine(this.#columns, bytes, at, textEnd);
		else if (textEnd > at) this.#readOtherLine(bytes, at, textEnd);
		this.#columns.line++;
		return lineEnd + 1;
	}

	#readOtherLine(bytes: Uint8Array, at: number, to: number): void {
		const columns = this.#columns;
		const letter = String.fromCharCode(bytes[at]!);
		if (letter === '#') return;
		const hasType = to === at + 1 || bytes[at + 1] === TAB;
		if (hasType && bytes[at] === H) {
			readHeaderLine(columns, textOf(bytes, at, to));
			return;
		}
		if (hasType && /[a-z]/.test(letter)) {
			this.skippedLines.set(letter, (this.skippedLines.get(letter) ?? 0) + 1);
			return;
		}
		if (hasType && 'SLPW'.includes(letter)) {
			columns.fail({ code: 'E_GFA_COLUMNS', found: `an ${letter} line without columns`, remedy: 'the line may be cut' });
		}
		const fault = hasType ? FAULTS[letter] : undefined;
		if (fault !== undefined) columns.fail(fault);
		const found = `a line that starts with '${textOf(bytes, at, to, 20)}'`;
		const expected = 'a line of type H, S, L, P or W and a tab';
		columns.fail({ code: 'E_GFA_LINE_TYPE', found, expected, remedy: 'check that this is a GFA 1 file' });
	}

	#startSegment(bytes: Uint8Array, at: number, end: number): number {
		const columns = this.#columns;
		let nameEnd = at + 2;
		while (nameEnd < end && !endsField(bytes[nameEnd]!)) nameEnd++;
		if (nameEnd === end) return at;
		if (nameEnd === at + 2 || bytes[nameEnd] !== TAB) {
			const found = nameEnd === at + 2 ? 'an S line without a name' : 'an S line without a sequence';
			columns.fail({ code: 'E_GFA_COLUMNS', found, expected: 'S, name, sequence', remedy: 'the line may be cut' });
		}
		if (nameEnd + 1 === end) return at;
		if (bytes[nameEnd + 1] === STAR) {
			const found = `segment ${textOf(bytes, at + 2, nameEnd, 80)} without a sequence (*)`;
			const remedy = 'write the graph with its sequences';
			columns.fail({ code: 'E_GFA_NO_SEQUENCE', found, expected: 'letters', remedy });
		}
		columns.beginSegment(bytes, at + 2, nameEnd);
		this.#state = IN_SEQUENCE;
		return nameEnd + 1;
	}

	#readSequence(bytes: Uint8Array, at: number, end: number): number {
		const columns = this.#columns;
		const to = columns.packer.append(bytes, at, end);
		if (to === end) return to;
		const byte = bytes[to]!;
		if (byte === CARRIAGE_RETURN && to + 1 === end) return to; // a line feed must follow
		if (!endsField(byte) || (byte === CARRIAGE_RETURN && bytes[to + 1] !== LINE_FEED)) {
			const found = `'${String.fromCharCode(byte)}' in a sequence`;
			const expected = 'A, C, G, T or another IUPAC nucleotide code';
			columns.fail({ code: 'E_GFA_LETTER', found, expected, remedy: 'correct the sequence' });
		}
		const length = columns.segmentLength;
		if (length === 0) {
			columns.fail({
				code: 'E_GFA_EMPTY_SEGMENT',
				found: 'a segment of 0 bp',
				expected: 'letters',
				remedy: 'take the segment out',
			});
		}
		columns.endSegment();
		this.#segmentLength = length;
		this.#state = byte === TAB ? IN_SEGMENT_TAGS : IN_REST;
		return to;
	}

	/** Length of the segment whose tags are read. */
	#segmentLength = 0;

	#readSegmentTags(bytes: Uint8Array, at: number, end: number): number {
		let lineEnd = at;
		while (lineEnd < end && bytes[lineEnd] !== LINE_FEED) lineEnd++;
		if (lineEnd === end) return at;
		const textEnd = bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
		checkSegmentTags(this.#columns, textOf(bytes, at, textEnd), this.#segmentLength);
		this.#state = IN_REST;
		return lineEnd;
	}

	#startWalk(bytes: Uint8Array, at: number, end: number): number {
		let to = at;
		for (let tabs = 0; to < end; to++) {
			if (bytes[to] === LINE_FEED) {
				const found = `a W line of ${tabs + 1} columns`;
				const expected = '7: W, sample, haplotype, contig, start, end, walk';
				this.#columns.fail({ code: 'E_GFA_COLUMNS', found, expected, remedy: 'the line may be cut' });
			}
			if (bytes[to] === TAB && ++tabs === 6) break;
		}
		if (to >= end - 1) return at;
		beginWalkLine(this.#columns, textOf(bytes, at, to).split('\t'));
		this.#state = IN_WALK;
		return this.#skipStar(bytes, to + 1);
	}

	#startPath(bytes: Uint8Array, at: number, end: number): number {
		let to = at + 2;
		while (to < end && !endsField(bytes[to]!)) to++;
		if (to === end) return at;
		if (bytes[to] !== TAB) {
			const found = 'a P line without steps';
			this.#columns.fail({
				code: 'E_GFA_COLUMNS',
				found,
				expected: '4: P, name, steps, overlaps',
				remedy: 'the line may be cut',
			});
		}
		if (to + 1 === end) return at;
		beginPathLine(this.#columns, textOf(bytes, at + 2, to));
		this.#state = IN_PATH;
		return this.#skipStar(bytes, to + 1);
	}

	/** `*` instead of steps: a walk without any. */
	#skipStar(bytes: Uint8Array, at: number): number {
		if (bytes[at] !== STAR) return at;
		this.#state = IN_REST;
		return at + 1;
	}

	#readSteps(bytes: Uint8Array, at: number, end: number): number {
		const isPath = this.#state === IN_PATH;
		const to = isPath ? scanPathSteps(this.#columns, bytes, at, end) : scanWalkSteps(this.#columns, bytes, at, end);
		if (bytes[to] === CARRIAGE_RETURN && to + 1 === end) return to; // a line feed must follow
		if (bytes[to] === CARRIAGE_RETURN && bytes[to + 1] !== LINE_FEED) {
			this.#columns.fail({
				code: 'E_GFA_WALK',
				found: 'a carriage return in a walk',
				expected: 'steps',
				remedy: 'correct the walk',
			});
		}
		if (to < end && !this.#columns.walks.isEmpty && endsField(bytes[to]!)) {
			if (isPath && bytes[to] !== TAB) {
				const found = 'a P line without overlaps';
				this.#columns.fail({
					code: 'E_GFA_COLUMNS',
					found,
					expected: '4: P, name, steps, overlaps',
					remedy: 'the line may be cut',
				});
			}
			this.#state = IN_REST;
		} else if (!isPath && to < end && bytes[to] !== 60 && bytes[to] !== 62) {
			const found = endsField(bytes[to]!) ? 'a walk without steps' : `'${textOf(bytes, to, to + 1)}' in a walk`;
			this.#columns.fail({ code: 'E_GFA_WALK', found, expected: "'>' or '<' and a segment", remedy: 'correct the walk' });
		}
		return to;
	}

	#skipRest(bytes: Uint8Array, at: number, end: number): number {
		const lineFeed = bytes.indexOf(LINE_FEED, at);
		if (lineFeed === -1 || lineFeed >= end) return end;
		this.#columns.line++;
		this.#state = AT_LINE_START;
		return lineFeed + 1;
	}
}
