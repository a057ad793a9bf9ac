#!/usr/bin/env node
/**
 * Entry of the pangraf command. Answers `--version` alone with nothing else loaded, because scripts ask for it often;
 * everything else is {@link runProgram}'s.
 */
import { readVersion } from './frame/version.ts';

const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
	process.stdout.write(`${readVersion()}\n`);
} else {
	const { guardProcess } = await import('./frame/interruption.ts');
	const { runProgram } = await import('./program.ts');
	guardProcess();
	const code = await runProgram(args);
	// After a failure, workers and files of the interrupted work may still be open: do not wait for them.
	if (code === 0) process.exitCode = code;
	else process.exit(code);
}
