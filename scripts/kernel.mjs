/** The mapper's AssemblyScript modules, built when they are missing or older than their sources. */
import { existsSync } from 'node:fs';

const builder = new URL('../packages/mapper/scripts/build-kernel.mjs', import.meta.url);

/** Builds packages/mapper/build/kernel.wasm when that is due. */
export async function ensureKernel() {
	if (!existsSync(builder)) return;
	const { ensureKernel: ensure } = await import(builder.href);
	await ensure();
}

/** Builds packages/mapper/build/kernel-testing.wasm, which only tests use, when that is due. */
export async function ensureTestingKernel() {
	if (!existsSync(builder)) return;
	const { ensureTestingKernel: ensure } = await import(builder.href);
	await ensure();
}
