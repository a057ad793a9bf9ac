/** Sites and calls on real data, where ../shared has it. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildGraph, openGraph, readVcf } from '@pangraf/graph/files';
import { buildIndex, mapReads } from '@pangraf/mapper/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callVariants } from '../../src/files/call-variants.ts';
import { findExcursions } from '../../src/sites/excursions.ts';
import { ReferenceBases, referenceSteps } from '../../src/sites/reference-steps.ts';
import { findSites } from '../../src/sites/sites.ts';
import { alleleChanges, type Change, changeKey } from '../../src/variants/changes.ts';

const shared = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));

let directory = '';
beforeAll(async () => {
	directory = await mkdtemp(join(tmpdir(), 'pangraf-real-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe.skipIf(!existsSync(`${shared}chr20/panel.vcf.gz`))('sites of a graph built from a real panel', () => {
	it('are the records of the panel, with their frequencies', async () => {
		const gfa = join(directory, 'chr20.gfa');
		const panel = `${shared}chr20/panel.vcf.gz`;
		await buildGraph({ reference: `${shared}chr20/ref.fa`, variants: [panel], refSample: 'REF', output: gfa });
		const { graph } = await openGraph(gfa);
		const reference = referenceSteps(graph);
		const sites = findSites(reference, findExcursions(reference));
		const bases = new ReferenceBases(reference);
		const found = new Map<string, number>();
		for (let site = 0; site < sites.count; site++) {
			for (let allele = sites.alleleStarts[site]! + 1; allele < sites.alleleStarts[site + 1]! - 1; allele++) {
				for (const change of alleleChanges(bases, sites, site, allele)) {
					found.set(changeKey(change), (found.get(changeKey(change)) ?? 0) + sites.walkCounts[allele]!);
				}
			}
		}
		const expected = new Map<string, number>();
		for await (const { position, ref, alts, alleles } of (await readVcf(panel)).records()) {
			expected.set(changeKey(trimmed(position, ref, alts[0]!)), alleles.filter((allele) => allele === 1).length);
		}
		const differing = [...expected].filter(([key, count]) => found.get(key) !== count);
		// 166 haplotypes carry this SNV on a base that they also delete: building leaves the SNV out of them.
		expect(differing).toEqual([['903667:1:C', 236]]);
		expect(found.get('903667:1:C')).toBe(236 - 166);
		expect([...found.keys()].filter((key) => !expected.has(key))).toEqual([]);
		expect(expected.size).toBe(5779);
	});
});

/** The panel's records are left-aligned; the base before an indel goes. */
function trimmed(position: number, ref: string, alt: string): Change {
	const shared = ref.length !== alt.length && ref[0] === alt[0] ? 1 : 0;
	return { start: position + shared, deleted: ref.length - shared, inserted: alt.slice(shared) };
}

describe.skipIf(!existsSync(`${shared}hgsvc-chr22/sv-haplotypes.gfa`))('structural variants of a real sample', () => {
	it('are all found, with their genotypes', async () => {
		const data = `${shared}hgsvc-chr22/`;
		const index = join(directory, 'sv.pgx');
		const gaf = join(directory, 'sv.gaf');
		const output = join(directory, 'sv.vcf');
		await buildIndex({ graph: `${data}sv-haplotypes.gfa`, output: index });
		await mapReads({ index, reads: [`${data}reads/HG00514_1.fq.gz`, `${data}reads/HG00514_2.fq.gz`], output: gaf, threads: 1 });
		await callVariants({ graph: index, alignments: gaf, sample: 'HG00514', output, knownOnly: true });
		expect(await alleleLengthsOf(output)).toEqual(await alleleLengthsOf(`${data}truth.HG00514.vcf.gz`));
	});
});

/** Change of length and copies of every allele that the one sample carries, ascending. */
async function alleleLengthsOf(path: string): Promise<string[]> {
	const rows: string[] = [];
	for await (const { ref, alts, alleles } of (await readVcf(path)).records()) {
		for (const [i, alt] of alts.entries()) {
			const copies = alleles.filter((allele) => allele === i + 1).length;
			if (copies > 0) rows.push(`${alt.length - ref.length} ${copies}`);
		}
	}
	return rows.sort();
}
