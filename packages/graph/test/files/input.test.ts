import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BGZF_END } from '../../src/files/bgzf-format.ts';
import { bgzfBlock } from '../../src/files/bgzf-writer.ts';
import { readBytes } from '../../src/files/input.ts';
import { collect, failureOf } from './failures.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-input-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const text = Buffer.from(Array.from({ length: 400 }, (_, i) => `line ${i} ${(i * 7919) % 1000}\n`).join(''));
const part = (i: number) => text.subarray(i * 1000, (i + 1) * 1000);

async function smallBgzf(): Promise<Buffer> {
	return Buffer.concat([await bgzfBlock(part(0)), await bgzfBlock(part(1)), await bgzfBlock(part(2)), BGZF_END]);
}

let fileCount = 0;
/** The bytes in a file of their own. */
function file(bytes: Uint8Array): string {
	const path = join(folder, `${fileCount++}`);
	writeFileSync(path, bytes);
	return path;
}

async function codeOf(bytes: Uint8Array): Promise<string> {
	const path = file(bytes);
	const { code } = await failureOf(() => collect(readBytes(path)));
	rmSync(path);
	return code;
}

describe('readBytes', () => {
	it('tells the format by the first bytes', async () => {
		const inputs = {
			plain: text,
			gzip: gzipSync(text),
			members: Buffer.concat([gzipSync(text.subarray(0, 700)), gzipSync(text.subarray(700))]),
			zstd: zstdCompressSync(text),
			frames: Buffer.concat([zstdCompressSync(text.subarray(0, 700)), zstdCompressSync(text.subarray(700))]),
			bgzf: Buffer.concat([await bgzfBlock(text), BGZF_END]),
			joined: Buffer.concat([await bgzfBlock(text.subarray(0, 9)), BGZF_END, await bgzfBlock(text.subarray(9)), BGZF_END]),
		};
		for (const [name, bytes] of Object.entries(inputs)) {
			const data = await collect(readBytes(file(bytes)));
			expect(data.equals(text), `as ${name}`).toBe(true);
		}
	});

	it('reads what is larger than its buffers', async () => {
		const large = Buffer.concat(Array.from({ length: 900 }, () => text)); // 4.6 MB, and 4.6 MB of zeros that deflate 1000:1
		const zeros = Buffer.concat([large, Buffer.alloc(large.length)]);
		for (const bytes of [
			zeros,
			gzipSync(zeros),
			zstdCompressSync(zeros),
			Buffer.concat([zstdCompressSync(large), zstdCompressSync(zeros)]),
		]) {
			const data = await collect(readBytes(file(bytes)));
			expect(data.subarray(-zeros.length).equals(zeros)).toBe(true);
		}
	});

	it('reads standard input', () => {
		const program = `import { readBytes } from './input.ts'; for await (const chunk of readBytes('-')) process.stdout.write(chunk);`;
		const cwd = join(import.meta.dirname, '../../src/files');
		const run = (input: Buffer) => spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd, input });
		expect(run(gzipSync(text)).stdout.equals(text)).toBe(true);
		expect(run(Buffer.alloc(0)).stderr.toString()).toContain('E_INPUT_EMPTY -: found 0 bytes');
	});

	it('sees a BGZF file cut at any byte', async () => {
		const whole = await smallBgzf();
		const blockEnd = (await bgzfBlock(part(0))).length;
		expect(await codeOf(whole)).toBe('none');
		const codes = new Map<string, number>();
		for (let size = 0; size < whole.length; size++) {
			const code = await codeOf(whole.subarray(0, size));
			codes.set(code, (codes.get(code) ?? 0) + 1);
		}
		expect(codes.get('none')).toBeUndefined();
		expect(codes.get('E_BGZF_NO_EOF')).toBe(3); // the ends of the three blocks
		expect(codes.get('E_INPUT_EMPTY')).toBe(1);
		const failure = await failureOf(() => collect(readBytes(file(whole.subarray(0, blockEnd + 50)))));
		expect(failure).toMatchObject({ code: 'E_BGZF_TRUNCATED', place: `byte ${blockEnd}` });
	});

	it('sees a gzip file of two members cut at any byte but the border', async () => {
		const first = gzipSync(part(0));
		const whole = Buffer.concat([first, gzipSync(part(1))]);
		for (let size = 0; size < whole.length; size++) {
			const expected = size === 0 ? 'E_INPUT_EMPTY' : size === first.length ? 'none' : 'E_GZIP_TRUNCATED';
			expect(await codeOf(whole.subarray(0, size)), `cut at ${size}`).toBe(expected);
		}
	});

	it('sees a zstd file cut at any byte after its magic', async () => {
		const whole = zstdCompressSync(part(0));
		for (let size = 4; size < whole.length; size++) expect(await codeOf(whole.subarray(0, size))).toBe('E_ZSTD_TRUNCATED');
	});

	it('sees any flipped bit, or gives the same bytes', async () => {
		const wholes = [await smallBgzf(), gzipSync(text.subarray(0, 3000))];
		for (const [which, whole] of wholes.entries()) {
			let seen = 0;
			for (let bit = 0; bit < whole.length * 8; bit += 13) {
				const flipped = Buffer.from(whole);
				flipped[bit >> 3]! ^= 1 << (bit & 7);
				const path = file(flipped);
				let data: Buffer | undefined;
				const { code } = await failureOf(async () => {
					data = await collect(readBytes(path));
				});
				rmSync(path);
				if (code !== 'none') seen++;
				// Where the magic is hit, in the first 3 bytes, the file is taken for plain text, and its reader sees none.
				const isSame = code !== 'none' || bit >> 3 < 3 || data!.equals(text.subarray(0, 3000));
				expect(isSame, `file ${which}, bit ${bit}`).toBe(true);
			}
			expect(seen).toBeGreaterThan((whole.length * 8) / 13 - 40);
		}
	});

	it('sees what was added to a file', async () => {
		const bgzf = await smallBgzf();
		const cases: [Buffer, string, string][] = [
			[bgzf, 'xx', 'E_BGZF_CORRUPT'],
			[bgzf, '\0\0\0', 'E_BGZF_CORRUPT'],
			[gzipSync(text), 'xx', 'E_GZIP_CORRUPT'],
			[gzipSync(text), '\0\0xx', 'E_GZIP_TRAILING'],
			[zstdCompressSync(text), 'xx', 'E_ZSTD_TRAILING'],
		];
		for (const [bytes, added, code] of cases) {
			expect(await codeOf(Buffer.concat([bytes, Buffer.from(added)])), `${code} ${added}`).toBe(code);
		}
		const large = gzipSync(Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * i * 31) >> 7)), { level: 0 });
		expect(await codeOf(Buffer.concat([large, Buffer.alloc(200_000)]))).toBe('E_GZIP_TRAILING');
	});

	it('names the damaged BGZF block', async () => {
		const whole = await smallBgzf();
		const second = (await bgzfBlock(part(0))).length;
		const third = second + (await bgzfBlock(part(1))).length;
		for (const [at, found] of [
			[third - 8, 'checksum'],
			[third - 4, 'block'],
			[second + 30, ''],
		] as const) {
			const damaged = Buffer.from(whole);
			damaged[at]! ^= 0x10;
			const failure = await failureOf(() => collect(readBytes(file(damaged))));
			expect(failure).toMatchObject({ code: 'E_BGZF_CORRUPT', place: `byte ${second}` });
			expect(failure.message).toContain(found);
		}
	});

	it('takes what is whole of a cut file where it is asked to', async () => {
		const bgzf = await smallBgzf();
		const cut = bgzf.subarray(0, bgzf.length - BGZF_END.length - 5);
		expect((await collect(readBytes(file(cut), { allowTruncated: true }))).equals(text.subarray(0, 2000))).toBe(true);
		const gzip = gzipSync(text);
		const data = await collect(readBytes(file(gzip.subarray(0, gzip.length - 4)), { allowTruncated: true }));
		expect(data.equals(text)).toBe(true);
	});

	it('says what is wrong with a name', async () => {
		const codeOfPath = async (path: string) => (await failureOf(() => collect(readBytes(path)))).code;
		mkdirSync(join(folder, 'sub'));
		expect(await codeOfPath(join(folder, 'absent'))).toBe('E_INPUT_MISSING');
		expect(await codeOfPath(join(folder, 'sub'))).toBe('E_INPUT_IS_DIRECTORY');
		expect(await codeOfPath(file(Buffer.alloc(0)))).toBe('E_INPUT_EMPTY');
		expect(await codeOfPath(file(BGZF_END))).toBe('E_INPUT_EMPTY');
		expect(await codeOfPath(file(gzipSync('')))).toBe('E_INPUT_EMPTY');
		expect(await codeOfPath(file(Buffer.from('BZh91AY&SY')))).toBe('E_INPUT_COMPRESSION');
		expect(await codeOfPath('/proc/self/mem')).toBe('E_INPUT_READ');
	});

	it.skipIf(process.getuid?.() === 0)('says that it may not read', async () => {
		const path = file(text);
		chmodSync(path, 0);
		expect((await failureOf(() => collect(readBytes(path)))).code).toBe('E_INPUT_PERMISSION');
	});

	it('lets go of a file that is not read to its end', async () => {
		for (const bytes of [text, gzipSync(text), await smallBgzf()]) {
			for await (const chunk of readBytes(file(bytes))) {
				expect(chunk.length).toBeGreaterThan(0);
				break;
			}
		}
	});
});
