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
	let startedDone = 0;
	let shownMs = 0;

	const show = (event: ProgressEvent, isLast: boolean): void => {
		const elapsedMs = performance.now() - startedMs;
		const speed = speedOf(event, startedDone, elapsedMs, isLast);
		if (form === 'json') {
			process.stderr.write(
				`${JSON.stringify({ command, ...event, ...speed, seconds: Math.round(elapsedMs) / 1000, finished: isLast })}\n`,
			);
		} else if (form === 'bar' && !isLast) {
			const line = describe(command, event, speed, elapsedMs, isLast).slice(0, (process.stderr.columns || 80) - 1);
			process.stderr.write(`\r\u001b[K${line}`);
			lineIsOpen = true;
		} else {
			log(describe(command, event, speed, elapsedMs, isLast));
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
			startedDone = event.done;
			shownMs = nowMs;
		}
		current = event;
		if (nowMs - shownMs < interval) return;
		shownMs = nowMs;
		show(event, false);
	};
	return { onProgress, finish };
}

/** How fast a stage is, and when it will have read its input. */
interface Speed {
	perSecond?: number;
	secondsLeft?: number;
}

/** Of a stage that says what share of its input it has read: the rate since its first report, and the rest at that rate. */
function speedOf({ done, share }: ProgressEvent, startedDone: number, elapsedMs: number, isLast: boolean): Speed {
	if (share === undefined || elapsedMs <= 0 || done === startedDone) return {};
	const perSecond = Math.round(((done - startedDone) * 1000) / elapsedMs);
	if (isLast || share === 0) return { perSecond };
	return { perSecond, secondsLeft: Math.ceil((elapsedMs * (1 - share)) / share / 1000) };
}

/**
 * `[pangraf build] 12,345 of 20,000 records (61 %), 4.2 s`; `[pangraf call] alignments: …` for a stage of another name;
 * `[pangraf map] 1,234,567 reads (61 %), 4.2 s, 293,945 reads/s, 3 s left` where a share of the input is known.
 */
function describe(
	command: string,
	event: ProgressEvent,
	{ perSecond, secondsLeft }: Speed,
	elapsedMs: number,
	isLast: boolean,
): string {
	const count = (value: number) => value.toLocaleString('en-US');
	const ofTotal = event.total === undefined || isLast ? '' : ` of ${count(event.total)}`;
	const share = event.total === undefined || event.total === 0 ? event.share : event.done / event.total;
	const percent = share === undefined || isLast ? '' : ` (${Math.floor(100 * share)} %)`;
	const rate = perSecond === undefined ? '' : `, ${count(perSecond)} ${event.unit}/s`;
	const left = secondsLeft === undefined ? '' : `, ${count(secondsLeft)} s left`;
	const stage = event.stage === command ? '' : `${event.stage}: `;
	return `[pangraf ${command}] ${stage}${count(event.done)}${ofTotal} ${event.unit}${percent}, ${(elapsedMs / 1000).toFixed(1)} s${rate}${left}`;
}
