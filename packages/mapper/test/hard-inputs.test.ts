/** Inputs that a mapper could choke on: each ends in bounded time, with one true record a read. */
import { describe, expect, it } from 'vitest';
import { checkLedger, checkRecords } from './gaf-check.ts';
import { fastq, mapTexts, type Read } from './mapping.ts';
import { randomLetters, randomNumbers, reverseComplement, type SmallGraph, smallGraph } from './random-graphs.ts';
import { TestingKernel } from './testing-kernel.ts';

const kernel = new TestingKernel();
const next = randomNumbers(99);

/** Generous on a busy machine; what is not bounded takes for ever. */
const TIME_MS = 10_000;

const chain = (segments: readonly string[]): SmallGraph => {
	const handles = segments.map((_, i) => i * 2);
	const links = handles.slice(1).map((handle) => [handle - 2, handle] as const);
	return smallGraph(segments, links, [handles]);
};

/** Bubbles of 1 bp at every second base; a walk takes one allele each time. */
function dense(bubbles: number, walks: number): SmallGraph {
	const segments = [randomLetters(next, 1)];
	const links: [number, number][] = [];
	for (let i = 0; i < bubbles; i++) {
		const left = (segments.length - 1) * 2;
		const first = segments.length * 2;
		segments.push('ACGT'[i & 3]!, 'ACGT'[(i + 1 + (next() % 3)) & 3]!, 'ACGT'[next() & 3]!);
		links.push([left, first], [left, first + 2], [first, first + 4], [first + 2, first + 4]);
	}
	const walk = (): number[] => [
		0,
		...Array.from({ length: bubbles }, (_, i) => [2 + 6 * i + 2 * (next() & 1), 6 + 6 * i]).flat(),
	];
	return smallGraph(segments, links, Array.from({ length: walks }, walk));
}

const repeat = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Reads of every kind, some of them from the sequence given. */
function readsFor(sequence: string): Read[] {
	const bases = [
		...[100, 150, 300, 1024].map((length) => sequence.slice(0, length)),
		...Array.from({ length: 20 }, () => sequence.slice(next() % Math.max(1, sequence.length - 150)).slice(0, 150)),
		...Array.from({ length: 10 }, () => randomLetters(next, 150)),
		...['A', 'C', 'AC', 'AT', 'CAG', 'N', 'AN'].map((unit) => repeat(unit, 250)),
		repeat('A', 1024),
		repeat('AC', 1024),
	];
	return bases.flatMap((text, i) => [
		{ name: `r${i}`, bases: text },
		{ name: `r${i}t`, bases: reverseComplement(text) },
	]);
}

const everyBase = ['A', 'C', 'G', 'T'];
const allHandles = [0, 1, 2, 3, 4, 5, 6, 7];

const graphs: [string, SmallGraph, string][] = [
	['a single node', chain([repeat('ACGTTGCAAG', 50)]), repeat('ACGTTGCAAG', 50)],
	['a node of one base', smallGraph(['A'], [], [[0]]), 'A'],
	['poly-A', chain([repeat('A', 3000)]), repeat('A', 3000)],
	['poly-A in 1-bp nodes', chain(Array.from({ length: 2000 }, () => 'A')), repeat('A', 2000)],
	['a loop of one A', smallGraph(['A'], [[0, 0]], [[0, 0, 0, 0]]), repeat('A', 1000)],
	[
		'a loop of AC, either way',
		smallGraph(
			['AC'],
			[
				[0, 0],
				[0, 1],
				[1, 0],
			],
			[Array.from({ length: 30 }, () => 0)],
		),
		repeat('AC', 1000),
	],
	[
		'a dinucleotide repeat with bubbles',
		chain(Array.from({ length: 300 }, (_, i) => (i % 7 === 0 ? 'ACAC' : 'AC'))),
		repeat('AC', 900),
	],
	[
		'all ways between four bases',
		smallGraph(
			everyBase,
			allHandles.flatMap((a) => allHandles.map((b) => [a, b] as const)),
			[],
		),
		randomLetters(next, 600),
	],
	['1-bp bubbles at every second base', dense(1500, 4), randomLetters(next, 600)],
	['1-bp bubbles without walks', { ...dense(800, 0) }, randomLetters(next, 600)],
	['letters that are all N', chain([repeat('N', 1000), 'N']), repeat('N', 500)],
	[
		'components apart',
		smallGraph(
			Array.from({ length: 50 }, () => randomLetters(next, 100)),
			[],
			[],
		),
		randomLetters(next, 100),
	],
	[
		'a cycle of 500 bp',
		smallGraph(
			[randomLetters(next, 250), randomLetters(next, 250)],
			[
				[0, 2],
				[2, 0],
			],
			[[0, 2, 0, 2, 0]],
		),
		randomLetters(next, 500),
	],
	['thousands of copies of one unit', chain([repeat(randomLetters(next, 171), 171 * 3000)]), repeat('A', 150)],
];

describe('hard inputs end:', () => {
	it.each(graphs)('%s', async (_, small, sequence) => {
		const start = performance.now();
		kernel.useGraph(small.graph);
		const walk = small.walks[0]?.map((handle) => {
			const letters = small.literal.segments[handle >> 1]![1];
			return (handle & 1) === 0 ? letters : reverseComplement(letters);
		});
		const reads = readsFor((walk?.join('') ?? sequence).slice(0, 20_000).padEnd(1, 'A'));
		const single = await mapTexts(kernel, [fastq(reads)]);
		checkRecords(small.graph, single.lines, reads);
		checkLedger(single.counts, single.lines);
		const mates = reads.map(({ name, bases }) => ({ name, bases: reverseComplement(bases) }));
		const paired = await mapTexts(kernel, [fastq(reads), fastq(mates)]);
		checkRecords(
			small.graph,
			paired.lines,
			reads.flatMap((read, i) => [read, mates[i]!]),
		);
		checkLedger(paired.counts, paired.lines);
		expect(performance.now() - start).toBeLessThan(TIME_MS);
	});

	it('a read of nothing but N has no place', async () => {
		kernel.useGraph(chain([repeat('ACGTTGCAAG', 500)]).graph);
		const { lines } = await mapTexts(kernel, [fastq([{ name: 'n', bases: 'N'.repeat(150) }])]);
		expect(lines).toEqual(['n\t150\t0\t0\t*\t*\t0\t0\t0\t0\t0\t0\trc:Z:no_seed']);
	});

	it('a read in a repeat of thousands of copies has no confidence', async () => {
		const unit = randomLetters(next, 171);
		kernel.useGraph(chain([repeat(unit, 171 * 600)]).graph);
		const { lines } = await mapTexts(kernel, [fastq([{ name: 'r', bases: repeat(unit, 150) }])]);
		const mapq = Number(lines[0]!.split('\t')[11]);
		expect(mapq).toBeLessThanOrEqual(3);
	});
});
