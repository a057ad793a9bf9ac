import { totalmem } from 'node:os';
import { expect, it } from 'vitest';
import { checkMemory, machineBytes } from '../../src/pool/machine-memory.ts';

it('says how much memory partitions need where there is less', () => {
	expect(machineBytes()).toBeGreaterThan(2 ** 26);
	expect(machineBytes()).toBeLessThanOrEqual(totalmem());
	expect(() => checkMemory('g.pgx', 2 ** 20, 2)).not.toThrow();
	expect(() => checkMemory('g.pgx', 12 * 2 ** 30, 4, 12 * 2 ** 30)).not.toThrow();
	expect(() => checkMemory('g.pgx', 12.5 * 2 ** 30, 4, 8 * 2 ** 30)).toThrow(
		'E_MEMORY g.pgx: found an index of 4 partitions that takes more than 12.5 GiB with its threads; expected at most 8.0 GiB',
	);
});
