/** Random graphs of nested bubbles, with haplotypes that take their ways, whole, in part and reversed. */
import * as fc from 'fast-check';
import type { Graph } from '../../src/store/graph.ts';
import { graphFromArrays } from '../../src/store/graph-builder.ts';
import { KIND_WALK } from '../../src/store/walk-builder.ts';

/** Letters, or a bubble: its ways, each a chain that may be empty. */
type Part = string | Chain[];
type Chain = Part[];

/** A haplotype as strings. */
export interface PlainWalk {
	sample: string;
	haplotype: number;
	isWhole: boolean;
	steps: number[];
}

/** A graph and what it was made from. */
export interface BubbleGraph {
	graph: Graph;
	/** The first is the reference, from end to end; `REF` is its sample. */
	walks: PlainWalk[];
	/** Letters of a handle. */
	lettersOf: (handle: number) => string;
}

const COMPLEMENTS: Record<string, string> = { A: 'T', C: 'G', G: 'C', T: 'A' };
const reversed = (letters: string) =>
	[...letters]
		.reverse()
		.map((letter) => COMPLEMENTS[letter]!)
		.join('');

// Two letters, so that indels have room to move.
const segment = fc.string({ unit: fc.constantFrom('A', 'C'), minLength: 1, maxLength: 4 });

function chain(depth: number): fc.Arbitrary<Chain> {
	if (depth === 0) return fc.tuple(segment);
	const way: fc.Arbitrary<Chain> = fc.oneof(fc.constant<Chain>([]), fc.tuple(segment), chain(depth - 1));
	const bubble: fc.Arbitrary<Part> = fc.array(way, { minLength: 2, maxLength: 3 });
	return fc.tuple(segment, fc.array(fc.tuple(bubble, segment), { maxLength: 4 })).map(([first, rest]) => [first, ...rest.flat()]);
}

/** Adds the nodes and links of a chain behind `entrances`; returns what comes out of it, and the steps for a row of choices. */
function lay(
	parts: Chain,
	entrances: number[],
	isFlipped: (node: number) => boolean,
	segments: string[],
	links: [number, number][],
): { exits: number[]; walk: (choose: () => number) => number[] } {
	let at = entrances;
	const walks: ((choose: () => number) => number[])[] = [];
	for (const part of parts) {
		if (typeof part === 'string') {
			const node = segments.length;
			const handle = 2 * node + Number(isFlipped(node));
			segments.push(isFlipped(node) ? reversed(part) : part);
			for (const from of at) links.push([from, handle]);
			at = [handle];
			walks.push(() => [handle]);
		} else {
			const from = at;
			const ways = part.map((way) => lay(way, from, isFlipped, segments, links));
			at = [...new Set(ways.flatMap(({ exits }) => exits))];
			walks.push((choose) => ways[choose() % ways.length]!.walk(choose));
		}
	}
	return { exits: at, walk: (choose) => walks.flatMap((walk) => walk(choose)) };
}

/** Graphs whose reference runs through all top-level bubbles, with up to three samples of two haplotypes. */
export const bubbleGraphs: fc.Arbitrary<BubbleGraph> = fc
	.record({
		parts: chain(2),
		flips: fc.array(fc.boolean(), { minLength: 1 }),
		start: fc.nat(20),
		haplotypes: fc.array(
			fc.record({
				choices: fc.array(fc.nat(5), { minLength: 1, maxLength: 30 }),
				reverse: fc.boolean(),
				// Per cent of the way. Doubles would nearly all be about 0.
				cut: fc.option(fc.tuple(fc.nat(100), fc.nat(100)), { freq: 3 }),
			}),
			{ minLength: 2, maxLength: 7 },
		),
	})
	.map(({ parts, flips, start, haplotypes }) => {
		const segments: string[] = [];
		const links: [number, number][] = [];
		const { walk } = lay(parts, [], (node) => flips[node % flips.length]!, segments, links);
		const walks = haplotypes.map(({ choices, reverse, cut }, i): PlainWalk => {
			let next = 0;
			const whole = walk(() => choices[next++ % choices.length]!);
			const isWhole = i === 0 || cut === null;
			const [from, to] = isWhole ? [0, 100] : cut.toSorted((a, b) => a - b);
			const kept = whole.slice(Math.floor((from! * (whole.length - 1)) / 100), Math.floor((to! * (whole.length - 1)) / 100) + 1);
			const steps = reverse && i > 0 ? kept.map((handle) => handle ^ 1).reverse() : kept;
			return { sample: i === 0 ? 'REF' : `s${(i - 1) >> 1}`, haplotype: i === 0 ? 0 : 1 + ((i - 1) & 1), isWhole, steps };
		});
		const lettersOf = (handle: number) => {
			const letters = segments[handle >>> 1]!;
			return (handle & 1) === 1 ? reversed(letters) : letters;
		};
		const graph = graphFromArrays({
			segments: segments.map((letters, i) => [`n${i}`, letters]),
			links,
			walks: walks.map(({ sample, haplotype, steps }) => {
				const end = start + steps.reduce((sum, step) => sum + segments[step >>> 1]!.length, 0);
				return { kind: KIND_WALK, sample, haplotype, contig: 'c', name: 'c', start, end, steps };
			}),
		});
		return { graph, walks, lettersOf };
	});
