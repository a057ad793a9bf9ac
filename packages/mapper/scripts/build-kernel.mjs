/**
 * Compiles assembly/ to build/kernel.wasm, and for the tests to build/kernel-testing.wasm, where that is missing or older than
 * what it is made from.
 *
 * `ensureKernel()` is cheap when there is nothing to do: it compares a hash of the sources with the one beside the module.
 * Run as a script it builds the product's module and says so on stderr.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const sources = join(root, 'assembly');
/** Entry of the module with every stage exported; no source of the product. */
const TESTING = 'testing.ts';

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

/** Hash of everything the module with this entry is made from. */
function sourceHash(entry) {
	const hash = createHash('sha256').update(FLAGS.join(' '));
	for (const name of readdirSync(sources).sort()) {
		if (name === TESTING && entry !== TESTING) continue;
		if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(sources, name)));
	}
	return hash.digest('hex');
}

async function ensure(entry, name) {
	const target = join(root, 'build', `${name}.wasm`);
	const stamp = join(root, 'build', `${name}.sha256`);
	const wanted = sourceHash(entry);
	if (existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return target;
	const { default: asc } = await import('assemblyscript/asc');
	mkdirSync(dirname(target), { recursive: true });
	const temporary = join('build', `${name}.${process.pid}.wasm`);
	const said = [];
	const { error } = await asc.main([`assembly/${entry}`, '--outFile', temporary, ...FLAGS], {
		readFile: (file, base) => {
			try {
				return readFileSync(join(base === undefined || base === '.' ? root : base, file), 'utf8');
			} catch {
				return null;
			}
		},
		writeFile: (file, contents) => writeFileSync(join(root, file), contents),
		listFiles: (folder) => readdirSync(join(root, folder)).filter((file) => file.endsWith('.ts')),
		stderr: { write: (text) => said.push(text) },
		stdout: { write: (text) => said.push(text) },
	});
	if (error) throw new Error(`The mapping kernel does not compile:\n${said.join('')}${error.message}`);
	renameSync(join(root, temporary), target);
	writeFileSync(stamp, wanted);
	return target;
}

/** Builds the kernel where it is not up to date and returns the path of the module. */
export async function ensureKernel() {
	return await ensure('pipeline.ts', 'kernel');
}

/** Builds the module for the tests where it is not up to date and returns its path. */
export async function ensureTestingKernel() {
	return await ensure(TESTING, 'kernel-testing');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stderr.write(`${await ensureKernel()}\n`);
