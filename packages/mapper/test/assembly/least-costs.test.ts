import { nodeLength } from '@pangraf/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	anyGraph,
	bubbleGraph,
	followChoices,
	letters,
	randomLetters,
	randomNumbers,
	type SmallGraph,
	spell,
} from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { leastCosts } from '../twins/least-costs.ts';

const kernel = new TestingKernel();

/** What the kernel says, base by base, and whether the subgraph has a cycle. */
function found(
	small: SmallGraph,
	bases: string,
	handle: number,
	offset: number,
	span: number,
	spare: number,
): { costs: number[]; hasCycle: boolean } {
	const before = 'ACGTA';
	kernel.useColumns(small.graph);
	kernel.putRead(before + bases);
	const { exports } = kernel;
	const hasCycle = exports.findCosts(0, before.length, handle, offset, span, spare) === 1;
	return { costs: Array.from({ length: bases.length + 1 }, (_, i) => exports.leastCostAt(i)), hasCycle };
}

describe('what the rest of a side costs at least', () => {
	it('is what blocks cost that no path spells; where paths go in cycles it may be less', () => {
		const side = fc.record({
			small: anyGraph({ nodes: 8, nodeLength: 12, links: 14 }),
			start: fc.nat(),
			from: fc.nat(),
			choices: fc.array(fc.nat(5), { maxLength: 20 }),
			tail: letters('ACGT', 1, 60),
			beyond: fc.nat(80),
			spare: fc.nat(12),
		});
		let withoutCycle = 0;
		fc.assert(
			fc.property(side, ({ small, start, from, choices, tail, beyond, spare }) => {
				const handle = start % (2 * small.graph.nodeCount);
				const offset = from % (nodeLength(small.graph, handle >> 1) + 1);
				const path = spell(small, followChoices(small.graph, handle, choices)).slice(offset, offset + 70);
				const bases = path + tail;
				const { costs, hasCycle } = found(small, bases, handle, offset, bases.length + beyond, spare);
				const expected = leastCosts(small, bases, handle, offset, bases.length + beyond, spare);
				if (!hasCycle) {
					withoutCycle++;
					expect(costs).toEqual(expected);
				}
				for (const [i, cost] of costs.entries()) expect(cost).toBeLessThanOrEqual(expected[i]!);
			}),
			{ numRuns: 300 },
		);
		expect(withoutCycle).toBeGreaterThan(30);
	});

	it('is that of both halves of a vector, and of no more blocks than fit, across alleles', () => {
		const small = bubbleGraph(3, { bubbles: 40, haplotypes: 2 });
		const next = randomNumbers(4);
		for (let run = 0; run < 40; run++) {
			const handle = 2 * (next() % 20);
			const path = spell(
				small,
				followChoices(
					small.graph,
					handle,
					Array.from({ length: 60 }, () => next() % 2),
				),
			);
			const bases = path.slice(0, next() % 150) + randomLetters(next, 1 + (next() % 60));
			const expected = leastCosts(small, bases, handle, 0, bases.length + 30, 0);
			expect(found(small, bases, handle, 0, bases.length + 30, 0)).toEqual({ costs: expected, hasCycle: false });
		}
	});
});
