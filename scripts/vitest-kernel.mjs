/** vitest globalSetup: the tests see kernels that are as new as their sources. */
import { ensureKernel, ensureTestingKernel } from './kernel.mjs';

export async function setup() {
	await ensureKernel();
	await ensureTestingKernel();
}
