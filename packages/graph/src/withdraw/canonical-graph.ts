/**
 * The canonical form (canonical/canonical-form.ts) of a graph in memory, or of some of its walks.
 *
 * Walks stand in groups: a reference walk, then those of the haplotypes on its piece of the reference, as `build` writes them.
 */
import { type CanonicalForm, canonicalForm, entersRun, handleInForm, leavesRun } from '../canonical/canonical-form.ts';
import { CANONICAL_TAG } from '../canonical/canonical-tag.ts';
import { compareSequences } from '../canonical/compare-sequences.ts';
import { writeBases } from '../store/base-letters.ts';
import { BasePacker } from '../store/base-packer.ts';
import { GrowingUint32 } from '../store/columns.ts';
import { type Graph, referenceWalks, stringAt } from '../store/graph.ts';
import { assembleGraph } from '../store/graph-builder.ts';
import { StringTableBuilder } from '../store/string-table.ts';
import { KIND_WALK, WalkBuilder } from '../store/walk-builder.ts';
import { walkSteps } from '../store/walk-steps.ts';
import { findUse, STAYS } from './graph-use.ts';

/** The form of the walks that stay, and how it follows from the graph's nodes. */
interface FormedWalks {
	readonly form: CanonicalForm;
	/** By node of the graph: its number among those that are used, which the form speaks of; NOT_USED of others. */
	readonly numbers: Uint32Array;
	/** The graph's node of each number. */
	readonly nodes: Uint32Array;
	readonly linkFrom: Uint32Array;
	readonly linkTo: Uint32Array;
}

const NOT_USED = 0xffffffff;

/** Whether a graph says that it has the canonical form, and has it. Linear. */
export function isCanonical(graph: Graph): boolean {
	if (!graph.headerTags.includes(CANONICAL_TAG) || graph.annotations !== undefined || graph.softMask !== undefined) return false;
	if (graph.walks.kind.some((kind) => kind !== KIND_WALK)) return false;
	if (graph.walks.count > 0 && !referenceWalks(graph).includes(0)) return false;
	for (let node = 0; node < graph.nodeCount; node++) if (stringAt(graph.segmentNames, node) !== String(node + 1)) return false;
	const { form, linkFrom } = formWalks(graph, new Uint8Array(graph.walks.count));
	if (form.count !== graph.nodeCount || linkFrom.length !== graph.edgeCount) return false;
	return form.members.every((member, i) => member === i);
}

/** The canonical graph of the walks that stay; `withdrawn[walk]` is 1 of the others. */
export function canonicalGraph(graph: Graph, withdrawn: Uint8Array): Graph {
	const formed = formWalks(graph, withdrawn);
	const { form, nodes } = formed;
	const names = new StringTableBuilder();
	for (let node = 0; node < form.count; node++) names.add(String(node + 1));
	const nodeStarts = new Uint32Array(form.count + 1);
	const packer = new BasePacker();
	for (let node = 0; node < form.count; node++) {
		for (let i = form.starts[node]!; i < form.starts[node + 1]!; i++) {
			const letters = lettersOf(graph, nodes[form.members[i]!]!);
			packer.append(letters, 0, letters.length);
		}
		nodeStarts[node + 1] = packer.baseCount;
	}
	const strings = new StringTableBuilder();
	const walks = new WalkBuilder(strings);
	for (let walk = 0; walk < graph.walks.count; walk++) if (withdrawn[walk] === 0) addWalk(graph, walk, formed, walks);
	const links = linksBetweenNodes(formed);
	return assembleGraph({
		segmentNames: names.finish(),
		nodeStarts,
		bases: packer.finish(),
		linkFrom: links.from,
		linkTo: links.to,
		walks: walks.finish(),
		strings: strings.finish(),
		referenceSamples: graph.referenceSamples,
		headerTags: graph.headerTags,
	});
}

function formWalks(graph: Graph, withdrawn: Uint8Array): FormedWalks {
	const use = findUse(graph, withdrawn);
	const numbers = new Uint32Array(graph.nodeCount).fill(NOT_USED);
	const nodes = new GrowingUint32();
	for (let node = 0; node < graph.nodeCount; node++) {
		if ((use.nodes[node]! & STAYS) === 0) continue;
		numbers[node] = nodes.length;
		nodes.push(node);
	}
	const { linkFrom, linkTo } = usedLinks(graph, use.edges, numbers);
	const used = nodes.view();
	const letters = (run: Uint32Array) => Array.from(run, (number) => lettersOf(graph, used[number]!));
	const form = canonicalForm({
		nodeCount: used.length,
		...readWalks(graph, withdrawn, numbers, used.length),
		linkFrom,
		linkTo,
		compareSequences: (a, b) => compareSequences(letters(a), letters(b)),
	});
	return { form, numbers, nodes: used, linkFrom, linkTo };
}

/** Links that walks use, each once. */
function usedLinks(graph: Graph, edgeUse: Uint8Array, numbers: Uint32Array): { linkFrom: Uint32Array; linkTo: Uint32Array } {
	const from = new GrowingUint32();
	const to = new GrowingUint32();
	for (let handle = 0; handle < 2 * graph.nodeCount; handle++) {
		for (let edge = graph.edgeStarts[handle]!; edge < graph.edgeStarts[handle + 1]!; edge++) {
			const target = graph.edgeTargets[edge]!;
			if ((edgeUse[edge]! & STAYS) === 0 || handle > (target ^ 1)) continue;
			from.push((numbers[handle >>> 1]! << 1) | (handle & 1));
			to.push((numbers[target >>> 1]! << 1) | (target & 1));
		}
	}
	return { linkFrom: from.view(), linkTo: to.view() };
}

/** What the walks that stay say of the nodes, for UnnumberedGraph. */
function readWalks(
	graph: Graph,
	withdrawn: Uint8Array,
	numbers: Uint32Array,
	nodeCount: number,
): { onReference: Uint8Array; places: Uint32Array; placeCount: number; begins: Uint8Array; firstWalks: Uint32Array } {
	const onReference = new Uint8Array(nodeCount);
	const places = new Uint32Array(nodeCount);
	const begins = new Uint8Array(2 * nodeCount);
	const firstWalks = new Uint32Array(nodeCount).fill(NOT_USED);
	const references = new Uint8Array(graph.walks.count);
	for (const walk of referenceWalks(graph)) references[walk] = 1;
	let floor = 0;
	let placeCount = 1;
	for (let walk = 0; walk < graph.walks.count; walk++) {
		if (withdrawn[walk] === 1) continue;
		const isReference = references[walk] === 1;
		const steps = walkSteps(graph, walk);
		if (steps.length === 0) continue;
		const numberOf = (handle: number) => (numbers[handle >>> 1]! << 1) | (handle & 1);
		begins[numberOf(steps[0]!)] = 1;
		begins[numberOf(steps.at(-1)!) ^ 1] = 1;
		if (isReference && placeCount > 1) floor = placeCount++;
		for (let i = 0; i < steps.length; i++) {
			const node = numbers[steps[i]! >>> 1]!;
			if (firstWalks[node] !== NOT_USED && !isReference) continue;
			if (firstWalks[node] === NOT_USED) {
				firstWalks[node] = walk;
				places[node] = floor;
			}
			if (!isReference || onReference[node] === 1) continue;
			onReference[node] = 1;
			places[node] = placeCount++;
		}
	}
	return { onReference, places, placeCount, begins, firstWalks };
}

function addWalk(graph: Graph, walk: number, { form, numbers }: FormedWalks, builder: WalkBuilder): void {
	const { walks, strings } = graph;
	const contig = stringAt(strings, walks.contig[walk]!);
	builder.begin({
		kind: KIND_WALK,
		sample: stringAt(strings, walks.sample[walk]!),
		haplotype: walks.haplotype[walk]!,
		contig,
		name: contig,
		start: walks.start[walk]!,
		end: walks.end[walk]!,
	});
	const steps = walkSteps(graph, walk);
	const room = builder.steps.reserve(steps.length);
	let count = builder.steps.length;
	for (let i = 0; i < steps.length; i++) {
		const handle = (numbers[steps[i]! >>> 1]! << 1) | (steps[i]! & 1);
		if (entersRun(form, handle)) room[count++] = handleInForm(form, handle);
	}
	builder.steps.length = count;
}

/** Links of the form: those that go out of a node. */
function linksBetweenNodes({ form, linkFrom, linkTo }: FormedWalks): { from: Uint32Array; to: Uint32Array } {
	const from = new GrowingUint32();
	const to = new GrowingUint32();
	for (let i = 0; i < linkFrom.length; i++) {
		if (!leavesRun(form, linkFrom[i]!)) continue;
		from.push(handleInForm(form, linkFrom[i]!));
		to.push(handleInForm(form, linkTo[i]!));
	}
	return { from: from.view(), to: to.view() };
}

function lettersOf(graph: Graph, node: number): Uint8Array {
	const start = graph.nodeStarts[node]!;
	const end = graph.nodeStarts[node + 1]!;
	const letters = new Uint8Array(end - start);
	writeBases(graph, start, end, letters, 0);
	return letters;
}
