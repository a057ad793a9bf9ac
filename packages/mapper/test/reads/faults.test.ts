/** Everything that can be wrong with FASTQ input: its code, its file, its line. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fastq, type MappingOptions, mapTexts, type Read } from '../mapping.ts';
import { randomLetters, randomNumbers, smallGraph } from '../random-graphs.ts';
import { TestingKernel } from '../testing-kernel.ts';

const kernel = new TestingKernel();
const next = randomNumbers(5);
const sequence = randomLetters(next, 2000);
kernel.useGraph(smallGraph([sequence], [], [[0]]).graph);

function reads(count: number, suffix = ''): Read[] {
	return Array.from({ length: count }, (_, i) => ({
		name: `r${i + 1}${suffix}`,
		bases: sequence.slice(i % 1500, (i % 1500) + 60),
	}));
}

/** Expects the error of mapping these texts. */
async function expectFault(
	texts: string[],
	code: string,
	file: string,
	place: string,
	options: MappingOptions = {},
): Promise<void> {
	const error: unknown = await mapTexts(kernel, texts, options).then(
		({ counts }) => counts,
		(thrown: unknown) => thrown,
	);
	expect(error).toMatchObject({ code, data: { file, place } });
	const { found, expected, remedy } = (error as { data: Record<string, string> }).data;
	for (const said of [found, expected, remedy]) expect(said?.length ?? 0).toBeGreaterThan(0);
}

const two = fastq(reads(2));
const good = '@x\nACGT\n+\nIIII\n';

describe('what is wrong with a record is said with its line:', () => {
	it.each([
		['no @', 'x\nACGT\n+\nIIII\n', 'E_FASTQ_NAME', 'line 9 (record 3)'],
		['FASTA', '>x\nACGT\n>y\nACGT\n', 'E_FASTQ_NAME', 'line 9 (record 3)'],
		['a blank line between records', `\n${good}`, 'E_FASTQ_NAME', 'line 9 (record 3)'],
		['four blank lines between records', `\n\n\n\n${good}`, 'E_FASTQ_NAME', 'line 9 (record 3)'],
		['no name', '@\nACGT\n+\nIIII\n', 'E_FASTQ_NAME', 'line 9 (record 3)'],
		['a blank for a name', '@ x\nACGT\n+\nIIII\n', 'E_FASTQ_NAME', 'line 9 (record 3)'],
		['a name of 255 bytes', `@${'n'.repeat(255)}\nACGT\n+\nIIII\n`, 'E_FASTQ_NAME_LENGTH', 'line 9 (record 3)'],
		['no +', '@x\nACGT\nx\nIIII\n', 'E_FASTQ_PLUS', 'line 11 (record 3)'],
		['wrapped bases', '@x\nACGT\nACGT\n+\nIIII\nIIII\n', 'E_FASTQ_PLUS', 'line 11 (record 3)'],
		['one quality too few', '@x\nACGT\n+\nIII\n', 'E_FASTQ_QUALITY_LENGTH', 'line 12 (record 3)'],
		['one quality too many', '@x\nACGT\n+\nIIIII\n', 'E_FASTQ_QUALITY_LENGTH', 'line 12 (record 3)'],
		['no quality', '@x\nACGT\n+\n\n', 'E_FASTQ_QUALITY_LENGTH', 'line 12 (record 3)'],
		['a space among qualities', '@x\nACGT\n+\nI II\n', 'E_FASTQ_QUALITY', 'line 12 (record 3)'],
		['a letter that is no nucleotide', '@x\nACET\n+\nIIII\n', 'E_FASTQ_LETTER', 'line 10 (record 3)'],
		['a dash among bases', '@x\nAC-T\n+\nIIII\n', 'E_FASTQ_LETTER', 'line 10 (record 3)'],
		[
			'a foreign letter in a read that is too long',
			`@x\n${'A'.repeat(1500)}E\n+\n${'I'.repeat(1501)}\n`,
			'E_FASTQ_LETTER',
			'line 10 (record 3)',
		],
		['a cut name', '@x', 'E_FASTQ_TRUNCATED', 'line 9 (record 3)'],
		['cut bases', '@x\nAC', 'E_FASTQ_TRUNCATED', 'line 10 (record 3)'],
		['a cut after the bases', '@x\nACGT\n', 'E_FASTQ_TRUNCATED', 'line 10 (record 3)'],
		['a cut at the +', '@x\nACGT\n+', 'E_FASTQ_TRUNCATED', 'line 11 (record 3)'],
		['a cut after the +', '@x\nACGT\n+\n', 'E_FASTQ_TRUNCATED', 'line 11 (record 3)'],
		['cut qualities', '@x\nACGT\n+\nII', 'E_FASTQ_QUALITY_LENGTH', 'line 12 (record 3)'],
	])('%s', async (_, record, code, place) => {
		await expectFault([two + record], code, '1.fq', place);
		await expectFault([(two + record).replaceAll('\n', '\r\n')], code, '1.fq', place);
		// The same in the second file, or behind mates in one.
		const mates = fastq(reads(3));
		if (code !== 'E_FASTQ_TRUNCATED') {
			const whole = record.endsWith('\n') ? two + record : `${two}${record}\n`;
			await expectFault([mates, whole], code, '2.fq', place);
			await expectFault([fastq(reads(1)) + whole.slice(whole.indexOf('@r2'))], code, '1.fq', place, { interleaved: false });
		}
	});

	it('a null byte, and what is no text at all', async () => {
		await expectFault([`${two}\0${good}`], 'E_FASTQ_NAME', '1.fq', 'line 9 (record 3)');
		await expectFault(['\u007fELF\u0001\u0001\n\n\n\n'], 'E_FASTQ_NAME', '1.fq', 'line 1 (record 1)');
	});

	it('in a later chunk, too', async () => {
		const many = fastq(reads(9000));
		await expectFault([`${many}@x\nACGT\nx\nIIII\n`], 'E_FASTQ_PLUS', '1.fq', `line ${9000 * 4 + 3} (record 9001)`);
		const mates = fastq(reads(9001));
		await expectFault([mates, `${many}@x\nACGT\nx\nIIII\n`], 'E_FASTQ_PLUS', '2.fq', `line ${9000 * 4 + 3} (record 9001)`);
		await expectFault([`${many}@x\nACGT\nx\nIIII\n@y\nA\n+\nI\n`], 'E_FASTQ_MATES', '1.fq', 'line 5 (record 2)', {
			interleaved: true,
		});
	});

	it('the first of several, however the input comes', async () => {
		const foul = `${fastq(reads(3000))}@x\nACGT\n+\nIII\n${fastq(reads(6000))}@cut\nAC`;
		for (const pieces of [[], [1 << 16], [999]]) {
			await expectFault([foul], 'E_FASTQ_QUALITY_LENGTH', '1.fq', 'line 12004 (record 3001)', { pieces });
		}
		// Records are looked at in the order of the pairs, also where one file ends in a cut record.
		const foulMates = `${fastq(reads(2))}@x\nACGT\n+\nIII\n${fastq(reads(6))}`;
		await expectFault([`${fastq(reads(5))}@cut\nAC`, foulMates], 'E_FASTQ_QUALITY_LENGTH', '2.fq', 'line 12 (record 3)');
	});
});

describe('mates', () => {
	it('of different names are refused, where the second stands', async () => {
		const first = fastq(reads(3000));
		const second = fastq(reads(3000).map((read, i) => (i === 2500 ? { ...read, name: 'other' } : read)));
		await expectFault([first, second], 'E_FASTQ_MATES', '2.fq', 'line 10001 (record 2501)');
		const swapped = fastq([...reads(1), ...reads(1), { name: 'a/1', bases: 'ACGT' }, { name: 'b/2', bases: 'ACGT' }]);
		await expectFault([swapped], 'E_FASTQ_MATES', '1.fq', 'line 13 (record 4)', { interleaved: true });
	});

	it.each([1, 2, 2047, 2048, 2049, 4095, 4096, 4097])('are missed after %i pairs in either file', async (count) => {
		const shorter = fastq(reads(count, '/1'));
		const longer = fastq(reads(count + 1, '/2'));
		await expectFault([shorter, longer], 'E_FASTQ_MATE_MISSING', '1.fq', `after record ${count}`);
		await expectFault(
			[fastq(reads(count + 1, '/1')), fastq(reads(count, '/2'))],
			'E_FASTQ_MATE_MISSING',
			'2.fq',
			`after record ${count}`,
		);
		const pairs = reads(count).flatMap((read) => [read, read]);
		await expectFault([fastq([...pairs, ...reads(1)])], 'E_FASTQ_MATE_MISSING', '1.fq', `after record ${2 * count + 1}`, {
			interleaved: true,
		});
	});

	it('that are cut are said to be, in one file and in two', async () => {
		const cut = '@x\nAC';
		for (const count of [1, 2, 3, 4096, 4097]) {
			const pairs = reads(count).flatMap((read) => [read, read]);
			const place = (records: number): string => `line ${records * 4 + 2} (record ${records + 1})`;
			await expectFault([fastq(pairs) + cut], 'E_FASTQ_TRUNCATED', '1.fq', place(2 * count), { interleaved: true });
			await expectFault([fastq(pairs.slice(0, -1)) + cut], 'E_FASTQ_TRUNCATED', '1.fq', place(2 * count - 1), {
				interleaved: true,
			});
			await expectFault([fastq(reads(count)) + cut, fastq(reads(count))], 'E_FASTQ_TRUNCATED', '1.fq', place(count));
			await expectFault([fastq(reads(count)), fastq(reads(count)) + cut], 'E_FASTQ_TRUNCATED', '2.fq', place(count));
			await expectFault([fastq(reads(count + 1)), fastq(reads(count)) + cut], 'E_FASTQ_TRUNCATED', '2.fq', place(count));
		}
	});

	it('are missed where one file has blank lines only', async () => {
		await expectFault(['\n\n', two], 'E_FASTQ_MATE_MISSING', '1.fq', 'after record 0');
		await expectFault([two, '\n'], 'E_FASTQ_MATE_MISSING', '2.fq', 'after record 0');
	});
});

describe('inputs without fault', () => {
	it('may end without LF, or in any number of blank lines', async () => {
		const expected = (await mapTexts(kernel, [two])).gaf;
		for (const end of ['', '\n\n', '\n\n\n\n', '\n'.repeat(9), '\r\n\r\n', '\n'.repeat(70_000)]) {
			for (const pieces of [[], [1], [7], [4096]]) {
				if (end.length > 100 && pieces[0] === 1) continue;
				const text = end === '' ? two.slice(0, -1) : two + end.slice(1);
				expect((await mapTexts(kernel, [text], { pieces })).gaf).toBe(expected);
			}
		}
		expect((await mapTexts(kernel, [two, `${two}\n\n\n\n\n`])).lines.length).toBe(4);
		expect((await mapTexts(kernel, [`${fastq(reads(1))}${fastq(reads(1))}\n\n\n\n`], { interleaved: true })).lines.length).toBe(
			2,
		);
	});

	it('may end in blank lines at the border of a chunk', async () => {
		for (const count of [4096, 8192]) {
			const text = fastq(reads(count));
			for (const end of ['\n', '\n'.repeat(4), '\n'.repeat(4 * 5000)]) {
				const { lines } = await mapTexts(kernel, [text + end]);
				expect(lines.length).toBe(count);
			}
		}
	});

	it('may hold reads of no base, of one and of too many, which are classes, not faults', async () => {
		const odd = [
			'',
			'A',
			sequence.slice(0, 20),
			sequence.slice(0, 1024),
			sequence.slice(0, 1025),
			'N'.repeat(150),
			'A'.repeat(3000),
		];
		const all = odd.map((bases, i) => ({ name: `o${i}`, bases }));
		for (const text of [fastq(all), fastq(all).replaceAll('\n', '\r\n')]) {
			const { lines, counts } = await mapTexts(kernel, [text]);
			expect(lines.map((line) => line.split('\t')[1])).toEqual(odd.map(({ length }) => String(length)));
			expect(lines.map((line) => /rc:Z:(.*)/.exec(line)?.[1])).toEqual([
				'too_short',
				'too_short',
				'too_short',
				undefined,
				'too_long',
				'no_seed',
				'too_long',
			]);
			expect(counts).toMatchObject({
				reads: 7,
				mapped: 1,
				unmapped: 6,
				unmapped_too_short: 3,
				unmapped_too_long: 2,
				unmapped_no_seed: 1,
			});
		}
		// The qualities of the last read are a blank line.
		expect((await mapTexts(kernel, [fastq([...reads(1), { name: 'empty', bases: '' }])])).lines.length).toBe(2);
	});

	it('hold what they hold in lower case, with IUPAC letters and with the name again behind +', async () => {
		const [read] = reads(1);
		const upper = (await mapTexts(kernel, [fastq([read!])])).gaf;
		expect((await mapTexts(kernel, [fastq([{ ...read!, bases: read!.bases.toLowerCase() }])])).gaf).toBe(upper);
		expect((await mapTexts(kernel, [fastq([read!]).replace('\n+\n', '\n+r1 again\n')])).gaf).toBe(upper);
		const { lines } = await mapTexts(kernel, [
			fastq([{ ...read!, bases: `${read!.bases.slice(0, 55)}R${read!.bases.slice(56)}` }]),
		]);
		expect(lines[0]).toMatch(/cs:Z::55\*[ACGT]N:4$/);
	});

	it('are refused when there is no read in them', async () => {
		await expect(mapTexts(kernel, ['\n'])).rejects.toMatchObject({ code: 'E_INPUT_EMPTY', data: { file: '1.fq' } });
		await expect(mapTexts(kernel, ['\r\n\r\n', '\n'])).rejects.toMatchObject({ code: 'E_INPUT_EMPTY' });
	});
});

describe('records that are large', () => {
	const mega = (size: number, name: string): Read => ({ name, bases: 'A'.repeat(size) });

	it('fill chunks as they fit, whatever their mates are like', async () => {
		const long = Array.from({ length: 7 }, (_, i) => mega(400_000 + i, `r${i + 1}`));
		const { lines, counts } = await mapTexts(kernel, [fastq(long), fastq(reads(7))], { pieces: [1 << 20] });
		expect(counts).toMatchObject({ reads: 14, unmapped_too_long: 7 });
		expect(lines.map((line) => line.split('\t')[0])).toEqual(long.flatMap(({ name }) => [name, name]));
		const turned = await mapTexts(kernel, [fastq(reads(7)), fastq(long)]);
		expect(turned.counts).toMatchObject({ reads: 14, unmapped_too_long: 7 });
		const inOne = await mapTexts(kernel, [fastq(long.flatMap((read) => [read, read]))], { interleaved: true, pieces: [70_001] });
		expect(inOne.counts.reads).toBe(14);
	});

	it('are refused where not one fits, nor one pair', async () => {
		const huge = fastq([...reads(1), mega(2_100_000, 'huge')]);
		await expectFault([huge], 'E_FASTQ_RECORD_SIZE', '1.fq', 'line 5 (record 2)');
		const pair = fastq([mega(1_100_000, 'a'), mega(1_100_000, 'a')]);
		await expectFault([pair], 'E_FASTQ_RECORD_SIZE', '1.fq', 'line 1 (record 1)', { interleaved: true });
		await expectFault(['A'.repeat(5_000_000)], 'E_FASTQ_RECORD_SIZE', '1.fq', 'line 1 (record 1)', { pieces: [1 << 16] });
	});
});

it('no text at all is mapped or refused with another kind of error', async () => {
	const foul = fc.array(
		fc.oneof(fc.constantFrom('@r', '\n', '\r', '+', 'ACGT', 'IIII', ' ', good), fc.string({ maxLength: 3 })),
		{ maxLength: 20 },
	);
	await fc.assert(
		fc.asyncProperty(foul, fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 }), async (parts, pieces) => {
			const text = parts.join('');
			const outcome = (sizes: number[]): Promise<string> =>
				mapTexts(kernel, [text], { pieces: sizes }).then(
					({ gaf }) => gaf,
					(error: { code?: string; message: string }) => {
						expect(error.code, error.message).toMatch(/^E_(FASTQ|INPUT_EMPTY)/);
						return error.message;
					},
				);
			// The same for any pieces.
			expect(await outcome(pieces)).toBe(await outcome([]));
		}),
		{ numRuns: 400 },
	);
});
