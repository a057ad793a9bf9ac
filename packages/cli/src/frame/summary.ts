/** The closing words of a command. */
import type { OnProgress } from '@pangraf/graph';
import { PangrafError } from '@pangraf/graph/errors';
import { createProgress, log, type ReportingOptions } from './progress-line.ts';

/** Options as commander hands them over, of a command that closes with a summary. */
export interface RawOptions extends ReportingOptions, Record<string, unknown> {
	json?: boolean;
	output?: string;
}

/** Runs the work of a command with progress on stderr, and closes with its summary. */
export async function runWithSummary(
	command: string,
	options: RawOptions,
	work: (onProgress: OnProgress) => Promise<object>,
): Promise<void> {
	const progress = createProgress(command, options);
	const summary = await work(progress.onProgress);
	progress.finish();
	await writeSummary(command, summary, options);
}

/** With `--json` the summary goes to stdout, which must then be free of the product. */
export function checkJsonOutput(command: string, options: RawOptions): void {
	if (options.json !== true || (options.output !== undefined && options.output !== '-')) return;
	const place = `pangraf ${command}`;
	const expected = '-o FILE beside --json, because otherwise both would go to stdout';
	throw new PangrafError('E_USAGE', { place, found: '--json without -o FILE', expected, remedy: `see '${place} --help'` });
}

/** Writes the summary: JSON on stdout with `--json`, else its figures as one line on stderr unless `--quiet`. */
async function writeSummary(command: string, summary: object, options: RawOptions): Promise<void> {
	if (options.json === true) {
		await writeToStdout(jsonText(summary));
	} else if (options.quiet !== true) {
		if (options.logJson === true) process.stderr.write(`${JSON.stringify({ command, summary })}\n`);
		else log(wrap(`[pangraf ${command}] done: `, figuresOf(summary, '')));
	}
}

const LINE_WIDTH = 120;

/** A list after its heading, in lines of a width that people can read. */
function wrap(heading: string, items: readonly string[]): string {
	const lines = [heading + (items[0] ?? '')];
	for (const item of items.slice(1)) {
		const line = lines.at(-1)!;
		if (line.length + item.length + 2 <= LINE_WIDTH) lines[lines.length - 1] = `${line}, ${item}`;
		else lines.push(`    ${item}`);
	}
	return lines.join('\n');
}

/** JSON as every command writes it. */
export function jsonText(value: object): string {
	return `${JSON.stringify(value, null, '\t')}\n`;
}

/** Writes text to stdout, all of it. Errors: E_OUTPUT_NO_SPACE, E_OUTPUT_WRITE. */
export async function writeToStdout(text: string): Promise<void> {
	const { createOutput } = await import('@pangraf/graph/files');
	const output = await createOutput(undefined);
	await output.write(text);
	await output.close();
}

/** `name value` for every number and short text (no hashes) in a summary; `panelAlleles: { SNV: 3 }` is `panel alleles SNV 3`. */
function figuresOf(summary: object, prefix: string): string[] {
	return Object.entries(summary).flatMap(([name, value]: [string, unknown]) => {
		const words =
			prefix === `${name} ` ? name : `${prefix}${name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`;
		if (typeof value === 'number') return [`${words} ${value.toLocaleString('en-US', { maximumFractionDigits: 4 })}`];
		if ((typeof value === 'string' && value.length <= 20) || typeof value === 'boolean') return [`${words} ${value}`];
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return figuresOf(value, `${words} `);
		return [];
	});
}
