/**
 * report.html: the comparison for people. One file that needs nothing else: no script, no font, no picture, no network.
 *
 * Every figure stands in text; the plot repeats what the tables say. Everything that comes from a file or the command line is
 * escaped where it is put in (markup.ts).
 */
import { SIGNIFICANCE_LEVEL } from '../statistics/detectable-difference.ts';
import { EXCLUSION_REASONS } from '../comparison/exclusions.ts';
import { OUTCOMES, OUTCOME_TEXTS } from '../comparison/miss-reasons.ts';
import { diagnosticSection } from './page-diagnostic.ts';
import { methodsSection } from './page-methods.ts';
import { PAGE_STYLE } from './page-style.ts';
import { framedTable, type NamedStratum, pairedTable, precisionTable, recallTable } from './page-tables.ts';
import { forestPlot } from './forest-plot.ts';
import { count, percent, percentRange, points, pointsRange, pValue } from './numbers.ts';
import { html, type Markup } from './markup.ts';
import type { CallSetSummary } from './record-counts.ts';
import type { CompareSummary } from './summary.ts';

/** The whole page, from the figures of summary.json alone. */
export function reportPage(summary: CompareSummary): string {
	const strata = Object.entries(summary.strata).map(([name, stratum]) => ({ label: labelOf(name, stratum.kind), stratum }));
	const sample = sampleName(summary);
	const title = sample === undefined ? 'Graph against linear' : `Graph against linear: ${sample}`;
	const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="pangraf ${summary.provenance.pangraf}">
<title>${title}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${headline(summary)}
<h2 id="recall">Recall</h2>
${recallTable('Share of the true variants that each arm finds with the right genotype, with 95 % intervals', 'Stratum', strata)}
<div class="scroll" role="region" aria-label="Plot of recall" tabindex="0">${forestPlot(strata)}</div>
${pairedTable(strata)}
${diagnosticSection(summary)}
<h2 id="missed">What is missed, and why</h2>
${outcomesTable(summary)}
<h2 id="precision">Precision</h2>
${precisionTable(strata)}
<h2 id="excluded">What was left out, and why</h2>
${callSetTable(summary)}
${exclusionTable(summary)}
${methodsSection(summary)}
${provenanceSection(summary)}
</main>
</body>
</html>
`;
	return page.text;
}

function headline(summary: CompareSummary): Markup {
	const all = summary.strata['all']!;
	const { graph, linear, paired, truth_total } = all;
	if (truth_total === 0) return html`<p class="lead">No true variant lies in the regions: there is nothing to compare.</p>`;
	const { recall_difference: difference, recall_difference_ci: limits, mcnemar_p: p } = paired;
	const verdict =
		p <= SIGNIFICANCE_LEVEL
			? `The ${difference! > 0 ? 'graph' : 'linear'} arm finds more, beyond what chance explains.`
			: `This set does not show a difference.${smallest(paired.detectable_difference)}`;
	return html`<p class="lead">Of ${count(truth_total)} true variants the graph arm finds ${count(graph.tp)} and the linear arm ${count(linear.tp)}. ${verdict}</p>
<ul class="figures">
<li class="graph"><span>Graph recall</span><b>${percent(graph.recall)}</b><span>95 % interval ${percentRange(graph.recall_ci)}</span></li>
<li class="linear"><span>Linear recall</span><b>${percent(linear.recall)}</b><span>95 % interval ${percentRange(linear.recall_ci)}</span></li>
<li><span>Difference, percentage points</span><b>${points(difference)}</b><span>95 % interval ${pointsRange(limits)}; p ${pValue(p)}</span></li>
${diagnosticFigure(summary)}</ul>`;
}

function smallest(difference: number | null): string {
	return difference === null
		? ' It is too small to show any.'
		: ` A true difference of ${points(difference).replace('+', '')} percentage points would be found four times out of five.`;
}

function diagnosticFigure({ diagnostic }: CompareSummary): Markup | undefined {
	if (diagnostic === null) return undefined;
	const { gained, lost, truth_total } = diagnostic;
	return html`<li><span>Diagnostic variants</span><b>${count(gained.length)}&nbsp;gained, ${count(lost.length)}&nbsp;lost</b><span>of ${count(truth_total)} in this sample</span></li>
`;
}

const TYPE_LABELS: Readonly<Record<string, string>> = {
	all: 'All variants',
	SNV: 'SNVs',
	INDEL: 'Indels under 50 bp',
	SV: 'SVs, 50 bp and more',
	panel: 'Diagnostic panel',
};

/** The user's own strata keep their names, whatever these are. */
function labelOf(name: string, kind: NamedStratum['stratum']['kind']): string {
	return kind === 'regions' ? name : (TYPE_LABELS[name] ?? name);
}

function sampleName({ provenance }: CompareSummary): string | undefined {
	return provenance.inputs.find(({ role }) => role === 'truth')?.sample;
}

function outcomesTable({ outcomes }: CompareSummary): Markup {
	return framedTable(
		'True variants by what each arm says of them',
		html`<tr><th scope="col">Outcome</th><th scope="col" class="n">Graph</th><th scope="col" class="n">Linear</th></tr>`,
		OUTCOMES.map((outcome) => {
			const text = OUTCOME_TEXTS[outcome];
			return html`<tr><th scope="row">${text[0]!.toUpperCase() + text.slice(1)}</th><td class="n">${count(outcomes.graph[outcome])}</td><td class="n">${count(outcomes.linear[outcome])}</td></tr>
`;
		}),
	);
}

function callSetTable({ call_sets: sets }: CompareSummary): Markup {
	const row = (label: string, field: Exclude<keyof CallSetSummary, 'excluded'>): Markup =>
		html`<tr><th scope="row">${label}</th><td class="n">${count(sets.truth[field])}</td><td class="n">${count(sets.graph[field])}</td><td class="n">${count(sets.linear[field])}</td></tr>
`;
	return framedTable(
		'What became of the records of each file',
		html`<tr><td></td><th scope="col" class="n">Truth</th><th scope="col" class="n">Graph</th><th scope="col" class="n">Linear</th></tr>`,
		[
			row('Records read', 'records'),
			row('Records without a genotype', 'no_call'),
			row('Records homozygous for the reference', 'hom_ref'),
			row('Variants, one per allele', 'variants'),
			row('Variants compared', 'counted'),
		],
	);
}

function exclusionTable({ call_sets: sets }: CompareSummary): Markup {
	const reasons = Object.entries(EXCLUSION_REASONS).flatMap(([reason, text]) => {
		const key = reason as keyof typeof EXCLUSION_REASONS;
		const counts = [sets.truth, sets.graph, sets.linear].map(({ excluded }) => excluded[key] ?? 0);
		return counts.some((n) => n > 0) ? [{ reason, text, counts }] : [];
	});
	if (reasons.length === 0) return html`<p>Every called allele of all three files was compared.</p>`;
	return html`${framedTable(
		'Alleles that were not compared, by reason',
		html`<tr><th scope="col">Reason</th><th scope="col" class="n">Truth</th><th scope="col" class="n">Graph</th><th scope="col" class="n">Linear</th></tr>`,
		reasons.map(
			({ reason, text, counts }) =>
				html`<tr><th scope="row">${text[0]!.toUpperCase() + text.slice(1)} <small class="muted">(${reason})</small></th>${counts.map((n) => html`<td class="n">${count(n)}</td>`)}</tr>
`,
		),
	)}
<p class="muted">Each of them is listed with its file and line in <code>excluded.tsv.gz</code>.</p>`;
}

function provenanceSection({ provenance }: CompareSummary): Markup {
	return html`<h2 id="provenance">Provenance</h2>
<p>pangraf ${provenance.pangraf} on Node.js ${provenance.node}</p>
<pre><code>${provenance.command_line}</code></pre>
${framedTable(
	'Files that went in, with their SHA-256',
	html`<tr><th scope="col">Role</th><th scope="col">File</th><th scope="col">SHA-256</th></tr>`,
	provenance.inputs.map(
		({ role, file, sha256, sample, unused_lines: unused }) =>
			html`<tr><th scope="row">${role}</th><td><code>${file}</code>${sample === undefined ? undefined : html`<br><small>sample ${sample}</small>`}${unused === undefined ? undefined : html`<br><small>${count(unused)} entries not used: not on the reference, or without a sequence</small>`}</td><td><code>${sha256 ?? 'read from a pipe'}</code></td></tr>
`,
	),
)}`;
}
