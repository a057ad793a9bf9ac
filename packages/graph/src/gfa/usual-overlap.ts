/**
 * The overlap that links have where nothing is said of them: the one that most have, so that it follows from the links and not from
 * the order of their lines.
 */
import type { Annotations, ItemTexts } from '../store/annotations.ts';
import type { Graph } from '../store/graph.ts';
import { TextColumn } from '../store/item-texts.ts';
import { toShared } from '../store/columns.ts';
import { isWrittenFrom } from './canonical-link.ts';

/** Overlap that needs no word. */
const BLUNT = '0M';
const TAB = 9;

/** What {@link Annotations} says of links; parts that say nothing are left out. */
export type LinkAnnotations = Pick<Annotations, 'linkOverlap' | 'linkTexts'>;

/**
 * The same said with the overlap that most links have alone, without tags; of several the first by its letters. `overlap` is that of
 * the links which `texts` does not speak of. Linear in texts, and in links where the overlap is another.
 */
export function withUsualOverlap(
	graph: Pick<Graph, 'nodeCount' | 'edgeCount' | 'edgeStarts' | 'edgeTargets'>,
	overlap: string,
	texts: ItemTexts | undefined,
): LinkAnnotations {
	const usual = texts === undefined ? overlap : usualOverlap(graph.edgeCount, overlap, texts);
	const linkTexts = texts === undefined || usual === overlap ? texts : saidWith(graph, usual, overlap, texts);
	return {
		...(usual === BLUNT || graph.edgeCount === 0 ? {} : { linkOverlap: usual }),
		...(linkTexts === undefined ? {} : { linkTexts }),
	};
}

function usualOverlap(edgeCount: number, overlap: string, texts: ItemTexts): string {
	const counts = new Map<string, number>();
	let unsaid = edgeCount;
	forEachItem(texts, (first, end) => {
		unsaid--;
		const text = end - first === 1 ? plainText(texts, first) : undefined;
		if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
	});
	if (unsaid > 0) counts.set(overlap, (counts.get(overlap) ?? 0) + unsaid);
	const [usual] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))[0] ?? [BLUNT];
	return usual;
}

function saidWith(
	{ nodeCount, edgeStarts, edgeTargets }: Pick<Graph, 'nodeCount' | 'edgeStarts' | 'edgeTargets'>,
	usual: string,
	overlap: string,
	texts: ItemTexts,
): ItemTexts | undefined {
	const items: number[] = [];
	const said = new TextColumn();
	const unsaid = new TextEncoder().encode(overlap);
	let at = 0;
	for (let handle = 0; handle < 2 * nodeCount; handle++) {
		for (let edge = edgeStarts[handle]!; edge < edgeStarts[handle + 1]!; edge++) {
			if (!isWrittenFrom(handle, edgeTargets[edge]!)) continue;
			const first = at;
			while (texts.items[at] === edge) at++;
			if (at === first) {
				items.push(edge);
				said.append(unsaid, 0, unsaid.length);
				said.end();
			} else if (at - first > 1 || plainText(texts, first) !== usual) {
				for (let i = first; i < at; i++) {
					items.push(edge);
					said.append(texts.texts.bytes, texts.texts.offsets[i]!, texts.texts.offsets[i + 1]!);
					said.end();
				}
			}
		}
	}
	return items.length === 0 ? undefined : { items: toShared(Uint32Array.from(items)), texts: said.finish() };
}

/** Calls `onItem` with the bounds of the texts of each item. */
function forEachItem({ items }: ItemTexts, onItem: (first: number, end: number) => void): void {
	for (let first = 0; first < items.length; ) {
		let end = first + 1;
		while (items[end] === items[first]) end++;
		onItem(first, end);
		first = end;
	}
}

/** A text that is an overlap alone; undefined where there are tags. */
function plainText({ texts }: ItemTexts, index: number): string | undefined {
	const bytes = texts.bytes.slice(texts.offsets[index], texts.offsets[index + 1]);
	return bytes.includes(TAB) ? undefined : new TextDecoder().decode(bytes);
}
