/**
 * `pnpm bench:ties -- --data DIR [--single] [--bar 99.97]`: how many reads over SVs a choice among equal ways can place right, for what it
 * costs in reads without a variant, on data that make_big.py of the data's tools wrote.
 *
 * A read inside a tandem duplication fits both copies. Which is taken may follow the panel's haplotypes, more or less in favour of the
 * reference; or, to see what can be had at all, the truth: the person's own haplotypes, or how the reads of each place fell out.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openGraph, readFasta } from '@pangraf/graph/files';
import { buildIndex } from '../../packages/mapper/src/files/index.ts';
import { personHaplotypes } from './person-haplotypes.ts';
import { type Kind, originsOf } from './tie-origins.ts';
import {
	asMapped,
	byFavour,
	knowingHaplotypes,
	type Misplaced,
	misplacedBy,
	misplacedByLocus,
	type Rule,
	rightOne,
	type Tie,
	weightsOf,
} from './tie-rules.ts';
import { liesAt, type ReferencePlaces, readTruth, referencePlaces } from './true-places.ts';
import { forEachRead, type PlacedMate } from './ways.ts';

/** Ways that are worth this much less than the best say nothing. */
const SPREAD = 20;
const FAVOURS = [1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.8, 2, 3, 1000];

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: {
		data: { type: 'string' },
		index: { type: 'string' },
		single: { type: 'boolean' },
		bar: { type: 'string', default: '99.97' },
	},
});
if (values.data === undefined)
	throw new Error('usage: pnpm bench:ties -- --data DIR [--index graph.pgx] [--single] [--bar 99.97]');
const data = values.data;

/** Kinds of a pair's reads from its row of the truth table. SYNC: place.py */
function kindsOf(row: readonly string[]): Kind[] {
	return [6, 14].map((at) =>
		row[at + 2] === '1' ? 'sv' : row[at + 1] !== '0' ? 'indel' : row[at] !== '0' ? 'snv' : 'no_variant',
	);
}

function locusOf({ steps }: PlacedMate, { contigs, starts, onReference, names }: ReferencePlaces): string {
	const off = Array.from(steps, (handle) => handle >> 1).find((node) => onReference[node] === 0 && contigs[node]! >= 0);
	return off === undefined ? '' : `${names[contigs[off]!]!}:${starts[off]!}`;
}

async function tiesOf(index: string): Promise<{ ties: Tie[]; reads: Misplaced; settled: Misplaced }> {
	const { graph } = await openGraph(index);
	const places = referencePlaces(graph);
	const table = readFileSync(join(data, 'IND1.truth.tsv'), 'utf8');
	const truth = readTruth(table);
	const kinds = new Map(table.split('\n').map((line) => [line.slice(0, line.indexOf('\t')), kindsOf(line.split('\t'))]));
	const mates = values.single ? [1] : [1, 2];
	const reads = mates.map((mate) => readFileSync(join(data, `IND1_${mate}.fq`)));
	const names = Array.from(reads[0]!.toString('latin1').matchAll(/^@(\S+?)(?:\/1)?\n.*\n\+.*\n.*\n/gm), ([, name]) => name!);
	const person = await personHaplotypes(await readFasta(join(data, 'ref.fa')), join(data, 'truth.IND1.vcf'));
	const counts: Misplaced = { sv: 0, indel: 0, snv: 0, no_variant: 0 };
	const settled: Misplaced = { ...counts };
	const vying: { read: number; tie: Omit<Tie, 'origins'>; ways: Parameters<typeof originsOf>[3] }[] = [];
	const fragment = await forEachRead(index, reads, SPREAD, (read, ways, placed) => {
		const { contig, mates: truePlaces } = truth.get(names[read]!)!;
		const those = kinds.get(names[read]!)!.slice(0, mates.length);
		for (const kind of those) counts[kind]++;
		const chosen = ways.findIndex(({ isChosen }) => isChosen);
		const right = ways.map((way) => way.mates.map((mate, m) => liesAt(graph, places, mate, contig, truePlaces[m]!)));
		if (chosen < 0 || right.every((verdict) => verdict.every((is, mate) => is === right[0]![mate]))) {
			for (const [mate, kind] of those.entries()) {
				const path = placed[mate];
				if (path === undefined || !liesAt(graph, places, path, contig, truePlaces[mate]!)) settled[kind]++;
			}
			return;
		}
		const tied = ways.map(({ worth, takers, mates: parts }, i) => ({
			worth,
			takers,
			referenceShare: parts.reduce((sum, { referenceEnds }) => sum + referenceEnds, 0) / (2 * parts.length),
			right: right[i]!,
			rightOf: [],
			locus: parts.map((part) => locusOf(part, places)).find((locus) => locus !== '') ?? '',
		}));
		vying.push({ read, ways, tie: { kinds: those, ways: tied, chosen } });
	});
	const ties = vying.map(({ ways, tie }): Tie => {
		const origins = originsOf(graph, places, person, ways, fragment);
		const judged = tie.ways.map((way, i) => ({
			...way,
			rightOf: origins.map((origin) =>
				ways[i]!.mates.map((mate, m) => liesAt(graph, places, mate, origin.contig, origin.mates[m]!)),
			),
		}));
		return { ...tie, ways: judged, origins };
	});
	return { ties, reads: counts, settled };
}

const folder = mkdtempSync(join(tmpdir(), 'pangraf-bench-'));
try {
	const index = values.index ?? join(folder, 'graph.pgx');
	if (values.index === undefined) await buildIndex({ graph: join(data, 'graph.gfa'), output: index });
	const { ties, reads, settled } = await tiesOf(index);
	const kinds = Object.keys(reads) as Kind[];
	const all = kinds.reduce((sum, kind) => sum + reads[kind], 0);
	const budget = Math.floor(((100 - Number(values.bar)) / 100) * reads.no_variant);
	const percent = (wrong: number, of: number, digits: number): string => `${(100 - (100 * wrong) / of).toFixed(digits)} %`;
	const row = (name: string, ofTies: Misplaced): string => {
		const wrong = (kind: Kind): number => ofTies[kind] + settled[kind];
		const sum = kinds.reduce((total, kind) => total + wrong(kind), 0);
		const cells = [
			`${percent(wrong('sv'), reads.sv, 2)} (${Math.round(wrong('sv'))})`,
			`${percent(wrong('no_variant'), reads.no_variant, 3)} (${Math.round(wrong('no_variant'))})`,
			percent(sum, all, 3),
		];
		return `| ${name} | ${cells.join(' | ')} |`;
	};
	/** Between two rules, such a share of the ties by the second that the bar for reads without a variant is just met. */
	const between = (a: Rule, b: Rule): Misplaced => {
		const [before, behind] = [misplacedBy(ties, a), misplacedBy(ties, b)];
		const room = budget - settled.no_variant - before.no_variant;
		const share = Math.max(0, Math.min(1, room / (behind.no_variant - before.no_variant)));
		return Object.fromEntries(kinds.map((kind) => [kind, before[kind] + share * (behind[kind] - before[kind])])) as Misplaced;
	};
	console.log(
		`${all} reads, ${reads.sv} over an SV, ${reads.no_variant} without a variant; ${ties.length} ${values.single ? 'reads' : 'pairs'} whose ways differ\n`,
	);
	console.log('| choice among ways | right over an SV (misplaced) | without a variant (misplaced) | all |\n|---|---|---|---|');
	console.log(row('as mapped', misplacedBy(ties, asMapped)));
	for (const favour of FAVOURS) {
		console.log(
			row(
				favour < 1000 ? `haplotypes of the panel, reference × ${favour}` : 'always the reference',
				misplacedBy(ties, byFavour(favour)),
			),
		);
	}
	const bar = `${values.bar} % without a variant`;
	console.log(
		row(`one decision a place, by who knows the reads there, ${bar}`, misplacedByLocus(ties, budget - settled.no_variant)),
	);
	console.log(row("the person's haplotypes known, ties to the reference", misplacedBy(ties, knowingHaplotypes(0.999))));
	console.log(
		row(
			`the same, as many ties to the inserted copy as ${bar} allows`,
			between(knowingHaplotypes(0.999), knowingHaplotypes(1.001)),
		),
	);
	console.log(row('the right way wherever there is one', misplacedBy(ties, rightOne)));
	printShares(ties);
} finally {
	rmSync(folder, { recursive: true });
}

/** Of what haplotypes state as the share of ways off the reference: how often one of them was right. */
function printShares(ties: readonly Tie[]): void {
	const bins = Array.from({ length: 10 }, () => ({ ties: 0, stated: 0, right: 0 }));
	for (const tie of ties) {
		const decided = tie.ways.some(({ right, referenceShare }) => referenceShare === 1 && right.every(Boolean));
		const off = tie.ways.some(({ right, referenceShare }) => referenceShare < 1 && right.every(Boolean));
		if (decided === off) continue;
		const weights = weightsOf(tie).map((weight, i) => (tie.ways[i]!.takers > 0 ? weight : 0));
		const sum = weights.reduce((a, b) => a + b, 0);
		const offSum = weights.reduce((a, b, i) => a + (tie.ways[i]!.referenceShare < 1 ? b : 0), 0);
		if (sum === 0 || offSum === 0 || offSum === sum) continue;
		const bin = bins[Math.min(9, Math.floor((10 * offSum) / sum))]!;
		bin.ties++;
		bin.stated += offSum / sum;
		bin.right += off ? 1 : 0;
	}
	console.log('\n| share of haplotypes off the reference | ties | stated | measured |\n|---|---|---|---|');
	for (const [i, { ties: count, stated, right }] of bins.entries()) {
		if (count > 0)
			console.log(
				`| ${10 * i}–${10 * i + 10} % | ${count} | ${((100 * stated) / count).toFixed(1)} % | ${((100 * right) / count).toFixed(1)} % |`,
			);
	}
}
