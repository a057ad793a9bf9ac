import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findExcursions } from '../../src/sites/excursions.ts';
import { referenceSteps } from '../../src/sites/reference-steps.ts';
import { naiveExcursions, naiveStretches } from './naive-sites.ts';
import { flip, graphOf, randomGraph } from './random-graph.ts';

function asMap(excursions: ReturnType<typeof findExcursions>): Map<string, number> {
	return new Map(
		Array.from({ length: excursions.count }, (_, i) => {
			const path = excursions.paths.subarray(excursions.pathStarts[i], excursions.pathStarts[i + 1]);
			return [`${excursions.left[i]},${excursions.right[i]}:${path.join()}`, excursions.walkCounts[i]!];
		}),
	);
}

describe('findExcursions', () => {
	it('finds what the naive search finds, in random graphs', () => {
		fc.assert(
			fc.property(randomGraph, (random) => {
				const excursions = findExcursions(referenceSteps(random.graph));
				expect(asMap(excursions)).toEqual(naiveExcursions(random));
				expect(excursions.brokenCount).toBe(naiveStretches(random).broken);
			}),
			{ numRuns: 300 },
		);
	});

	it('does not depend on the direction of the walks', () => {
		fc.assert(
			fc.property(randomGraph, ({ letters, reference, haplotypes }) => {
				const turned = graphOf(letters, reference, haplotypes.map(flip));
				const straight = graphOf(letters, reference, haplotypes);
				expect(asMap(findExcursions(referenceSteps(turned)))).toEqual(asMap(findExcursions(referenceSteps(straight))));
			}),
			{ numRuns: 100 },
		);
	});

	it('counts how many walks cover each rank', () => {
		// The second haplotype ends at rank 1, the third is the piece from rank 1 on, backwards.
		const graph = graphOf(['A', 'C', 'G', 'T'], [0, 2, 4, 6], [[0, 2, 4, 6], [0, 2], flip([2, 4, 6])]);
		expect([...findExcursions(referenceSteps(graph)).coverage]).toEqual([2, 3, 2, 2]);
	});

	it('takes no reference node that the reference visits twice for an anchor', () => {
		// Reference a b c b d: node b (2) has no place. The haplotype a b d is one excursion with b on its path.
		const graph = graphOf(['A', 'C', 'G', 'T'], [0, 2, 4, 2, 6], [[0, 2, 6]]);
		expect(asMap(findExcursions(referenceSteps(graph)))).toEqual(new Map([['0,4:2', 1]]));
	});
});
