import { html, type Markup } from '../markup.ts';
import type { PageContext } from './context.ts';
import { table } from './tables.ts';

/** Files of this many people and more are folded on screen; on paper they are all there. */
const FOLD_FROM = 4;

/** Versions, the command, the files with their hashes, and the programs behind them. */
export function provenanceSection(context: PageContext): Markup {
	const { summary, words } = context;
	const { provenance, cohort } = summary;
	const say = words.provenance;
	const files = fileTable(context);
	return html`<p>${say.madeBy(provenance.pangraf, provenance.node)}</p>
<h3 id="command">${say.command}</h3>
<pre><code>${provenance.command_line}</code></pre>
${cohort !== null && cohort.people >= FOLD_FROM ? html`<details><summary>${say.caption}</summary>${files}</details>` : files}
${historyTable(context)}`;
}

function fileTable({ summary, words, numbers }: PageContext): Markup {
	const say = words.provenance;
	return table(
		say.caption,
		[{ text: say.role }, { text: say.file }, { text: 'SHA-256' }],
		summary.provenance.inputs.map(({ role, file, sha256, person, sample, unused_lines: unused }) => {
			const notes = [
				...(person === undefined ? [] : [say.person(person)]),
				...(sample === undefined || sample === person ? [] : [say.sample(sample)]),
				...(unused === undefined ? [] : [say.unused(numbers.count(unused))]),
			];
			return [
				say.roles(role),
				html`<code>${file}</code>${notes.map((note) => html`<br><small>${note}</small>`)}`,
				html`<code>${sha256 ?? say.pipe}</code>`,
			];
		}),
	);
}

/** What the headers of the VCFs say, role by role; of several people each line once, with a word for the person's name. */
function historyTable(context: PageContext): Markup {
	const { summary, words, numbers } = context;
	const say = words.provenance;
	const isCohort = summary.cohort !== null;
	const byRole = new Map<string, Map<string, { line: string; files: number }>>();
	for (const { role, person, sample, history } of summary.provenance.inputs) {
		for (const line of new Set(history)) {
			const names = isCohort ? [person, sample].filter((name) => name !== undefined && name !== '') : [];
			const general = names.reduce<string>((text, name) => text.replaceAll(name!, say.anyPerson), line);
			const lines = byRole.get(role) ?? new Map<string, { line: string; files: number }>();
			// Lines that differ in when they were written alone are one.
			const key = isCohort ? general.replace(/\bDate=.*$/s, '') : general;
			const entry = lines.get(key) ?? { line: general, files: 0 };
			entry.files++;
			byRole.set(role, lines.set(key, entry));
		}
	}
	if (byRole.size === 0) return html`<p class="muted">${say.historyNone}</p>`;
	return table(
		isCohort ? say.historyOfPeople : say.historyCaption,
		[{ text: say.role }, { text: say.made }],
		[...byRole].map(([role, lines]) => [
			say.roles(role),
			html`${[...lines.values()].map(({ line, files }) => html`<code class="line">${line}</code>${files > 1 ? html`<small>${say.inFiles(numbers.count(files))}</small>` : undefined}`)}`,
		]),
	);
}
