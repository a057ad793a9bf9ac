/**
 * What was read of a GFA so far, as columns.
 *
 * Lines come in any order: links and walks hold numbers of names, which are nodes only where the S lines came first and in that
 * order, as they mostly do. What differs is put right once at the end.
 */
import type { Annotations } from '../store/annotations.ts';
import { BasePacker } from '../store/base-packer.ts';
import { GrowingUint32, toShared } from '../store/columns.ts';
import type { Graph } from '../store/graph.ts';
import { assembleGraph } from '../store/graph-builder.ts';
import { TextColumn } from '../store/item-texts.ts';
import { makeStringTable, StringTableBuilder } from '../store/string-table.ts';
import { WalkBuilder, type WalkName } from '../store/walk-builder.ts';
import { checkWalks } from './check-walks.ts';
import { type Fault, gfaError } from './gfa-error.ts';
import { placeContinuations } from './jumps.ts';
import { LineTexts, PairColumns } from './line-texts.ts';
import { textsByEdge } from './link-texts.ts';
import { Expander, MetaSegments, type RuleFault } from './meta-segments.ts';
import { namesByNode } from './names-by-node.ts';
import { rulesByName } from './rules-by-name.ts';
import { SegmentNames } from './segment-names.ts';
import { withStableSequences } from './stable-sequences.ts';
import { withUsualOverlap } from './usual-overlap.ts';

const MAX_BASES = 0xffff_ffff;
const MAX_NODES = 1 << 30;
const MAX_STEPS = 0xffff_ffff;
const MAX_TEXT_BYTES = 0xffff_ffff;

/** Collects segments, links, walks and what else the lines say. */
export class GfaColumns {
	readonly file: string;
	/** Line being read, from 1. */
	line = 1;
	readonly names: SegmentNames = new SegmentNames();
	readonly packer: BasePacker = new BasePacker();
	readonly headerTags: string[] = [];
	readonly referenceSamples: string[] = [];
	readonly #strings: StringTableBuilder = new StringTableBuilder();
	readonly walks: WalkBuilder = new WalkBuilder(this.#strings);
	readonly metaSegments: MetaSegments = new MetaSegments();
	readonly segmentTags: LineTexts = new LineTexts();
	readonly linkTexts: LineTexts = new LineTexts();
	readonly walkTexts: LineTexts = new LineTexts();
	readonly jumps: PairColumns = new PairColumns();
	readonly containments: PairColumns = new PairColumns();
	readonly otherLines: TextColumn = new TextColumn();
	/** Overlap of the first link, and of all that `linkTexts` does not speak of, while lines are read. */
	linkOverlap: string | undefined;
	readonly #unsequenced: GrowingUint32 = new GrowingUint32(16);
	readonly #continuedWalks: GrowingUint32 = new GrowingUint32(16);
	readonly #compressedWalks: GrowingUint32 = new GrowingUint32(16);
	readonly #walkLines: GrowingUint32 = new GrowingUint32(16);
	/** By number of name: its node plus one, 0 before its S line. */
	readonly #nodes: GrowingUint32 = new GrowingUint32();
	/** Numbers, ascending, of names that stood in another line before their S line, and those lines. */
	readonly #mentioned: GrowingUint32 = new GrowingUint32(16);
	readonly #mentionLines: GrowingUint32 = new GrowingUint32(16);
	readonly #nodeStarts: GrowingUint32 = new GrowingUint32();
	readonly #linkFrom: GrowingUint32 = new GrowingUint32();
	readonly #linkTo: GrowingUint32 = new GrowingUint32();
	/** Whether each name's number is its node. */
	#isInOrder = true;
	/** Whether a segment was begun and not ended. */
	isSegmentOpen = false;
	/** Number of the name of the segment that was begun last. */
	#lastNumber = 0;

	constructor(file: string) {
		this.file = file;
		this.#nodeStarts.push(0);
	}

	fail(fault: Fault): never {
		throw gfaError(this.file, this.line, fault);
	}

	/** Number of the name `bytes[from .. to)`. */
	useSegment(bytes: Uint8Array, from: number, to: number): number {
		const number = this.names.numberOf(bytes, from, to);
		if (number === this.#nodes.length) {
			this.#nodes.push(0);
			this.#mentioned.push(number);
			this.#mentionLines.push(this.line);
		}
		return number;
	}

	/** Segments that were ended. */
	get nodeCount(): number {
		return this.#nodeStarts.length - 1;
	}

	/** Starts the segment whose name has this number in `names`; its letters go to `packer`. Errors: E_GFA_DUPLICATE_SEGMENT, E_GFA_TOO_LARGE. */
	beginSegment(number: number): void {
		const node = this.#nodeStarts.length - 1;
		if (number === this.#nodes.length) this.#nodes.push(node + 1);
		else if (this.#nodes.values[number] === 0) this.#nodes.values[number] = node + 1;
		else {
			const found = `segment ${this.names.nameOf(number)} again`;
			this.fail({ code: 'E_GFA_DUPLICATE_SEGMENT', found, expected: 'each name once', remedy: 'remove or rename one of them' });
		}
		if (node === MAX_NODES) this.#failSize(`more than ${MAX_NODES} segments`);
		if (number !== node) this.#isInOrder = false;
		this.#lastNumber = number;
		this.isSegmentOpen = true;
	}

	/** Name of the segment that was begun last. */
	lastName(): string {
		return this.names.nameOf(this.#lastNumber);
	}

	/** Ends the segment that was begun last. Errors: E_GFA_TOO_LARGE. */
	endSegment(): void {
		if (this.packer.baseCount > MAX_BASES) this.#failSize(`more than ${MAX_BASES} bp`);
		this.#nodeStarts.push(this.packer.baseCount);
		this.isSegmentOpen = false;
	}

	/** Ends the segment that was begun last as one of `length` bp that are not known. Errors: E_GFA_TOO_LARGE. */
	endUnsequenced(length: number): void {
		if (this.packer.baseCount + length > MAX_BASES) this.#failSize(`more than ${MAX_BASES} bp`);
		this.#unsequenced.push(this.#nodeStarts.length - 1);
		this.packer.appendUnknown(length);
		this.endSegment();
	}

	/** Length of the segment that was begun last, so far, in bp. */
	get segmentLength(): number {
		return this.packer.baseCount - this.#nodeStarts.values[this.#nodeStarts.length - 1]!;
	}

	/** Adds a link between names: `number << 1 | reverse` each. Returns how many there are before it. */
	addLink(from: number, to: number): number {
		this.#linkFrom.push(from);
		this.#linkTo.push(to);
		return this.#linkTo.length - 1;
	}

	/** Starts a walk; its steps, `number of name << 1 | reverse`, go to `walks.steps`. Errors: E_GFA_TOO_LARGE. */
	beginWalk(walk: WalkName, isCompressed = false): void {
		if (this.walks.steps.length > MAX_STEPS) this.#failSize(`more than ${MAX_STEPS} steps`);
		if (isCompressed) this.#compressedWalks.push(this.walks.count);
		this.walks.begin(walk);
		this.#walkLines.push(this.line);
	}

	/** Starts another part of the path that was begun last, behind a jump. */
	continuePath(): void {
		this.#continuedWalks.push(this.walks.count);
		this.walks.beginAgain();
		this.#walkLines.push(this.line);
	}

	/** The walk of the line that is being read: of a path with jumps the first of its parts. */
	firstPart(): number {
		let walk = this.walks.count - 1;
		for (let i = this.#continuedWalks.length - 1; i >= 0 && this.#continuedWalks.values[i] === walk; i--) walk--;
		return walk;
	}

	/** Starts the meta-segment with this name; its symbols go to `metaSegments.symbols`. */
	beginMetaSegment(bytes: Uint8Array, from: number, to: number): void {
		this.metaSegments.begin(this.useSegment(bytes, from, to), this.line);
		this.#isInOrder = false;
	}

	/**
	 * The graph, after the last line. Errors: E_GFA_NO_SEGMENTS, E_GFA_DANGLING, E_GFA_META_SEGMENT, E_GFA_WALK_EDGE,
	 * E_GFA_WALK_LENGTH, E_GFA_TOO_LARGE, E_MEMORY.
	 */
	finish(): Graph {
		const nodeStarts = this.#nodeStarts.view();
		if (nodeStarts.length === 1) {
			this.fail({
				code: 'E_GFA_NO_SEGMENTS',
				found: 'no S line',
				expected: 'at least one',
				remedy: 'check that this is a GFA file',
			});
		}
		this.#checkTextSizes();
		const rules = rulesByName(this.metaSegments, this.names, this.#nodes.values, (fault) => this.#failRule(fault));
		this.#checkNames(rules);
		const linkFrom = this.#toHandles(this.#linkFrom);
		const linkTo = this.#toHandles(this.#linkTo);
		for (const { from, to, lines } of [this.jumps, this.containments]) {
			this.#toHandles(from, lines);
			this.#toHandles(to, lines);
		}
		if (this.#compressedWalks.length > 0) this.#expandWalks(rules);
		else this.#toHandles(this.walks.steps);
		placeContinuations(this, this.#continuedWalks.view(), this.#walkLines.view());
		const graph = assembleGraph({
			segmentNames: this.#isInOrder
				? makeStringTable(this.names.bytes, this.names.offsets)
				: namesByNode(this.names, this.#nodes.values, this.nodeCount),
			nodeStarts,
			bases: this.packer.finish(),
			linkFrom,
			linkTo,
			walks: this.walks.finish(),
			strings: this.#strings.finish(),
			referenceSamples: this.referenceSamples,
			headerTags: this.headerTags,
			continuedWalks: this.#continuedWalks.view(),
		});
		checkWalks(graph, this.file, this.#walkLines.view());
		const annotations = this.#annotations(graph, linkFrom, linkTo);
		const annotated = Object.keys(annotations).length === 0 ? graph : { ...graph, annotations };
		if (graph.walks.count > 0 || annotations.segmentTags === undefined) return annotated;
		return withStableSequences(annotated, annotations.segmentTags);
	}

	#failRule(fault: RuleFault): never {
		this.line = fault.line;
		return this.fail(fault);
	}

	/** Every name that is used must have an S line, or a Q line. */
	#checkNames(rules: Uint32Array): void {
		const nodes = this.#nodes.view();
		const number = this.metaSegments.count === 0 ? nodes.indexOf(0) : nodes.findIndex((node, i) => node === 0 && rules[i] === 0);
		if (number !== -1) this.#failDangling(number, this.#mentionLine(number));
	}

	/** Line in which a name without an S line stood first. */
	#mentionLine(number: number): number {
		return this.#mentionLines.values[this.#mentioned.view().indexOf(number)]!;
	}

	#failDangling(number: number, line: number): never {
		this.line = line;
		return this.fail({
			code: 'E_GFA_DANGLING',
			found: `segment ${this.names.nameOf(number)}, which has no S line`,
			expected: 'an S line for every segment that is used',
			remedy: 'add the segment, or take out what uses it; the file may be cut',
		});
	}

	/** Numbers of names to nodes, in place. `lines` are those that the numbers stand in, where that is known. */
	#toHandles(column: GrowingUint32, lines?: GrowingUint32): Uint32Array {
		const handles = column.view();
		if (this.#isInOrder) return handles;
		const nodes = this.#nodes.values;
		for (let i = 0; i < handles.length; i++) {
			const handle = handles[i]!;
			const node = nodes[handle >>> 1]! - 1;
			// A meta-segment, which may stand in Z and Q lines alone.
			if (node < 0) this.#failDangling(handle >>> 1, lines?.values[i] ?? this.#mentionLine(handle >>> 1));
			handles[i] = (node << 1) | (handle & 1);
		}
		return handles;
	}

	/** Replaces all walks by what their symbols stand for. */
	#expandWalks(rules: Uint32Array): void {
		const { walks } = this;
		const compressed = this.#compressedWalks.view();
		const expander = new Expander(this.metaSegments, { rules, nodes: this.#nodes.values });
		const fault = expander.measure();
		if (fault !== undefined) this.#failRule(fault);
		const symbols = (walk: number) => walks.steps.values.subarray(walks.stepStart(walk), walks.stepStart(walk + 1));
		let total = 0;
		for (let walk = 0; walk < walks.count; walk++) total += expander.lengthOf(symbols(walk));
		if (total > MAX_STEPS) this.#failSize(`more than ${MAX_STEPS} steps`);
		const steps = new GrowingUint32(0);
		const out = steps.reserve(total);
		const starts = new GrowingUint32(walks.count + 1);
		for (let walk = 0, next = 0; walk < walks.count; walk++) {
			starts.push(steps.length);
			const own = symbols(walk);
			const isPlain = compressed[next] !== walk;
			const rule = isPlain ? own.find((symbol) => rules[symbol >>> 1] !== 0) : undefined;
			if (rule !== undefined) this.#failDangling(rule >>> 1, this.#walkLines.values[walk]!);
			if (!isPlain) next++;
			steps.length = expander.expand(own, out, steps.length);
		}
		walks.replaceSteps(steps, starts);
	}

	#checkTextSizes(): void {
		const columns = [this.segmentTags, this.linkTexts, this.walkTexts, this.jumps, this.containments].map(({ texts }) => texts);
		for (const { sizeBytes } of [...columns, this.otherLines]) {
			if (sizeBytes > MAX_TEXT_BYTES) this.#failSize(`more than ${MAX_TEXT_BYTES} bytes of tags`);
		}
	}

	/** What there is besides the graph; nothing of what there is not. */
	#annotations(graph: Graph, linkFrom: Uint32Array, linkTo: Uint32Array): Annotations {
		const overlap = this.linkOverlap ?? '*';
		const shared = (column: GrowingUint32) => (column.length === 0 ? undefined : toShared(column.view()));
		const parts = {
			segmentTags: this.segmentTags.finish(graph.nodeCount),
			unsequenced: shared(this.#unsequenced),
			...withUsualOverlap(graph, overlap, textsByEdge(this.linkTexts, overlap, graph, linkFrom, linkTo)),
			walkTexts: this.walkTexts.finish(this.walks.count),
			continuedWalks: shared(this.#continuedWalks),
			jumps: this.jumps.finish(),
			containments: this.containments.finish(),
			otherLines: this.otherLines.count === 0 ? undefined : this.otherLines.finish(),
		};
		return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
	}

	#failSize(found: string): never {
		this.fail({ code: 'E_GFA_TOO_LARGE', found, expected: 'less in one graph', remedy: 'split the graph by chromosome' });
	}
}
