import { nodeLength } from '@pangraf/graph';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphFromArrays } from '../../../graph/src/store/graph-builder.ts';
import { KIND_PATH } from '../../../graph/src/store/walk-builder.ts';
import { COORDINATE_MASK, DESCENDING_BIT, linearCoordinates, REFERENCE_BIT } from '../../src/clusters/coordinates.ts';
import { anyGraph, bubbleGraph, smallGraph } from '../random-graphs.ts';

const place = (word: number): number => word & COORDINATE_MASK;
const isFalling = (word: number): boolean => word >= DESCENDING_BIT;

describe('linear coordinates', () => {
	it('follow the reference walk, in either orientation', () => {
		fc.assert(
			fc.property(fc.noShrink(fc.integer()), (seed) => {
				const { graph, walks } = bubbleGraph(seed);
				const { left, right } = linearCoordinates(graph);
				let at = place(left[walks[0]![0]! >> 1]!);
				for (const handle of walks[0]!) {
					const node = handle >> 1;
					for (const side of [left, right]) {
						expect(place(side[node]!)).toBe(at);
						expect(isFalling(side[node]!)).toBe((handle & 1) === 1);
						expect(side[node]! & REFERENCE_BIT).not.toBe(0);
					}
					at += nodeLength(graph, node);
				}
			}),
			{ numRuns: 50 },
		);
	});

	it('put an allele beside the reference from the left and from the right', () => {
		// left, reference allele of 1, other allele of 5, right
		const { graph } = smallGraph(
			['ACGTACGT', 'G', 'TTTTT', 'CCCCAAAA'],
			[
				[0, 2],
				[0, 4],
				[2, 6],
				[4, 6],
			],
			[
				[0, 2, 6],
				[7, 5, 1],
			],
		);
		const { left, right } = linearCoordinates(graph);
		const start = place(left[0]!);
		expect([place(left[2]!), place(right[2]!)]).toEqual([start + 8, start + 9 - 5]);
		for (const side of [left, right]) {
			expect(isFalling(side[2]!)).toBe(false);
			expect(side[2]! & REFERENCE_BIT).toBe(0);
			expect(place(side[3]!)).toBe(start + 9);
		}
	});

	it('give every node of any graph a place, and never a falling one for a rising walk', () => {
		fc.assert(
			fc.property(anyGraph(), ({ graph }) => {
				const { left, right } = linearCoordinates(graph);
				for (const side of [left, right]) {
					expect(side.length).toBe(graph.nodeCount);
					expect(side.includes(0xffffffff)).toBe(false);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it('lay out a component without walks whole, whichever of its nodes comes first', () => {
		const sequences = Array.from({ length: 60 }, (_, i) => 'ACGT'.repeat(600 + i));
		const chain = (order: readonly number[]): { coordinates: Uint32Array; lengths: number[] } => {
			const segments = order.map((i) => sequences[i]!);
			const place = new Map(order.map((i, at) => [i, at]));
			const links = sequences.slice(1).map((_, i) => [place.get(i)! * 2, place.get(i + 1)! * 2] as const);
			const { left } = linearCoordinates(smallGraph(segments, links).graph);
			return { coordinates: left, lengths: order.map((i) => sequences[i]!.length) };
		};
		const forward = Array.from(sequences.keys());
		for (const order of [forward, [...forward].reverse(), [...forward.slice(30), ...forward.slice(0, 30)]]) {
			const { coordinates, lengths } = chain(order);
			const ends = order.map((i, at) => ({ i, start: place(coordinates[at]!), end: place(coordinates[at]!) + lengths[at]! }));
			ends.sort((a, b) => a.i - b.i);
			// Neighbours touch, upwards or downwards; nothing piles up in one place.
			const up = ends.slice(1).every(({ start }, i) => start === ends[i]!.end);
			const down = ends.slice(1).every(({ end }, i) => end === ends[i]!.start);
			expect(up || down).toBe(true);
		}
	});

	it('keep components apart by more than a fragment', () => {
		const { graph } = smallGraph(['ACGT', 'GGGG', 'TTTT', 'CCCC'], [[0, 2]], [[0, 2], [4]]);
		const places = Array.from(linearCoordinates(graph).left, place).sort((a, b) => a - b);
		expect(places[1]! - places[0]!).toBe(4);
		expect(places[2]! - places[1]!).toBeGreaterThan(10_000);
		expect(places[3]! - places[2]!).toBeGreaterThan(10_000);
	});

	it('lay bare P lines of one locus beside the first, not one behind the other', () => {
		const path = (name: string, steps: number[]): object => ({
			kind: KIND_PATH,
			sample: name,
			haplotype: -1,
			contig: name,
			name,
			start: 0,
			end: 0,
			steps,
		});
		const graph = graphFromArrays({
			segments: [
				['1', 'ACGTACGT'],
				['2', 'G'],
				['3', 'T'],
				['4', 'CCCC'],
			],
			links: [
				[0, 2],
				[0, 4],
				[2, 6],
				[4, 6],
			],
			walks: [path('first', [0, 2, 6]), path('second', [0, 4, 6])] as never,
		});
		const { left } = linearCoordinates(graph);
		expect(place(left[2]!)).toBe(place(left[1]!));
		expect(left[2]! & REFERENCE_BIT).toBe(0);
	});
});
