import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GafBatch, readGaf, type SegmentFinder } from '../../src/records/gaf-reader.ts';

/** Segments s0 to s99 are nodes 0 to 99. */
const find: SegmentFinder = (bytes, from, to) => {
	const match = /^s(\d{1,2})$/.exec(new TextDecoder().decode(bytes.subarray(from, to)));
	return match === null ? -1 : Number(match[1]);
};

const LINES = [
	'@HD\tVN:Z:1.0',
	'read/1\t150\t3\t150\t+\t>s1<s22>s3\t400\t10\t157\t146\t147\t60\tAS:i:140\tcs:Z::100*ac:46\tpp:A:1',
	'read/2\t150\t0\t150\t-\ts7\t300\t0\t150\t150\t150\t0\ttp:A:S',
	'lost\t150\t0\t0\t*\t*\t0\t0\t0\t0\t0\t0\trc:Z:no_seed',
	'old\t150\t0\t150\t+\t>s1\t300\t0\t150\t150\t150\t255\ttp:A:P\tcs:Z:',
];

/** A batch's columns as plain values. */
function rowsOf(batch: GafBatch): unknown[] {
	const text = (from: number, to: number): string => new TextDecoder().decode(batch.bytes.slice(from, to));
	return Array.from({ length: batch.count }, (_, i) => ({
		line: batch.lines[i],
		name: text(batch.nameStarts[i]!, batch.nameEnds[i]!),
		query: [batch.queryLengths[i], batch.queryStarts[i], batch.queryEnds[i]],
		reversed: batch.reversed[i],
		steps: Array.from(batch.steps.subarray(batch.stepStarts[i], batch.stepStarts[i + 1])),
		path: [batch.pathLengths[i], batch.pathStarts[i], batch.pathEnds[i]],
		mapq: batch.mapqs[i],
		secondary: batch.secondary[i],
		cs: text(batch.csStarts[i]!, batch.csEnds[i]!),
	}));
}

async function read(chunks: readonly Uint8Array[]): Promise<unknown[]> {
	const rows: unknown[] = [];
	for await (const batch of readGaf(chunks, find, 'reads.gaf')) rows.push(...rowsOf(batch));
	return rows;
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const EXPECTED = [
	{
		line: 2,
		name: 'read/1',
		query: [150, 3, 150],
		reversed: 0,
		steps: [2, 45, 6],
		path: [400, 10, 157],
		mapq: 60,
		secondary: 0,
		cs: ':100*ac:46',
	},
	{ line: 3, name: 'read/2', query: [150, 0, 150], reversed: 1, steps: [14], path: [300, 0, 150], mapq: 0, secondary: 1, cs: '' },
	{ line: 4, name: 'lost', query: [150, 0, 0], reversed: 0, steps: [], path: [0, 0, 0], mapq: 0, secondary: 0, cs: '' },
	{ line: 5, name: 'old', query: [150, 0, 150], reversed: 0, steps: [2], path: [300, 0, 150], mapq: 255, secondary: 0, cs: '' },
];

describe('readGaf', () => {
	it('reads lines into columns', async () => {
		expect(await read([encode(`${LINES.join('\n')}\n`)])).toEqual(EXPECTED);
		expect(await read([encode(LINES.join('\r\n'))])).toEqual(EXPECTED);
	});

	it('gives the same however the text is cut', async () => {
		const text = encode(`${Array.from({ length: 20 }, (_, i) => LINES[1 + (i % 3)]!).join('\n')}\n`);
		const whole = await read([text]);
		expect(whole.length).toBe(20);
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(fc.nat({ max: text.length }), { maxLength: 12 }), async (cuts) => {
				const places = [0, ...cuts.sort((a, b) => a - b), text.length];
				expect(await read(places.slice(1).map((end, i) => text.slice(places[i], end)))).toEqual(whole);
			}),
			{ numRuns: 100 },
		);
	});

	const good = LINES[1]!.split('\t');
	it.each([
		['E_GAF_COLUMNS', good.slice(0, 11), 'line 2: found 11 columns; expected at least 12'],
		['E_GAF_NUMBER', good.with(1, '15x'), 'line 2: found the query length "15x"; expected a whole number below 2^32'],
		['E_GAF_NUMBER', good.with(8, ''), 'line 2: found the path end ""'],
		['E_GAF_NUMBER', good.with(11, '-1'), 'line 2: found the mapping quality "-1"'],
		['E_GAF_STRAND', good.with(4, 'x'), 'line 2: found the strand "x"; expected + or -'],
		['E_GAF_INTERVAL', good.with(3, '151'), 'line 2: found the query interval 3-151 of 150'],
		['E_GAF_INTERVAL', good.with(7, '200'), 'line 2: found the path interval 200-157 of 400'],
		['E_GAF_PATH', good.with(5, '>s1<>s3'), 'line 2: found a step without a segment name'],
		['E_GAF_PATH', good.with(5, ''), 'line 2: found an empty path'],
		['E_GAF_SEGMENT', good.with(5, '>s1>chr1'), 'line 2: found the segment chr1; expected a segment of the graph'],
	])('%s', async (code, fields, message) => {
		const text = encode(`${LINES[3]}\n${fields.join('\t')}\n`);
		await expect(read([text])).rejects.toMatchObject({ code, message: expect.stringContaining(`reads.gaf, ${message}`) });
	});
});
