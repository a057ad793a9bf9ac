import { readGaf } from '@pangraf/mapper';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReferenceBases } from '../../src/sites/reference-steps.ts';
import type { FinishedPileup } from '../../src/support/finished-pileup.ts';
import { Pileup } from '../../src/support/pileup.ts';
import { END_TRIM, OTHER_LETTERS, ReadPileup } from '../../src/support/read-pileup.ts';
import { segmentFinder } from '../../src/support/segment-finder.ts';
import { type CallTables, callTables } from '../../src/variants/call-sample.ts';
import { flip, graphOf, spell } from '../sites/random-graph.ts';
import { align, type Column, columnsArbitrary } from './random-alignment.ts';

const LETTERS = ['ACGTACCA', 'GGATC', 'T', 'CCATTTTTGACATTAGACCA', 'GATTACAGATTACA', 'G'];
const REFERENCE = [0, 2, 4, 6, 8];
/** Node 5 stands for node 2. */
const HAPLOTYPE = [0, 2, 10, 6, 8];
const TABLES = callTables(graphOf(LETTERS, REFERENCE, [HAPLOTYPE]));
const ALL = () => true;

interface Read {
	steps: number[];
	start: number;
	columns: Column[];
}

function gafLine(name: string, { steps, start, columns }: Read): { line: string; query: string; columns: Column[] } {
	const path = spell(LETTERS, steps);
	const { query, cs, used, columns: done } = align(path.slice(start), columns);
	const names = steps.map((handle) => `${(handle & 1) === 1 ? '<' : '>'}s${(handle >> 1) + 1}`).join('');
	const fields = [name, query.length, 0, query.length, '+', names, path.length, start, start + used, 0, 0, 60, `cs:Z:${cs}`];
	return { line: fields.join('\t'), query, columns: done };
}

async function pileupOf(lines: readonly string[], sameFragment = false, tables: CallTables = TABLES): Promise<FinishedPileup> {
	const pileup = new Pileup();
	const reads = new ReadPileup(pileup, tables.reference, tables.projection);
	const text = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
	for await (const batch of readGaf([text], segmentFinder(tables.reference.graph), 'reads.gaf')) {
		for (let i = 0; i < batch.count; i++) expect(reads.addRead(batch, i, sameFragment && i > 0)).toBeUndefined();
	}
	return pileup.finish();
}

const readArbitrary: fc.Arbitrary<Read> = fc
	.record({
		walk: fc.constantFrom(REFERENCE, HAPLOTYPE),
		reverse: fc.boolean(),
		start: fc.nat({ max: 7 }),
		columns: columnsArbitrary,
	})
	.map(({ walk, reverse, start, columns }) => ({ steps: reverse ? flip(walk) : walk, start, columns }));

/** The interval of reference offsets and of query bases that count: from the first to the last aligned base beyond the trim. */
function countedPart(
	{ steps, start }: Read,
	query: string,
	columns: readonly Column[],
): { low: number; high: number; letters: string } | undefined {
	const total = spell(LETTERS, steps).length;
	const clip = (ends: readonly Column[]): number => {
		let length = 0;
		for (const column of ends) {
			if (column.kind !== 'insertion') break;
			length += column.letters.length;
		}
		return length;
	};
	const [from, to] = [clip(columns) + END_TRIM, query.length - clip(columns.toReversed()) - END_TRIM];
	const aligned: { query: number; offset: number }[] = [];
	let [q, p] = [0, start];
	for (const column of columns) {
		if (column.kind === 'insertion') q += column.letters.length;
		else {
			const offset = (steps[0]! & 1) === 1 ? total - 1 - p : p;
			if (column.kind !== 'deletion' && q >= from && q < to) aligned.push({ query: q, offset });
			if (column.kind !== 'deletion') q++;
			p++;
		}
	}
	if (aligned.length === 0) return undefined;
	const letters = query.slice(aligned[0]!.query, aligned.at(-1)!.query + 1);
	const offsets = aligned.map(({ offset }) => offset);
	const forward = (steps[0]! & 1) === 0;
	return { low: Math.min(...offsets), high: Math.max(...offsets) + 1, letters: forward ? letters : complementOf(letters) };
}

function complementOf(letters: string): string {
	const pairs: Record<string, string> = { A: 'T', C: 'G', G: 'C', T: 'A' };
	return [...letters]
		.reverse()
		.map((letter) => pairs[letter])
		.join('');
}

describe('ReadPileup', () => {
	it('spells over its block what the read has there, from either strand and over known bases', async () => {
		await fc.assert(
			fc.asyncProperty(readArbitrary, async (read) => {
				const { line, query, columns } = gafLine('r', read);
				const pileup = await pileupOf([line]);
				const expected = countedPart(read, query, columns);
				const blocks: [number, number, string, number][] = [];
				const bases = new ReferenceBases(TABLES.reference);
				pileup.forEachBlock(0, 1000, (block, start, end, strand) => {
					blocks.push([start, end, pileup.spell(block, start, end, bases, ALL), strand]);
				});
				expect(blocks).toEqual(
					expected === undefined ? [] : [[expected.low, expected.high, expected.letters, read.steps[0]! & 1]],
				);
			}),
			{ numRuns: 500 },
		);
	});

	it('counts depth and mismatches as a look at every column does', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(readArbitrary, { minLength: 1, maxLength: 8 }), async (reads) => {
				const lines = reads.map((read, i) => gafLine(`r${i}`, read));
				const pileup = await pileupOf(lines.map(({ line }) => line));
				const parts = reads
					.map((read, i) => countedPart(read, lines[i]!.query, lines[i]!.columns))
					.filter((part) => part !== undefined);
				for (let offset = 0; offset < 48; offset++) {
					const { forward, reverse } = pileup.spanning(offset, offset + 1);
					expect(forward + reverse).toBe(parts.filter(({ low, high }) => low <= offset && offset < high).length);
				}
				let mismatches = 0;
				pileup.forEachMismatch((_, counts) => {
					mismatches += counts.reduce((sum, count) => sum + count, 0);
				});
				const expected = lines.map(({ columns, query }, i) => mismatchesIn(reads[i]!, query, columns));
				expect(mismatches).toBe(expected.reduce((sum, count) => sum + count, 0));
			}),
			{ numRuns: 200 },
		);
	});

	it('counts what both mates of a fragment cover once', async () => {
		const read = (start: number, length: number): string =>
			gafLine('r', { steps: REFERENCE, start, columns: Array.from({ length }, (): Column => ({ kind: 'match' })) }).line;
		const lines = [read(0, 30), read(10, 30)];
		expect((await pileupOf(lines)).spanning(20, 21).forward).toBe(2);
		const fragment = await pileupOf(lines, true);
		expect(fragment.spanning(20, 21).forward).toBe(1);
		expect(fragment.spanning(30, 31).forward).toBe(1);
		expect(fragment.spanning(10, 11).forward).toBe(1);
	});

	it('counts an indel at its leftmost place, and only where the read spans its repeat', async () => {
		// A T is lost in CATTTTTGA: reads that begin in the run do not tell.
		const lines = [0, 22].map((start) => {
			const columns = Array.from(
				{ length: 48 },
				(_, i): Column => ({ kind: i + start === 20 || i + start === 33 ? 'deletion' : 'match' }),
			);
			return gafLine('r', { steps: REFERENCE, start, columns }).line;
		});
		const { indels } = await pileupOf(lines);
		expect(indels.map(({ start, lastStart, deleted, forward }) => [start, lastStart, deleted, forward])).toEqual([
			[17, 21, 1, 1],
			[33, 33, 1, 2],
		]);
	});

	it.each([
		['cs:Z::5', 'a cs tag over 5 bases of the read, of which 10 are aligned'],
		['cs:Z::10-atc', 'a cs tag over 13 bases of the path, of which 10 are aligned'],
		['cs:Z::100', 'a cs tag that is longer than its path'],
		['cs:Z::', 'a : without a number in the cs tag'],
		['cs:Z::9*a', 'a * without two bases in the cs tag'],
		['cs:Z::9*ca', OTHER_LETTERS],
		['cs:Z::7-agc:2', OTHER_LETTERS],
		['cs:Z::5~gt5ag', 'the operation "~" in the cs tag'],
	])('says what is wrong with %s', async (tag, wrong) => {
		const reads = new ReadPileup(new Pileup(), TABLES.reference, TABLES.projection);
		const text = new TextEncoder().encode(`r\t10\t0\t10\t+\t>s1>s2\t13\t0\t10\t10\t10\t60\t${tag}\n`);
		for await (const batch of readGaf([text], segmentFinder(TABLES.reference.graph), 'reads.gaf')) {
			expect(reads.addRead(batch, 0, false)).toBe(wrong);
		}
	});
});

/** Mismatch columns that count. */
function mismatchesIn(read: Read, query: string, columns: readonly Column[]): number {
	const part = countedPart(read, query, columns);
	if (part === undefined) return 0;
	const total = spell(LETTERS, read.steps).length;
	let p = read.start;
	let count = 0;
	for (const column of columns) {
		const offset = (read.steps[0]! & 1) === 1 ? total - 1 - p : p;
		if (column.kind === 'mismatch' && offset >= part.low && offset < part.high) count++;
		if (column.kind !== 'insertion') p++;
	}
	return count;
}
