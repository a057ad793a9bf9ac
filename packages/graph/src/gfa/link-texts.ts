/** Overlaps and tags of L lines, from the numbers of the lines to the edges that are written. */
import type { ItemTexts } from '../store/annotations.ts';
import { edgeIndex, type Graph } from '../store/graph.ts';
import { distinctTexts, sortedTexts } from '../store/item-texts.ts';
import { canonicalLink } from './canonical-link.ts';
import { LineTexts } from './line-texts.ts';

/**
 * The distinct texts of each link that has any besides `overlap`, which is the text of all lines that are not in `texts`; undefined where
 * none has. `texts` speaks of lines, ascending; it is not to be used after. Linear in links where nodes have few edges.
 */
export function textsByEdge(
	texts: LineTexts,
	overlap: string,
	graph: Graph,
	linkFrom: Uint32Array,
	linkTo: Uint32Array,
): ItemTexts | undefined {
	const edgeOf = (link: number): number => {
		const [from, to] = canonicalLink(linkFrom[link]!, linkTo[link]!);
		return edgeIndex(graph, from, to);
	};
	const own = texts.items.view();
	if (own.length === 0) return undefined;
	const edgeCount = graph.edgeTargets.length;
	if (own.length === linkFrom.length) return distinctTexts(sortedTexts(own.map(edgeOf), texts.texts.finish(), edgeCount));
	// Of a link that was given twice, with and without a text, both are kept, in the order of the lines.
	const hasText = new Uint8Array(edgeCount);
	for (const link of own) hasText[edgeOf(link)] = 1;
	const plain = new TextEncoder().encode(overlap);
	const { bytes, offsets } = texts.texts.finish();
	const all = new LineTexts();
	for (let link = 0, next = 0; link < linkFrom.length; link++) {
		const isOwn = own[next] === link;
		const edge = edgeOf(link);
		if (isOwn) all.add(edge, bytes, offsets[next]!, offsets[next + 1]!);
		else if (hasText[edge] === 1) all.add(edge, plain, 0, plain.length);
		if (isOwn) next++;
	}
	return distinctTexts(sortedTexts(all.items.view(), all.texts.finish(), edgeCount));
}
