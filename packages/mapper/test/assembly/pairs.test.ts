import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastq, mapTexts } from '../mapping.ts';
import { randomLetters, randomNumbers, reverseComplement, smallGraph } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import {
	type Choice,
	chooseAlone,
	chooseTogether,
	type PlacedRead,
	type Placement,
	SWITCH_PENALTY,
} from '../twins/mapping-quality.ts';

const kernel = new TestingKernel();
const { exports } = kernel;
exports.setHaplotypes(0, SWITCH_PENALTY);

/** Puts a read's placements into a slot; unseen places are clusters that nothing extended. */
function put(slot: number, { length, placements, unseen }: PlacedRead): void {
	exports.clearSlot(slot, length);
	for (const [i, { score, low, high, descending, referenceEnds, switches, takers }] of placements.entries()) {
		exports.putCandidate(slot, i, score, low, high, descending ? 1 : 0, referenceEnds, switches, takers);
	}
	exports.setClusterCount(slot, unseen, 0, 0, 0);
	for (let i = 0; i < unseen; i++) {
		const cluster = exports.clusterAddress(slot, i) >>> 0;
		kernel.view.setUint32(cluster + 16, 5, true);
		kernel.view.setUint32(cluster + 24, 0, true);
	}
}

function expectChoice(slot: number, expected: Choice): void {
	expect(exports.chosenOf(slot)).toBe(expected.chosen);
	const mapq = exports.mapqOf(slot);
	// The kernel takes exponentials from a table of steps of 1 / 64, and rounds down before and after the share that is explained.
	expect(Math.abs(mapq - expected.mapq), `${mapq} for ${expected.mapq}`).toBeLessThan(2.1);
	expect(mapq).toBeLessThanOrEqual(60);
}

const anyPlacement: fc.Arbitrary<Placement> = fc
	.record({
		score: fc.oneof(fc.integer({ min: 0, max: 150 }), fc.integer({ min: 140, max: 150 })),
		low: fc.integer({ min: 100_000, max: 101_000 }),
		span: fc.integer({ min: 30, max: 160 }),
		descending: fc.boolean(),
		referenceEnds: fc.nat(2),
		switches: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat(3), weight: 1 }),
		takers: fc.oneof(fc.nat(3), fc.nat(600)),
	})
	.map(({ span, ...rest }) => ({ ...rest, high: rest.low + span }));
const anyRead: fc.Arbitrary<PlacedRead> = fc.record({
	length: fc.constantFrom(100, 150, 250),
	placements: fc.array(anyPlacement, { maxLength: 12 }),
	unseen: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.nat(20), weight: 1 }),
});

describe('choice and mapping quality', () => {
	it('of a single read are those of the twin', () => {
		fc.assert(
			fc.property(anyRead, (read) => {
				put(0, read);
				exports.chooseOne(0);
				expectChoice(0, chooseAlone(read));
				expect(exports.isProperPair(0)).toBe(0);
			}),
			{ numRuns: 500 },
		);
	});

	it('of mates are those of the twin', () => {
		const anyFragment = fc.record({ mean: fc.integer({ min: 150, max: 600 }), stdev: fc.integer({ min: 5, max: 150 }) });
		fc.assert(
			fc.property(anyRead, anyRead, anyFragment, (first, second, fragment) => {
				exports.setFragment(fragment.mean, fragment.stdev);
				put(0, first);
				put(1, second);
				// `put` clears what is kept of both slots.
				exports.chooseTwo(0, 1);
				const { choices, proper } = chooseTogether(first, second, fragment);
				expectChoice(0, choices[0]);
				expectChoice(1, choices[1]);
				expect(exports.isProperPair(0)).toBe(proper ? 1 : 0);
				expect(exports.isProperPair(1)).toBe(proper ? 1 : 0);
			}),
			{ numRuns: 500 },
		);
		exports.setFragment(400, 100);
	});

	const at = (score: number, low = 1000, descending = false): Placement => ({
		score,
		low,
		high: low + 150,
		descending,
		referenceEnds: 0,
		switches: 0,
		takers: 0,
	});
	it.each([
		['one placement of all bases', [at(150)], 0, 60],
		['one of nothing', [], 0, 0],
		['one that scores too little', [at(29)], 0, 0],
		['one that explains half of the read', [at(30)], 0, 30],
		['two that are equal', [at(150), at(150, 9000)], 0, 3],
		['three that are equal', [at(150), at(150, 9000), at(150, 19_000)], 0, 1],
		['one with another a mismatch worse', [at(150), at(145, 9000)], 0, 29],
		['one with another far worse', [at(150), at(120, 9000)], 0, 60],
		['one beside a place that was not looked at', [at(150)], 1, 3],
	])('are right for %s', (_, placements, unseen, mapq) => {
		put(0, { length: 150, placements, unseen });
		exports.chooseOne(0);
		expect(exports.mapqOf(0)).toBe(mapq);
	});

	it('know of places that were not looked at', () => {
		const [extended, fresh] = [1, 0];
		const quality = (
			clusters: readonly (readonly [score: number, state: number])[],
			dropped: number,
			frequent: number,
			hits: number,
		): number => {
			put(0, { length: 150, placements: [at(150)], unseen: 0 });
			exports.setClusterCount(0, clusters.length, dropped, frequent, hits);
			for (const [i, [score, state]] of clusters.entries()) {
				kernel.view.setUint32((exports.clusterAddress(0, i) >>> 0) + 16, score, true);
				kernel.view.setUint32((exports.clusterAddress(0, i) >>> 0) + 24, state, true);
			}
			exports.chooseOne(0);
			return exports.mapqOf(0);
		};
		expect(quality([[10, extended]], 0, 0, 0)).toBe(60);
		// Clusters as good as the one that was extended, or nearly.
		expect(
			quality(
				[
					[10, extended],
					[10, fresh],
				],
				0,
				0,
				0,
			),
		).toBe(3);
		expect(
			quality(
				[
					[10, extended],
					[9, fresh],
				],
				0,
				0,
				0,
			),
		).toBe(3);
		expect(
			quality(
				[
					[10, extended],
					[8, fresh],
				],
				0,
				0,
				0,
			),
		).toBe(60);
		// Hits that were left out, and clusters that were: these only where they can be as good.
		expect(quality([[10, extended]], 0, 0, 1)).toBe(3);
		const many = (score: number): [number, number][] => [
			[10, extended],
			...Array.from({ length: 63 }, (): [number, number] => [score, extended]),
		];
		expect(quality(many(10), 30, 0, 0)).toBe(0);
		expect(quality(many(3), 30, 0, 0)).toBe(60);
		// Frequent seeds count where hardly another one placed the read.
		expect(quality([[1, extended]], 0, 5, 0)).toBe(0);
		expect(quality([[10, extended]], 0, 5, 0)).toBe(60);
	});

	it('let a mate decide between two equal placements', () => {
		put(0, { length: 150, placements: [at(150, 1000), at(150, 9000)], unseen: 0 });
		put(1, { length: 150, placements: [at(150, 9250, true)], unseen: 0 });
		exports.chooseTwo(0, 1);
		expect([exports.chosenOf(0), exports.chosenOf(1), exports.isProperPair(0)]).toEqual([1, 0, 1]);
		expect(exports.mapqOf(0)).toBeGreaterThan(50);
		expect(exports.mapqOf(1)).toBe(60);
	});

	it('take of equal placements the one with more ends on the reference', () => {
		put(0, { length: 150, placements: [at(150), { ...at(150, 9000), referenceEnds: 2 }], unseen: 0 });
		exports.chooseOne(0);
		expect(exports.chosenOf(0)).toBe(1);
	});

	it('take of equal placements the one that many more haplotypes take', () => {
		const beside = (taken: number): number => {
			const reference = { ...at(150), referenceEnds: 2, takers: 20 };
			put(0, { length: 150, placements: [reference, { ...at(150, 9000), takers: taken }], unseen: 0 });
			exports.chooseOne(0);
			return exports.chosenOf(0);
		};
		expect(beside(0)).toBe(0);
		expect(beside(30)).toBe(0);
		expect(beside(31)).toBe(1);
	});

	it('ask for a score that switches do not lower', () => {
		put(0, { length: 100, placements: [{ ...at(30), switches: 3 }], unseen: 0 });
		exports.chooseOne(0);
		expect(exports.chosenOf(0)).toBe(0);
		put(0, { length: 100, placements: [at(29), { ...at(31, 9000), switches: 3 }], unseen: 0 });
		exports.chooseOne(0);
		expect(exports.chosenOf(0)).toBe(1);
	});

	it('do not let haplotypes make a placement sure', () => {
		put(0, { length: 150, placements: [{ ...at(150), takers: 5000 }, at(150, 9000)], unseen: 0 });
		exports.chooseOne(0);
		expect(exports.mapqOf(0)).toBe(15);
		put(0, { length: 150, placements: [{ ...at(150), takers: 5000 }, at(145, 9000)], unseen: 0 });
		exports.chooseOne(0);
		expect(exports.mapqOf(0)).toBe(29);
	});

	it('hold for fragment lengths without spread', () => {
		exports.setFragment(400, 1);
		put(0, { length: 150, placements: [at(150, 1000)], unseen: 0 });
		put(1, { length: 150, placements: [at(150, 1250, true)], unseen: 0 });
		exports.chooseTwo(0, 1);
		expect([exports.isProperPair(0), exports.mapqOf(0)]).toEqual([1, 60]);
		exports.setFragment(400, 100);
	});
});

describe('differences that qualities do not explain', () => {
	const walk = randomLetters(randomNumbers(8), 900);
	const small = smallGraph([walk], [], [[0]]);
	/** Mapping quality of a read with `changes` of its bases changed, at bases of these qualities. */
	const quality = async (changes: number, letter: string, cut = 0, base?: string, tail = 'F'): Promise<number> => {
		kernel.useGraph(small.graph, { k: 15, s: 7 });
		const bases = Array.from(walk.slice(300, 450));
		const qualities = Array.from('F'.repeat(150 - cut) + tail.repeat(cut));
		for (let i = 0; i < changes; i++) {
			const at = 8 + 27 * i;
			bases[at] = base ?? (bases[at] === 'A' ? 'C' : 'A');
			qualities[at] = letter;
		}
		const foreign = randomLetters(randomNumbers(9), cut);
		const read = { name: 'r', bases: bases.join('').slice(0, 150 - cut) + foreign, quality: qualities.join('') };
		const turned = { name: 't', bases: reverseComplement(read.bases), quality: Array.from(read.quality).reverse().join('') };
		const { lines } = await mapTexts(kernel, [fastq([read, turned])]);
		const [forward, reverse] = lines.map((line) => Number(line.split('\t')[11]));
		expect(reverse).toBe(forward);
		return forward!;
	};
	it('lower the mapping quality from the third on', async () => {
		expect([await quality(0, 'F'), await quality(1, 'F'), await quality(2, 'F')]).toEqual([60, 60, 60]);
		expect([await quality(3, 'F'), await quality(4, 'F'), await quality(5, 'F')]).toEqual([39, 18, 10]);
		expect([await quality(3, '5'), await quality(4, '5'), await quality(5, '5')]).toEqual([39, 18, 10]);
	});
	it('are not those of bases that may well be wrong', async () => {
		expect([await quality(3, '4'), await quality(4, '4'), await quality(5, '#')]).toEqual([60, 60, 60]);
	});
	it('are not those of other letters', async () => {
		expect([await quality(5, 'F', 0, 'N'), await quality(3, 'F', 0, 'R')]).toEqual([60, 60]);
	});
	it('count a cut end as two, unless no base of it can be trusted', async () => {
		expect([await quality(0, 'F', 40), await quality(1, 'F', 40)]).toEqual([60, 39]);
		expect([await quality(2, 'F', 40, undefined, '#'), await quality(3, 'F', 40, undefined, '#')]).toEqual([60, 39]);
	});
});
