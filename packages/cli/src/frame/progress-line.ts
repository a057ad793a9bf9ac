/**
 * Progress on stderr: a line that rewrites itself on a terminal, plain lines every few seconds in a batch job, JSON lines with
 * `--log-json`, nothing with `--quiet`.
 */
import type { OnProgress, ProgressEvent } from '@pangraf/graph';

/** Common options that say how to report. */
export interface ReportingOptions {
	quiet?: boolean;
	logJson?: boolean;
}

/** Shows progress, and says a word at the end of each stage. */
export interface Progress {
	readonly onProgress: OnProgress;
	/** Closes the last stage. */
	finish(): void;
}

/** Time between two reports of a stage. */
const BAR_INTERVAL_MS = 100;
const LINE_INTERVAL_MS = 3000;

/** Whether the terminal's current line holds progress that must be wiped before anything else is written. */
let lineIsOpen = false;

/** Wipes the progress line, if one is on the terminal. */
export function clearProgress(): void {
	if (lineIsOpen) process.stderr.write('\r\u001b[K');
	lineIsOpen = false;
}

/** Writes a line to stderr, above the progress. */
export function log(text: string): void {
	clearProgress();
	process.stderr.write(`${text}\n`);
}

/** Progress of a command, in the form that the options and stderr ask for. */
export function createProgress(command: string, options: ReportingOptions): Progress {
	if (options.quiet === true) return { onProgress: () => {}, finish: () => {} };
	const form = options.logJson === true ? 'json' : process.stderr.isTTY ? 'bar' : 'lines';
	const interval = form === 'bar' ? BAR_INTERVAL_MS : LINE_INTERVAL_MS;
	let current: ProgressEvent | undefined;
	let startedMs = 0;
	let shownMs = 0;

	const show = (event: ProgressEvent, isLast: boolean): void => {
		const elapsedMs = performance.now() - startedMs;
		if (form === 'json') {
			process.stderr.write(`${JSON.stringify({ command, ...event, seconds: Math.round(elapsedMs) / 1000, finished: isLast })}\n`);
		} else if (form === 'bar' && !isLast) {
			const line = describe(command, event, elapsedMs, isLast).slice(0, (process.stderr.columns || 80) - 1);
			process.stderr.write(`\r\u001b[K${line}`);
			lineIsOpen = true;
		} else {
			log(describe(command, event, elapsedMs, isLast));
		}
	};
	const finish = (): void => {
		if (current !== undefined) show(current, true);
		current = undefined;
	};
	const onProgress: OnProgress = (event) => {
		const nowMs = performance.now();
		if (event.stage !== current?.stage) {
			finish();
			startedMs = nowMs;
			shownMs = nowMs;
		}
		current = event;
		if (nowMs - shownMs < interval) return;
		shownMs = nowMs;
		show(event, false);
	};
	return { onProgress, finish };
}

/** `[pangraf map] 12,345 of 20,000 reads (61 %), 4.2 s`; `[pangraf call] alignments: …` for a stage of another name. */
function describe(command: string, event: ProgressEvent, elapsedMs: number, isLast: boolean): string {
	const count = (value: number) => value.toLocaleString('en-US');
	const ofTotal = event.total === undefined || isLast ? '' : ` of ${count(event.total)}`;
	const percent =
		event.total === undefined || event.total === 0 || isLast ? '' : ` (${Math.floor((100 * event.done) / event.total)} %)`;
	const stage = event.stage === command ? '' : `${event.stage}: `;
	return `[pangraf ${command}] ${stage}${count(event.done)}${ofTotal} ${event.unit}${percent}, ${(elapsedMs / 1000).toFixed(1)} s`;
}
