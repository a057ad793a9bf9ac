import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildHaplotypeStore } from '@pangraf/graph';
import { writeContainer } from '@pangraf/graph/files';
import { expect, it } from 'vitest';
import { linearCoordinates } from '../../src/clusters/coordinates.ts';
import { openIndex } from '../../src/files/open-index.ts';
import { buildIndex } from '../../src/files/index.ts';
import { TestingKernel } from '../testing-kernel.ts';
import { bubbleGraph, smallGraph } from '../random-graphs.ts';
import { gfaText, workFolder, writeIn } from './work-folder.ts';

const small = bubbleGraph(3);

async function indexIn(folder: string): Promise<string> {
	const output = join(folder, 'graph.pgx');
	await buildIndex({ graph: writeIn(folder, 'graph.gfa', gfaText(small)), output });
	return output;
}

it('opens what was indexed, with room for workers and chunks behind it', async () => {
	const folder = workFolder();
	const path = await indexIn(folder);
	const { layout, plan, memory, contentHash, partitions } = await openIndex(path, 3, 5);
	const { nodeStarts, edgeStarts, edgeTargets, nodeCount, segmentNames } = small.graph;
	const coordinates = linearCoordinates(small.graph);
	const { recordStarts } = buildHaplotypeStore(small.graph);
	const word = (handle: number, i: number): number => new Uint32Array(memory.buffer, layout.nodes + 16 * handle, 4)[i]!;
	for (let handle = 0; handle <= 2 * nodeCount; handle++) {
		const node = handle >> 1;
		expect([word(handle, 0), word(handle, 1)]).toEqual([edgeStarts[handle], recordStarts[handle]]);
		const ofStrand = handle % 2 === 0 ? [nodeStarts, coordinates.left] : [segmentNames.offsets, coordinates.right];
		expect([word(handle, 2), word(handle, 3)]).toEqual(ofStrand.map((column) => column[node] ?? 0));
	}
	expect(Array.from(new Uint32Array(memory.buffer, layout.edgeTargets, edgeTargets.length))).toEqual(Array.from(edgeTargets));
	expect(partitions).toEqual([]);
	expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
	expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(plan.totalBytes);
	const ranges: [number, number][] = [
		[plan.tables, plan.slots],
		[plan.slots, plan.slots + 2 * 5 * plan.slotBytes],
		[plan.outputs, plan.outputs + 5 * plan.outputBytes],
		...[0, 1, 2].map((worker): [number, number] => [
			plan.workers + worker * plan.scratchBytes,
			plan.workers + (worker + 1) * plan.scratchBytes,
		]),
	];
	for (const [i, [start, end]] of ranges.entries()) {
		expect(start).toBeGreaterThanOrEqual(ranges[i - 1]?.[1] ?? Math.max(layout.entries, layout.nameBytes));
		expect(end).toBeLessThanOrEqual(plan.totalBytes);
	}
	// The same graph is the same index.
	const again = await buildIndex({ graph: join(folder, 'graph.gfa'), output: join(folder, 'again.pgx') });
	expect(again.contentHash).toBe(contentHash);
	expect(readFileSync(join(folder, 'again.pgx'))).toEqual(readFileSync(path));
});

it('says of anything else what it is', async () => {
	const folder = workFolder();
	const index = readFileSync(await indexIn(folder));
	const version = Uint8Array.from(index);
	version[8] = 99;
	mkdirSync(join(folder, 'folder'));
	const cases: [string, string | Uint8Array | undefined, string][] = [
		['graph.gfa', undefined, 'E_PGX_MAGIC'],
		['zipped.pgx', gzipSync(index), 'E_PGX_MAGIC'],
		['empty.pgx', '', 'E_PGX_MAGIC'],
		['version.pgx', version, 'E_PGX_VERSION'],
		['cut.pgx', index.subarray(0, -1), 'E_PGX_TRUNCATED'],
		['long.pgx', Buffer.concat([index, Buffer.from('x')]), 'E_PGX_CORRUPT'],
		['missing.pgx', undefined, 'E_INPUT_MISSING'],
		['folder', undefined, 'E_INPUT_IS_DIRECTORY'],
	];
	for (const [name, data, code] of cases) {
		const path = data === undefined ? join(folder, name) : writeIn(folder, name, data);
		await expect(openIndex(path, 1, 3)).rejects.toMatchObject({ code, data: { file: path } });
	}
	const bare = join(folder, 'bare.pgx');
	await writeContainer(bare, [{ name: 'meta', bytes: new TextEncoder().encode('{"parameters":{}}') }]);
	await expect(openIndex(bare, 1, 3)).rejects.toMatchObject({ code: 'E_PGX_SECTION', data: { file: bare } });
});

it('refuses more workers than the memory holds, and names that no record holds', async () => {
	const folder = workFolder();
	const path = await indexIn(folder);
	await expect(openIndex(path, 500, 502)).rejects.toMatchObject({ code: 'E_INDEX_TOO_LARGE' });
	const long = smallGraph(['ACGT'], [], [[0]]);
	const named = { ...long, literal: { ...long.literal, segments: [['n'.repeat(20_000), 'ACGT']] as const } };
	const output = join(folder, 'named.pgx');
	await buildIndex({ graph: writeIn(folder, 'named.gfa', gfaText(named)), output });
	await expect(openIndex(output, 1, 3)).rejects.toMatchObject({ code: 'E_INDEX_NAMES' });
});

it('reckons the size of a record as the kernel does', async () => {
	const folder = workFolder();
	const { plan } = await openIndex(await indexIn(folder), 1, 3);
	const longest = Math.max(...small.literal.segments.map(([name]) => name.length));
	expect(plan.recordBytes).toBe(new TestingKernel().exports.recordBytesMax(254, longest));
});
