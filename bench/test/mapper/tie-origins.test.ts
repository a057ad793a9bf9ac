import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readGfa } from '@pangraf/graph/files';
import { describe, expect, it } from 'vitest';
import { personHaplotypes } from '../../mapper/person-haplotypes.ts';
import { originsOf } from '../../mapper/tie-origins.ts';
import { referencePlaces } from '../../mapper/true-places.ts';
import type { Way } from '../../mapper/ways.ts';

/** Letters that repeat nowhere: digits of a linear congruential generator. */
function letters(seed: number, length: number): string {
	let state = seed;
	return Array.from({ length }, () => {
		state = (Math.imul(state, 1103515245) + 12345) >>> 0;
		return 'ACGT'[state >>> 30]!;
	}).join('');
}

const [left, copied, right] = [letters(1, 1000), letters(2, 300), letters(3, 1000)] as const;
// Segment 4 is a second copy of 2, before it.
const gfa = [
	'H\tVN:Z:1.1\tRS:Z:REF',
	...[left, copied, right, copied].map((sequence, i) => `S\t${i + 1}\t${sequence}`),
	...['1 + 2 +', '2 + 3 +', '1 + 4 +', '4 + 2 +'].map((link) => `L\t${link.replaceAll(' ', '\t')}\t0M`),
	'W\tREF\t0\tc\t0\t2300\t>1>2>3',
	'W\tA\t1\tc\t0\t2600\t>1>4>2>3',
	'',
].join('\n');
const header = ['##fileformat=VCFv4.2', '##contig=<ID=c,length=2300>', '##FORMAT=<ID=GT,Number=1,Type=String,Description="G">'];

/** Origins of reads of 150 bp at these offsets of these steps, of a person with such a genotype of the duplication. */
async function origins(genotype: string, mates: readonly (readonly [node: number, offset: number, reversed: boolean])[]) {
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-'));
	try {
		const [graphFile, vcf] = [join(folder, 'graph.gfa'), join(folder, 'truth.vcf')];
		writeFileSync(graphFile, gfa);
		const record = `c\t1000\t.\t${left.at(-1)}\t${left.at(-1)}${copied}\t.\tPASS\t.\tGT\t${genotype}\n`;
		writeFileSync(vcf, `${header.join('\n')}\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tP\n${record}`);
		const graph = await readGfa(graphFile);
		const person = await personHaplotypes({ names: ['c'], sequences: [Buffer.from(left + copied + right)] }, vcf);
		const way: Way = {
			worth: 150 * mates.length,
			takers: 1,
			isChosen: true,
			mates: mates.map(([node, pathStart, reversed]) => ({
				steps: [2 * node],
				stepStart: 0,
				stepEnd: 1,
				pathStart,
				pathEnd: pathStart + 150,
				reversed,
				referenceEnds: 2,
			})),
		};
		const fragment = mates.length === 1 ? undefined : { mean: 400, stdev: 50 };
		return originsOf(graph, referencePlaces(graph), person, [way], fragment).map(({ kinds, mates: found, weight }) => ({
			kinds: kinds.join(),
			starts: found.map(({ start }) => start),
			weight,
		}));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

describe('origins of a read', () => {
	it('are all copies that the person has', async () => {
		const read = [[1, 50, false]] as const;
		expect((await origins('0|0', read)).map(({ starts }) => starts)).toEqual([[1050], [1050]]);
		const one = await origins('1|0', read);
		expect(one.map(({ kinds }) => kinds)).toEqual(['sv', 'no_variant', 'no_variant']);
		expect(one.map(({ starts }) => starts)).toEqual([[999], [1050], [1050]]);
		expect((await origins('1|1', read)).length).toBe(4);
	});
	it('of a pair make a fragment of a likely length', async () => {
		// 400 bp to the end of the mate in the first copy, 700 in the second.
		const pair = [
			[0, 800, false],
			[1, 50, true],
		] as const;
		const found = await origins('1|0', pair);
		expect(found.map(({ kinds }) => kinds)).toEqual(['no_variant,sv', 'no_variant,no_variant']);
		expect(found[0]!.weight).toBeCloseTo(1);
		expect(await origins('1|1', [pair[0], [1, 50, false]])).toEqual([]);
	});
});
