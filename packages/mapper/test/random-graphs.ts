/** Small graphs of every shape for property tests: branches, cycles, reversing edges, self-loops, tips, 1-bp nodes. */
import type { Graph } from '@pangraf/graph';
import fc from 'fast-check';
import { graphFromArrays, type GraphLiteral } from '../../graph/src/store/graph-builder.ts';
import { KIND_WALK } from '../../graph/src/store/walk-builder.ts';

/** A graph and what it was made from. */
export interface SmallGraph {
	readonly literal: GraphLiteral;
	readonly graph: Graph;
	/** Steps of the walks, as in `literal`. */
	readonly walks: readonly (readonly number[])[];
}

/** What graphs may hold. */
export interface GraphShape {
	readonly letters?: string;
	readonly nodes?: number;
	readonly nodeLength?: number;
	readonly links?: number;
	readonly walks?: number;
	readonly walkSteps?: number;
}

/** Letters of an alphabet. */
export function letters(alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> {
	return fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
}

/** A graph from literals, its walks given as steps only. */
export function smallGraph(
	segments: readonly string[],
	links: readonly (readonly [number, number])[],
	walks: readonly (readonly number[])[] = [],
): SmallGraph {
	const literal: GraphLiteral = {
		segments: segments.map((sequence, i) => [`s${i + 1}`, sequence] as const),
		links,
		walks: walks.map((steps, i) => ({
			kind: KIND_WALK,
			sample: i === 0 ? 'REF' : `sample${i}`,
			haplotype: 0,
			contig: 'c',
			name: 'c',
			start: 0,
			end: Number.NaN,
			steps,
		})),
	};
	return { literal, graph: graphFromArrays(literal), walks };
}

/** Handles that follow `handle`. */
export function successors(graph: Graph, handle: number): number[] {
	return Array.from(graph.edgeTargets.subarray(graph.edgeStarts[handle], graph.edgeStarts[handle + 1]));
}

/** Walks on from `start`, taking successor `choices[i] % degree` each time, until a tip or the choices' end. */
export function followChoices(graph: Graph, start: number, choices: readonly number[]): number[] {
	const steps = [start];
	for (const choice of choices) {
		const next = successors(graph, steps.at(-1)!);
		if (next.length === 0) break;
		steps.push(next[choice % next.length]!);
	}
	return steps;
}

/** Random graphs; links join any two handles, so that cycles, reversals and self-loops are common. */
export function anyGraph(shape: GraphShape = {}): fc.Arbitrary<SmallGraph> {
	const { letters: alphabet = 'ACGT', nodes = 8, nodeLength = 40, links = 16, walks = 4, walkSteps = 12 } = shape;
	const segment = fc.oneof(letters(alphabet, 1, 3), letters(alphabet, 1, nodeLength));
	return fc
		.record({
			segments: fc.array(segment, { minLength: 1, maxLength: nodes }),
			links: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: links }),
			walks: fc.array(fc.tuple(fc.nat(), fc.array(fc.nat(5), { maxLength: walkSteps })), { maxLength: walks }),
		})
		.map(({ segments, links: pairs, walks: ways }) => {
			const handles = segments.length * 2;
			const joined = pairs.map(([a, b]) => [a % handles, b % handles] as const);
			const bare = smallGraph(segments, joined).graph;
			const steps = ways.map(([start, choices]) => followChoices(bare, start % handles, choices));
			return smallGraph(segments, joined, steps);
		});
}

/** A walk of bubbles as variants make them: unrelated letters, alleles of 0 to `alleleLength` bp that differ in their first base. */
export function bubbleGraph(bubbles = 8, nodeLength = 60, alleleLength = 6): fc.Arbitrary<SmallGraph> {
	const backbone = fc.array(letters('ACGT', 20, nodeLength), { minLength: bubbles + 1, maxLength: bubbles + 1 });
	const alleles = fc.array(fc.tuple(letters('AC', 0, 1), letters('ACGT', 0, alleleLength), fc.boolean()), {
		minLength: bubbles,
		maxLength: bubbles,
	});
	const haplotypes = fc.array(fc.array(fc.nat(1), { minLength: bubbles, maxLength: bubbles }), { minLength: 1, maxLength: 4 });
	return fc.tuple(backbone, alleles, haplotypes).map(([spine, variants, choices]) => {
		const segments: string[] = [];
		const links: [number, number][] = [];
		// By bubble: the way through each allele, as handles between the two backbone nodes.
		const ways: number[][][] = [];
		const add = (sequence: string): number => segments.push(sequence) - 1;
		let left = add(spine[0]!);
		const spineNodes = [left];
		for (const [i, [first, rest, turned]] of variants.entries()) {
			const reference = add(`G${rest}`);
			const other = first === '' ? -1 : add(first + rest.slice(0, i % 3));
			const right = add(spine[i + 1]!);
			// A node may lie in the file the other way round.
			const flip = turned && other >= 0 ? 1 : 0;
			const through = [[reference * 2], other < 0 ? [] : [other * 2 + flip]];
			if (flip === 1) segments[other] = reverseComplement(segments[other]!);
			for (const way of through) {
				const steps = [left * 2, ...way, right * 2];
				for (let j = 1; j < steps.length; j++) links.push([steps[j - 1]!, steps[j]!]);
			}
			ways.push(through);
			left = right;
			spineNodes.push(right);
		}
		const walk = (chosen: readonly number[]): number[] =>
			spineNodes.flatMap((node, i) => [node * 2, ...(i < ways.length ? ways[i]![chosen[i]!]! : [])]);
		return smallGraph(segments, links, [walk(variants.map(() => 0)), walk(variants.map(() => 1)), ...choices.map(walk)]);
	});
}

const COMPLEMENT: Readonly<Record<string, string>> = { A: 'T', C: 'G', G: 'C', T: 'A' };

/** Reverse complement; letters other than A, C, G and T stay themselves. */
export function reverseComplement(sequence: string): string {
	return Array.from(sequence, (letter) => COMPLEMENT[letter] ?? letter)
		.reverse()
		.join('');
}

/** Letters of a handle as the literal has them. */
export function lettersOf(small: SmallGraph, handle: number): string {
	const sequence = small.literal.segments[handle >> 1]![1];
	return (handle & 1) === 0 ? sequence : reverseComplement(sequence);
}

/** Letters of a path. */
export function spell(small: SmallGraph, handles: readonly number[]): string {
	return handles.map((handle) => lettersOf(small, handle)).join('');
}
