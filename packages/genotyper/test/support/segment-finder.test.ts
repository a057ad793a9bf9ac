import { graphFromArrays } from '@pangraf/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentFinder } from '../../src/support/segment-finder.ts';

describe('segmentFinder', () => {
	it('finds every name of the graph, and no other', () => {
		const names = fc.uniqueArray(fc.oneof(fc.nat({ max: 300 }).map(String), fc.string({ minLength: 1, maxLength: 5 })), {
			minLength: 1,
		});
		fc.assert(
			fc.property(names, fc.array(fc.string({ maxLength: 4 })), (known, asked) => {
				const find = segmentFinder(graphFromArrays({ segments: known.map((name) => [name, 'A'] as const), links: [] }));
				for (const name of [...known, ...asked]) {
					const bytes = new TextEncoder().encode(`>${name}<`);
					expect(find(bytes, 1, bytes.length - 1)).toBe(known.indexOf(name));
				}
			}),
			{ numRuns: 200 },
		);
	});
});
