/**
 * The graph of what was read of a GFA, once it is whole: numbers of names become nodes, compressed walks are spelled out, and what the
 * lines say of each other is checked.
 */
import type { Annotations } from '../store/annotations.ts';
import { GrowingUint32, toShared } from '../store/columns.ts';
import type { Graph } from '../store/graph.ts';
import { assembleGraph } from '../store/graph-builder.ts';
import { makeStringTable } from '../store/string-table.ts';
import { checkWalks } from './check-walks.ts';
import { type GfaColumns, MAX_STEPS } from './gfa-columns.ts';
import { placeContinuations } from './jumps.ts';
import { textsByEdge } from './link-texts.ts';
import { Expander, type RuleFault } from './meta-segments.ts';
import { namesByNode } from './names-by-node.ts';
import { rulesByName } from './rules-by-name.ts';
import { withStableSequences } from './stable-sequences.ts';
import { withUsualOverlap } from './usual-overlap.ts';

const MAX_TEXT_BYTES = 0xffff_ffff;

/**
 * The graph, after the last line; the columns become its. Errors: E_GFA_NO_SEGMENTS, E_GFA_DANGLING, E_GFA_META_SEGMENT,
 * E_GFA_WALK_EDGE, E_GFA_WALK_LENGTH, E_GFA_TOO_LARGE, E_MEMORY.
 */
export function graphOfColumns(columns: GfaColumns): Graph {
	const nodeStarts = columns.nodeStarts.view();
	if (nodeStarts.length === 1) {
		columns.fail({
			code: 'E_GFA_NO_SEGMENTS',
			found: 'no S line',
			expected: 'at least one',
			remedy: 'check that this is a GFA file',
		});
	}
	checkTextSizes(columns);
	const rules = rulesByName(columns.metaSegments, columns.names, columns.nodes.values, (fault) => failRule(columns, fault));
	checkNames(columns, rules);
	const linkFrom = toHandles(columns, columns.linkFrom);
	const linkTo = toHandles(columns, columns.linkTo);
	for (const { from, to, lines } of [columns.jumps, columns.containments]) {
		toHandles(columns, from, lines);
		toHandles(columns, to, lines);
	}
	if (columns.compressedWalks.length > 0) expandWalks(columns, rules);
	else toHandles(columns, columns.walks.steps);
	placeContinuations(columns, columns.continuedWalks.view(), columns.walkLines.view());
	const graph = assembleGraph({
		segmentNames: columns.isInOrder
			? makeStringTable(columns.names.bytes, columns.names.offsets)
			: namesByNode(columns.names, columns.nodes.values, columns.nodeCount),
		nodeStarts,
		bases: columns.packer.finish(),
		linkFrom,
		linkTo,
		walks: columns.walks.finish(),
		strings: columns.strings.finish(),
		referenceSamples: columns.referenceSamples,
		headerTags: columns.headerTags,
		continuedWalks: columns.continuedWalks.view(),
	});
	checkWalks(graph, columns.file, columns.walkLines.view());
	const annotations = annotationsOf(columns, graph, linkFrom, linkTo);
	const annotated = Object.keys(annotations).length === 0 ? graph : { ...graph, annotations };
	if (graph.walks.count > 0 || annotations.segmentTags === undefined) return annotated;
	return withStableSequences(annotated, annotations.segmentTags);
}

function failRule(columns: GfaColumns, fault: RuleFault): never {
	columns.line = fault.line;
	return columns.fail(fault);
}

/** Every name that is used must have an S line, or a Q line. */
function checkNames(columns: GfaColumns, rules: Uint32Array): void {
	const nodes = columns.nodes.view();
	const number = columns.metaSegments.count === 0 ? nodes.indexOf(0) : nodes.findIndex((node, i) => node === 0 && rules[i] === 0);
	if (number !== -1) failDangling(columns, number, mentionLine(columns, number));
}

/** Line in which a name without an S line stood first. */
function mentionLine(columns: GfaColumns, number: number): number {
	return columns.mentionLines.values[columns.mentioned.view().indexOf(number)]!;
}

function failDangling(columns: GfaColumns, number: number, line: number): never {
	columns.line = line;
	return columns.fail({
		code: 'E_GFA_DANGLING',
		found: `segment ${columns.names.nameOf(number)}, which has no S line`,
		expected: 'an S line for every segment that is used',
		remedy: 'add the segment, or take out what uses it; the file may be cut',
	});
}

/** Numbers of names to nodes, in place. `lines` are those that the numbers stand in, where that is known. */
function toHandles(columns: GfaColumns, column: GrowingUint32, lines?: GrowingUint32): Uint32Array {
	const handles = column.view();
	if (columns.isInOrder) return handles;
	const nodes = columns.nodes.values;
	for (let i = 0; i < handles.length; i++) {
		const handle = handles[i]!;
		const node = nodes[handle >>> 1]! - 1;
		// A meta-segment, which may stand in Z and Q lines alone.
		if (node < 0) failDangling(columns, handle >>> 1, lines?.values[i] ?? mentionLine(columns, handle >>> 1));
		handles[i] = (node << 1) | (handle & 1);
	}
	return handles;
}

/** Replaces all walks by what their symbols stand for. */
function expandWalks(columns: GfaColumns, rules: Uint32Array): void {
	const { walks } = columns;
	const compressed = columns.compressedWalks.view();
	const expander = new Expander(columns.metaSegments, { rules, nodes: columns.nodes.values });
	const fault = expander.measure();
	if (fault !== undefined) failRule(columns, fault);
	const symbols = (walk: number) => walks.steps.values.subarray(walks.stepStart(walk), walks.stepStart(walk + 1));
	let total = 0;
	for (let walk = 0; walk < walks.count; walk++) total += expander.lengthOf(symbols(walk));
	if (total > MAX_STEPS) columns.failSize(`more than ${MAX_STEPS} steps`);
	const steps = new GrowingUint32(0);
	const out = steps.reserve(total);
	const starts = new GrowingUint32(walks.count + 1);
	for (let walk = 0, next = 0; walk < walks.count; walk++) {
		starts.push(steps.length);
		const own = symbols(walk);
		const isPlain = compressed[next] !== walk;
		const rule = isPlain ? own.find((symbol) => rules[symbol >>> 1] !== 0) : undefined;
		if (rule !== undefined) failDangling(columns, rule >>> 1, columns.walkLines.values[walk]!);
		if (!isPlain) next++;
		steps.length = expander.expand(own, out, steps.length);
	}
	walks.replaceSteps(steps, starts);
}

function checkTextSizes(columns: GfaColumns): void {
	const { segmentTags, linkTexts, walkTexts, jumps, containments, otherLines } = columns;
	const texts = [segmentTags, linkTexts, walkTexts, jumps, containments].map((lines) => lines.texts);
	for (const { sizeBytes } of [...texts, otherLines]) {
		if (sizeBytes > MAX_TEXT_BYTES) columns.failSize(`more than ${MAX_TEXT_BYTES} bytes of tags`);
	}
}

/** What there is besides the graph; nothing of what there is not. */
function annotationsOf(columns: GfaColumns, graph: Graph, linkFrom: Uint32Array, linkTo: Uint32Array): Annotations {
	const overlap = columns.linkOverlap ?? '*';
	const shared = (column: GrowingUint32) => (column.length === 0 ? undefined : toShared(column.view()));
	const parts = {
		segmentTags: columns.segmentTags.finish(graph.nodeCount),
		unsequenced: shared(columns.unsequenced),
		...withUsualOverlap(graph, overlap, textsByEdge(columns.linkTexts, overlap, graph, linkFrom, linkTo)),
		walkTexts: columns.walkTexts.finish(columns.walks.count),
		continuedWalks: shared(columns.continuedWalks),
		jumps: columns.jumps.finish(),
		containments: columns.containments.finish(),
		otherLines: columns.otherLines.count === 0 ? undefined : columns.otherLines.finish(),
	};
	return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined));
}
