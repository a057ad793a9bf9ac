/** The compiled kernel on disk: beside the package where it is installed, made from its sources in a clone. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const BUILDER = new URL('../../scripts/build-kernel.mjs', import.meta.url);
const MODULE = new URL('../../build/kernel.wasm', import.meta.url);

/** Compiles (for the engine) and returns the kernel; in a clone it is first made from its sources where they are newer. */
export async function loadKernel(): Promise<WebAssembly.Module> {
	if (existsSync(fileURLToPath(BUILDER))) {
		const { ensureKernel } = (await import(BUILDER.href)) as { ensureKernel: () => Promise<string> };
		await ensureKernel();
	}
	return await WebAssembly.compile(await readFile(MODULE));
}
