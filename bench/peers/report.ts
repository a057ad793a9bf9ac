/** The table that a run prints: one row a tool, as Markdown that also reads well on a terminal. */
import type { Machine } from './machine.ts';
import type { Placement } from './placements.ts';
import { cpuSeconds } from './process-cost.ts';
import type { RecordCounts } from './record-counts.ts';
import type { IndexCost } from './rounds.ts';
import type { Speed, Spread } from './summary.ts';

/** What a table is of. */
export interface ReportSubject {
	readonly date: string;
	readonly machine: Machine;
	readonly data: string;
	readonly paired: boolean;
	readonly readCount: number;
	readonly rounds: number;
	readonly threads: number;
}

/** All that is known of one tool. */
export interface ToolResult {
	readonly tool: string;
	readonly version: string;
	readonly mapCommand: readonly string[];
	readonly index: IndexCost | undefined;
	readonly speed: Speed;
	readonly counts: RecordCounts;
	/** Undefined for a set without truth. */
	readonly placements: readonly Placement[] | undefined;
}

const fixed = (value: number, digits: number): string => value.toFixed(digits);
const percent = (part: number, whole: number): string => fixed((100 * part) / whole, 3);
const mebibytes = (bytes: number): string => fixed(bytes / 2 ** 20, bytes < 10 * 2 ** 20 ? 2 : 1);

function range({ median, min, max }: Spread, digits: number): string {
	return `${fixed(median, digits)} (${fixed(min, digits)}–${fixed(max, digits)})`;
}

interface Column {
	readonly head: string;
	readonly cell: (result: ToolResult) => string;
}

/** Percent of all reads, also of those that an output does not mention. */
function rightShare({ placements }: ToolResult, readCount: number): string {
	const all = placements?.[0];
	return all === undefined ? '–' : fixed((all.right * all.n) / readCount, 3);
}

function wrongCounts({ placements }: ToolResult): string {
	const all = placements?.[0];
	return all === undefined ? '–' : `${all.wrong20} / ${all.wrong30} / ${all.wrong60}`;
}

function columns(readCount: number, hasTruth: boolean, hasSvs: boolean): Column[] {
	const ofCategory =
		(category: string) =>
		(result: ToolResult): string => {
			const placed = result.placements?.find((placement) => placement.category === category);
			return placed === undefined ? '–' : fixed(placed.right, 3);
		};
	const truth: Column[] = [
		{ head: 'right %', cell: (result) => rightShare(result, readCount) },
		...(hasSvs
			? [
					{ head: 'no variant', cell: ofCategory('no_variant') },
					{ head: 'over an SV', cell: ofCategory('sv') },
				]
			: []),
		{ head: 'wrong at MAPQ ≥ 20 / 30 / 60', cell: wrongCounts },
	];
	return [
		{ head: 'tool', cell: ({ tool, version }) => `${tool} ${version}` },
		{ head: 'reads per CPU s', cell: ({ speed }) => Math.round(speed.readsPerCpuSecond).toLocaleString('en') },
		{ head: 'CPU µs a read', cell: ({ speed }) => range(speed.cpuMicrosPerRead, 1) },
		{ head: 'ratio', cell: ({ speed }) => range(speed.ratio, 2) },
		{ head: 'mapped %', cell: ({ counts }) => percent(counts.mapped, readCount) },
		{ head: 'exact %', cell: ({ counts }) => percent(counts.exact, readCount) },
		...(hasTruth ? truth : []),
		{ head: 'load CPU s', cell: ({ speed }) => fixed(speed.loadCpuSeconds, 2) },
		{ head: 'index CPU s', cell: ({ index }) => (index === undefined ? '–' : fixed(cpuSeconds(index.cost), 2)) },
		{ head: 'index MiB', cell: ({ index }) => (index === undefined ? '–' : mebibytes(index.sizeBytes)) },
		{ head: 'peak MiB', cell: ({ speed }) => mebibytes(speed.peakBytes) },
	];
}

/** One line over a table: without it the figures belong to nothing. */
export function reportHead({ date, machine, data, paired, readCount, rounds, threads }: ReportSubject): string {
	const reads = `${readCount.toLocaleString('en')} ${paired ? 'paired' : 'single'} reads`;
	const pinned = `${threads} ${threads === 1 ? 'thread' : 'threads'}, ${rounds} ${rounds === 1 ? 'round' : 'rounds'}`;
	const load = `load average ${machine.loadAverage.toFixed(1)}`;
	return `${data}, ${reads}, ${pinned}; ${machine.processor}, ${machine.cores} cores, ${load}; ${machine.commit}, ${date.slice(0, 10)}`;
}

/** One line on how the subject scales. */
export function scalingLine(threads: number, scaling: number, { mapping, whole }: { mapping: Spread; whole: Spread }): string {
	const times = `${range(mapping, 2)} times as fast as ${threads}, ${range(whole, 2)} with the load`;
	return `pangraf with ${scaling} threads on ${scaling} cores: ${times}; wall time, the same bytes.`;
}

/** Rows of cells as a Markdown table, columns padded to one width. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
	const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
	const line = (row: readonly string[]): string => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
	const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
	return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
}

/** The table of all tools. */
export function reportTable(results: readonly ToolResult[], readCount: number): string {
	const shown = columns(
		readCount,
		results.some(({ placements }) => placements !== undefined),
		results.some(({ placements }) => placements?.some(({ category }) => category === 'sv')),
	);
	return markdownTable([shown.map(({ head }) => head), ...results.map((result) => shown.map(({ cell }) => cell(result)))]);
}
