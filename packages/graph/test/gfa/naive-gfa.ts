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

const flip = (oriented: string) => `${oriented.slice(0, -1)}${oriented.endsWith('+') ? '-' : '+'}`;
const canonicalLink = (from: string, to: string) => [`${from} ${to}`, `${flip(to)} ${flip(from)}`].toSorted()[0]!;

/** Reads GFA text. */
export function readNaively(text: string): PlainGraph {
	const segments: [string, string][] = [];
	const links = new Set<string>();
	const walks: string[] = [];
	for (const line of text.split(/\r?\n/)) {
		const fields = line.split('\t');
		if (fields[0] === 'S') segments.push([fields[1]!, fields[2]!.toUpperCase()]);
		if (fields[0] === 'L') links.add(canonicalLink(fields[1]! + fields[2]!, fields[3]! + fields[4]!));
		if (fields[0] === 'P') walks.push(`P ${fields[1]} ${fields[2] === '*' ? '' : fields[2]!.replaceAll(',', ' ')}`);
		if (fields[0] === 'W') {
			const steps = [...fields[6]!.matchAll(/([<>])([^<>]+)/g)].map(([, way, name]) => name! + (way === '>' ? '+' : '-'));
			walks.push(`W ${fields.slice(1, 6).join(' ')} ${steps.join(' ')}`);
		}
	}
	return { segments, links: [...links].toSorted(), walks };
}

/** A graph in memory in the same form, through its accessors. */
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
