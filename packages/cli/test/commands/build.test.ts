import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder, pangraf } from '../run-command.ts';
import { useSampleData } from '../sample-data.ts';

const data = useSampleData();

it('makes the index of its graph, as `index` does, when the output is named .pgx', async () => {
	const folder = makeFolder();
	const args = ['build', '--reference', data.reference, '--variants', data.panel, '-q'];
	const toGfa = await pangraf([...args, '-o', 'g.gfa', '--json'], { folder });
	const toIndex = await pangraf([...args, '-o', 'g.pgx', '--json'], { folder });
	expect(toIndex).toMatchObject({ code: 0, stderr: '' });
	expect(JSON.parse(toIndex.stdout)).toEqual(JSON.parse(toGfa.stdout));
	expect(readFileSync(join(folder, 'g.pgx')).equals(readFileSync(data.index))).toBe(true);
	expect(readdirSync(folder).toSorted()).toEqual(['g.gfa', 'g.pgx']);
});

it('leaves the seeds out of an index where they are not wanted, which only `map` misses', async () => {
	const folder = makeFolder();
	expect(await pangraf(['index', data.graph, '--no-seeds', '-o', 'n.pgx', '-q'], { folder })).toMatchObject({
		code: 0,
		stderr: '',
	});
	expect(readFileSync(join(folder, 'n.pgx')).length).toBeLessThan(0.8 * readFileSync(data.index).length);
	for (const command of [['stats'], ['paths'], ['deconstruct', '-q']]) {
		const [full, small] = await Promise.all([data.index, 'n.pgx'].map((index) => pangraf([...command, index], { folder })));
		expect(small).toMatchObject({ code: 0, stderr: '' });
		const body = (text: string): string[] => text.split('\n').filter((line) => !line.startsWith('##'));
		expect(body(small!.stdout)).toEqual(body(full!.stdout));
	}
	const { code, stderr } = await pangraf(['map', 'n.pgx', data.reads1, '-o', 'x.gaf', '-q'], { folder });
	expect(code).toBe(2);
	expect(stderr).toMatch(/^E_PGX_SECTION n\.pgx: found an index without seeds; .* without --no-seeds\n$/);
	expect(readdirSync(folder)).toEqual(['n.pgx']);
});
