import { type Outcome, OUTCOME_TEXTS } from '../comparison/miss-reasons.ts';
import type { DiagnosticVariant } from './diagnostic-changes.ts';
import { count } from './numbers.ts';
import { html, type Markup } from './markup.ts';
import { framedTable, recallTable } from './page-tables.ts';
import type { CompareSummary } from './summary.ts';
import { shortAlleles } from './vcf-allele.ts';

/** Longer lists end here and point to the files that hold everything. */
const MAX_ROWS = 500;

/** What the panel gains and loses, variant by variant, and its genes. */
export function diagnosticSection({ diagnostic, genes }: CompareSummary): Markup {
	if (diagnostic === null) {
		return html`<h2 id="diagnostic">Diagnostic variants</h2>
<p>No panel was given. With <code>--panel</code>, the diagnostic variants or genes form a stratum of their own, and those that are gained and lost are listed here.</p>`;
	}
	const { gained, lost, missed_by_both: missed, found_by_both: found } = diagnostic;
	const entries = `${count(diagnostic.panel_entries)} ${diagnostic.panel_kind === 'genes' ? 'genes' : 'variants'}`;
	const geneRows = Object.entries(genes).map(([label, stratum]) => ({ label, stratum }));
	return html`<h2 id="diagnostic">Diagnostic variants</h2>
<p>The panel holds ${entries}. This sample has ${count(diagnostic.truth_total)} true ${plural(diagnostic.truth_total, 'variant')} of it: ${count(found)} found by both arms, ${count(gained.length)} by the graph arm alone, ${count(lost.length)} by the linear arm alone, ${count(missed.length)} by neither.</p>
${variantList('panel-gained', 'Gained: found by the graph arm alone', gained, (variant) => ['linear', variant.linear])}
${variantList('panel-lost', 'Lost: found by the linear arm alone', lost, (variant) => ['graph', variant.graph])}
${variantList('panel-missed', 'Missed by both arms', missed, undefined)}
${
	geneRows.length === 0
		? undefined
		: html`<h3 id="panel-genes">By gene</h3>
${recallTable('Recall in each gene of the panel in which a variant lies', 'Gene', geneRows.slice(0, MAX_ROWS))}${rest(geneRows.length, 'summary.tsv')}`
}`;
}

function variantList(
	id: string,
	title: string,
	variants: readonly DiagnosticVariant[],
	other: ((variant: DiagnosticVariant) => [arm: string, outcome: Outcome]) | undefined,
): Markup {
	const heading = html`<h3 id="${id}">${title} (${count(variants.length)})</h3>`;
	if (variants.length === 0) return html`${heading}<p>None.</p>`;
	return html`${heading}${framedTable(
		title,
		html`<tr><th scope="col">Gene</th><th scope="col">Variant</th><th scope="col">Type</th><th scope="col">Genotype</th><th scope="col">Why it is missed</th></tr>`,
		variants.slice(0, MAX_ROWS).map((variant) => {
			const why =
				other === undefined
					? html`graph: ${OUTCOME_TEXTS[variant.graph]}<br>linear: ${OUTCOME_TEXTS[variant.linear]}`
					: html`${other(variant)[0]}: ${OUTCOME_TEXTS[other(variant)[1]]}`;
			return html`<tr><th scope="row">${variant.genes.length === 0 ? '–' : variant.genes.join(', ')}</th><td>${variant.contig}:${count(variant.position)} ${shortAlleles(variant)}${variant.id === '' ? undefined : html`<br><small>${variant.id}</small>`}</td><td>${variant.type}</td><td>${variant.genotype}</td><td>${why}</td></tr>
`;
		}),
		false,
	)}${rest(variants.length, 'variants.tsv.gz')}`;
}

function rest(total: number, file: string): Markup | undefined {
	return total <= MAX_ROWS
		? undefined
		: html`<p class="muted">${count(total - MAX_ROWS)} more stand in <code>${file}</code>.</p>`;
}

function plural(n: number, word: string): string {
	return n === 1 ? word : `${word}s`;
}
