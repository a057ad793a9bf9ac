import { spawnSync } from 'node:child_process';
import {
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BGZF_BLOCK_DATA_BYTES, BGZF_END, bgzfBlockSize } from '../../src/files/bgzf-format.ts';
import { readBytes } from '../../src/files/input.ts';
import { abortOpenOutputs, createOutput } from '../../src/files/output.ts';
import { collect, failureOf } from './failures.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-output-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const hasBgzip = spawnSync('bgzip', ['--version']).status === 0;

async function write(path: string, pieces: readonly (Uint8Array | string)[]): Promise<Buffer> {
	const output = await createOutput(path);
	for (const piece of pieces) await output.write(piece);
	await output.close();
	return readFileSync(path);
}

/** Data that hardly deflate, then data that do. */
function sample(length: number): Buffer {
	let state = 1;
	return Buffer.from(
		Uint8Array.from({ length }, (_, i) => (i % 100_000 < 60_000 ? (state = (state * 48_271) % 2_147_483_647) >> 8 : i % 7)),
	);
}

describe('createOutput', () => {
	it('gives a file its name only when it is whole', async () => {
		const path = join(folder, 'out.txt');
		writeFileSync(path, 'before');
		const output = await createOutput(path);
		await output.write('after ');
		await output.write(Buffer.from('that'));
		expect(readFileSync(path, 'utf8')).toBe('before');
		expect(existsSync(join(folder, `.out.txt.${process.pid}.tmp`))).toBe(true);
		await output.close();
		expect(readFileSync(path, 'utf8')).toBe('after that');
		expect(readdirSync(folder)).toEqual(['out.txt']);
	});

	it('leaves nothing behind when it is aborted', async () => {
		const output = await createOutput(join(folder, 'aborted.gz'));
		await output.write(sample(300_000));
		await output.abort();
		const open = await createOutput(join(folder, 'open.gz'));
		await open.write('x');
		abortOpenOutputs();
		expect(readdirSync(folder).filter((name) => /aborted|open/.test(name))).toEqual([]);
		await open.abort();
	});

	it('writes text of any letters', async () => {
		const letters = 'æøå → 𝄞\n'.repeat(50_000);
		expect((await write(join(folder, 'letters'), [letters, 'ß'])).toString()).toBe(`${letters}ß`);
	});

	it('writes BGZF that gunzip and bgzip read', async () => {
		const data = sample(400_000);
		const path = join(folder, 'data.gz');
		const file = await write(path, [data]);
		expect(gunzipSync(file).equals(data)).toBe(true);
		expect(file.subarray(-28).equals(BGZF_END)).toBe(true);
		expect((await collect(readBytes(path))).equals(data)).toBe(true);
		const sizes: number[] = [];
		for (let at = 0; at < file.length; at += bgzfBlockSize(file, at))
			sizes.push(file.readUInt32LE(at + bgzfBlockSize(file, at) - 4));
		expect(sizes).toEqual([...Array.from({ length: 6 }, () => BGZF_BLOCK_DATA_BYTES), 400_000 - 6 * BGZF_BLOCK_DATA_BYTES, 0]);
		expect(await write(join(folder, 'empty.bgz'), [])).toEqual(Buffer.from(BGZF_END));
	});

	it.skipIf(!hasBgzip)('writes what bgzip -t accepts, and reads what bgzip writes', async () => {
		const path = join(folder, 'tested.gz');
		const data = sample(300_000);
		await write(path, [data]);
		expect(spawnSync('bgzip', ['-t', path]).status).toBe(0);
		const theirs = join(folder, 'theirs.gz');
		writeFileSync(theirs, spawnSync('bgzip', ['-c'], { input: data, maxBuffer: 1 << 22 }).stdout);
		expect((await collect(readBytes(theirs))).equals(data)).toBe(true);
	});

	it('makes the same blocks however the bytes come', async () => {
		const data = sample(200_000);
		const whole = await write(join(folder, 'whole.gz'), [data]);
		await fc.assert(
			fc.asyncProperty(fc.array(fc.nat(data.length), { maxLength: 20 }), async (borders) => {
				const cuts = [0, ...borders.toSorted((a, b) => a - b), data.length];
				const pieces = cuts.slice(1).map((end, i) => data.subarray(cuts[i], end));
				expect((await write(join(folder, 'pieces.gz'), pieces)).equals(whole)).toBe(true);
			}),
			{ numRuns: 15 },
		);
	});

	it('writes bytes from where they stand in the order of all writes', async () => {
		const whole = sample(3_000_000);
		const shared = new Uint8Array(new SharedArrayBuffer(whole.length));
		shared.set(whole);
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(whole.length), { maxLength: 6 }),
				fc.constantFrom('stand.txt', 'stand.gz'),
				async (cuts, name) => {
					const borders = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
					const path = join(folder, name);
					const output = await createOutput(path);
					for (const [i, end] of borders.slice(1).entries()) {
						const piece = shared.subarray(borders[i], end);
						if (i % 3 === 1) await output.write(piece);
						else await output.writeInPlace(piece);
					}
					await output.close();
					const written = readFileSync(path);
					expect((name.endsWith('.gz') ? gunzipSync(written) : written).equals(whole)).toBe(true);
					rmSync(path);
				},
			),
			{ numRuns: 12 },
		);
		const output = await createOutput('/dev/full');
		expect((await failureOf(() => output.writeInPlace(shared))).code).toBe('E_OUTPUT_NO_SPACE');
		expect((await failureOf(() => output.writeInPlace(shared))).code).toBe('E_OUTPUT_NO_SPACE');
		await output.abort();
	});

	it('writes through a link, and to a device without replacing it', async () => {
		const target = join(folder, 'target');
		writeFileSync(target, 'old');
		symlinkSync(target, join(folder, 'link'));
		await write(join(folder, 'link'), ['new']);
		expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
		expect(readFileSync(target, 'utf8')).toBe('new');
		const output = await createOutput('/dev/null');
		await output.write('gone');
		await output.close();
		expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true);
	});

	it('says what is wrong with a name or a disk', async () => {
		const codeOf = async (path: string) => (await failureOf(() => write(path, [sample(600_000)]))).code;
		mkdirSync(join(folder, 'sub'));
		expect(await codeOf(join(folder, 'absent', 'x'))).toBe('E_OUTPUT_FOLDER');
		expect(await codeOf(join(folder, 'sub'))).toBe('E_OUTPUT_IS_DIRECTORY');
		expect(await codeOf('/dev/full')).toBe('E_OUTPUT_NO_SPACE');
		expect(await codeOf('/proc/x')).toMatch(/E_OUTPUT_(FOLDER|PERMISSION)/);
		const first = await createOutput(join(folder, 'twice'));
		expect(await codeOf(join(folder, 'twice'))).toBe('E_OUTPUT_TWICE');
		await first.abort();
	});

	it('ends quietly when the reader of standard output goes away', () => {
		const program = `import { createOutput } from './output.ts';
			const output = await createOutput(undefined);
			let lines = 0;
			while (!output.closedByReader && lines++ < 1e6) await output.write('a line of text\\n');
			await output.close();
			process.stderr.write(output.closedByReader ? 'closed' : 'open');`;
		const script = join(folder, 'writer.mjs');
		writeFileSync(script, program.replace('./output.ts', join(import.meta.dirname, '../../src/files/output.ts')));
		const run = spawnSync('sh', ['-c', `"${process.execPath}" "${script}" | head -2`]);
		expect(run.stdout.toString()).toBe('a line of text\na line of text\n');
		expect(run.stderr.toString()).toBe('closed');
	});
});
