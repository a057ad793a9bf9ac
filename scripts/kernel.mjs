/** The mapper's AssemblyScript module, built when it is missing or older than its sources. */
import { existsSync } from 'node:fs';

const builder = new URL('../packages/mapper/scripts/build-kernel.mjs', import.meta.url);

/** Builds packages/mapper/build/kernel.wasm when that is due. */
export async function ensureKernel() {
	if (!existsSync(builder)) return;
	const { ensureKernel: ensure } = await import(builder.href);
	await ensure();
}
