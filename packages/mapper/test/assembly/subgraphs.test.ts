import { nodeLength } from '@pangraf/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyGraph, type SmallGraph, smallGraph, successors } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';

const kernel = new TestingKernel();
const BACK = 0x40000000;

/** Entries in order: handle (-1 for the place itself), and what leads there: order of the source, whether it leads back. */
interface Entry {
	readonly handle: number;
	readonly sources: { readonly rank: number; readonly back: boolean }[];
}

function collect(small: SmallGraph, handle: number, offset: number, span: number): Entry[] {
	kernel.useColumns(small.graph);
	const { exports } = kernel;
	const order = Array.from({ length: exports.collect(handle, offset, span) }, (_, i) => exports.entryAt(i));
	return order.map((entry) => {
		const sources: Entry['sources'] = [];
		for (let n = 0, word = 0; (word = exports.sourceInto(entry, n)) >= 0; n++) {
			sources.push({ rank: order.indexOf(word & ~BACK), back: (word & BACK) !== 0 });
		}
		return { handle: entry === 0 ? -1 : exports.handleOfEntry(entry), sources };
	});
}

/** Fewest bases from the place to the start of each whole handle, by trying again until nothing gets shorter. */
function distances({ graph }: SmallGraph, handle: number, offset: number, span: number): Map<number, number> {
	const found = new Map<number, number>();
	const leave = (from: number, end: number): void => {
		if (end >= span) return;
		for (const next of successors(graph, from)) {
			if ((found.get(next) ?? Number.POSITIVE_INFINITY) <= end) continue;
			found.set(next, end);
			leave(next, end + nodeLength(graph, next >> 1));
		}
	};
	leave(handle, nodeLength(graph, handle >> 1) - offset);
	return found;
}

describe('subgraph', () => {
	it('holds what begins within the span, once, with every edge between, in order but for those that lead back', () => {
		const place = fc.record({
			small: anyGraph({ nodes: 8, nodeLength: 6, links: 14 }),
			start: fc.nat(),
			from: fc.nat(),
			span: fc.integer({ min: 1, max: 40 }),
		});
		fc.assert(
			fc.property(place, ({ small, start, from, span }) => {
				const handle = start % (2 * small.graph.nodeCount);
				const size = nodeLength(small.graph, handle >> 1);
				const offset = from % (size + 1);
				const entries = collect(small, handle, offset, span);
				const near = distances(small, handle, offset, span);
				expect(entries[0]).toMatchObject({ handle: -1, sources: [] });
				expect(
					entries
						.slice(1)
						.map((entry) => entry.handle)
						.toSorted((a, b) => a - b),
				).toEqual([...near.keys()].toSorted((a, b) => a - b));
				for (const [rank, entry] of entries.entries()) {
					for (const source of entry.sources) expect(source.back).toBe(source.rank >= rank);
					const leading = entries.flatMap((other, i) => {
						const here = other.handle === -1 ? handle : other.handle;
						const end = other.handle === -1 ? size - offset : near.get(here)! + nodeLength(small.graph, here >> 1);
						return end < span && successors(small.graph, here).includes(entry.handle) ? [i] : [];
					});
					expect(entry.sources.map((source) => source.rank).toSorted((a, b) => a - b)).toEqual(leading);
				}
			}),
			{ numRuns: 300 },
		);
	});

	it('has no edge back where there is no cycle, however unequal the alleles are', () => {
		const small = smallGraph(
			['ACG', 'T', 'GGATCCTTAGC', 'A', 'CC', 'G'],
			[
				[0, 2],
				[0, 4],
				[0, 6],
				[2, 4],
				[4, 6],
				[2, 8],
				[6, 8],
				[8, 10],
				[4, 10],
			],
		);
		const entries = collect(small, 0, 1, 100);
		expect(entries).toHaveLength(6);
		expect(entries.flatMap((entry) => entry.sources).filter((source) => source.back)).toEqual([]);
	});

	it('is cut off where it is too large, and ends', () => {
		const nodes = 4000;
		const small = smallGraph(
			Array.from({ length: nodes }, () => 'A'),
			Array.from({ length: nodes - 1 }, (_, i) => [2 * i, 2 * i + 2] as [number, number]),
		);
		expect(collect(small, 0, 0, 10000)).toHaveLength(2048);
	});
});
