/**
 * What was read of a GFA so far, as columns.
 *
 * Lines come in any order: links and walks hold numbers of names, which are nodes only where the S lines came first and in that
 * order, as they mostly do. What differs is put right once at the end.
 */
import { BasePacker } from '../store/base-packer.ts';
import { GrowingBytes, GrowingUint32 } from '../store/columns.ts';
import type { Graph, StringTable, WalkTable } from '../store/graph.ts';
import { assembleGraph } from '../store/graph-builder.ts';
import { makeStringTable, StringTableBuilder } from '../store/string-table.ts';
import { WalkBuilder, type WalkName } from '../store/walk-builder.ts';
import { checkWalks } from './check-walks.ts';
import { type Fault, gfaError } from './gfa-error.ts';
import { SegmentNames } from './segment-names.ts';

const MAX_BASES = 0xffff_ffff;
const MAX_NODES = 1 << 30;
const MAX_STEPS = 0xffff_ffff;

/** Collects segments, links and walks. */
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
	readonly #walkLines: GrowingUint32 = new GrowingUint32(16);
	/** By number of name: its node plus one, 0 before its S line. */
	readonly #nodes: GrowingUint32 = new GrowingUint32();
	/** By number of name: the line where it stood first. */
	readonly #firstLines: GrowingUint32 = new GrowingUint32();
	readonly #nodeStarts: GrowingUint32 = new GrowingUint32();
	readonly #linkFrom: GrowingUint32 = new GrowingUint32();
	readonly #linkTo: GrowingUint32 = new GrowingUint32();
	/** Whether each name's number is its node. */
	#isInOrder = true;

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
			this.#firstLines.push(this.line);
		}
		return number;
	}

	/** Starts the segment with this name; its letters go to `packer`. Errors: E_GFA_DUPLICATE_SEGMENT, E_GFA_TOO_LARGE. */
	beginSegment(bytes: Uint8Array, from: number, to: number): void {
		const number = this.useSegment(bytes, from, to);
		const node = this.#nodeStarts.length - 1;
		if (this.#nodes.values[number] !== 0) {
			const found = `segment ${this.names.nameOf(number)} again`;
			this.fail({ code: 'E_GFA_DUPLICATE_SEGMENT', found, expected: 'each name once', remedy: 'remove or rename one of them' });
		}
		if (node === MAX_NODES) this.#failSize(`more than ${MAX_NODES} segments`);
		this.#nodes.values[number] = node + 1;
		if (number !== node) this.#isInOrder = false;
	}

	/** Ends the segment that was begun last and returns its length in bp. Errors: E_GFA_TOO_LARGE. */
	endSegment(): number {
		if (this.packer.baseCount > MAX_BASES) this.#failSize(`more than ${MAX_BASES} bp`);
		const start = this.#nodeStarts.values[this.#nodeStarts.length - 1]!;
		this.#nodeStarts.push(this.packer.baseCount);
		return this.packer.baseCount - start;
	}

	/** Bases of the segment that was begun last, so far. */
	get segmentLength(): number {
		return this.packer.baseCount - this.#nodeStarts.values[this.#nodeStarts.length - 1]!;
	}

	/** Adds a link between names: `number << 1 | reverse` each. */
	addLink(from: number, to: number): void {
		this.#linkFrom.push(from);
		this.#linkTo.push(to);
	}

	/** Starts a walk; its steps, `number of name << 1 | reverse`, go to `walks.steps`. Errors: E_GFA_TOO_LARGE. */
	beginWalk(walk: WalkName): void {
		if (this.walks.steps.length > MAX_STEPS) this.#failSize(`more than ${MAX_STEPS} steps`);
		this.walks.begin(walk);
		this.#walkLines.push(this.line);
	}

	/** The graph, after the last line. Errors: E_GFA_NO_SEGMENTS, E_GFA_DANGLING, E_GFA_WALK_EDGE, E_GFA_WALK_LENGTH. */
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
		this.#checkNames();
		const linkFrom = this.#toHandles(this.#linkFrom.view());
		const linkTo = this.#toHandles(this.#linkTo.view());
		this.#toHandles(this.walks.steps.view());
		const walks: WalkTable = this.walks.finish();
		const graph = assembleGraph({
			segmentNames: this.#segmentNames(),
			nodeStarts,
			bases: this.packer.finish(),
			linkFrom,
			linkTo,
			walks,
			strings: this.#strings.finish(),
			referenceSamples: this.referenceSamples,
			headerTags: this.headerTags,
		});
		checkWalks(graph, this.file, this.#walkLines.view());
		return graph;
	}

	/** Every name that is used must have an S line. */
	#checkNames(): void {
		const number = this.#nodes.view().indexOf(0);
		if (number === -1) return;
		this.line = this.#firstLines.values[number]!;
		this.fail({
			code: 'E_GFA_DANGLING',
			found: `segment ${this.names.nameOf(number)}, which has no S line`,
			expected: 'an S line for every segment that is used',
			remedy: 'add the segment, or take out what uses it; the file may be cut',
		});
	}

	/** Numbers of names to nodes, in place. */
	#toHandles(handles: Uint32Array): Uint32Array {
		if (this.#isInOrder) return handles;
		const nodes = this.#nodes.values;
		for (let i = 0; i < handles.length; i++) {
			const handle = handles[i]!;
			handles[i] = ((nodes[handle >>> 1]! - 1) << 1) | (handle & 1);
		}
		return handles;
	}

	#segmentNames(): StringTable {
		const { bytes, offsets, count } = this.names;
		if (this.#isInOrder) return makeStringTable(bytes, offsets);
		const numbers = new Uint32Array(count);
		for (let number = 0; number < count; number++) numbers[this.#nodes.values[number]! - 1] = number;
		const ordered = new GrowingBytes(bytes.length);
		const starts = new GrowingUint32(count + 1);
		starts.push(0);
		for (const number of numbers) {
			ordered.append(bytes.values, offsets.values[number]!, offsets.values[number + 1]!);
			starts.push(ordered.length);
		}
		return makeStringTable(ordered, starts);
	}

	#failSize(found: string): never {
		this.fail({ code: 'E_GFA_TOO_LARGE', found, expected: 'less in one graph', remedy: 'split the graph by chromosome' });
	}
}
