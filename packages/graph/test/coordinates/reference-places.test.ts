import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	exactPlaces,
	placeOf,
	type ReferencePlace,
	referencePlaces,
	referenceSampleNames,
} from '../../src/coordinates/reference-places.ts';
import { readGfa } from '../../src/files/gfa.ts';
import { type Graph, nodeLength, stringAt } from '../../src/store/graph.ts';
import { walkedGraph } from './walked-graph.ts';

/** The letters of the graph, one by one in both directions, and what follows each. */
interface Letters {
	count: number;
	number: (handle: number, offset: number) => number;
	next: number[][];
}

function lettersOf(graph: Graph): Letters {
	const starts = [0];
	for (let handle = 0; handle < graph.nodeCount * 2; handle++) starts.push(starts[handle]! + nodeLength(graph, handle >> 1));
	const next = Array.from({ length: starts.at(-1)! }, (): number[] => []);
	for (let handle = 0; handle < graph.nodeCount * 2; handle++) {
		for (let letter = starts[handle]!; letter + 1 < starts[handle + 1]!; letter++) next[letter]!.push(letter + 1);
		for (let edge = graph.edgeStarts[handle]!; edge < graph.edgeStarts[handle + 1]!; edge++)
			next[starts[handle + 1]! - 1]!.push(starts[graph.edgeTargets[edge]!]!);
	}
	return { count: starts.at(-1)!, number: (handle, offset) => starts[handle]! + offset, next };
}

/** What a letter is on a walk, by going along it; the earlier of several. */
type Place = Pick<ReferencePlace, 'position' | 'reverse'> & { order: number };

function placesOnWalk(graph: Graph, letters: Letters, walk: number): Map<number, Place[]> {
	const { steps, stepStarts, start } = graph.walks;
	const places = new Map<number, Place[]>();
	let position = start[walk]!;
	for (let i = stepStarts[walk]!; i < stepStarts[walk + 1]!; i++) {
		const length = nodeLength(graph, steps[i]! >> 1);
		for (let offset = 0; offset < length; offset++, position++) {
			for (const reverse of [false, true]) {
				const letter = letters.number(steps[i]! ^ Number(reverse), reverse ? length - 1 - offset : offset);
				places.set(letter, [...(places.get(letter) ?? []), { position, reverse, order: 2 * i + Number(reverse) }]);
			}
		}
	}
	return places;
}

/** The nearest letter on the walk, by reading on one letter at a time. */
function readOn(letters: Letters, on: Map<number, Place[]>, letter: number): { place: Place; distance: number } | undefined {
	const seen = new Set([letter]);
	for (let front = [letter], distance = 0; front.length > 0; distance++) {
		const found = front.flatMap((at) => on.get(at)?.slice(0, 1) ?? []).toSorted((a, b) => a.order - b.order);
		if (found.length > 0) return { place: found[0]!, distance };
		front = front.flatMap((at) => letters.next[at]!).filter((at) => !seen.has(at) && seen.add(at));
	}
	return undefined;
}

describe('placeOf', () => {
	it('is what reading on and back letter by letter finds, on each sample by itself', () => {
		const size = { maxNodes: 7, maxLinks: 11, maxSteps: 4, samples: ['R1', 'R2'] };
		fc.assert(
			fc.property(walkedGraph(size), (graph) => {
				const letters = lettersOf(graph);
				for (const [walk, sample] of size.samples.entries()) {
					const places = referencePlaces(graph, sample);
					const on = placesOnWalk(graph, letters, walk);
					for (let handle = 0; handle < graph.nodeCount * 2; handle++) {
						const length = nodeLength(graph, handle >> 1);
						for (let offset = 0; offset < length; offset++) {
							const letter = letters.number(handle, offset);
							const after = readOn(letters, on, letter);
							const before = readOn(letters, on, letters.number(handle ^ 1, length - 1 - offset));
							let expected: ReferencePlace | undefined;
							const strip = ({ position, reverse }: Place) => ({ contig: 0, position, reverse });
							if (after?.distance === 0) expected = { ...strip(after.place), flank: 'on', distance: 0 };
							else if (before !== undefined && before.distance <= (after?.distance ?? Infinity)) {
								const { position, reverse } = before.place;
								expected = { contig: 0, position, reverse: !reverse, flank: 'before', distance: before.distance };
							} else if (after !== undefined) expected = { ...strip(after.place), flank: 'after', distance: after.distance };
							expect(placeOf(places, handle, offset), `${sample}, handle ${handle}, offset ${offset}`).toEqual(expected);
							const all = (on.get(letter) ?? []).map((place) => ({ ...strip(place), flank: 'on', distance: 0 }));
							expect([...exactPlaces(places, handle, offset)]).toEqual(all);
						}
					}
				}
			}),
			{ numRuns: 300 },
		);
	});
});

const HPRC = join(import.meta.dirname, '../../../../../shared/data/hprc-micb-kir3dl1/micb-kir3dl1.gfa');

describe.skipIf(!existsSync(HPRC))('on the HPRC graph', () => {
	it('gives GRCh38 and CHM13 side by side, with the offsets of their W lines', async () => {
		const graph = await readGfa(HPRC);
		expect(referenceSampleNames(graph)).toEqual(['CHM13', 'GRCh38']);
		let shared = 0;
		const all = ['CHM13', 'GRCh38'].map((sample) => referencePlaces(graph, sample));
		expect(all.map(({ reference }) => reference.contigs.map(({ name }) => name))).toEqual([
			['chr19', 'chr6'],
			['chr19', 'chr6'],
		]);
		const expected = ['CHM13', 'GRCh38'].map((sample) => positionsByNode(graph, sample));
		for (let node = 0; node < graph.nodeCount; node++) {
			const [first, second] = all.map((places) => placeOf(places, 2 * node, 0));
			// Every node hangs together with both references.
			for (const [i, place] of [first, second].entries()) {
				const exact = expected[i]!.get(node);
				expect(place === undefined).toBe(false);
				if (exact === undefined) expect(place!.flank).not.toBe('on');
				else expect(`${all[i]!.reference.contigs[place!.contig]!.name}:${place!.position}`).toBe(exact);
			}
			if (first!.flank === 'on' && second!.flank === 'on') shared++;
		}
		expect(shared).toBeGreaterThan(1000);
		expect(placeOf(all[1]!, all[1]!.reference.handles[0]!, 0)).toMatchObject({ contig: 0, position: 54_816_436, reverse: false });
	});
});

/** Contig and position of the base that a node's forward handle starts with, as it is read from the W lines. */
function positionsByNode(graph: Graph, sample: string): Map<number, string> {
	const { walks, strings } = graph;
	const positions = new Map<number, string>();
	for (let walk = 0; walk < walks.count; walk++) {
		if (stringAt(strings, walks.sample[walk]!) !== sample) continue;
		let position = walks.start[walk]!;
		for (let i = walks.stepStarts[walk]!; i < walks.stepStarts[walk + 1]!; i++) {
			const step = walks.steps[i]!;
			const length = nodeLength(graph, step >> 1);
			const start = (step & 1) === 0 ? position : position + length - 1;
			if (!positions.has(step >> 1)) positions.set(step >> 1, `${stringAt(strings, walks.contig[walk]!)}:${start}`);
			position += length;
		}
	}
	return positions;
}
