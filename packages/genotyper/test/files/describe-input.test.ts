import { expect, it } from 'vitest';
import { historyOf } from '../../src/files/describe-input.ts';

it('takes from a header what says how the file was made', () => {
	const kept = [
		'##source=pangraf call',
		'##pangrafGraph=05204955',
		'##reference=file:///ref.fa',
		'##bcftoolsVersion=1.16',
		'##bcftools_callCommand=call -mv',
		'##commandline="freebayes -f ref.fa"',
		'##GATKCommandLine=<ID=HaplotypeCaller,CommandLine="HaplotypeCaller">',
		'##DeepVariant_version=1.6.1',
	];
	const others = [
		'##fileformat=VCFv4.2',
		'##FILTER=<ID=PASS,Description="source=none">',
		'##contig=<ID=chr1>',
		'##fileDate=20260101',
	];
	expect(historyOf([...others, ...kept])).toEqual(kept.map((line) => line.slice(2)));
	expect(historyOf(Array.from({ length: 30 }, (_, i) => `##source=${i}`))).toHaveLength(20);
	expect(historyOf([`##source=${'x'.repeat(5000)}`])[0]).toHaveLength(2000);
});
