/** Reads of every kind in one file: short and long, cut at the ends, with runs of N, of low complexity. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkLedger, checkRecords, type GafRecord, nodesByName, parseRecord } from './gaf-check.ts';
import { fastq, type Mapped, mapTexts, type Read } from './mapping.ts';
import { bubbleGraph, randomLetters, randomNumbers, reverseComplement, spell } from './random-graphs.ts';
import { TestingKernel } from './testing-kernel.ts';

const kernel = new TestingKernel();
const small = bubbleGraph(61, { bubbles: 120, haplotypes: 6 });
const walks = small.walks.map((walk) => spell(small, walk));
const next = randomNumbers(62);

/** Bases of some walk, on either strand. */
function piece(length: number): string {
	const walk = walks[next() % walks.length]!;
	const from = next() % (walk.length - length);
	const bases = walk.slice(from, from + length);
	return next() % 2 === 0 ? bases : reverseComplement(bases);
}

const foreign = (length: number): string => randomLetters(next, length);
const make = (kind: string, count: number, bases: (i: number) => string): Read[] =>
	Array.from({ length: count }, (_, i) => ({ name: `${kind}${i}`, bases: bases(i) }));

const lengths = make('length', 266, (i) => piece(35 + i));
const others = [
	...make('left', 20, (i) => foreign(15 + 2 * i) + piece(100)),
	...make('right', 20, (i) => piece(100) + foreign(15 + 2 * i)),
	...make('both', 20, (i) => foreign(30) + piece(60 + i) + foreign(30)),
	...make('run', 20, (i) => `${piece(150).slice(0, 75)}${'N'.repeat(2 + i)}`),
	...make('middle', 20, (i) => {
		const bases = piece(150);
		return `${bases.slice(0, 60)}${'N'.repeat(1 + 2 * i)}${bases.slice(61 + 2 * i)}`;
	}),
	...make('lower', 5, () => piece(100).toLowerCase()),
	...make('poly', 10, (i) => 'ACGT'[i % 4]!.repeat(40 + 20 * i)),
	...make('twos', 10, (i) => ['AC', 'AG', 'AT', 'CG'][i % 4]!.repeat(30 + 10 * i)),
	...make('tail', 10, (i) => `${piece(90)}${'A'.repeat(20 + 5 * i)}`),
	...make('alien', 20, () => foreign(150)),
];
// In turn, so that lengths and kinds change from read to read.
const reads = [...lengths, ...others]
	.map((read, i) => ({ read, key: (i * 7919) % 1009 }))
	.sort((a, b) => a.key - b.key)
	.map(({ read }) => read);

describe('reads of every kind in one file', () => {
	let mapped: Mapped;
	const records = new Map<string, GafRecord>();
	const of = (kind: string): { record: GafRecord; bases: string }[] =>
		reads
			.filter(({ name }) => name.replace(/\d+$/, '') === kind)
			.map(({ name, bases }) => ({ record: records.get(name)!, bases }));
	beforeAll(async () => {
		kernel.useGraph(small.graph);
		mapped = await mapTexts(kernel, [fastq(reads)]);
		const nodes = nodesByName(small.graph);
		for (const line of mapped.lines) if (line.split('\t')[5] !== '*') records.set(line.split('\t')[0]!, parseRecord(line, nodes));
	});

	it('have one true record each, and a class', () => {
		checkRecords(small.graph, mapped.lines, reads);
		checkLedger(mapped.counts, mapped.lines);
	});

	it('are placed whole from 35 to 300 bp, but for short ones without a seed', () => {
		const found = of('length').filter(({ record }) => record !== undefined);
		for (const { record, bases } of found)
			expect([record.start, record.end, record.tags.get('NM:i')]).toEqual([0, bases.length, '0']);
		const long = of('length').filter(({ bases }) => bases.length >= 70);
		expect(long.filter(({ record }) => record !== undefined).length).toBe(long.length);
		expect(long.filter(({ record }) => record.mapq === 60).length).toBeGreaterThan(0.98 * long.length);
		const short = of('length').filter(({ bases }) => bases.length < 70);
		expect(short.filter(({ record }) => record !== undefined).length).toBeGreaterThan(0.7 * short.length);
	});

	it('are cut where they do not belong, to some bases that agree by chance', () => {
		for (const { record, bases } of of('left')) {
			expect(record.end).toBe(bases.length);
			expect(Math.abs(record.start - (bases.length - 100))).toBeLessThan(9);
		}
		for (const { record } of of('right')) {
			expect(record.start).toBe(0);
			expect(Math.abs(record.end - 100)).toBeLessThan(9);
		}
		for (const { record, bases } of of('both')) {
			expect(Math.abs(record.start - 30)).toBeLessThan(9);
			expect(Math.abs(record.end - (bases.length - 30))).toBeLessThan(9);
		}
	});

	it('count N as a difference inside, however many, and leave more than five away at an end', () => {
		for (const { record, bases } of of('middle')) {
			expect([record.start, record.end]).toEqual([0, 150]);
			const count = bases.split('N').length - 1;
			expect(Number(record.tags.get('NM:i'))).toBe(count);
			expect(Number(record.tags.get('AS:i'))).toBe(150 - 2 * count);
			expect(record.tags.get('cs:Z')).toMatch(/^:\d+(\*[ACGT]N)+:\d+$/);
		}
		for (const { record, bases } of of('run'))
			expect([record.start, record.end]).toEqual([0, bases.length > 80 ? 75 : bases.length]);
	});

	it('lose no confidence by N, inside or at an end', () => {
		for (const kind of ['middle', 'run']) {
			const sure = of(kind).filter(({ record }) => record.mapq === 60);
			expect(sure.length, kind).toBeGreaterThanOrEqual(of(kind).length - 1);
		}
	});

	it('do not mind lower case', () => {
		for (const { record } of of('lower')) expect([record.end - record.start, record.tags.get('NM:i')]).toEqual([100, '0']);
	});

	it('are placed by what is not of low complexity, or not with confidence', () => {
		for (const { record } of of('tail')) expect(Math.abs(record.end - record.start - 90)).toBeLessThan(9);
		for (const kind of ['poly', 'twos', 'alien']) {
			for (const { record } of of(kind)) expect(record?.mapq ?? 0).toBeLessThan(10);
		}
	});

	it('are placed the same in another order', async () => {
		const turned = await mapTexts(kernel, [fastq(reads.toReversed())]);
		expect(turned.lines.toReversed()).toEqual(mapped.lines);
	});
});
