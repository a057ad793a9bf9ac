import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLedger, checkRecords, nodesByName, parseRecord } from '../gaf-check.ts';
import { fastq, mapTexts, type Read } from '../mapping.ts';
import {
	anyGraph,
	bubbleGraph,
	randomLetters,
	randomNumbers,
	reverseComplement,
	type SmallGraph,
	smallGraph,
	spell,
} from '../random-graphs.ts';
import { graphFromArrays } from '../../../graph/src/store/graph-builder.ts';
import { TestingKernel } from '../testing-kernel.ts';

const kernel = new TestingKernel();

/** A piece of a walk with some of its bases changed, on either strand. */
interface Draw {
	readonly length: number;
	/** Of 1,000 bases so many are substituted, and as many gaps are opened. */
	readonly errors: number;
	/** Unrelated bases at the end. */
	readonly tail: number;
}

function drawRead(small: SmallGraph, next: () => number, draw: Draw, name: string): Read {
	const steps = small.walks.length > 0 ? small.walks[next() % small.walks.length]! : [0];
	const walk = spell(small, steps);
	const from = next() % Math.max(1, walk.length - draw.length + 1);
	let bases = '';
	for (const letter of walk.slice(from, from + draw.length)) {
		const chance = next() % 1000;
		if (chance < draw.errors) bases += 'ACGTN'[next() % 5];
		else if (chance < 2 * draw.errors) bases += next() % 2 === 0 ? '' : letter + randomLetters(next, next() % 8);
		else bases += letter;
	}
	bases += randomLetters(next, draw.tail);
	return { name, bases: next() % 2 === 0 ? reverseComplement(bases) : bases };
}

function drawReads(small: SmallGraph, seed: number, count: number, shape: (next: () => number) => Draw): Read[] {
	const next = randomNumbers(seed);
	return Array.from({ length: count }, (_, i) => drawRead(small, next, shape(next), `r${i} comment`));
}

const anySeed = fc.noShrink(fc.integer());

/** Letters of a difference string on the other strand, in the other order. */
function turnedDifferences(cs: string): string {
	const parts = Array.from(cs.matchAll(/:[0-9]+|\*[ACGTN]{2}|[+-][ACGTN]+/g), ([part]) => part);
	return parts
		.reverse()
		.map((part) => {
			if (part.startsWith(':')) return part;
			const letters = part.slice(1);
			const turned = part.startsWith('*')
				? Array.from(letters, (letter) => reverseComplement(letter)).join('')
				: reverseComplement(letters);
			return part[0]! + turned;
		})
		.join('');
}

describe('records', () => {
	it.each([
		['graphs of any shape', anyGraph({ nodeLength: 80, walkSteps: 20 })],
		['graphs with few letters', anyGraph({ letters: 'AC', nodeLength: 60, walkSteps: 20 })],
		['graphs with other letters', anyGraph({ letters: 'ACGTN', nodeLength: 80, walkSteps: 20 })],
		['walks of bubbles', anySeed.map((seed) => bubbleGraph(seed))],
		['dense bubbles', anySeed.map((seed) => bubbleGraph(seed, { bubbles: 60, spacing: 12, alleleLength: 12 }))],
	])('of %s are true, in order, one for each read', async (_, graphs) => {
		await fc.assert(
			fc.asyncProperty(graphs, anySeed, fc.boolean(), async (small, seed, paired) => {
				kernel.useGraph(small.graph, { k: 15, s: 9 });
				const shape = (next: () => number): Draw => ({
					length: next() % (next() % 4 === 0 ? 1100 : 250),
					errors: next() % 60,
					tail: next() % 4 === 0 ? next() % 80 : 0,
				});
				const reads = drawReads(small, seed, 12, shape);
				if (paired) {
					const mates = drawReads(small, seed + 1, 12, shape);
					const { lines, counts } = await mapTexts(kernel, [fastq(reads), fastq(mates)]);
					const both = reads.flatMap((read, i) => [read, mates[i]!]);
					checkRecords(small.graph, lines, both);
					checkLedger(counts, lines);
				} else {
					const { lines, counts } = await mapTexts(kernel, [fastq(reads)]);
					checkRecords(small.graph, lines, reads);
					checkLedger(counts, lines);
				}
			}),
			{ numRuns: 50 },
		);
	});

	it('place an error-free read of any walk over its full length, and the turned read on the turned path', async () => {
		await fc.assert(
			fc.asyncProperty(anySeed, async (seed) => {
				const small = bubbleGraph(seed, { bubbles: 20 });
				kernel.useGraph(small.graph);
				const drawn = drawReads(small, seed, 12, (next) => ({ length: 60 + (next() % 300), errors: 0, tail: 0 }));
				const reads = drawn.filter(({ bases }) => {
					kernel.putRead(bases);
					return kernel.exports.seedSlot(0) > 1;
				});
				const turned = reads.map(({ name, bases }) => ({ name, bases: reverseComplement(bases) }));
				const { lines, counts } = await mapTexts(kernel, [fastq([...reads, ...turned])]);
				checkRecords(small.graph, lines, [...reads, ...turned]);
				expect(counts.exact_full_length).toBe(lines.length);
				const nodes = nodesByName(small.graph);
				const records = lines.map((line) => parseRecord(line, nodes));
				for (const [i, { bases }] of reads.entries()) {
					const record = records[i]!;
					const other = records[reads.length + i]!;
					expect(record.tags.get('cs:Z')).toBe(`:${bases.length}`);
					expect(record.tags.get('AS:i')).toBe(String(bases.length));
					expect(other.handles).toEqual(record.handles.map((handle) => handle ^ 1).reverse());
					expect(other.pathStart).toBe(record.pathLength - record.pathEnd);
					// Nothing in the graph is there twice, a path that turns does not count for two either.
					expect([record.mapq, other.mapq]).toEqual([60, 60]);
				}
			}),
			{ numRuns: 60 },
		);
	});

	it('turn with the read where it has errors, too', async () => {
		let turns = 0;
		await fc.assert(
			fc.asyncProperty(anySeed, async (seed) => {
				const small = bubbleGraph(seed, { bubbles: 12 });
				kernel.useGraph(small.graph);
				const reads = drawReads(small, seed, 16, (next) => ({
					length: 100 + (next() % 200),
					errors: next() % 2 === 0 ? 20 : 3,
					tail: next() % 30,
				}));
				const turned = reads.map(({ name, bases }) => ({ name, bases: reverseComplement(bases) }));
				const forward = (await mapTexts(kernel, [fastq(reads)])).lines;
				const backward = (await mapTexts(kernel, [fastq(turned)])).lines;
				const nodes = nodesByName(small.graph);
				for (const [i, line] of forward.entries()) {
					const record = parseRecord(line, nodes);
					const other = parseRecord(backward[i]!, nodes);
					expect(other.mapq).toBe(record.mapq);
					expect(other.tags.get('AS:i')).toBe(record.tags.get('AS:i'));
					const differences = record.tags.get('cs:Z') ?? '';
					// From another anchor, gaps may come to lie elsewhere at the same cost.
					if (/[+-]/.test(differences)) continue;
					turns++;
					expect(other.handles).toEqual(record.handles.map((handle) => handle ^ 1).reverse());
					expect(other.tags.get('cs:Z') ?? '').toBe(turnedDifferences(differences));
					expect([other.start, other.end]).toEqual(
						record.handles.length === 0 ? [0, 0] : [record.length - record.end, record.length - record.start],
					);
				}
			}),
			{ numRuns: 60 },
		);
		expect(turns).toBeGreaterThan(100);
	});

	it('reach the allele that a read has from an anchor in another that shares its base', async () => {
		// The read's one seed starts at the last base of the alleles, which both have; the table has it in the other allele only.
		const small = smallGraph(
			[
				'GGACGGGAGCCGCATGCAAGGCAGTGTTTTTGTCGTAGTTGTCGAAGATCAAAT',
				'GCACG',
				'CTG',
				'CGATTCGAGCGCATTATAACGGTTTAGGCATATATCACATTTAACGCGATA',
			],
			[
				[0, 2],
				[2, 6],
				[0, 5],
				[5, 6],
			],
			[
				[0, 2, 6],
				[0, 5, 6],
			],
		);
		kernel.useGraph(small.graph);
		const bases = 'TGCCTAAACCGTTATAATGCGCTCGAATCGCTGATTT';
		const { lines } = await mapTexts(kernel, [fastq([{ name: 'r', bases }])]);
		expect(lines[0]).toMatch(/^r\t37\t0\t37\t\+\t<s4>s3<s1\t.*\tcs:Z::37$/);
	});

	it('of paths of 1-bp segments with long names stay within the size that is reserved for them', async () => {
		const sequence = randomLetters(randomNumbers(4), 1200);
		const bare = smallGraph(
			Array.from(sequence),
			Array.from({ length: 1199 }, (_, i) => [2 * i, 2 * i + 2] as const),
			[Array.from({ length: 1200 }, (_, i) => 2 * i)],
		);
		const named = {
			...bare.literal,
			segments: bare.literal.segments.map(([, letter], i) => [`${'n'.repeat(60)}${i + 1000}`, letter] as const),
		};
		const graph = graphFromArrays(named);
		kernel.useGraph(graph);
		const reads = [sequence.slice(0, 1024), sequence.slice(0, 500) + sequence.slice(540, 1064)].map((bases, i) => ({
			name: `r${i}`,
			bases,
		}));
		// A batch of them, so that the room for one is seen to do.
		const many = Array.from({ length: 70 }, (_, i) => ({ ...reads[i % 2]!, name: `r${i}` }));
		const { lines, counts } = await mapTexts(kernel, [fastq(many)]);
		checkRecords(graph, lines, many);
		expect(counts.mapped).toBe(70);
		expect(lines[1]).toMatch(/\tcs:Z::\d+-[ACGT]{40}:\d+$/);
		expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(kernel.plan.recordBytes);
	});

	it('write numbers as text does', () => {
		const at = kernel.plan.outputs;
		const written = (value: number): string => {
			const end = kernel.exports.writeNumber(at, value) >>> 0;
			return String.fromCharCode(...kernel.bytes.subarray(at, end));
		};
		for (let value = 0; value <= 10_100; value++) expect(written(value)).toBe(String(value));
		fc.assert(fc.property(fc.nat(2 ** 32 - 1), (value) => written(value) === String(value)));
	});

	it('give names as they are in the FASTQ up to the first blank, whatever is in them', async () => {
		const small = smallGraph(['ACGGTCATTGCAAGTCCGATTGACCTAGGATCCATTGCAGTACGGATCTTAGCCATG'], [], [[0]]);
		kernel.useGraph(small.graph);
		const names = ['a', '@', 'x:1:y/1 1:N:0', 'ä', 'a#b|c', 'n'.repeat(254), '"', '\\', 'a\tb'];
		const { lines } = await mapTexts(kernel, [
			fastq(names.map((name) => ({ name, bases: 'ACGGTCATTGCAAGTCCGATTGACCTAGGATCC' }))),
		]);
		expect(lines.map((line) => line.split('\t')[0])).toEqual(names.map((name) => name.split(/\s/)[0]));
	});
});
