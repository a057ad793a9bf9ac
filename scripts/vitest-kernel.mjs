/** vitest globalSetup: the tests see a kernel that is as new as its sources. */
import { ensureKernel } from '../packages/mapper/scripts/build-kernel.mjs';

export async function setup() {
	await ensureKernel();
}
