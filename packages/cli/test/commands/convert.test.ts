import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { makeFolder, pangraf } from '../run-command.ts';

const LINES = [
	'H\tVN:Z:1.2\tRS:Z:GRCh38',
	'# by hand',
	`S\ts1\t${'ACGTTGCAAC'.repeat(9)}acgtn\tRC:i:4\tLN:i:95`,
	'S\ts2\t*\tLN:i:5',
	'S\ts3\tTTGA',
	'L\ts1\t+\ts2\t+\t0M\tRC:i:7',
	'L\ts2\t+\ts3\t-\t0M',
	'J\ts3\t-\ts1\t+\t100\tSC:i:1',
	'C\ts1\t+\ts3\t-\t2\t4M\tNM:i:0',
	'P\tHG002#1#c\ts1+,s2+,s3-;s1+\t*\tab:Z:x',
	'W\tGRCh38\t0\tc\t10\t110\t>s1>s2',
];

it('gives back what was indexed, plain and compressed', async () => {
	const folder = makeFolder();
	writeFileSync(join(folder, 'g.gfa'), LINES.join('\r\n'));
	const indexed = await pangraf(['index', 'g.gfa', '-o', 'g.pgx', '-q'], { folder });
	expect(indexed).toMatchObject({ code: 0, stderr: '' });
	const whole = `${LINES.join('\n')}\n`;
	const { code, stdout } = await pangraf(['convert', 'g.pgx', '-q'], { folder });
	expect({ code, stdout }).toEqual({ code: 0, stdout: whole });
	const run = await pangraf(['convert', 'g.pgx', '-o', 'out.gfa.gz', '--json'], { folder });
	expect(JSON.parse(run.stdout)).toEqual({ segments: 3, links: 2, walks: 2, sizeBytes: whole.length });
	expect(gunzipSync(readFileSync(join(folder, 'out.gfa.gz'))).toString()).toBe(whole);
});

it('spells compressed walks out', async () => {
	const { code, stdout } = await pangraf(['convert', '-', '-q'], {
		stdin: 'H\tVN:Z:1.3\nQ\t@a\t<2>1\nS\t1\tAC\nS\t2\tGT\nL\t2\t-\t1\t+\t*\nZ\tx\t1\tc\t*\t*\t<@a\n',
	});
	expect(code).toBe(0);
	expect(stdout).toBe('H\tVN:Z:1.3\nS\t1\tAC\nS\t2\tGT\nL\t1\t-\t2\t+\t*\nW\tx\t1\tc\t*\t*\t<1>2\n');
});
