/**
 * Compiles assembly/ to build/kernel.wasm where that is missing or older than what it is made from.
 *
 * `ensureKernel()` is cheap when there is nothing to do: it compares a hash of the sources with the one beside the module.
 * Run as a script it builds and says so on stderr.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'assembly');
const target = join(root, 'build', 'kernel.wasm');
const stamp = join(root, 'build', 'kernel.sha256');

const FLAGS = [
	'--optimizeLevel',
	'3',
	'--converge',
	'--noAssert',
	'--runtime',
	'stub',
	'--importMemory',
	'--sharedMemory',
	'--initialMemory',
	'64',
	'--maximumMemory',
	'65536',
	'--memoryBase',
	'1024',
	'--use',
	'abort=',
	'--bindings',
	'none',
	'--enable',
	'simd',
	'--enable',
	'threads',
	'--enable',
	'bulk-memory',
];

/** Hash of everything the module is made from. */
function sourceHash() {
	const hash = createHash('sha256').update(FLAGS.join(' '));
	for (const name of readdirSync(sources).sort()) {
		if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(sources, name)));
	}
	return hash.digest('hex');
}

/** Builds the kernel where it is not up to date and returns the path of the module. */
export async function ensureKernel() {
	const wanted = sourceHash();
	if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return target;
	const { default: asc } = await import('assemblyscript/asc');
	mkdirSync(dirname(target), { recursive: true });
	const temporary = join('build', `kernel.${process.pid}.wasm`);
	const said = [];
	const { error } = await asc.main(['assembly/pipeline.ts', '--outFile', temporary, ...FLAGS], {
		readFile: (name, base) => {
			try {
				return readFileSync(join(base === undefined || base === '.' ? root : base, name), 'utf8');
			} catch {
				return null;
			}
		},
		writeFile: (name, contents) => writeFileSync(join(root, name), contents),
		listFiles: (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts')),
		stderr: { write: (text) => said.push(text) },
		stdout: { write: (text) => said.push(text) },
	});
	if (error) throw new Error(`The mapping kernel does not compile:\n${said.join('')}${error.message}`);
	renameSync(join(root, temporary), target);
	writeFileSync(stamp, wanted);
	return target;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stderr.write(`${await ensureKernel()}\n`);
