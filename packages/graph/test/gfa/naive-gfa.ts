/** GFA read the obvious way, with strings and maps: what the parser is compared with. */
import { complement, type Graph, handleSequence, segmentName, stringAt } from '../../src/store/graph.ts';

/** A graph as text that does not depend on the order of lines nor on the side from which a link was written. */
export interface PlainGraph {
	/** Name and upper-case letters, in the order of the S lines. */
	segments: [name: string, letters: string][];
	/** `a+ b-`, each in the smaller of its two ways of writing, sorted. */
	links: string[];
	/** Kind, names, range and steps, in the order of the file. */
	walks: string[];
}

/** What else its lines say. */
export interface PlainText {
	header: string[];
	/** Letters as they stood (or `*`) and tags, by segment. */
	segments: string[];
	/** Link, overlap and tags, sorted, each once. */
	links: string[];
	pairs: string[];
	/** Names, steps with their jumps, overlaps and tags. */
	walks: string[];
	others: string[];
}

const flip = (oriented: string) => `${oriented.slice(0, -1)}${oriented.endsWith('+') ? '-' : '+'}`;
const canonicalLink = (from: string, to: string) => [`${from} ${to}`, `${flip(to)} ${flip(from)}`].toSorted()[0]!;
const fieldsOf = (text: string) => text.split(/\r?\n/).map((line) => line.split('\t'));

/** Symbols of a walk. */
const symbolsOf = (walk: string) =>
	[...walk.matchAll(/([<>])([^<>]+)/g)].map(([, way, name]): [string, boolean] => [name!, way === '>']);

/** Oriented names of a walk, `a+`, with its meta-segments spelled out. */
function spell(symbols: [string, boolean][], rules: Map<string, [string, boolean][]>): string[] {
	return symbols.flatMap(([name, isForward]) => {
		const rule = rules.get(name);
		if (rule === undefined) return [`${name}${isForward ? '+' : '-'}`];
		const inner = spell(rule, rules);
		return isForward ? inner : inner.toReversed().map(flip);
	});
}

function rulesOf(text: string): Map<string, [string, boolean][]> {
	return new Map(fieldsOf(text).flatMap((fields) => (fields[0] === 'Q' ? [[fields[1]!, symbolsOf(fields[2]!)]] : [])));
}

/** Reads GFA text. */
export function readNaively(text: string): PlainGraph {
	const rules = rulesOf(text);
	const segments: [string, string][] = [];
	const links = new Set<string>();
	const walks: string[] = [];
	for (const fields of fieldsOf(text)) {
		const [type, first = '', second = ''] = fields;
		if (type === 'S') {
			const length = fields.find((field) => field.startsWith('LN:i:'))?.slice(5);
			segments.push([first, second === '*' ? 'N'.repeat(Number(length)) : second.toUpperCase()]);
		}
		if (type === 'L') links.add(canonicalLink(first + second, fields[3]! + fields[4]!));
		if (type === 'P') {
			const parts = second === '*' ? [''] : second.split(/(?<=[+-]);/);
			for (const part of parts) walks.push(`P ${first} ${part.replaceAll(',', ' ')}`);
		}
		if (type === 'W' || type === 'Z')
			walks.push(`W ${fields.slice(1, 6).join(' ')} ${spell(symbolsOf(fields[6]!), rules).join(' ')}`);
	}
	return { segments, links: [...links].toSorted(), walks };
}

/** Reads what GFA text says besides. */
export function readTextNaively(text: string): PlainText {
	const rules = rulesOf(text);
	const plain: PlainText = { header: [], segments: [], links: [], pairs: [], walks: [], others: [] };
	const links = new Map<string, string[]>();
	for (const fields of fieldsOf(text)) {
		const [type, ...rest] = fields;
		const tail = (from: number) => rest.slice(from).join('\t');
		if (type === 'H') plain.header.push(...rest.filter((tag) => !tag.startsWith('VN:')));
		if (type === 'S') plain.segments.push(tail(0));
		if (type === 'L') {
			const own = [rest[4] || '*', ...rest.slice(5)].join('\t');
			const link = canonicalLink(rest[0]! + rest[1]!, rest[2]! + rest[3]!);
			links.set(link, [...(links.get(link) ?? []), own]);
		}
		if (type === 'J' || type === 'C') plain.pairs.push(fields.join('\t'));
		if (type === 'P') plain.walks.push(['P', ...rest].join('\t'));
		if (type === 'W' || type === 'Z') {
			const steps = spell(symbolsOf(rest[5]!), rules).join(' ');
			plain.walks.push(['W', ...rest.slice(0, 5), steps, ...rest.slice(6)].join('\t'));
		}
		if (type !== undefined && /^(#|[a-z]$)/.test(type)) plain.others.push(fields.join('\t'));
	}
	for (const [link, texts] of links) for (const text of new Set(texts)) plain.links.push(`${link} ${text}`);
	plain.links.sort();
	plain.header.sort();
	plain.pairs.sort((a, b) => (a[0] === b[0] ? 0 : a[0] === 'J' ? -1 : 1));
	return plain;
}

/** A graph in memory in the form of {@link readNaively}, through its accessors. */
export function describeGraph(graph: Graph): PlainGraph {
	const name = (handle: number) => `${segmentName(graph, handle >>> 1)}${(handle & 1) === 1 ? '-' : '+'}`;
	const { walks, strings } = graph;
	const links = new Set<string>();
	for (let from = 0; from < graph.nodeCount * 2; from++) {
		for (let i = graph.edgeStarts[from]!; i < graph.edgeStarts[from + 1]!; i++) {
			links.add(canonicalLink(name(from), name(graph.edgeTargets[i]!)));
		}
	}
	const place = (value: number) => (Number.isNaN(value) ? '*' : value);
	return {
		segments: Array.from({ length: graph.nodeCount }, (_, node) => [segmentName(graph, node), handleSequence(graph, node << 1)]),
		links: [...links].toSorted(),
		walks: Array.from({ length: walks.count }, (_, i) => {
			const steps = Array.from(walks.steps.subarray(walks.stepStarts[i], walks.stepStarts[i + 1]), name).join(' ');
			if (walks.kind[i] === 0) return `P ${stringAt(strings, walks.name[i]!)} ${steps}`;
			const contig = stringAt(strings, walks.contig[i]!);
			const range = `${place(walks.start[i]!)} ${place(walks.end[i]!)}`;
			return `W ${stringAt(strings, walks.sample[i]!)} ${walks.haplotype[i]} ${contig} ${range} ${steps}`;
		}),
	};
}

/** Reverse complement of upper-case letters. */
export function reverseComplement(letters: string): string {
	return letters.split('').toReversed().map(complement).join('');
}
