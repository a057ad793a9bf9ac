/** The measurement itself: whole processes, one after another, round after round. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Inputs } from './inputs.ts';
import { pickCores } from './machine.ts';
import { type Cost, type Place, runMeasured } from './process-cost.ts';
import type { Measurement } from './summary.ts';
import { indexProgram, SUBJECT, type Tool } from './tools.ts';

/** A tool's index. */
export interface IndexCost {
	readonly command: readonly string[];
	readonly cost: Cost;
	readonly sizeBytes: number;
}

/** Name that measurements of the subject with more threads go by. */
export const SCALED: string = `${SUBJECT}, scaled`;

/** Name of a tool's output in the work folder; each run overwrites the last. */
export function outputOf(tool: Tool): string {
	return `${tool.name}.${tool.format}`;
}

/**
 * Makes a tool's index in a folder of its own; undefined for a tool that has none. The subject makes it twice: its first call
 * after an installation also compiles its kernel, and its code for the cache of Node, once for all.
 */
export function makeIndex(tool: Tool, inputs: Inputs, threads: number, place: Place): IndexCost | undefined {
	if (tool.indexArgs === undefined) return undefined;
	const folder = join(place.folder, tool.name);
	mkdirSync(folder);
	const command = [indexProgram(tool), ...tool.indexArgs(inputs, threads)];
	if (tool.name === SUBJECT) runMeasured(command, place);
	const cost = runMeasured(command, place);
	const files = readdirSync(folder).map((name) => statSync(join(folder, name)));
	return { command, cost, sizeBytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** The command that maps `reads` with a tool. */
export function mapCommand(tool: Tool, inputs: Inputs, reads: readonly string[], threads: number): string[] {
	return [tool.program, ...tool.mapArgs({ reads, threads, output: outputOf(tool) }, inputs)];
}

/**
 * Runs all tools once per round, in the same order, each first with one pair and then with all reads; with `scaling` the subject
 * again with so many threads on as many cores. Throws where the subject does not write the same bytes in every run. `onRun` hears
 * of every measurement.
 */
export function runRounds(
	tools: readonly Tool[],
	inputs: Inputs,
	{ rounds, threads, scaling }: { rounds: number; threads: number; scaling: number | undefined },
	place: Place,
	onRun: (measurement: Measurement) => void,
): Measurement[] {
	const measurements: Measurement[] = [];
	let subjectHash: string | undefined;
	const measured = (tool: Tool, reads: readonly string[], at = threads, where = place): Cost => {
		const output = tool.writesTo === 'stdout' ? outputOf(tool) : undefined;
		// Else a tool that replaces its output pays for freeing the one of the round before.
		rmSync(join(place.folder, outputOf(tool)), { force: true });
		return runMeasured(mapCommand(tool, inputs, reads, at), where, output);
	};
	const take = (measurement: Measurement): void => {
		measurements.push(measurement);
		onRun(measurement);
	};
	const checkOutput = (tool: Tool, round: number): void => {
		const hash = createHash('sha256')
			.update(readFileSync(join(place.folder, outputOf(tool))))
			.digest('hex');
		subjectHash ??= hash;
		if (hash !== subjectHash) throw new Error(`${SUBJECT} wrote other bytes in round ${round} than before`);
	};
	// Unmeasured: caches of the disk, and of Node, are warm for all.
	for (const tool of tools) measured(tool, inputs.load);
	for (let round = 1; round <= rounds; round++) {
		for (const tool of tools) {
			take({ round, tool: tool.name, load: measured(tool, inputs.load), run: measured(tool, inputs.reads) });
			if (tool.name !== SUBJECT) continue;
			checkOutput(tool, round);
			if (scaling === undefined) continue;
			const wide = { ...place, cores: pickCores(scaling) };
			const load = measured(tool, inputs.load, scaling, wide);
			take({ round, tool: SCALED, load, run: measured(tool, inputs.reads, scaling, wide) });
			checkOutput(tool, round);
		}
	}
	return measurements;
}
