/**
 * `pnpm bench:peers`: pangraf and the mappers on PATH, on the same reads, in one interleaved run. README.md says how to read it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATA_SETS } from './data-sets.ts';
import { type Inputs, prepareInputs } from './inputs.ts';
import { describeMachine, pickCores } from './machine.ts';
import { sourceFolder } from './made-sets.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { scorePlacements } from './placements.ts';
import { cpuSeconds, type Place } from './process-cost.ts';
import { countRecordsOf } from './record-counts.ts';
import { reportHead, reportTable, scalingLine, type ToolResult } from './report.ts';
import { type IndexCost, makeIndex, mapCommand, outputOf, runRounds, SCALED } from './rounds.ts';
import { type Measurement, speedUp, summarize } from './summary.ts';
import { isPresent, SUBJECT, type Tool, versionOf } from './tools.ts';

const say = (line: string): boolean => process.stderr.write(`${line}\n`);

async function resultOf(
	tool: Tool,
	index: IndexCost | undefined,
	measurements: readonly Measurement[],
	inputs: Inputs,
	{ options, place }: { options: Options; place: Place },
): Promise<ToolResult> {
	const counts = await countRecordsOf(join(place.folder, outputOf(tool)), tool.format);
	if (tool.name === SUBJECT && counts.records !== inputs.readCount) {
		throw new Error(`${SUBJECT} wrote ${counts.records} records for ${inputs.readCount} reads`);
	}
	const script = join(options.dataFolder, '../tools/place.py');
	const { truth, graph } = inputs;
	return {
		tool: tool.name,
		version: versionOf(tool, place.folder),
		mapCommand: mapCommand(tool, inputs, inputs.reads, options.threads),
		index,
		speed: summarize(measurements, tool.name, SUBJECT, inputs.readCount),
		counts,
		placements:
			truth === undefined
				? undefined
				: scorePlacements(outputOf(tool), tool.format, { script, folder: place.folder, truth, graph }),
	};
}

async function compare(options: Options, folder: string): Promise<void> {
	const place: Place = { folder, cores: pickCores(options.threads) };
	const machine = describeMachine();
	const tools = options.tools.filter(({ program }) => isPresent(program));
	const absent = options.tools.filter((tool) => !tools.includes(tool)).map(({ name }) => name);

	const set = DATA_SETS[options.data]!;
	const source = sourceFolder(set, options.dataFolder, options.madeFolder ?? folder);
	const inputs = prepareInputs(set, source, options, place);
	say(`${options.data}: ${inputs.readCount} ${inputs.reads.length === 2 ? 'paired' : 'single'} reads`);
	const indexes = new Map<Tool, IndexCost | undefined>();
	for (const tool of tools) {
		const index = makeIndex(tool, inputs, options.threads, place);
		indexes.set(tool, index);
		if (index !== undefined) say(`index ${tool.name}: ${cpuSeconds(index.cost).toFixed(2)} CPU s`);
	}
	const measurements = runRounds(tools, inputs, options, place, ({ round, tool, load, run }) => {
		const seconds = cpuSeconds(run) - cpuSeconds(load);
		say(`round ${round} of ${options.rounds} ${tool}: ${((seconds * 1e6) / inputs.readCount).toFixed(1)} CPU µs a read`);
	});
	const results: ToolResult[] = [];
	for (const tool of tools) results.push(await resultOf(tool, indexes.get(tool), measurements, inputs, { options, place }));

	const { data, rounds, threads } = options;
	const { readCount, buildCost } = inputs;
	const paired = inputs.reads.length === 2;
	const date = new Date().toISOString();
	process.stdout.write(`${reportHead({ date, machine, data, paired, readCount, rounds, threads })}\n\n`);
	process.stdout.write(`${reportTable(results, readCount)}\n`);
	if (options.scaling !== undefined) {
		const speed = speedUp(measurements, SUBJECT, SCALED);
		process.stdout.write(`\n${scalingLine(threads, options.scaling, speed)}\n`);
	}
	if (absent.length > 0) process.stdout.write(`\nAbsent: ${absent.join(', ')}.\n`);
	if (options.out === undefined) return;
	const whole = { date, machine, data, paired, readCount, rounds, threads, buildCost };
	writeFileSync(options.out, `${JSON.stringify({ ...whole, absent, results, measurements }, undefined, '\t')}\n`);
}

async function run(options: Options): Promise<void> {
	// The program that is running gets the same signal; its end then ends the run, and the folder is cleared as after a failure.
	process.on('SIGINT', () => undefined);
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-peers-'));
	try {
		await compare(options, folder);
	} finally {
		if (options.keep) say(`work folder: ${folder}`);
		else rmSync(folder, { recursive: true, force: true });
	}
}

try {
	const options = readOptions(process.argv.slice(2));
	if (options === undefined) process.stdout.write(USAGE);
	else await run(options);
} catch (error) {
	say(`bench:peers: ${error instanceof Error ? error.message : String(error)}`);
	process.exitCode = 1;
}
