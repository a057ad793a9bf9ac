/**
 * vitest reporter: closes a run with `N passed, N failed, N skipped` alone on a line, so that skips are never overlooked.
 *
 * A file that cannot be loaded and an error outside any test count as one failure each.
 */
export default class CountsReporter {
	onTestRunEnd(modules, unhandledErrors) {
		const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
		for (const module of modules) {
			counts.failed += module.errors().length;
			for (const test of module.children.allTests()) counts[test.result().state]++;
		}
		const line = `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped + counts.pending} skipped`;
		// After the default reporter's summary, which is written in the same round of calls.
		setImmediate(() => process.stdout.write(`\n${line}\n`));
	}
}
