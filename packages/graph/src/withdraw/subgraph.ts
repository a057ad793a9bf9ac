/** A part of a graph whose segments keep their names, bounds, order and tags. */
import { isWrittenFrom } from '../gfa/canonical-link.ts';
import { withUsualOverlap } from '../gfa/usual-overlap.ts';
import { withStableSequences } from '../gfa/stable-sequences.ts';
import type { Annotations, ItemTexts, PairLines } from '../store/annotations.ts';
import { lowerCase, writeBases } from '../store/base-letters.ts';
import { BasePacker, type PackedBases } from '../store/base-packer.ts';
import { GrowingBytes, GrowingUint32, toShared } from '../store/columns.ts';
import { edgeIndex, type Graph, type StringTable, stringAt } from '../store/graph.ts';
import { assembleGraph } from '../store/graph-builder.ts';
import { makeStringTable, StringTableBuilder } from '../store/string-table.ts';
import { WalkBuilder, type WalkName } from '../store/walk-builder.ts';
import { walkSteps } from '../store/walk-steps.ts';

/** What stays of a graph, 1 of each item that does. An edge's two halves have the same value; edges of nodes that go do too. */
export interface Selection {
	/** By node. */
	readonly nodes: Uint8Array;
	/** By place in `edgeTargets`. */
	readonly edges: Uint8Array;
	readonly walks: Uint8Array;
	/** By J line. */
	readonly jumps: Uint8Array;
}

const GONE = 0xffffffff;

/** The selected part, as reading a GFA of its lines alone would give it. At least one node stays. */
export function subgraph(graph: Graph, selection: Selection): Graph {
	const nodeMap = newNumbers(selection.nodes);
	const walkMap = newNumbers(selection.walks);
	const toHandle = (handle: number) => ((nodeMap[handle >>> 1]! << 1) | (handle & 1)) >>> 0;
	const strings = new StringTableBuilder();
	const walks = selectWalks(graph, selection.walks, toHandle, strings);
	const kept = keptNumbers(selection.nodes);
	const { nodeStarts, bases } = selectBases(graph, kept);
	const { from, to } = selectLinks(graph, selection.edges, toHandle);
	const assembled = assembleGraph({
		segmentNames: selectStrings(graph.segmentNames, kept),
		nodeStarts,
		bases,
		linkFrom: from,
		linkTo: to,
		walks: walks.finish(),
		strings: strings.finish(),
		referenceSamples: graph.referenceSamples,
		headerTags: graph.headerTags,
	});
	const annotations = selectAnnotations(graph, assembled, selection, nodeMap, walkMap);
	const annotated = annotations === undefined ? assembled : { ...assembled, annotations };
	if (annotated.walks.count > 0 || annotations?.segmentTags === undefined) return annotated;
	return withStableSequences(annotated, annotations.segmentTags);
}

/** By item: its number among those that stay, or GONE. */
function newNumbers(stays: Uint8Array): Uint32Array {
	const numbers = new Uint32Array(stays.length).fill(GONE);
	let count = 0;
	for (let i = 0; i < stays.length; i++) if (stays[i] === 1) numbers[i] = count++;
	return numbers;
}

function keptNumbers(stays: Uint8Array): Uint32Array {
	const kept = new GrowingUint32();
	for (let i = 0; i < stays.length; i++) if (stays[i] === 1) kept.push(i);
	return kept.view();
}

function selectWalks(
	graph: Graph,
	stays: Uint8Array,
	toHandle: (handle: number) => number,
	strings: StringTableBuilder,
): WalkBuilder {
	const { walks } = graph;
	const builder = new WalkBuilder(strings);
	for (let walk = 0; walk < walks.count; walk++) {
		if (stays[walk] === 0) continue;
		builder.begin({
			kind: walks.kind[walk] as WalkName['kind'],
			sample: stringAt(graph.strings, walks.sample[walk]!),
			haplotype: walks.haplotype[walk]!,
			contig: stringAt(graph.strings, walks.contig[walk]!),
			name: stringAt(graph.strings, walks.name[walk]!),
			start: walks.start[walk]!,
			end: walks.end[walk]!,
		});
		const steps = walkSteps(graph, walk);
		const room = builder.steps.reserve(steps.length);
		for (let i = 0; i < steps.length; i++) room[builder.steps.length + i] = toHandle(steps[i]!);
		builder.steps.length += steps.length;
	}
	return builder;
}

/** Letters of the nodes `kept`, packed again. */
function selectBases(graph: Graph, kept: Uint32Array): { nodeStarts: Uint32Array; bases: PackedBases } {
	const packer = new BasePacker();
	const nodeStarts = new Uint32Array(kept.length + 1);
	let letters = new Uint8Array(1 << 12);
	for (let i = 0; i < kept.length; i++) {
		const start = graph.nodeStarts[kept[i]!]!;
		const end = graph.nodeStarts[kept[i]! + 1]!;
		if (end - start > letters.length) letters = new Uint8Array(2 * (end - start));
		writeBases(graph, start, end, letters, 0);
		if (graph.softMask !== undefined) lowerCase(graph.softMask, start, end, letters, 0);
		packer.append(letters, 0, end - start);
		nodeStarts[i + 1] = packer.baseCount;
	}
	return { nodeStarts, bases: packer.finish() };
}

function selectLinks(
	graph: Graph,
	stays: Uint8Array,
	toHandle: (handle: number) => number,
): { from: Uint32Array; to: Uint32Array } {
	const from = new GrowingUint32();
	const to = new GrowingUint32();
	for (let handle = 0; handle < 2 * graph.nodeCount; handle++) {
		for (let edge = graph.edgeStarts[handle]!; edge < graph.edgeStarts[handle + 1]!; edge++) {
			if (stays[edge] === 0 || !isWrittenFrom(handle, graph.edgeTargets[edge]!)) continue;
			from.push(toHandle(handle));
			to.push(toHandle(graph.edgeTargets[edge]!));
		}
	}
	return { from: from.view(), to: to.view() };
}

/** The strings `kept` of a table. */
function selectStrings(table: StringTable, kept: Uint32Array): StringTable {
	const bytes = new GrowingBytes();
	const offsets = new GrowingUint32(kept.length + 1);
	offsets.push(0);
	for (const index of kept) {
		bytes.append(table.bytes, table.offsets[index]!, table.offsets[index + 1]!);
		offsets.push(bytes.length);
	}
	return makeStringTable(bytes, offsets);
}

/** The annotations of what stays; undefined where there are none. */
function selectAnnotations(
	graph: Graph,
	selected: Graph,
	selection: Selection,
	nodeMap: Uint32Array,
	walkMap: Uint32Array,
): Annotations | undefined {
	const { annotations } = graph;
	if (annotations === undefined) return undefined;
	const { linkOverlap = '0M', otherLines } = annotations;
	const linkTexts = selectItems(annotations.linkTexts, (edge) => newEdge(graph, selected, selection.edges, nodeMap, edge));
	const parts: { [K in keyof Annotations]: Annotations[K] | undefined } = {
		segmentTags: selectItems(annotations.segmentTags, (node) => nodeMap[node]!),
		unsequenced: renumbered(annotations.unsequenced, nodeMap),
		...withUsualOverlap(selected, linkOverlap, linkTexts),
		walkTexts: selectItems(annotations.walkTexts, (walk) => walkMap[walk]!),
		continuedWalks: renumbered(annotations.continuedWalks, walkMap),
		jumps: selectPairs(annotations.jumps, (line) => selection.jumps[line] === 1, nodeMap),
		containments: selectPairs(annotations.containments, () => true, nodeMap),
		otherLines,
	};
	const present = Object.entries(parts).filter(([, part]) => part !== undefined);
	return present.length === 0 ? undefined : (Object.fromEntries(present) as Annotations);
}

function selectItems(texts: ItemTexts | undefined, newItem: (item: number) => number): ItemTexts | undefined {
	if (texts === undefined) return undefined;
	const items = new GrowingUint32(16);
	const places = new GrowingUint32(16);
	for (const [place, item] of texts.items.entries()) {
		const number = newItem(item);
		if (number === GONE) continue;
		items.push(number);
		places.push(place);
	}
	if (items.length === 0) return undefined;
	return { items: toShared(items.view()), texts: selectStrings(texts.texts, places.view()) };
}

function renumbered(items: Uint32Array | undefined, numbers: Uint32Array): Uint32Array | undefined {
	const kept = (items ?? new Uint32Array()).filter((item) => numbers[item] !== GONE);
	return kept.length === 0 ? undefined : toShared(kept.map((item) => numbers[item]!));
}

/** Place of an edge in the edges of the part, or GONE. */
function newEdge(graph: Graph, selected: Graph, stays: Uint8Array, nodeMap: Uint32Array, edge: number): number {
	if (stays[edge] === 0) return GONE;
	let low = 0;
	let high = 2 * graph.nodeCount - 1;
	while (low < high) {
		const middle = (low + high + 1) >>> 1;
		if (graph.edgeStarts[middle]! <= edge) low = middle;
		else high = middle - 1;
	}
	const target = graph.edgeTargets[edge]!;
	return edgeIndex(selected, (nodeMap[low >>> 1]! << 1) | (low & 1), (nodeMap[target >>> 1]! << 1) | (target & 1));
}

/** Lines between nodes that stay. */
function selectPairs(
	lines: PairLines | undefined,
	stays: (line: number) => boolean,
	nodeMap: Uint32Array,
): PairLines | undefined {
	if (lines === undefined) return undefined;
	const kept: number[] = [];
	for (let line = 0; line < lines.from.length; line++) {
		const isBetweenKept = nodeMap[lines.from[line]! >>> 1] !== GONE && nodeMap[lines.to[line]! >>> 1] !== GONE;
		if (isBetweenKept && stays(line)) kept.push(line);
	}
	if (kept.length === 0) return undefined;
	const toHandle = (handle: number) => (nodeMap[handle >>> 1]! << 1) | (handle & 1);
	return {
		from: toShared(Uint32Array.from(kept, (line) => toHandle(lines.from[line]!))),
		to: toShared(Uint32Array.from(kept, (line) => toHandle(lines.to[line]!))),
		texts: selectStrings(lines.texts, Uint32Array.from(kept)),
	};
}
