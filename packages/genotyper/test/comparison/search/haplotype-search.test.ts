import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HaplotypeSearch } from '../../../src/comparison/search/haplotype-search.ts';
import { searchKey } from '../../../src/comparison/search/search-variants.ts';
import { bytes } from '../call-set-fixture.ts';
import { type Change, mostMatched } from './haplotype-oracle.ts';

/** What the search finds; with `pause`, what starts from there on is added only once the rest is decided on. */
function search(
	reference: string,
	truth: readonly Change[],
	calls: readonly Change[],
	isClosed: boolean,
	pause?: number,
): number {
	const engine = new HaplotypeSearch();
	engine.begin(bytes(reference), 0, 2, isClosed);
	const all = [...truth.map((change) => ({ set: 0, change }) as const), ...calls.map((change) => ({ set: 1, change }) as const)];
	const key = ({ start, end, isUnanchored }: Change): number => searchKey(start, end, isUnanchored);
	const run = (batch: typeof all, limit: number): void => {
		for (const { set, change } of batch.toSorted((a, b) => key(a.change) - key(b.change))) {
			const { alt, ...placed } = change;
			engine.add({ set, ...placed, weight: 1 }, bytes(alt), 0, alt.length, 0);
		}
		engine.run(limit);
	};
	if (pause === undefined) {
		run(all, reference.length);
	} else {
		run(
			all.filter(({ change }) => change.start < pause),
			pause,
		);
		run(
			all.filter(({ change }) => change.start >= pause),
			reference.length,
		);
	}
	expect(engine.isCut).toBe(false);
	return engine.finish();
}

// Mostly one letter, so that many different changes spell the same.
const letters = (min: number, max: number) =>
	fc.string({ unit: fc.constantFrom('A', 'A', 'A', 'C'), minLength: min, maxLength: max });

/** Changes of a reference of up to 10 bases, which differ from it and are trimmed. */
const cases = letters(3, 10).chain((reference) => {
	const change = fc
		.record({
			start: fc.nat(reference.length),
			length: fc.nat(3),
			alt: letters(0, 3),
			carriers: fc.constantFrom(1 as const, 2 as const, 3 as const),
			record: fc.constantFrom(-1, -1, 7, 8),
			isUnanchored: fc.boolean(),
		})
		.map(({ length, ...change }) => ({ ...change, end: Math.min(reference.length, change.start + length) }))
		.filter(({ start, end, alt }) => {
			const ref = reference.slice(start, end);
			return ref !== alt && (ref === '' || alt === '' || (ref[0] !== alt[0] && ref.at(-1) !== alt.at(-1)));
		});
	const changes = fc.array(change, { minLength: 1, maxLength: 3 });
	return fc.record({ reference: fc.constant(reference), truth: changes, calls: changes });
});

describe('search by haplotype', () => {
	it('finds as many variants as trying everything does', () => {
		let matched = 0;
		fc.assert(
			fc.property(cases, ({ reference, truth, calls }) => {
				const expected = mostMatched(reference, truth, calls);
				matched += expected;
				expect(search(reference, truth, calls, false)).toBe(expected);
				expect(search(reference, truth, calls, true)).toBe(expected);
			}),
			{ seed: Number(process.env.SEED ?? 5), numRuns: Number(process.env.RUNS ?? 2500) },
		);
		expect(matched).toBeGreaterThan(400);
	});

	it('finds the same when what follows is added later', () => {
		fc.assert(
			fc.property(cases, fc.nat(10), ({ reference, truth, calls }, pause) => {
				// A record with alleles on both sides of the pause would be taken for two.
				const alone = (changes: Change[]): Change[] => changes.map((change) => ({ ...change, record: -1 }));
				// No change may reach over the pause.
				fc.pre([...truth, ...calls].every(({ start, end }) => start >= pause || end <= pause) && pause <= reference.length);
				expect(search(reference, alone(truth), alone(calls), false, pause)).toBe(
					search(reference, alone(truth), alone(calls), false),
				);
			}),
			{ seed: 6, numRuns: 2500 },
		);
	});
});
