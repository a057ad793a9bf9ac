/**
 * What was read of a GFA so far, as columns.
 *
 * Lines come in any order: links and walks hold numbers of names, which are nodes only where the S lines came first and in that
 * order, as they mostly do. What differs is put right once at the end: see graph-of-columns.ts.
 */
import { BasePacker } from '../store/base-packer.ts';
import { GrowingUint32 } from '../store/columns.ts';
import { TextColumn } from '../store/item-texts.ts';
import { StringTableBuilder } from '../store/string-table.ts';
import { WalkBuilder, type WalkName } from '../store/walk-builder.ts';
import { type Fault, gfaError } from './gfa-error.ts';
import { LineTexts, PairColumns } from './line-texts.ts';
import { MetaSegments } from './meta-segments.ts';
import { SegmentNames } from './segment-names.ts';

const MAX_BASES = 0xffff_ffff;
const MAX_NODES = 1 << 30;
/** Most steps of all walks. */
export const MAX_STEPS = 0xffff_ffff;

/** Collects segments, links, walks and what else the lines say. */
export class GfaColumns {
	readonly file: string;
	/** Line being read, from 1. */
	line = 1;
	readonly names: SegmentNames = new SegmentNames();
	readonly packer: BasePacker = new BasePacker();
	readonly headerTags: string[] = [];
	readonly referenceSamples: string[] = [];
	/** Names of samples, contigs and paths. */
	readonly strings: StringTableBuilder = new StringTableBuilder();
	readonly walks: WalkBuilder = new WalkBuilder(this.strings);
	readonly metaSegments: MetaSegments = new MetaSegments();
	readonly segmentTags: LineTexts = new LineTexts();
	readonly linkTexts: LineTexts = new LineTexts();
	readonly walkTexts: LineTexts = new LineTexts();
	readonly jumps: PairColumns = new PairColumns();
	readonly containments: PairColumns = new PairColumns();
	readonly otherLines: TextColumn = new TextColumn();
	/** Overlap of the first link, and of all that `linkTexts` does not speak of, while lines are read. */
	linkOverlap: string | undefined;
	/** Nodes whose sequence is not known. */
	readonly unsequenced: GrowingUint32 = new GrowingUint32(16);
	/** Walks that go on with the path of the walk before, behind a jump; those of Z lines; by walk: its line. */
	readonly continuedWalks: GrowingUint32 = new GrowingUint32(16);
	readonly compressedWalks: GrowingUint32 = new GrowingUint32(16);
	readonly walkLines: GrowingUint32 = new GrowingUint32(16);
	/** By number of name: its node plus one, 0 before its S line. */
	readonly nodes: GrowingUint32 = new GrowingUint32();
	/** Numbers, ascending, of names that stood in another line before their S line, and those lines. */
	readonly mentioned: GrowingUint32 = new GrowingUint32(16);
	readonly mentionLines: GrowingUint32 = new GrowingUint32(16);
	/** By node: its first base, then the end of the last. */
	readonly nodeStarts: GrowingUint32 = new GrowingUint32();
	/** By link: `number of name << 1 | reverse`. */
	readonly linkFrom: GrowingUint32 = new GrowingUint32();
	readonly linkTo: GrowingUint32 = new GrowingUint32();
	/** Whether each name's number is its node. */
	isInOrder = true;
	/** Whether a segment was begun and not ended. */
	isSegmentOpen = false;
	/** Number of the name of the segment that was begun last. */
	#lastNumber = 0;

	constructor(file: string) {
		this.file = file;
		this.nodeStarts.push(0);
	}

	/** Throws what is wrong with the line being read. */
	fail(fault: Fault): never {
		throw gfaError(this.file, this.line, fault);
	}

	/** Throws E_GFA_TOO_LARGE. */
	failSize(found: string): never {
		this.fail({ code: 'E_GFA_TOO_LARGE', found, expected: 'less in one graph', remedy: 'split the graph by chromosome' });
	}

	/** Number of the name `bytes[from .. to)`. */
	useSegment(bytes: Uint8Array, from: number, to: number): number {
		const number = this.names.numberOf(bytes, from, to);
		if (number === this.nodes.length) {
			this.nodes.push(0);
			this.mentioned.push(number);
			this.mentionLines.push(this.line);
		}
		return number;
	}

	/** Segments that were ended. */
	get nodeCount(): number {
		return this.nodeStarts.length - 1;
	}

	/** Starts the segment whose name has this number in `names`; its letters go to `packer`. Errors: E_GFA_DUPLICATE_SEGMENT, E_GFA_TOO_LARGE. */
	beginSegment(number: number): void {
		const node = this.nodeStarts.length - 1;
		if (number === this.nodes.length) this.nodes.push(node + 1);
		else if (this.nodes.values[number] === 0) this.nodes.values[number] = node + 1;
		else {
			const found = `segment ${this.names.nameOf(number)} again`;
			this.fail({ code: 'E_GFA_DUPLICATE_SEGMENT', found, expected: 'each name once', remedy: 'remove or rename one of them' });
		}
		if (node === MAX_NODES) this.failSize(`more than ${MAX_NODES} segments`);
		if (number !== node) this.isInOrder = false;
		this.#lastNumber = number;
		this.isSegmentOpen = true;
	}

	/** Name of the segment that was begun last. */
	lastName(): string {
		return this.names.nameOf(this.#lastNumber);
	}

	/** Ends the segment that was begun last. Errors: E_GFA_TOO_LARGE. */
	endSegment(): void {
		if (this.packer.baseCount > MAX_BASES) this.failSize(`more than ${MAX_BASES} bp`);
		this.nodeStarts.push(this.packer.baseCount);
		this.isSegmentOpen = false;
	}

	/** Ends the segment that was begun last as one of `length` bp that are not known. Errors: E_GFA_TOO_LARGE. */
	endUnsequenced(length: number): void {
		if (this.packer.baseCount + length > MAX_BASES) this.failSize(`more than ${MAX_BASES} bp`);
		this.unsequenced.push(this.nodeStarts.length - 1);
		this.packer.appendUnknown(length);
		this.endSegment();
	}

	/** Length of the segment that was begun last, so far, in bp. */
	get segmentLength(): number {
		return this.packer.baseCount - this.nodeStarts.values[this.nodeStarts.length - 1]!;
	}

	/** Adds a link between names: `number << 1 | reverse` each. Returns how many there are before it. */
	addLink(from: number, to: number): number {
		this.linkFrom.push(from);
		this.linkTo.push(to);
		return this.linkTo.length - 1;
	}

	/** Starts a walk; its steps, `number of name << 1 | reverse`, go to `walks.steps`. Errors: E_GFA_TOO_LARGE. */
	beginWalk(walk: WalkName, isCompressed = false): void {
		if (this.walks.steps.length > MAX_STEPS) this.failSize(`more than ${MAX_STEPS} steps`);
		if (isCompressed) this.compressedWalks.push(this.walks.count);
		this.walks.begin(walk);
		this.walkLines.push(this.line);
	}

	/** Starts another part of the path that was begun last, behind a jump. */
	continuePath(): void {
		this.continuedWalks.push(this.walks.count);
		this.walks.beginAgain();
		this.walkLines.push(this.line);
	}

	/** The walk of the line that is being read: of a path with jumps the first of its parts. */
	firstPart(): number {
		let walk = this.walks.count - 1;
		for (let i = this.continuedWalks.length - 1; i >= 0 && this.continuedWalks.values[i] === walk; i--) walk--;
		return walk;
	}

	/** Starts the meta-segment with this name; its symbols go to `metaSegments.symbols`. */
	beginMetaSegment(bytes: Uint8Array, from: number, to: number): void {
		this.metaSegments.begin(this.useSegment(bytes, from, to), this.line);
		this.isInOrder = false;
	}
}
