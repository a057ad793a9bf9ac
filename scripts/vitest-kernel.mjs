/** vitest globalSetup: the tests see a kernel that is as new as its sources. */
export { ensureKernel as setup } from './kernel.mjs';
