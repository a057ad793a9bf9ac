import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastq, mapTexts } from '../mapping.ts';
import { randomLetters, randomNumbers, smallGraph } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { placesIn } from '../twins/seed-places.ts';
import { seedsOf } from '../twins/syncmers.ts';

const kernel = new TestingKernel();
const SCHEME = { k: 15, s: 7 };
const ANY_STRAND = 2;

/** Most of the positions that can be taken so that no two lie within k of each other, by trying all. */
function mostApart(positions: readonly number[], k: number): number {
	const from = (at: number, free: number): number => {
		if (at === positions.length) return 0;
		const without = from(at + 1, free);
		return positions[at]! < free ? without : Math.max(without, 1 + from(at + 1, positions[at]! + k));
	};
	return from(0, 0);
}

describe('seeds that are passed over', () => {
	it('leave as many copies as the rarest of them has places, as far apart as the others say', () => {
		let passing = 0;
		const property = fc.property(
			fc.noShrink(fc.integer()),
			fc.integer({ min: 2, max: 12 }),
			fc.integer({ min: 1, max: 12 }),
			fc.nat(600),
			(seed, copies, frequencyMax, from) => {
				const next = randomNumbers(seed);
				const unit = randomLetters(next, 60);
				const text = randomLetters(next, 300) + unit.repeat(copies) + randomLetters(next, 100) + unit.slice(10, 50);
				const table = kernel.useGraph(smallGraph([text], [], [[0]]).graph, SCHEME);
				const read = text.slice(from % (text.length - 150)).slice(0, 150);
				const seeds = seedsOf(read, SCHEME);
				const counts = seeds.map(({ hash }) => placesIn(table, hash).length);
				kernel.putRead(read);
				kernel.exports.lookUp(kernel.exports.seedSlot(0));
				kernel.exports.clusterSlot(0, frequencyMax, ANY_STRAND, 0, 0);
				const passed = counts.filter((count) => count > frequencyMax);
				expect(kernel.exports.slotCopies(0)).toBe(passed.length === 0 ? 0 : Math.min(...passed));
				if (passed.length === 0) return;
				passing++;
				const others = seeds.filter((_, i) => counts[i]! > 0 && counts[i]! <= frequencyMax);
				expect(kernel.exports.slotDifferences(0)).toBe(
					mostApart(
						others.map(({ position }) => position),
						SCHEME.k,
					),
				);
			},
		);
		fc.assert(property, { numRuns: 200 });
		expect(passing).toBeGreaterThan(20);
	});

	it.each([1, 2, 4])('take its certainty from a read whose one error spells an allele of a copy (%i)', async (seed) => {
		const next = randomNumbers(seed);
		const unit = randomLetters(next, 60);
		const copies = unit.repeat(100);
		const [left, right] = [randomLetters(next, 500), randomLetters(next, 500)];
		const allele = unit[0] === 'A' ? 'C' : 'A';
		const segments = [left + copies, unit[0]!, allele, unit.slice(1) + copies + right];
		const links = [2, 4].flatMap((inner) => [[0, inner] as const, [inner, 6] as const]);
		const walks = [2, 4].map((inner) => [0, inner, 6]);
		kernel.useGraph(smallGraph(segments, links, walks).graph, SCHEME);
		// A read of any copy, with an error; and one of the sequence beside the repeat.
		const reads = [unit + allele + unit.slice(1) + unit.slice(0, 30), left.slice(200, 350)];
		const { lines } = await mapTexts(kernel, [fastq(reads.map((bases, i) => ({ name: `r${i}`, bases })))]);
		const [inRepeat, beside] = lines.map((line) => line.split('\t'));
		expect(Number(inRepeat![11])).toBeLessThan(15);
		expect(beside![11]).toBe('60');
	});
});
