import { html, type Markup } from './markup.ts';
import { paper, PAPERS } from './papers.ts';
import type { CompareSummary } from './summary.ts';

/** How the figures came about, in plain words, with the sources. SYNC: methods-da.ts. */
export function methodsEn({ methods, cohort, equity }: CompareSummary, count: (value: number) => string): Markup {
	return html`<h3>What is counted</h3>
<p>A record with several alternative alleles counts once for each allele that the person carries. Calls whose FILTER is neither PASS nor empty do not count; <code>./.</code> and <code>0/0</code> are no variants. Where regions are given, a variant counts when every base that it changes lies in them, and an insertion when the bases on both of its sides do.</p>
<h3>When a call is right</h3>
<p>Calls are right where they spell the same two haplotypes as the truth, however the records are written: moved along a repeat, as one record or as several, with or without phase (Cleary et al. 2015, ${paper(PAPERS.cleary)}). Most are settled by their normal form (trimmed and moved as far left as they go; Tan et al. 2015, ${paper(PAPERS.tan)}), with replacements of several bases by as many others taken apart into SNVs; where records differ, all ways of combining neighbouring variants are searched. Where so many crowd that the search was cut short, what is not matched is listed as unresolved, and counts as missed or as false. A right allele with another genotype counts as a miss and as a false call, and is shown separately, as the Global Alliance for Genomics and Health defines it (Krusche et al. 2019, ${paper(PAPERS.krusche)}). Phase between records is not compared.</p>
<p>Structural variants (${methods.sv_min_length} bp and more) that spell different haplotypes are right when they are of one kind, begin within ${methods.sv_max_distance} bp of each other, the smaller has at least ${methods.sv_min_size_ratio} of the size of the larger, and, for sequences of up to ${count(methods.sv_max_aligned)} bp, these are at least ${methods.sv_min_similarity} alike by edit distance. Each call is used once.</p>
<h3>The figures</h3>
<p><b>Recall</b> is the share of the true variants that an arm finds; <b>precision</b> is the share of its calls that are true; <b>F1</b> is their harmonic mean. All intervals are 95 % intervals: were everything done again and again, 95 of 100 of them would hold the true value. Those of recall and precision are Wilson’s (${paper(PAPERS.wilson)}); that of F1 is Wilson’s for the share of all that is true or called on which truth and arm agree, which F1 rises with (Hand et al. 2021, ${paper(PAPERS.hand)}).</p>
<p>Both arms answer the same questions, so their recalls are compared in <b>pairs</b>: only variants that one arm finds and the other misses tell them apart. The interval of the difference is Newcombe’s for paired proportions (1998, method 10, ${paper(PAPERS.newcombePaired)}). <b>p</b> is that of McNemar’s exact test (${paper(PAPERS.mcnemar)}): how often a split at least this uneven would come about if both arms were equally good.</p>
<p>Who looks at many strata finds a small p in one of them by chance. The <b>adjusted p</b> (Benjamini and Hochberg 1995, ${paper(PAPERS.benjamini)}) allows for their number: of the strata at or below 0.05, no more than one in twenty is expected to be there by chance.</p>
<p>The <b>detectable difference</b> is the smallest true difference that this test would find in a set of this size four times out of five. Where it is large, finding no difference says little.</p>
${
	cohort === null
		? html`<p>Neighbouring variants of one person are not wholly independent of each other; intervals and p treat them as if they were, and are a little too sure of themselves.</p>`
		: html`<h3>Several people</h3>
<p>A variant that many people carry is found or missed in all of them for the same reasons, and the variants of one person rise and fall together with the quality of that person’s sample. Here ${count(cohort.people)} people carry ${count(cohort.distinct_variants)} distinct variants. ${
				cohort.people_as_clusters
					? 'Carriers of one variant, and variants of one person, are therefore taken as clusters'
					: 'Carriers of one variant are therefore taken as clusters; with fewer than five people the differences between people cannot be told, and the intervals speak of these people alone'
			}: the variance between clusters (Rao and Scott 1992, ${paper(PAPERS.rao)}; Obuchowski 1998, ${paper(PAPERS.obuchowski)}; two ways of clustering joined as by Cameron et al. 2011, ${paper(PAPERS.cameron)}) says how many units are worth one independent one, all counts are divided by that number, and the intervals above are taken of what remains. The clustered p is the larger one of two tests: of variants, because were both arms equally good, each variant might as well have been found the other way round in all its carriers (Durkalski et al. 2003, ${paper(PAPERS.durkalski)}); and, from five people on, of people, by the t-test of the difference with people as clusters. In summary.json the figures without clusters stand beside these.</p>`
}
${
	equity === null
		? undefined
		: html`<h3>Groups of people</h3>
<p>The <b>gap</b> is the recall of the best group less that of a group; its interval is Newcombe’s for different people (1998, method 10, ${paper(PAPERS.newcombeUnpaired)}) with clusters as above. The best group is picked by its result, so that small gaps come about by chance alone. The <b>test</b> asks whether recalls at least as uneven would come about if people were put into the groups at random: exactly, by all ways to do so (Pitman 1938, ${paper(PAPERS.pitman)}), or, where these are too many, by the test of Rao and Scott with people as clusters. It takes the variants as they are; the interval of the gap allows for other variants too.</p>`
}`;
}
