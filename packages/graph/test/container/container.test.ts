import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeHeader, encodeHeader, sectionChecker } from '../../src/container/format.ts';
import { graphOf, graphSections } from '../../src/container/graph-sections.ts';
import { storedSections } from '../../src/container/stored-sections.ts';
import { PangrafError } from '../../src/errors.ts';
import { openContainer, writeContainer } from '../../src/files/container-file.ts';
import { buildHaplotypeStore } from '../../src/haplotypes/build-store.ts';
import type { Graph } from '../../src/store/graph.ts';
import { failureOf } from '../files/failures.ts';
import { parseGfa, writeGfaText } from '../gfa/gfa-text.ts';
import { describeGraph, readNaively, readTextNaively } from '../gfa/naive-gfa.ts';
import { gfaLines } from '../gfa/random-gfa.ts';

const checksum = (bytes: Uint8Array, before = 0) => crc32(bytes, before);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pangraf-container-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const sectionsOf = (graph: Graph) => graphSections(graph, buildHaplotypeStore(graph), { k: 21 });

/** A graph with something of everything. */
const EVERYTHING = [
	'H\tVN:Z:1.2\tRS:Z:GRCh38',
	'# by hand',
	'S\t1\tACGTacgtNN\tRC:i:4',
	'S\ts2\t*\tLN:i:5',
	'S\t3\tTTGA',
	'L\t1\t+\ts2\t+\t0M\tRC:i:7',
	'L\ts2\t+\t3\t-\t0M',
	'J\t3\t-\t1\t+\t100\tSC:i:1',
	'C\t1\t+\t3\t-\t2\t4M\tNM:i:0',
	'P\tHG002#1#c\t1+,s2+,3-;1+\t0M,0M\tab:Z:x',
	'W\tGRCh38\t0\tc\t10\t25\t>1>s2\tcd:Z:y',
].join('\n');

it('gives back a graph and all its text', async () => {
	const path = join(folder, 'everything.pgx');
	const graph = parseGfa(EVERYTHING);
	await writeContainer(path, sectionsOf(graph));
	const opened = graphOf(await openContainer(path));
	expect(opened.annotations).toEqual(graph.annotations);
	expect(opened.softMask).toEqual(graph.softMask);
	expect(readTextNaively(writeGfaText(opened))).toEqual(readTextNaively(EVERYTHING));
	expect(describeGraph(opened)).toEqual(readNaively(EVERYTHING));
});

it('gives back any GFA', async () => {
	const path = join(folder, 'any.pgx');
	const property = fc.asyncProperty(gfaLines, async (lines) => {
		const graph = parseGfa(lines.join('\n'));
		await writeContainer(path, sectionsOf(graph));
		expect(writeGfaText(graphOf(await openContainer(path)))).toBe(writeGfaText(graph));
	});
	await fc.assert(property, { numRuns: 30 });
});

it('leaves the text out where it is not wanted, and checks it all the same', async () => {
	const path = join(folder, 'text.pgx');
	const graph = parseGfa(EVERYTHING);
	const { sections } = await writeContainer(path, [...sectionsOf(graph), { name: 'seed', bytes: new Uint8Array(100) }]);
	const isText = sections.map(({ name }) => name.startsWith('text.'));
	expect(isText.lastIndexOf(false)).toBe(isText.indexOf(true) - 1);
	expect(isText.indexOf(true)).toBeGreaterThan(sections.findIndex(({ name }) => name === 'seed'));
	const sizes: number[] = [];
	const place = (sizeBytes: number) => {
		sizes.push(sizeBytes);
		return { buffer: new ArrayBuffer(sizeBytes + 64), address: 64 };
	};
	const container = await openContainer(path, place, { withText: false });
	const whole = await openContainer(path, place);
	expect(sizes).toEqual([container.dataBytes, whole.dataBytes]);
	expect(container.dataBytes).toBeLessThan(whole.dataBytes);
	const { annotations, softMask } = graphOf(container);
	expect([annotations, softMask]).toEqual([undefined, undefined]);
	expect(describeGraph(graphOf(container))).toEqual(readNaively(EVERYTHING));
	const bytes = readFileSync(path);
	bytes[bytes.length - 70]! ^= 1;
	writeFileSync(path, bytes);
	expect((await failureOf(() => openContainer(path, place, { withText: false }))).code).toBe('E_PGX_CORRUPT');
});

/** The file of EVERYTHING as one array. */
function fileBytes(): Uint8Array {
	const sections = storedSections(sectionsOf(parseGfa(EVERYTHING)));
	const head = encodeHeader(sections, checksum, sha256);
	const { sections: table, fileBytes } = decodeHeader(
		head,
		'x.pgx',
		Number(new DataView(head.buffer).getBigUint64(16, true)),
		checksum,
	);
	const file = new Uint8Array(fileBytes);
	file.set(head);
	for (const [i, { offset }] of table.entries()) file.set(sections[i]!.bytes, offset);
	return file;
}

/** Code of the error that reading these bytes as a file gives; `none` without one. */
function codeOf(file: Uint8Array): string {
	try {
		const header = decodeHeader(file, 'x.pgx', file.length, checksum);
		sectionChecker(header.sections, 'x.pgx', checksum)(file.subarray(header.dataStart));
		return 'none';
	} catch (error) {
		if (!(error instanceof PangrafError)) throw error;
		return error.code;
	}
}

it('finds every cut', async () => {
	const file = fileBytes();
	expect(codeOf(file)).toBe('none');
	for (let length = 0; length < file.length; length++) {
		expect(codeOf(file.subarray(0, length))).toBe(length < 8 ? 'E_PGX_MAGIC' : 'E_PGX_TRUNCATED');
	}
	// As a file, too: at the borders of header, table and sections, and at some places in between.
	const path = join(folder, 'cut.pgx');
	const { sections } = decodeHeader(file, path, file.length, checksum);
	const borders = sections.flatMap(({ offset, storedBytes }) => [offset - 1, offset, offset + 1, offset + storedBytes]);
	for (const length of [0, 1, 8, 63, 64, 65, ...borders, file.length - 1]) {
		writeFileSync(path, file.subarray(0, length));
		expect((await failureOf(() => openContainer(path))).code).toBe(length < 8 ? 'E_PGX_MAGIC' : 'E_PGX_TRUNCATED');
	}
});

it('finds every flipped bit', () => {
	const file = fileBytes();
	const codes = new Map<string, number>();
	for (let bit = 0; bit < file.length * 8; bit++) {
		file[bit >> 3]! ^= 1 << (bit & 7);
		const code = codeOf(file);
		codes.set(code, (codes.get(code) ?? 0) + 1);
		file[bit >> 3]! ^= 1 << (bit & 7);
	}
	const total = codes.values().reduce((sum, count) => sum + count, 0);
	expect(total).toBeGreaterThanOrEqual(10_000);
	expect([...codes.keys()].toSorted()).toEqual(['E_PGX_CORRUPT', 'E_PGX_MAGIC', 'E_PGX_TRUNCATED', 'E_PGX_VERSION']);
});
