/** Places of a graph's text in which a sample's name still stands. */
import type { Graph, StringTable } from '../store/graph.ts';

const NAME_BYTES: Uint8Array = new Uint8Array(256);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-') NAME_BYTES[letter.charCodeAt(0)] = 1;

/**
 * How often the names stand as whole words in segment names, tags, comments and names of walks: a name that a segment got from
 * the sample it was first seen in, for instance. Linear in the text.
 */
export function countMentions(graph: Graph, samples: readonly string[]): number {
	const { annotations = {} } = graph;
	const tables: (StringTable | undefined)[] = [
		graph.segmentNames,
		graph.strings,
		annotations.segmentTags?.texts,
		annotations.linkTexts?.texts,
		annotations.walkTexts?.texts,
		annotations.jumps?.texts,
		annotations.containments?.texts,
		annotations.otherLines,
	];
	const encoder = new TextEncoder();
	const texts = tables.flatMap((table) => (table === undefined ? [] : [table]));
	texts.push(...graph.headerTags.map((tag) => wholeText(encoder.encode(tag))));
	let count = 0;
	for (const sample of samples) for (const text of texts) count += countIn(text, encoder.encode(sample));
	return count;
}

function wholeText(bytes: Uint8Array): StringTable {
	return { bytes, offsets: Uint32Array.of(0, bytes.length) };
}

/** How often a name stands in the strings of a table, not counting where it is part of a longer name. */
function countIn({ bytes, offsets }: StringTable, name: Uint8Array): number {
	let count = 0;
	let string = 0;
	for (let at = bytes.indexOf(name[0]!); at !== -1; at = bytes.indexOf(name[0]!, at + 1)) {
		while (offsets[string + 1]! <= at) string++;
		const end = at + name.length;
		if (end > offsets[string + 1]!) continue;
		const isAlone =
			(at === offsets[string] || NAME_BYTES[bytes[at - 1]!] === 0) &&
			(end === offsets[string + 1] || NAME_BYTES[bytes[end]!] === 0);
		if (isAlone && name.every((byte, i) => bytes[at + i] === byte)) count++;
	}
	return count;
}
