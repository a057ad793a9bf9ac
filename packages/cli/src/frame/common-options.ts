/** Options that every command has, worded once. */
import { type Command, Option } from 'commander';
import { defaultThreadCount } from './thread-count.ts';

/** Adds `--quiet` and `--log-json`. */
export function addReportingOptions(command: Command): Command {
	return command
		.option('-q, --quiet', 'no progress and no closing line on stderr')
		.option('--log-json', 'progress as JSON lines on stderr');
}

/** Adds `--threads`, by default all that this process may really use. */
export function addThreadOption(command: Command): Command {
	const count = String(defaultThreadCount());
	return command.addOption(new Option('-t, --threads <N>', 'worker threads').default(count, count));
}

/** Collects an option that may be given more than once. */
export function collect(value: string, previous: readonly string[]): string[] {
	return [...previous, value];
}
