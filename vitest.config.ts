import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
	test: {
		include: ['{packages/*,bench,fixtures}/test/**/*.test.ts'],
		globalSetup: ['scripts/vitest-kernel.mjs'],
		reporters: ['default', './scripts/vitest-counts.mjs'],
		testTimeout: 30_000,
		benchmark: { include: ['bench/**/*.bench.ts'] },
	},
});

export default config;
