import { count } from './numbers.ts';
import { html, type Markup } from './markup.ts';
import type { CompareSummary } from './summary.ts';

/** How the figures came about, in plain words, with the sources. */
export function methodsSection({ methods }: CompareSummary): Markup {
	return html`<h2 id="methods">Methods in plain words</h2>
<h3>What is counted</h3>
<p>Each file is one sample. A record with several alternative alleles counts once for each allele that the sample carries. Calls whose FILTER is neither PASS nor empty do not count; <code>./.</code> and <code>0/0</code> are no variants. Where regions are given, a variant counts when every base that it changes lies in them, and an insertion when the bases on both of its sides do.</p>
<h3>When a call is right</h3>
<p>Calls are right where they spell the same two haplotypes as the truth, however the records are written: moved along a repeat, as one record or as several, with or without phase (Cleary et al. 2015, <a href="https://doi.org/10.1101/023754">doi:10.1101/023754</a>). Most are settled by their normal form (trimmed and moved as far left as they go; Tan et al. 2015, <a href="https://doi.org/10.1093/bioinformatics/btv112">doi:10.1093/bioinformatics/btv112</a>), with replacements of several bases by as many others taken apart into SNVs; where records differ, all ways of combining neighbouring variants are searched. Where so many crowd that the search was cut short, what is not matched is listed as unresolved, and counts as missed or as false. A right allele with another genotype counts as a miss and as a false call, and is shown separately, as the Global Alliance for Genomics and Health defines it (Krusche et al. 2019, <a href="https://doi.org/10.1038/s41587-019-0054-x">doi:10.1038/s41587-019-0054-x</a>). Phase between records is not compared.</p>
<p>Structural variants (${methods.sv_min_length} bp and more) that spell different haplotypes are right when they are of one kind, begin within ${methods.sv_max_distance} bp of each other, the smaller has at least ${methods.sv_min_size_ratio} of the size of the larger, and, for insertions of up to ${count(methods.sv_max_aligned)} bp, the sequences are at least ${methods.sv_min_similarity} alike by edit distance. Each call is used once.</p>
<h3>The figures</h3>
<p><b>Recall</b> is the share of the true variants that an arm finds; <b>precision</b> is the share of its calls that are true; <b>F1</b> is their harmonic mean. Their intervals are Wilson's: were the sample taken again and again, 95 of 100 such intervals would hold the true value.</p>
<p>Both arms answer the same questions, so their recalls are compared in <b>pairs</b>: only variants that one arm finds and the other misses tell them apart. The interval of the difference is Newcombe's for paired proportions (1998, method 10, <a href="https://doi.org/10.1002/(SICI)1097-0258(19981130)17:22%3C2635::AID-SIM954%3E3.0.CO;2-C">doi:10.1002/(SICI)1097-0258(19981130)17:22&lt;2635::AID-SIM954&gt;3.0.CO;2-C</a>). <b>p</b> is that of McNemar's exact test: how often a split at least this uneven would come about if both arms were equally good. It is given for every stratum as it is, without correction for their number.</p>
<p>The <b>detectable difference</b> is the smallest true difference that this test would find in a set of this size four times out of five. Where it is large, finding no difference says little.</p>
<p>Neighbouring variants of one sample are not wholly independent of each other; intervals and p treat them as if they were, and are a little too sure of themselves.</p>`;
}
