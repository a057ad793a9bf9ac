/**
 * Reference sequences of an rGFA (https://github.com/lh3/gfatools/blob/master/doc/rGFA.md), told by tags of its S lines: SN the
 * name, SO the offset, SR the rank, 0 for the reference.
 *
 * Segments of rank 0 that follow each other on a sequence and are linked become a walk of kind KIND_STABLE; where the sequence has
 * a gap, another begins.
 */
import type { ItemTexts } from '../store/annotations.ts';
import { edgeIndex, type Graph, nodeLength } from '../store/graph.ts';
import { StringTableBuilder } from '../store/string-table.ts';
import { KIND_STABLE, WalkBuilder } from '../store/walk-builder.ts';
import { textOf } from './gfa-error.ts';
import { parsePathName } from './pansn.ts';
import { columnEnd, findTag, tagKey, wholeNumber } from './tags.ts';

const NAME = tagKey('SN:Z:');
const OFFSET = tagKey('SO:i:');
const RANK = tagKey('SR:i:');

/** Segments of rank 0, by sequence. */
interface Sequence {
	name: string;
	nodes: number[];
	offsets: number[];
}

/** `graph`, which has no walks, with its stable sequences as walks where its tags tell any. O(n log n) in segments of rank 0. */
export function withStableSequences(graph: Graph, tags: ItemTexts): Graph {
	const sequences = rankZero(tags);
	if (sequences.length === 0) return graph;
	const strings = new StringTableBuilder();
	const builder = new WalkBuilder(strings);
	for (const { name, nodes, offsets } of sequences) {
		const order = nodes.map((_, i) => i).sort((a, b) => offsets[a]! - offsets[b]!);
		let end = -1;
		let last = -1;
		for (const i of order) {
			const handle = nodes[i]! << 1;
			if (offsets[i] !== end || edgeIndex(graph, last, handle) === -1) {
				builder.begin({ kind: KIND_STABLE, name, ...parsePathName(name), start: offsets[i]!, end: Number.NaN });
			}
			builder.steps.push(handle);
			last = handle;
			end = offsets[i]! + nodeLength(graph, nodes[i]!);
		}
	}
	const walks = builder.finish();
	for (let walk = 0; walk < walks.count; walk++) {
		let length = 0;
		for (let i = walks.stepStarts[walk]!; i < walks.stepStarts[walk + 1]!; i++)
			length += nodeLength(graph, walks.steps[i]! >>> 1);
		walks.end[walk] = walks.start[walk]! + length;
	}
	return { ...graph, walks, strings: strings.finish() };
}

function rankZero({ items, texts }: ItemTexts): Sequence[] {
	const { bytes, offsets } = texts;
	const sequences = new Map<string, Sequence>();
	for (let i = 0; i < items.length; i++) {
		const [from, to] = [offsets[i]!, offsets[i + 1]!];
		const rank = findTag(bytes, from, to, RANK);
		const name = findTag(bytes, from, to, NAME);
		const offset = findTag(bytes, from, to, OFFSET);
		if (rank === -1 || name === -1 || offset === -1 || wholeNumber(bytes, rank, to) !== 0) continue;
		const place = wholeNumber(bytes, offset, to);
		if (Number.isNaN(place)) continue;
		const text = textOf(bytes, name, columnEnd(bytes, name, to));
		let sequence = sequences.get(text);
		if (sequence === undefined) {
			sequence = { name: text, nodes: [], offsets: [] };
			sequences.set(text, sequence);
		}
		sequence.nodes.push(items[i]!);
		sequence.offsets.push(place);
	}
	return [...sequences.values()];
}
