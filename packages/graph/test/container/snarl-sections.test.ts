import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { graphSections } from '../../src/container/graph-sections.ts';
import { snarlSections, snarlTreeOf } from '../../src/container/snarl-sections.ts';
import { openContainer, writeContainer } from '../../src/files/container-file.ts';
import { graphStats, graphStatsBy, openGraph } from '../../src/files/graph-file.ts';
import { graphStats as countGraph } from '../../src/graph-stats.ts';
import { buildHaplotypeStore } from '../../src/haplotypes/build-store.ts';
import { findSnarls } from '../../src/snarls/find-snarls.ts';
import { failureOf } from '../files/failures.ts';
import { bubbleGraphs } from '../deconstruct/bubble-graph.ts';

it('comes back as it was, and is what stats counts', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'pangraf-snarls-'));
	const path = join(folder, 'x.pgx');
	try {
		await fc.assert(
			fc.asyncProperty(bubbleGraphs, async ({ graph }) => {
				const tree = findSnarls(graph);
				await writeContainer(path, [...graphSections(graph, buildHaplotypeStore(graph), {}), ...snarlSections(tree)]);
				expect(snarlTreeOf(await openContainer(path))).toEqual(tree);
				expect(await graphStats({ graph: path })).toEqual(countGraph(graph));
				const parts = await graphStatsBy('component', { graph: path });
				expect(parts.reduce((sum, { snarls }) => sum + snarls, 0)).toBe(countGraph(graph).snarls);
			}),
			{ numRuns: 20 },
		);
		const graph = (await openGraph(path)).graph;
		await writeContainer(path, graphSections(graph, buildHaplotypeStore(graph), {}));
		expect((await failureOf(() => graphStats({ graph: path }))).code).toBe('E_PGX_SECTION');
	} finally {
		await rm(folder, { recursive: true });
	}
});
