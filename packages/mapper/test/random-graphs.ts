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

/** Numbers from 0 to 2^32 - 1 of a seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let x = Math.imul(state ^ (state >>> 15), state | 1);
		x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
		return (x ^ (x >>> 14)) >>> 0;
	};
}

/** `length` letters that repeat nothing of the length of a seed, but by chance. */
export function randomLetters(next: () => number, length: number, alphabet = 'ACGT'): string {
	return Array.from({ length }, () => alphabet[next() % alphabet.length]).join('');
}

/** What {@link bubbleGraph} makes. */
export interface BubbleShape {
	readonly bubbles?: number;
	/** Most bases between two bubbles. */
	readonly spacing?: number;
	/** Most bases of an allele beyond its first. */
	readonly alleleLength?: number;
	readonly haplotypes?: number;
}

/**
 * Backbone and alleles as variants make them: unrelated letters; two alleles at each site that start with different bases, or one
 * that is nothing; some nodes the other way round in the file. The first walk takes all first alleles, the second all others.
 */
export function bubbleGraph(seed: number, shape: BubbleShape = {}): SmallGraph {
	const { bubbles = 8, spacing = 60, alleleLength = 6, haplotypes = 3 } = shape;
	const next = randomNumbers(seed);
	const segments: string[] = [];
	const links: [number, number][] = [];
	/** Handle of a new node that reads `sequence`. */
	const add = (sequence: string): number => {
		const turned = next() % 4 === 0;
		return (segments.push(turned ? reverseComplement(sequence) : sequence) - 1) * 2 + (turned ? 1 : 0);
	};
	const backbone = (): number => add(randomLetters(next, 10 + (next() % spacing)));
	let left = backbone();
	const sites = Array.from({ length: bubbles }, () => {
		const kind = next() % 3;
		const reference = add(`G${kind === 0 ? '' : randomLetters(next, next() % alleleLength)}`);
		const other = kind === 1 ? [] : [add(`${'ACT'[next() % 3]}${kind === 0 ? '' : randomLetters(next, next() % alleleLength)}`)];
		const right = backbone();
		for (const allele of [[reference], other]) {
			const steps = [left, ...allele, right];
			for (let i = 1; i < steps.length; i++) links.push([steps[i - 1]!, steps[i]!]);
		}
		const site = { left, alleles: [[reference], other] };
		left = right;
		return site;
	});
	const walk = (choose: () => number): number[] => [...sites.flatMap((site) => [site.left, ...site.alleles[choose()]!]), left];
	const others = Array.from({ length: haplotypes }, () => walk(() => next() % 2));
	return smallGraph(segments, links, [walk(() => 0), walk(() => 1), ...others]);
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
