import type { DiagnosticVariant } from '../diagnostic-changes.ts';
import { html, type Markup } from '../markup.ts';
import { capital } from './capital.ts';
import type { PageContext } from './context.ts';
import { recallTable, type Row, table } from './tables.ts';

/** Longer lists end here and point to the files that hold everything. */
const MAX_ROWS = 500;
/** On screen, rows behind these are folded; on paper they are all there. */
const FOLD_FROM = 25;
/** Longest allele that is written out. */
const MAX_SHOWN = 24;

/** What the panel gains and loses, variant by variant, and its genes. */
export function diagnosticSection(context: PageContext): Markup {
	const { words, numbers, summary } = context;
	const { diagnostic, genes, cohort } = summary;
	const say = words.diagnostic;
	if (diagnostic === null) return html`<p>${say.noPanel}</p>`;
	const { gained, lost, missed_by_both: missed } = diagnostic;
	const sum = (list: readonly DiagnosticVariant[]): string => numbers.count(list.reduce((n, { people }) => n + people, 0));
	const intro = say.intro({
		kind: diagnostic.panel_kind,
		entries: diagnostic.panel_entries,
		entriesText: numbers.count(diagnostic.panel_entries),
		total: numbers.count(diagnostic.truth_total),
		both: numbers.count(diagnostic.found_by_both),
		gained: sum(gained),
		lost: sum(lost),
		missed: sum(missed),
		isCohort: cohort !== null,
	});
	const geneRows = Object.entries(genes).map(([name, stratum]) => ({ name, label: name, stratum }));
	return html`<p>${intro}</p>
${variantList(context, 'gained', say.gained, gained, ['linear'])}
${variantList(context, 'lost', say.lost, lost, ['graph'])}
${variantList(context, 'missed-by-both', say.missed, missed, ['graph', 'linear'])}
${
	geneRows.length === 0
		? undefined
		: html`<h3 id="genes">${say.byGene}</h3>
${recallTable(context, say.byGeneCaption, say.gene, geneRows.slice(0, MAX_ROWS))}${rest(context, geneRows.length, 'summary.tsv')}`
}`;
}

function variantList(
	context: PageContext,
	id: string,
	title: string,
	variants: readonly DiagnosticVariant[],
	missing: readonly ('graph' | 'linear')[],
): Markup {
	const { words, numbers, summary } = context;
	const say = words.diagnostic;
	const isCohort = summary.cohort !== null;
	const heading = html`<h3 id="${id}">${title} (${numbers.count(variants.length)})</h3>`;
	if (variants.length === 0) return html`${heading}<p>${say.none}</p>`;
	const columns = [say.gene, say.variant, say.type, say.genotype, ...(isCohort ? [say.people] : []), say.why];
	// Of several people, what concerns most of them stands first.
	const ordered = isCohort ? variants.toSorted((a, b) => b.people - a.people) : variants;
	const rows = ordered.slice(0, MAX_ROWS).map((variant): Row => {
		const why = missing.map((arm, k) => {
			const outcome = words.missed.outcomes[variant[arm]];
			return html`${k > 0 ? html`<br>` : undefined}${missing.length > 1 ? `${words.armNames[arm]}: ${outcome}` : capital(outcome)}`;
		});
		return [
			variant.genes.length === 0 ? '–' : html`<i>${variant.genes.join(', ')}</i>`,
			// Without separators, as genome browsers take it.
			html`${variant.contig}:${variant.position} ${alleles(context, variant)}${variant.id === '' ? undefined : html`<br><small>${variant.id}</small>`}`,
			variant.type,
			variant.genotype,
			...(isCohort ? [say.ofCarriers(numbers.count(variant.people), numbers.count(variant.carriers))] : []),
			html`${why}`,
		];
	});
	const headings = columns.map((text) => ({ text }));
	// One row more than fits is no reason to fold.
	const shownCount = rows.length <= FOLD_FROM + 5 ? rows.length : FOLD_FROM;
	const folded = rows.slice(shownCount);
	return html`${heading}${table(title, headings, rows.slice(0, shownCount), false)}${
		folded.length === 0
			? undefined
			: html`<details><summary>${say.showMore(numbers.count(folded.length))}</summary>
${table(title, headings, folded, false)}
</details>`
	}${rest(context, variants.length, 'variants.tsv.gz')}`;
}

/** An allele pair for people: short ones in full, long ones by their size. */
function alleles({ words, numbers }: PageContext, { ref, alt }: DiagnosticVariant): Markup {
	if (ref.length <= MAX_SHOWN && alt.length <= MAX_SHOWN) return html`<span class="seq">${ref}&gt;${alt}</span>`;
	const difference = alt.length - ref.length;
	const bp = numbers.count(difference === 0 ? ref.length : Math.abs(difference));
	const { replacement, insertion, deletion } = words.diagnostic;
	const text = difference === 0 ? replacement(bp) : difference > 0 ? insertion(bp) : deletion(bp);
	return html`<span class="whole">${text}</span>`;
}

function rest({ words, numbers }: PageContext, total: number, file: string): Markup | undefined {
	if (total <= MAX_ROWS) return undefined;
	return html`<p class="muted">${words.diagnostic.more(numbers.count(total - MAX_ROWS))} <code>${file}</code>.</p>`;
}
