/** Depth of real alignments (NA12878 by bwa mem) against that of samtools, from BAM, SAM and a depth track. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Reference } from '@pangraf/graph';
import { readFasta } from '@pangraf/graph/files';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordStart, type VariantSet } from '../../src/comparison/variant-set.ts';
import { loadCalls } from '../../src/files/load-calls.ts';
import { loadCoverage } from '../../src/files/load-coverage.ts';

const data = fileURLToPath(new URL('../../../../../shared/data/giab-na12878-tiny', import.meta.url));
const bam = join(data, 'NA12878.chr22.tiny.bam');
const hasSamtools = ((): boolean => {
	try {
		execFileSync('samtools', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
})();

describe.skipIf(!existsSync(data) || !hasSamtools)('depth of real alignments', () => {
	let folder: string;
	let reference: Reference;
	let truth: VariantSet;
	let expected: { depth: number[]; reliableDepth: number[] };

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'real-coverage-'));
		reference = await readFasta(join(data, 'q.fa'));
		const calls = await loadCalls(join(data, 'NA12878.chr22.tiny.giab.vcf.gz'), reference, { stage: '' });
		truth = calls.calls.called;
		// Deletions count as covered (-J), and mates each for themselves, as here.
		const depthBy = (quality: number): number[] => {
			const text = execFileSync('samtools', ['depth', '-a', '-J', '-Q', `${quality}`, bam], { encoding: 'utf8' });
			return text.split('\n').map((line) => Number(line.split('\t')[2]));
		};
		const at = (depths: number[], i: number): number => {
			const [ref, alt] = [truth.refLength[i]!, truth.altLength[i]!];
			const after = truth.position[i]! + ref - (ref > 0 && alt > 0 ? 1 : 0);
			return Math.min(depths[recordStart(truth, i)]!, depths[after]!);
		};
		const all = depthBy(0);
		const reliable = depthBy(10);
		const variants = Array.from({ length: truth.count }, (_, i) => i);
		expected = { depth: variants.map((i) => at(all, i)), reliableDepth: variants.map((i) => at(reliable, i)) };
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	async function depthsOf(path: string): Promise<{ depth: number[]; reliableDepth: number[] }> {
		const { coverage } = await loadCoverage(path, truth, reference);
		return { depth: [...coverage.depth], reliableDepth: [...coverage.reliableDepth] };
	}

	it('is that of samtools depth at every variant, from BAM and from SAM', async () => {
		expect(truth.count).toBeGreaterThan(10);
		expect(Math.min(...expected.depth)).toBeGreaterThan(20);
		expect(await depthsOf(bam)).toEqual(expected);
		const sam = join(folder, 'a.sam');
		writeFileSync(sam, execFileSync('samtools', ['view', '-h', bam], { maxBuffer: 1 << 28 }));
		expect(await depthsOf(sam)).toEqual(expected);
	});

	it('is the same from a bedGraph of it', async () => {
		const text = execFileSync('samtools', ['depth', '-a', '-J', bam], { encoding: 'utf8' });
		const lines = text
			.trimEnd()
			.split('\n')
			.map((line) => line.split('\t') as [string, string, string]);
		const track = join(folder, 'depth.bedgraph');
		writeFileSync(
			track,
			lines.map(([contig, position, depth]) => `${contig}\t${Number(position) - 1}\t${position}\t${depth}\n`).join(''),
		);
		expect((await depthsOf(track)).depth).toEqual(expected.depth);
	});

	it('is refused of a CRAM, in one line that says what to do', async () => {
		const cram = join(folder, 'a.cram');
		execFileSync('samtools', ['view', '-C', '-T', join(data, 'q.fa'), '-o', cram, bam], { stdio: 'ignore' });
		await expect(depthsOf(cram)).rejects.toThrow(/^E_ALIGNMENTS_FORMAT .*found a CRAM file.*samtools view -b/);
	});
});
