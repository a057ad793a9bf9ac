import { beforeAll, describe, expect, it } from 'vitest';
import { fastq, type Mapped, mapTexts } from '../mapping.ts';
import { randomLetters, randomNumbers, reverseComplement, smallGraph } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';

const COPIES = 1500;
const SPACING = 250;
const UNIT = 160;
const PAIRS = 200;
const FIRST_COPY = 100;

// A repeat with more copies than any search over the whole graph looks at, with unique sequence between them.
const next = randomNumbers(31);
const unit = randomLetters(next, UNIT);
const walk = Array.from({ length: COPIES }, () => randomLetters(next, SPACING) + unit).join('');
const starts = Array.from({ length: PAIRS }, (_, i) => (FIRST_COPY + 3 * i) * (SPACING + UNIT) + 50);
/** Of a copy of the repeat: its start from that of the first mate, which ends before it. */
const BEHIND = SPACING - 50 + 5;

const kernel = new TestingKernel();
beforeAll(() => {
	kernel.useGraph(smallGraph([walk], [], [[0]]).graph, { k: 15, s: 7 });
});

/** Maps 150 bases from each of `starts` together with the reverse complement of those that `mateOf` gives. */
async function mapPairs(mateOf: (start: number, i: number) => string): Promise<Mapped> {
	const first = starts.map((start, i) => ({ name: `p${i}`, bases: walk.slice(start, start + 150) }));
	const second = starts.map((start, i) => ({ name: `p${i}`, bases: reverseComplement(mateOf(start, i)) }));
	return await mapTexts(kernel, [fastq(first), fastq(second)], { fragment: { mean: 355, stdev: 30 } });
}
const fieldOf = (mapped: Mapped, mate: number, field: number): number[] =>
	mapped.lines.filter((_, i) => i % 2 === mate).map((line) => Number(line.split('\t')[field]));

describe('rescue', () => {
	it('finds a mate all of whose seeds are frequent in the window of its fellow', async () => {
		const mapped = await mapPairs((start, i) => {
			const bases = Array.from(walk.slice(start + BEHIND, start + BEHIND + 150));
			if (i % 2 === 1) bases[75] = bases[75] === 'A' ? 'C' : 'A';
			return bases.join('');
		});
		expect(fieldOf(mapped, 1, 7)).toEqual(starts.map((start) => walk.length - start - BEHIND - 150));
		expect(mapped.counts.rescued).toBe(PAIRS);
		expect(mapped.lines.every((line) => line.includes('pp:A:1'))).toBe(true);
		expect(Math.min(...fieldOf(mapped, 1, 11))).toBeGreaterThanOrEqual(30);
	});
	it('that finds nothing does not make a mate that lies elsewhere less sure', async () => {
		// Sequence that is nowhere else, and some of the repeat: its seeds are passed over.
		const far = (start: number): number => start + 700 * (SPACING + UNIT) + SPACING - 170;
		const mapped = await mapPairs((start) => walk.slice(far(start), far(start) + 150));
		expect(fieldOf(mapped, 1, 7)).toEqual(starts.map((start) => walk.length - far(start) - 150));
		expect(mapped.counts.rescued).toBe(0);
		expect(new Set(fieldOf(mapped, 1, 11))).toEqual(new Set([60]));
	});
});
