/**
 * Builds of the mapping kernel against each other: the same reads through each in turn, in one process and on one thread.
 *
 *   pnpm bench:kernels -- --index graph.pgx --reads R1.fq.gz [--mates R2.fq.gz] [--rounds 7] before.wasm after.wasm
 *
 * A build is a copy of packages/mapper/build/kernel.wasm; all must read the index and take the calls of this clone. Printed for each:
 * CPU time a read, FASTQ bytes to GAF bytes (median of the rounds), its ratio to the first build's (median of the ratios within a
 * round), sum of alignment scores, reads that score lower and higher than with the first, and records that differ; then, build by
 * build, the nanoseconds a read of each stage (medians of the rounds).
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { writeTables } from '../../packages/mapper/src/kernels/kernel.ts';
import { type OpenedIndex, openIndex } from '../../packages/mapper/src/files/open-index.ts';
import { type ChunkTask, mapChunk } from '../../packages/mapper/src/pool/map-chunk.ts';
import { indexKernel } from '../../packages/mapper/src/pool/kernel-setup.ts';
import { countRecords, firstRecords } from '../peers/fastq.ts';
import { STAGES } from '../../packages/mapper/src/records/stage-times.ts';
import { FRAGMENT } from './workload.ts';

const CHUNK = 4096;
const HAPLOTYPE_PENALTY = 4;

const { values, positionals } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	allowPositionals: true,
	options: {
		index: { type: 'string' },
		reads: { type: 'string' },
		mates: { type: 'string' },
		rounds: { type: 'string', default: '7' },
	},
});

async function chunksOf(path: string): Promise<Buffer[]> {
	const bytes = await readFile(path);
	let rest: Buffer = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
	const chunks: Buffer[] = [];
	while (rest.length > 0) {
		chunks.push(firstRecords(rest, CHUNK));
		rest = rest.subarray(chunks.at(-1)!.length);
	}
	return chunks;
}

/** A build over a memory of its own, and what it came to. */
interface Build {
	readonly name: string;
	readonly index: OpenedIndex;
	readonly kernel: ReturnType<typeof indexKernel>;
	/** CPU microseconds a read, by round. */
	readonly times: number[];
	/** By stage, in the order of STAGES: nanoseconds a read, by round. */
	readonly stageTimes: number[][];
}

async function load(path: string, index: string): Promise<Build> {
	const opened = await openIndex(index, 1, 1);
	const kernel = indexKernel(new WebAssembly.Module(await readFile(path)), opened, HAPLOTYPE_PENALTY, 0);
	writeTables(kernel, opened.memory, opened.plan.tables);
	return { name: basename(path), index: opened, kernel, times: [], stageTimes: STAGES.map(() => []) };
}

/** Maps all chunks; returns CPU microseconds, milliseconds by stage and, where they are kept, the records. */
function run({ index, kernel }: Build, first: readonly Buffer[], second: readonly Buffer[], keep: boolean) {
	const { memory, plan } = index;
	const bytes = new Uint8Array(memory.buffer);
	const records: string[] = [];
	const stageMs = STAGES.map(() => 0);
	let cpuUs = 0;
	for (const [i, reads] of first.entries()) {
		const mates = second[i];
		bytes.set(reads, plan.slots);
		if (mates !== undefined) bytes.set(mates, plan.slots + plan.slotBytes);
		const task: ChunkTask = {
			slot: 0,
			records: countRecords(reads),
			firstBytes: reads.length,
			secondBytes: mates?.length ?? 0,
			mates: mates === undefined ? 'none' : 'files',
			fragment: FRAGMENT,
			estimate: false,
			isTimed: true,
		};
		const before = process.cpuUsage();
		const { overflow, outputBytes, times, fault } = mapChunk(kernel, memory.buffer, plan, task);
		const { user, system } = process.cpuUsage(before);
		if (fault !== undefined) throw new Error(`record ${fault.record} of chunk ${i} has a fault`);
		cpuUs += user + system;
		for (const [stage, ms] of times.entries()) stageMs[stage]! += ms;
		if (!keep) continue;
		for (const part of [...overflow, bytes.slice(plan.outputs, plan.outputs + outputBytes)]) {
			records.push(...Buffer.from(part).toString('latin1').trimEnd().split('\n'));
		}
	}
	return { cpuUs, stageMs, records };
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
const scoreOf = (record: string): number => Number(/\tAS:i:(-?\d+)/.exec(record)?.[1] ?? 0);

if (values.index === undefined || values.reads === undefined || positionals.length === 0) {
	throw new Error('usage: pnpm bench:kernels -- --index graph.pgx --reads R1.fq [--mates R2.fq] [--rounds 7] KERNEL.wasm...');
}
const first = await chunksOf(values.reads);
const second = values.mates === undefined ? [] : await chunksOf(values.mates);
const builds = await Promise.all(positionals.map(async (path) => await load(path, values.index!)));
const outputs = builds.map((build) => run(build, first, second, true).records);
const base = outputs[0]!;
for (let round = 0; round < Number(values.rounds); round++) {
	for (const build of round % 2 === 0 ? builds : builds.toReversed()) {
		const { cpuUs, stageMs } = run(build, first, second, false);
		build.times.push(cpuUs / base.length);
		for (const [stage, ms] of stageMs.entries()) build.stageTimes[stage]!.push((ms * 1e6) / base.length);
	}
}
for (const [i, { name, times }] of builds.entries()) {
	const scores = outputs[i]!.map(scoreOf);
	const sum = scores.reduce((total, score) => total + score, 0);
	const lower = scores.filter((score, read) => score < scoreOf(base[read]!)).length;
	const higher = scores.filter((score, read) => score > scoreOf(base[read]!)).length;
	const differ = outputs[i]!.filter((record, read) => record !== base[read]).length;
	const ratio = median(times.map((time, round) => time / builds[0]!.times[round]!));
	process.stdout.write(
		`${name}\t${median(times).toFixed(2)} µs a read\tx${ratio.toFixed(3)}\tscores ${sum}\t${lower} lower\t${higher} higher\t${differ} differ\n`,
	);
}
process.stdout.write(`\nns a read\t${STAGES.join('\t')}\n`);
for (const { name, stageTimes } of builds) {
	process.stdout.write(`${name}\t${stageTimes.map((times) => median(times).toFixed(0)).join('\t')}\n`);
}
