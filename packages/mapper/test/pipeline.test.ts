import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAGMENT_DEFAULT } from '../src/pairs/fragment-lengths.ts';
import { mapChunk } from '../src/pool/map-chunk.ts';
import { BATCH } from '../src/kernels/kernel.ts';
import { checkLedger, checkRecords, nodesByName, recordFault } from './gaf-check.ts';
import { fastq, type Mapped, mapTexts, type Read } from './mapping.ts';
import { bubbleGraph, randomLetters, randomNumbers, reverseComplement, smallGraph, spell } from './random-graphs.ts';
import { TestingKernel } from './testing-kernel.ts';

const kernel = new TestingKernel();
const small = bubbleGraph(42, { bubbles: 60 });
kernel.useGraph(small.graph);

/** Pairs of a library of this mean and spread, with substitutions; some mates have nothing to do with the graph. */
function pairsOf(seed: number, count: number, mean = 400, spread = 60): [Read[], Read[]] {
	const next = randomNumbers(seed);
	const walks = small.walks.map((walk) => spell(small, walk));
	const both = Array.from({ length: count }, (_, i) => {
		const walk = walks[next() % walks.length]!;
		const size = Math.max(150, mean - spread + (next() % (2 * spread + 1)));
		const from = next() % Math.max(1, walk.length - size);
		const fragment = walk.slice(from, from + size);
		const changed = (bases: string): string =>
			Array.from(bases, (base) => (next() % 100 === 0 ? 'ACGT'[next() % 4]! : base)).join('');
		const strands = next() % 2 === 0 ? [fragment, reverseComplement(fragment)] : [reverseComplement(fragment), fragment];
		const mates = strands.map((bases) => changed(bases.slice(0, 100 + (next() % 50))));
		if (next() % 20 === 0) mates[1] = Array.from({ length: 120 }, () => 'ACGT'[next() % 4]).join('');
		return mates.map((bases, mate) => ({ name: `p${i}/${mate + 1}`, bases }));
	});
	return [both.map(([first]) => first!), both.map(([, second]) => second!)];
}

const interleave = (first: readonly Read[], second: readonly Read[]): Read[] => first.flatMap((read, i) => [read, second[i]!]);

describe('the pipeline', () => {
	it('gives the same bytes for any pieces that the input comes in', async () => {
		const [first, second] = pairsOf(1, 60);
		const texts = [fastq(first), fastq(second)];
		const { gaf } = await mapTexts(kernel, texts);
		await fc.assert(
			fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 12 }), async (pieces) => {
				expect((await mapTexts(kernel, texts, { pieces })).gaf).toBe(gaf);
			}),
			{ numRuns: 40 },
		);
		expect((await mapTexts(kernel, texts, { pieces: [1] })).gaf).toBe(gaf);
	});

	it('gives the same bytes for mates in two files and in one, over the border of a chunk', async () => {
		const [first, second] = pairsOf(2, 4500);
		const apart = await mapTexts(kernel, [fastq(first), fastq(second)]);
		const together = await mapTexts(kernel, [fastq(interleave(first, second))], { interleaved: true, pieces: [100_003] });
		expect(together.gaf).toBe(apart.gaf);
		expect(together.counts).toEqual(apart.counts);
		expect(together.properFragments).toEqual(apart.properFragments);
		expect(2 * apart.properFragments!.pairs).toBe(apart.counts.properly_paired);
		checkRecords(small.graph, apart.lines, interleave(first, second));
		checkLedger(apart.counts, apart.lines);
		expect(apart.counts.reads).toBe(9000);
		expect(apart.counts.properly_paired).toBeGreaterThan(7800);
	});

	it('gives the same bytes for any size of chunks', async () => {
		const [first, second] = pairsOf(8, 700);
		const { exports, memory, plan } = kernel;
		exports.setMaxMultimaps(3);
		for (const [texts, interleaved] of [
			[[fastq(first)], false],
			[[fastq(first), fastq(second)], false],
			[[fastq(interleave(first, second))], true],
		] as const) {
			const runs = [];
			for (const slotBytes of [plan.slotBytes, 70_000, 9_000, 1_000]) {
				const options = { interleaved, fragment: { mean: 400, stdev: 50 } };
				const { gaf, counts, properFragments } = await mapTexts(
					{ exports, memory, plan: { ...plan, slotBytes } },
					texts,
					options,
				);
				runs.push({ gaf, counts, properFragments });
			}
			expect(runs[0]!.counts.reads).toBe(texts.length === 2 || interleaved ? 1400 : 700);
			for (const run of runs) expect(run).toEqual(runs[0]);
		}
		exports.setMaxMultimaps(1);
	});

	it('learns the fragment length, or takes what it is given, or says that it knows none', async () => {
		const [first, second] = pairsOf(3, 600, 350, 40);
		const texts = [fastq(first), fastq(second)];
		const learnt = (await mapTexts(kernel, texts)).fragment!;
		expect(learnt.source).toBe('learnt');
		expect(Math.abs(learnt.mean - 350)).toBeLessThan(12);
		expect(learnt.pairs).toBeGreaterThan(400);
		const given = await mapTexts(kernel, texts, { fragment: { mean: 350, stdev: 30 } });
		expect(given.fragment).toEqual({ mean: 350, stdev: 30, source: 'option', pairs: 0 });
		const few = await mapTexts(kernel, [fastq(first.slice(0, 20)), fastq(second.slice(0, 20))]);
		expect(few.fragment).toMatchObject({ ...FRAGMENT_DEFAULT, source: 'default' });
		expect((await mapTexts(kernel, [texts[0]!])).fragment).toBeUndefined();
	});

	it('counts the fragments of all proper pairs, not only of those that teach', async () => {
		const walk = spell(small, small.walks[0]!);
		const sizes = [333, 334, 333, 700, 333];
		const fragments = Array.from({ length: 9000 }, (_, i) => walk.slice(10 * (i % 50)).slice(0, sizes[i % 5]));
		const mate = (turn: (bases: string) => string): string =>
			fastq(fragments.map((bases, i) => ({ name: `p${i}`, bases: turn(bases).slice(0, 100) })));
		const texts = [mate((bases) => bases), mate(reverseComplement)];
		const { counts, properFragments } = await mapTexts(kernel, texts, { fragment: { mean: 340, stdev: 20 } });
		expect(counts.properly_paired).toBe(2 * 7200);
		expect(properFragments).toMatchObject({ pairs: 7200, median: 333, picture: '█▃' });
		expect(properFragments!.lengths.map(({ pairs }) => pairs)).toEqual([5400, 1800]);
		expect((await mapTexts(kernel, [texts[0]!])).properFragments).toBeUndefined();
	});

	it('maps a read the same whoever its neighbours are', async () => {
		const [first, second] = pairsOf(4, BATCH + 10);
		const single = fastq([...first, ...second]);
		const all = (await mapTexts(kernel, [single])).lines;
		for (const i of [0, 1, BATCH - 1, BATCH, BATCH + 9, first.length + 5]) {
			const alone = await mapTexts(kernel, [fastq([[...first, ...second][i]!])]);
			expect(alone.lines).toEqual([all[i]]);
		}
	});

	it('gives the same bytes where the output of a chunk does not fit the room for it', () => {
		const [first, second] = pairsOf(5, 700);
		const bytes = (reads: readonly Read[]): Uint8Array => new TextEncoder().encode(fastq(reads));
		const plan = kernel.plan;
		kernel.bytes.set(bytes(first), plan.slots);
		kernel.bytes.set(bytes(second), plan.slots + plan.slotBytes);
		const task = {
			slot: 0,
			records: 700,
			firstBytes: bytes(first).length,
			secondBytes: bytes(second).length,
			mates: 'files',
			fragment: FRAGMENT_DEFAULT,
			estimate: false,
		} as const;
		const output = (room: number): { fragments: Uint32Array; text: string } => {
			const result = mapChunk(kernel.exports, kernel.memory.buffer, { ...plan, outputBytes: room }, task);
			const last = kernel.bytes.subarray(plan.outputs, plan.outputs + result.outputBytes);
			const text = [...result.overflow, last].map((part) => new TextDecoder().decode(part.slice())).join('');
			return { fragments: result.fragments, text };
		};
		const whole = output(plan.outputBytes);
		expect(whole.text.split('\n').length).toBe(1401);
		expect(whole.fragments.length).toBeGreaterThan(600);
		// Room for hardly more than one batch.
		expect(output(plan.recordBytes * BATCH + 1)).toEqual(whole);
	});

	it('stops when nobody reads the records any more', async () => {
		const { mapAll } = await import('../src/pipeline.ts');
		let filled = 0;
		let written = 0;
		const { counts } = await mapAll({
			source: {
				fill: (slot: number) => {
					filled++;
					const at = kernel.putText('@r\nACGT\n+\nIIII\n', slot);
					expect(at).toBeGreaterThan(0);
					return Promise.resolve({ slot, firstRecord: filled, records: 1, firstBytes: 15, secondBytes: 0, mates: 'none' });
				},
			} as never,
			slotCount: 4,
			files: ['endless.fq'],
			fragment: undefined,
			paired: false,
			map: (task) => Promise.resolve(mapChunk(kernel.exports, kernel.memory.buffer, kernel.plan, task)),
			outputOf: (_slot, bytes) => new Uint8Array(bytes),
			write: () => Promise.resolve(++written < 10),
		});
		expect(written).toBe(10);
		expect(counts.reads).toBe(10);
		expect(filled).toBeLessThan(20);
	});

	it('counts spent budgets once, by the read that spent them', async () => {
		// Poly-A in nodes of 1 bp spends every budget; a component beside it spends none.
		const easy = 'ACGGTCATTGCAAGTCCGATTGACCTAGGATCCATTGCAGTACGGATCTTAGCCATGACTGAAGTCCATTGGACTTACGGT';
		const count = 900;
		const links = Array.from({ length: count - 1 }, (_, i) => [2 * i, 2 * i + 2] as const);
		const walk = Array.from({ length: count }, (_, i) => 2 * i);
		const mixed = smallGraph([...Array.from({ length: count }, () => 'A'), easy], links, [walk, [2 * count]]);
		kernel.useGraph(mixed.graph, { k: 11, s: 5 });
		const hard = { name: 'hard', bases: `${'A'.repeat(600)}C${'A'.repeat(200)}` };
		const others = Array.from({ length: 3 * BATCH }, (_, i) => ({ name: `e${i}`, bases: easy }));
		const { counts, lines } = await mapTexts(kernel, [fastq([hard, ...others, hard])]);
		expect(counts).toMatchObject({ reads: 3 * BATCH + 2, budget_exhausted: 2 });
		const spent = lines.filter((line) => line.includes('\tbe:A:1'));
		expect(spent.every((line) => line.startsWith('hard\t'))).toBe(true);
		expect(spent.length).toBe(lines.filter((line) => line.startsWith('hard\t') && line.split('\t')[5] !== '*').length);
		kernel.useGraph(small.graph);
	});

	it('writes other alignments of a read behind the first, and nothing else changes', async () => {
		// A stretch three times, the last with a substitution.
		const next = randomNumbers(77);
		const stretch = randomLetters(next, 300);
		const changed = `${stretch.slice(0, 150)}${stretch[150] === 'A' ? 'C' : 'A'}${stretch.slice(151)}`;
		const copies = smallGraph(
			[stretch, randomLetters(next, 500), stretch, randomLetters(next, 500), changed],
			[
				[0, 2],
				[2, 4],
				[4, 6],
				[6, 8],
			],
			[[0, 2, 4, 6, 8]],
		);
		kernel.useGraph(copies.graph);
		const reads = [
			{ name: 'thrice', bases: stretch.slice(80, 230) },
			{ name: 'once', bases: spell(copies, [2]).slice(100, 250) },
			{ name: 'none', bases: randomLetters(next, 150) },
		];
		const mapped = async (most: number): Promise<Mapped> => {
			kernel.exports.setMaxMultimaps(most);
			return await mapTexts(kernel, [fastq(reads)]).finally(() => kernel.exports.setMaxMultimaps(1));
		};
		const [one, two, many] = [await mapped(1), await mapped(2), await mapped(12)];
		const names = (lines: readonly string[]): string[] => lines.map((line) => line.split('\t')[0]!);
		expect(names(one.lines)).toEqual(['thrice', 'once', 'none']);
		expect(names(two.lines)).toEqual(['thrice', 'thrice', 'once', 'none']);
		expect(names(many.lines)).toEqual(['thrice', 'thrice', 'thrice', 'once', 'none']);
		for (const { lines, counts } of [two, many]) {
			const others = lines.filter((line) => line.includes('\ttp:A:S'));
			expect(lines.filter((line) => !others.includes(line))).toEqual(one.lines);
			expect(others.every((line) => line.split('\t')[11] === '0')).toBe(true);
			expect(counts).toMatchObject({ ...one.counts, secondary: others.length });
		}
		const scores = many.lines.slice(0, 3).map((line) => /AS:i:(\d+)/.exec(line)![1]);
		expect(scores).toEqual(['150', '150', '145']);
		const nodes = nodesByName(copies.graph);
		for (const line of many.lines.slice(0, 3)) expect(recordFault(line, reads[0]!, copies.graph, nodes)).toBeUndefined();
		kernel.useGraph(small.graph);
	});

	it('counts spent budgets by read, however often the reads are looked at', async () => {
		const [first, second] = pairsOf(6, 200);
		const { counts } = await mapTexts(kernel, [fastq(first), fastq(second)]);
		const again = await mapTexts(kernel, [fastq(first), fastq(second)], { fragment: { mean: 400, stdev: 50 } });
		expect(counts.budget_exhausted).toBe(again.counts.budget_exhausted);
		expect(counts.budget_exhausted).toBeLessThanOrEqual(counts.reads);
	});
});
