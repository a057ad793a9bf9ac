/**
 * `pnpm bench:calibration`: how often reads of each stated mapping quality are misplaced, on simulated pairs of a person outside the
 * panel: chr20 of the shared data and, with `--data`, a folder that make_big.py of the data's tools wrote.
 */
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { type Graph, segmentName } from '@pangraf/graph';
import { buildGraph, readGfa } from '@pangraf/graph/files';
import { buildIndex, mapReads } from '../../packages/mapper/src/files/index.ts';
import { readGaf, type SegmentFinder } from '../../packages/mapper/src/records/gaf-reader.ts';
import { linePlot, type Series } from '../graph/line-plot.ts';
import { isRight, readTruth, referencePlaces } from './true-places.ts';

/** Least mapping qualities of the bins. */
const BINS = [0, 3, 6, 10, 15, 20, 30, 60];

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: { data: { type: 'string' }, plot: { type: 'string' }, threads: { type: 'string', default: '1' } },
});

interface Bin {
	readonly least: number;
	reads: number;
	wrong: number;
	/** Sum of the error probabilities that the qualities state. */
	stated: number;
}

/** A set of pairs with their truth, and the graph to map them to. */
interface Sample {
	readonly name: string;
	readonly gfa: string;
	readonly reads: readonly string[];
	readonly truth: string;
}

async function chr20(folder: string): Promise<Sample> {
	const data = (name: string): string => fileURLToPath(new URL(`../../../shared/data/chr20/${name}`, import.meta.url));
	const gfa = join(folder, 'chr20.gfa');
	await buildGraph({ reference: data('ref.fa'), variants: [data('panel.vcf.gz')], refSample: 'REF', output: gfa });
	const reads = [1, 2].map((mate) => data(`reads/HG00254_${mate}.fq.gz`));
	return { name: 'chr20', gfa, reads, truth: data('reads/HG00254.truth.tsv.gz') };
}

function simulated(data: string): Sample {
	const reads = [1, 2].map((mate) => join(data, `IND1_${mate}.fq`));
	return { name: 'simulated genome', gfa: join(data, 'graph.gfa'), reads, truth: join(data, 'IND1.truth.tsv') };
}

const textOf = (file: string): string => {
	const bytes = readFileSync(file);
	return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
};

/** Maps a sample and counts its reads by mapping quality. Unmapped reads are in no bin. */
async function binsOf({ gfa, reads, truth: truthFile }: Sample, folder: string): Promise<Bin[]> {
	const index = join(folder, 'graph.pgx');
	const output = join(folder, 'reads.gaf');
	await buildIndex({ graph: gfa, output: index });
	await mapReads({ index, reads: [...reads], output, threads: Number(values.threads) });
	const graph = await readGfa(gfa);
	const places = referencePlaces(graph);
	const truth = readTruth(textOf(truthFile));
	const find = finder(graph);
	const bins = BINS.map((least): Bin => ({ least, reads: 0, wrong: 0, stated: 0 }));
	const decoder = new TextDecoder();
	let record = 0;
	for await (const batch of readGaf(createReadStream(output), find, output)) {
		for (let i = 0; i < batch.count; i++) {
			const mate = (record++ & 1) as 0 | 1;
			if (batch.stepStarts[i] === batch.stepStarts[i + 1]) continue;
			const name = decoder.decode(batch.bytes.subarray(batch.nameStarts[i], batch.nameEnds[i])).replace(/\/[12]$/, '');
			const place = truth.get(name);
			if (place === undefined) throw new Error(`${truthFile} says nothing of ${name}`);
			const bin = bins.findLast(({ least }) => batch.mapqs[i]! >= least)!;
			bin.reads++;
			bin.stated += 10 ** (-batch.mapqs[i]! / 10);
			if (!isRight(graph, places, batch, i, place, mate)) bin.wrong++;
		}
	}
	return bins;
}

function finder(graph: Graph): SegmentFinder {
	const nodes = new Map(Array.from({ length: graph.nodeCount }, (_, node) => [segmentName(graph, node), node]));
	const decoder = new TextDecoder();
	return (bytes, from, to) => nodes.get(decoder.decode(bytes.subarray(from, to))) ?? -1;
}

const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`;

const samples: { name: string; bins: Bin[] }[] = [];
const folder = mkdtempSync(join(tmpdir(), 'pangraf-bench-'));
try {
	const wanted = [await chr20(folder), ...(values.data === undefined ? [] : [simulated(values.data)])];
	for (const sample of wanted) {
		if (!existsSync(sample.truth)) throw new Error(`${sample.truth} is not there`);
		const bins = (await binsOf(sample, folder)).filter(({ reads }) => reads > 0);
		samples.push({ name: sample.name, bins });
		console.log(`${sample.name}\n\n| mapping quality | reads | misplaced | stated | measured |\n|---|---|---|---|---|`);
		for (const [i, { least, reads, wrong, stated }] of bins.entries()) {
			const most = (BINS[BINS.indexOf(least) + 1] ?? 61) - 1;
			const range = i === bins.length - 1 ? `${least}` : `${least}–${most}`;
			console.log(`| ${range} | ${reads} | ${wrong} | ${percent(stated / reads)} | ${percent(wrong / reads)} |`);
		}
		console.log('');
	}
} finally {
	rmSync(folder, { recursive: true });
}
if (values.plot !== undefined) {
	const lines = samples.map(({ name, bins }): Series => {
		// Half a read more, so that none misplaced has a place on the axis.
		const points = bins.map(({ reads, wrong, stated }) => [stated / reads, (wrong + 0.5) / (reads + 1)] as const);
		return { name, points: points.toReversed() };
	});
	const labels = {
		title: 'Misplaced reads by mapping quality',
		x: 'share that the mapping quality states: 10^(-Q/10)',
		y: 'share measured',
	};
	const ideal: Series = {
		name: 'as stated',
		points: [
			[1e-6, 1e-6],
			[1, 1],
		],
	};
	writeFileSync(values.plot, linePlot(labels, [...lines, ideal]));
}
