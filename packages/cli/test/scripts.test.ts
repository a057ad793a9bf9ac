import { describe, expect, it } from 'vitest';
import { REPOSITORY, run } from './run-command.ts';

const SCRIPT = `${REPOSITORY}/scripts/run.mjs`;

describe('scripts/run.mjs', () => {
	it('asks no registry and says nothing when all is there', async () => {
		const env = { npm_config_registry: 'http://127.0.0.1:9/' };
		expect(await run(process.execPath, [SCRIPT, 'setup'], { folder: '/', env })).toEqual({
			code: 0,
			signal: null,
			stdout: '',
			stderr: '',
		});
	});

	it.each([[], ['frobnicate']])('refuses the verb %s', async (...args) => {
		const { code, stdout, stderr } = await run(process.execPath, [SCRIPT, ...args]);
		expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
		expect(stderr).toMatch(/^pangraf: usage: .*\n$/);
	});
});
