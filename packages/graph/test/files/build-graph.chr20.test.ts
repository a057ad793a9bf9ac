import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type NaiveHaplotype, naiveHaplotypes, parseFasta, parseGfa, parseVcf } from '../build/panel.ts';
import { build, FASTA, file, spelled, vcf } from './graph-builds.ts';

const CHR20 = fileURLToPath(new URL('../../../../../shared/data/chr20/', import.meta.url));

describe.skipIf(!existsSync(CHR20))('buildGraph on a megabase of 270 people', () => {
	it('spells all 540 haplotypes as applying the VCF does', async () => {
		const reference = join(CHR20, 'ref.fa');
		const panel = join(CHR20, 'panel.vcf.gz');
		const { text, summary } = await build([panel], { reference });
		expect(summary).toMatchObject({ records: 5779, walks: 541, missingGenotypes: 0 });
		const sequence = parseFasta(await readFile(reference, 'latin1'))
			.get('chr20_1M')!
			.toUpperCase();
		const { records } = parseVcf(gunzipSync(await readFile(panel)).toString('latin1'));
		const expected = naiveHaplotypes(sequence, records, 540);
		let dropped = 0;
		let h = -1;
		for (const spelled of spellAll(Buffer.from(text, 'latin1'))) {
			const haplotype = h < 0 ? { sequence, dropped: 0 } : (expected.next().value as NaiveHaplotype);
			// Not handed to expect: a difference of a megabase is nothing to print.
			if (!spelled.equals(Buffer.from(haplotype.sequence, 'latin1'))) throw new Error(`haplotype ${h} differs`);
			dropped += haplotype.dropped;
			h++;
		}
		expect(h).toBe(540);
		expect(summary.droppedOverlapping).toBe(dropped);
	});
});

const HAS_BCFTOOLS = spawnSync('bcftools', ['--version']).status === 0;

describe.skipIf(!existsSync(CHR20) || !HAS_BCFTOOLS)('buildGraph beside bcftools consensus', () => {
	it('spells the same haplotypes of real people', async () => {
		const reference = join(CHR20, 'ref.fa');
		const panel = join(CHR20, 'panel.vcf.gz');
		const people = ['HG00096', 'HG01768'];
		const { text } = await build([panel], { reference, sampleList: await file(people.join('\n'), 'txt') });
		const walks = spelled(parseGfa(text));
		expect(walks.size).toBe(5);
		for (const person of people) {
			for (const haplotype of ['1', '2']) {
				const args = ['consensus', '-f', reference, '-s', person, '-H', haplotype, panel];
				const { stdout } = spawnSync('bcftools', args, { encoding: 'latin1', maxBuffer: 1 << 24 });
				const expected = [...parseFasta(stdout).values()][0];
				expect(walks.get(`${person}#${haplotype}#chr20_1M`) === expected, `${person} ${haplotype}`).toBe(true);
			}
		}
	});

	it('spells the same of deletions, insertions and several alleles', async () => {
		const lines = [
			'c1 2 C T,G 1|2 0|1',
			'c1 4 TAC T 0|1 0|0',
			'c1 8 T TGGG 1|0 1|1',
			'c1 10 C <DEL>/END=11 0|1 1|0',
			'c2 1 TTTT T 1 0|1',
			'c2 7 G A .|1 1',
		];
		const reference = await file(FASTA, 'fa');
		const plain = await vcf(['a', 'b'], ...lines);
		const packed = `${plain}.gz`;
		const contigs = '##contig=<ID=c1>\n##contig=<ID=c2>\n##INFO=<ID=END,Number=1,Type=Integer,Description="e">\n';
		const formats = '##FORMAT=<ID=GT,Number=1,Type=String,Description="g">\n##ALT=<ID=DEL,Description="d">\n';
		const text = (await readFile(plain, 'latin1')).replace('\n', `\n${contigs}${formats}`);
		execFileSync('bcftools', ['view', '-Oz', '-o', packed, '-'], { input: text, stdio: ['pipe', 'ignore', 'ignore'] });
		execFileSync('bcftools', ['index', packed], { stdio: 'ignore' });
		const walks = spelled(parseGfa((await build([packed], { reference })).text));
		for (const name of ['a#1', 'a#2', 'b#1', 'b#2']) {
			const [person, haplotype] = name.split('#') as [string, string];
			const args = ['consensus', '-f', reference, '-s', person, '-H', haplotype, packed];
			const expected = parseFasta(spawnSync('bcftools', args, { encoding: 'latin1' }).stdout);
			expect(walks.get(`${name}#c1`), name).toBe(expected.get('c1'));
		}
	});
});

/** The sequence of each W line, from segments that are numbers and steps that are forward; valid until the next. */
function* spellAll(gfa: Buffer): Generator<Buffer> {
	const segments: Buffer[] = [];
	const spelled = Buffer.alloc(2_000_000);
	for (let at = 0; at < gfa.length; ) {
		const end = gfa.indexOf(10, at);
		const steps = gfa.lastIndexOf(9, end) + 1;
		if (gfa[at] === 83) segments[Number(gfa.toString('latin1', at + 2, steps - 1))] = gfa.subarray(steps, end);
		if (gfa[at] === 87) {
			let length = 0;
			for (let i = steps; i < end; ) {
				let name = 0;
				for (i++; i < end && gfa[i] !== 62; i++) name = name * 10 + gfa[i]! - 48;
				spelled.set(segments[name]!, length);
				length += segments[name]!.length;
			}
			yield spelled.subarray(0, length);
		}
		at = end + 1;
	}
}
