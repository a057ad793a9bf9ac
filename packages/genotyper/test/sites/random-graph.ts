/** Small random graphs with haplotypes that leave the reference in every way, for property tests. */
import { type Graph, graphFromArrays } from '@pangraf/graph';
import fc from 'fast-check';

/** What a haplotype does at a reference node. */
type Move =
	| { kind: 'follow' }
	/** Skips `length` reference nodes. */
	| { kind: 'skip'; length: number }
	/** Goes through other nodes, then skips `length` reference nodes. */
	| { kind: 'detour'; nodes: number[]; length: number }
	/** Visits the next reference node in reverse. */
	| { kind: 'invert' };

/** What a random graph is made of. */
export interface RandomGraph {
	graph: Graph;
	/** Steps of the reference walk. */
	reference: number[];
	/** Steps of the haplotype walks. */
	haplotypes: number[][];
	letters: string[];
}

const moveArbitrary: fc.Arbitrary<Move> = fc.oneof(
	{ weight: 6, arbitrary: fc.constant<Move>({ kind: 'follow' }) },
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('skip' as const), length: fc.integer({ min: 1, max: 3 }) }) },
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('detour' as const),
			nodes: fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 3 }),
			length: fc.integer({ min: 0, max: 2 }),
		}),
	},
	{ weight: 1, arbitrary: fc.constant<Move>({ kind: 'invert' }) },
);

/** Letters with few kinds, so that sequences are repetitive and indels ambiguous. */
const lettersArbitrary = (maxLength: number): fc.Arbitrary<string> =>
	fc.string({ unit: fc.constantFrom('A', 'A', 'C', 'G', 'T'), minLength: 1, maxLength });

/** A graph of 4 to 12 reference nodes, 5 other nodes and up to 5 haplotypes, some against the reference's direction. */
export const randomGraph: fc.Arbitrary<RandomGraph> = fc
	.record({
		referenceLetters: fc.array(lettersArbitrary(6), { minLength: 4, maxLength: 12 }),
		otherLetters: fc.array(fc.oneof({ weight: 4, arbitrary: lettersArbitrary(5) }, lettersArbitrary(80)), {
			minLength: 5,
			maxLength: 5,
		}),
		haplotypes: fc.array(fc.record({ moves: fc.array(moveArbitrary, { minLength: 1, maxLength: 14 }), flipped: fc.boolean() }), {
			minLength: 1,
			maxLength: 5,
		}),
	})
	.map(({ referenceLetters, otherLetters, haplotypes }) => {
		const reference = referenceLetters.map((_, node) => node << 1);
		const other = (i: number): number => (referenceLetters.length + i) << 1;
		const walks = haplotypes.map(({ moves, flipped }) => {
			const steps = walkOf(reference, moves, other);
			return flipped ? flip(steps) : steps;
		});
		const letters = [...referenceLetters, ...otherLetters];
		return { graph: graphOf(letters, reference, walks), reference, haplotypes: walks, letters };
	});

function walkOf(reference: readonly number[], moves: readonly Move[], other: (i: number) => number): number[] {
	const steps = [reference[0]!];
	let at = 1;
	for (const move of moves) {
		if (at >= reference.length - 1) break;
		if (move.kind === 'follow') steps.push(reference[at++]!);
		else if (move.kind === 'skip') at += move.length;
		else if (move.kind === 'invert') steps.push(reference[at++]! ^ 1);
		else {
			steps.push(...move.nodes.map(other));
			at += move.length;
		}
	}
	return [...steps, ...reference.slice(Math.min(at, reference.length - 1))];
}

/** A walk in the other direction. */
export function flip(steps: readonly number[]): number[] {
	return steps.map((handle) => handle ^ 1).reverse();
}

/** A graph with a link for each pair of successive steps. */
export function graphOf(
	letters: readonly string[],
	reference: readonly number[],
	haplotypes: readonly (readonly number[])[],
): Graph {
	const all = [reference, ...haplotypes];
	const walk = (sample: string, steps: readonly number[]) => ({
		kind: 1 as const,
		sample,
		haplotype: 0,
		contig: 'c',
		name: 'c',
		start: 0,
		end: steps.reduce((sum, handle) => sum + letters[handle >> 1]!.length, 0),
		steps,
	});
	return graphFromArrays({
		segments: letters.map((text, node) => [`s${node + 1}`, text] as const),
		links: all.flatMap((steps) => steps.slice(1).map((to, i) => [steps[i]!, to] as const)),
		walks: [walk('REF', reference), ...haplotypes.map((steps, i) => walk(`H${i}`, steps))],
		referenceSamples: ['REF'],
	});
}

/** Letters that a list of handles spells. */
export function spell(letters: readonly string[], steps: readonly number[]): string {
	const complements: Record<string, string> = { A: 'T', C: 'G', G: 'C', T: 'A' };
	return steps
		.map((handle) => {
			const text = letters[handle >> 1]!;
			return (handle & 1) === 0
				? text
				: [...text]
						.reverse()
						.map((letter) => complements[letter])
						.join('');
		})
		.join('');
}
