import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerLine } from '../../src/build/gfa-lines.ts';
import { GfaParser } from '../../src/gfa/gfa-parser.ts';
import type { Graph } from '../../src/store/graph.ts';
import { withdrawSamples } from '../../src/withdraw/withdraw-samples.ts';
import { buildContig, type Panel, randomPanels } from '../build/random-panel.ts';
import { naiveWithdrawal } from './naive-withdrawal.ts';

function parse(text: string): Graph {
	const parser = new GfaParser('x.gfa');
	parser.push(new TextEncoder().encode(text));
	return parser.finish();
}

const panels = randomPanels({ isSymbolic: true }).filter(({ records }) => records.length > 0);

/** A panel and which of its samples withdraw. */
const withdrawals = panels.chain((panel) =>
	fc.record({ panel: fc.constant(panel), who: fc.subarray([...Array(panel.haplotypes / 2).keys()], { minLength: 1 }) }),
);

function build({ reference, records, haplotypes }: Panel, options: Parameters<typeof buildContig>[3] = {}): string {
	return headerLine('REF') + buildContig(reference, records, haplotypes, options).text;
}

/** Names of the samples that have walks. */
function withWalks(text: string, who: readonly number[]): string[] {
	return who.map((i) => `s${i}`).filter((name) => text.includes(`\nW\t${name}\t`));
}

describe('withdrawSamples from a graph that was built', () => {
	it('gives what a build without them gives', () => {
		fc.assert(
			fc.property(withdrawals, fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }), ({ panel, who }, countMin) => {
				const options = countMin === undefined ? {} : { countMin };
				const text = build(panel, options);
				const names = withWalks(text, who);
				fc.pre(names.length > 0);
				const listed = [...Array(panel.haplotypes / 2).keys()].filter((i) => !who.includes(i));
				const { graph, withdrawal } = withdrawSamples(parse(text), names, 'x.pgx');
				expect(graph).toEqual(parse(build(panel, { ...options, listed })));
				expect(withdrawal).toMatchObject({ isCanonical: true, mentions: 0 });
			}),
			{ numRuns: 200 },
		);
	});

	it('gives the same of one after the other as of all at once, down to the reference alone', () => {
		fc.assert(
			fc.property(withdrawals, ({ panel, who }) => {
				const text = build(panel);
				const names = withWalks(text, who);
				fc.pre(names.length > 0);
				let graph = parse(text);
				for (const name of names) graph = withdrawSamples(graph, [name], 'x.pgx').graph;
				expect(graph).toEqual(withdrawSamples(parse(text), names, 'x.pgx').graph);
				const everybody = withWalks(text, [...Array(panel.haplotypes / 2).keys()]);
				expect(withdrawSamples(parse(text), everybody, 'x.pgx').graph).toEqual(parse(build({ ...panel, records: [] })));
			}),
			{ numRuns: 100 },
		);
	});

	it('holds for pieces of the reference', () => {
		fc.assert(
			fc.property(withdrawals, fc.nat(30), fc.nat(30), ({ panel, who }, one, other) => {
				const length = panel.reference.length;
				const [from, to] = [one % length, other % length].sort((a, b) => a - b) as [number, number];
				fc.pre(from > 0 && to > from);
				const regions = [
					{ from: 0, to: from },
					{ from: to, to: length },
				];
				const text = build(panel, { regions });
				const names = withWalks(text, who);
				fc.pre(names.length > 0);
				const listed = [...Array(panel.haplotypes / 2).keys()].filter((i) => !who.includes(i));
				const { graph } = withdrawSamples(parse(text), names, 'x.pgx');
				expect(graph).toEqual(parse(build(panel, { regions, listed })));
			}),
			{ numRuns: 100 },
		);
	});

	it('says what went', () => {
		const records = [
			// a has a SNV and an insertion of its own and shares a deletion; the SNV is on both of its haplotypes.
			{ position: 2, ref: 'G', alts: ['T'], genotypes: [1, 1, 0, 0] },
			{ position: 5, ref: 'C', alts: ['CAA'], genotypes: [0, 1, 0, 0] },
			{ position: 7, ref: 'TAC', alts: ['T'], genotypes: [1, 0, 0, 1] },
		];
		const text = build({ reference: 'ACGTACGTACGT', haplotypes: 4, records });
		const before = parse(text);
		const { graph, withdrawal } = withdrawSamples(before, ['s0'], 'x.pgx');
		expect(withdrawal).toEqual({
			walks: ['s0#1#c:0-10', 's0#2#c:0-14'],
			nodes: 2,
			edges: 4,
			bases: 3,
			privateAlleles: 2,
			mergedNodes: 3,
			isCanonical: true,
			mentions: 0,
		});
		expect([before.nodeCount, graph.nodeCount]).toEqual([8, 3]);
	});

	it('treats a graph that was changed since as any other', () => {
		const panel = { reference: 'ACGTACGT', haplotypes: 4, records: [snv(1, [1, 0, 0, 0]), snv(5, [0, 0, 1, 0])] };
		const text = build(panel);
		for (const changed of [
			text.replace('\tcf:Z:pangraf-1', ''),
			text.replace('cf:Z:pangraf-1', 'cf:Z:pangraf-2'),
			text.replace('S\t1\tA\n', 'S\t1\tA\tRC:i:4\n'),
			`${text}S\t99\tACGT\n`,
			text.replaceAll(/(?<=^[SL]\t|>)1(?=[\t>])/gm, 'one'),
			// The reference as two nodes where one would do.
			text
				.replace('S\t4\tGTA\n', 'S\t4\tGT\nS\t9\tA\n')
				.replaceAll('>4', '>4>9')
				.replaceAll('L\t4\t', 'L\t9\t')
				.replace('L\t9', 'L\t4\t+\t9\t+\t0M\nL\t9'),
		]) {
			expect(changed).not.toBe(text);
			const { graph, withdrawal } = withdrawSamples(parse(changed), ['s0'], 'x.pgx');
			expect(withdrawal).toMatchObject({ isCanonical: false, mergedNodes: 0, nodes: 1, privateAlleles: 1 });
			expect(graph).toEqual(parse(naiveWithdrawal(changed, ['s0'])));
		}
	});
});

describe('withdrawSamples from any graph', () => {
	it('gives what reading the GFA gives without its lines and what only they used', () => {
		fc.assert(
			fc.property(withdrawals, fc.infiniteStream(fc.nat(1000)), ({ panel, who }, numbers) => {
				const text = decorated(build(panel), numbers);
				const names = withWalks(text, who);
				fc.pre(names.length > 0);
				const { graph, withdrawal } = withdrawSamples(parse(text), names, 'x.pgx');
				expect(graph).toEqual(parse(naiveWithdrawal(text, names)));
				expect(withdrawal.isCanonical).toBe(false);
			}),
			{ numRuns: 150 },
		);
	});

	it('takes the jumps of a path along with it, if no other path takes them', () => {
		const text = [
			'H\tVN:Z:1.2\tRS:Z:ref',
			...[1, 2, 3, 4].map((name) => `S\t${name}\tACGT`),
			'L\t1\t+\t2\t+\t0M',
			'L\t3\t+\t4\t+\t0M',
			'J\t2\t+\t3\t+\t10',
			'J\t1\t+\t4\t+\t*\tSC:i:1',
			'J\t1\t+\t3\t-\t*',
			'P\tref#0#c\t1+,2+;3+,4+\t*',
			'P\ts#1#c\t1+;4+\t*',
			'',
		].join('\n');
		const { graph } = withdrawSamples(parse(text), ['s'], 'x.pgx');
		expect(graph).toEqual(parse(text.replace(/J\t1\t\+\t4.*\n/, '').replace(/P\ts.*\n/, '')));
		expect(graph.annotations?.jumps?.from.length).toBe(2);
	});

	it('counts where a name still stands', () => {
		const text = [
			'H\tVN:Z:1.1\tRS:Z:ref\tmc:Z:ref,HG2,HG20',
			'# made from HG2 and HG20',
			'S\t1\tACGT\tSN:Z:HG2#1#c',
			'S\tHG2_5\tA',
			'L\t1\t+\tHG2_5\t+\t0M',
			'W\tref\t0\tc\t0\t5\t>1>HG2_5',
			'W\tHG2\t1\tc\t0\t4\t>1',
			'',
		].join('\n');
		expect(withdrawSamples(parse(text), ['HG2'], 'x.pgx').withdrawal.mentions).toBe(3);
	});

	it('refuses a name that is not there, the reference, and what would leave nothing', () => {
		const text = 'H\tVN:Z:1.1\nS\t1\tA\nW\tGRCh38\t0\tc\t0\t1\t>1\nW\tHG1\t1\tc\t0\t1\t>1\nW\tHG12\t1\tc\t0\t1\t>1\n';
		expect(() => withdrawSamples(parse(text), ['HG123'], 'x.pgx')).toThrow(
			/^E_WITHDRAW_SAMPLE x.pgx: found no walk of sample 'HG123'; expected a sample of the graph, such as HG12, HG1, GRCh38;/,
		);
		expect(() => withdrawSamples(parse(text), ['HG1', 'GRCh38'], 'x.pgx')).toThrow(
			/^E_WITHDRAW_REFERENCE x.pgx: found sample 'GRCh38'/,
		);
		expect(() => withdrawSamples(parse('S\t1\tA\nW\ta\t1\tc\t0\t1\t>1\n'), ['a'], 'x.pgx')).toThrow(/^E_WITHDRAW_EMPTY x.pgx/);
		// Two references side by side: both are named.
		expect(() => withdrawSamples(parse(text.replace('1.1', '1.1\tRS:Z:HG1 GRCh38')), ['HG1'], 'x.pgx')).toThrow(
			/E_WITHDRAW_REFERENCE/,
		);
	});
});

const SHARED = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

describe.skipIf(!existsSync(SHARED))('withdrawSamples from graphs of others', () => {
	it.each([
		['hprc-micb-kir3dl1/micb-kir3dl1.gfa', 'HG00438'],
		['hla/DRB1-3123.odgi.gfa.gz', ''],
		['hla/DQB1-3119.pggb.gfa.gz', ''],
		['hgsvc-chr22/sv-haplotypes.gfa', 'HG00514'],
		['brca2/cactus-BRCA2.gfa', ''],
	])('%s', (name, wanted) => {
		const bytes = readFileSync(SHARED + name);
		const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
		const sample = wanted === '' ? lastPathSample(text) : wanted;
		const before = parse(text);
		const { graph, withdrawal } = withdrawSamples(before, [sample], name);
		expect(withdrawal.walks.length).toBeGreaterThan(0);
		expect(graph).toEqual(parse(naiveWithdrawal(text, [sample])));
	});
});

/** The sample of the last P line. */
function lastPathSample(text: string): string {
	const path = [...text.matchAll(/^P\t([^\t]+)/gm)].at(-1)![1]!;
	const parts = path.split('#');
	return parts.length >= 3 ? parts[0]! : path;
}

function snv(position: number, genotypes: number[]) {
	return { position, ref: 'ACGT'[position % 4]!, alts: ['N'], genotypes };
}

/** The text with other names, tags, and segments and links that no walk visits; its lines in another order. */
function decorated(text: string, numbers: Iterator<number>): string {
	const [header, ...lines] = text.trimEnd().split('\n');
	const letters = (count: number) => 'ACGTacgtNr'.slice(count % 7, (count % 7) + 1 + (count % 3));
	const names = lines.flatMap((line) => (line.startsWith('S') ? [line.split('\t')[1]!] : []));
	const next = () => numbers.next().value as number;
	const extra = ['x1', 'x2'].flatMap((name) => [
		`S\t${name}\t${letters(next())}`,
		`L\t${names[next() % names.length]}\t+\t${name}\t-\t0M`,
		`L\tx1\t+\t${name}\t+\t0M\tL1:i:7`,
	]);
	const tagged = lines.map((line) => (next() % 4 > 0 || line.startsWith('W') ? line : `${line}\tXX:i:${next()}`));
	const shuffled = [...tagged, ...extra].map((line) => ({ line, key: line.startsWith('W') ? 1001 : next() }));
	const blunt = () => ['0M', '*', '0M', '0=', '*'][next() % 5]!;
	const rest = shuffled
		.toSorted((a, b) => a.key - b.key)
		.map(({ line }) => (line.startsWith('L') ? line.replace(/\t0M/, `\t${blunt()}`) : line));
	return `${[header!.replace(/\tcf.*/, ''), '# a comment', ...rest].join('\n')}\n`;
}
