import { html, type Markup } from '../markup.ts';
import type { InputSummary } from '../summary.ts';
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

/** What the headers of the VCFs say; the same lines of several people stand there once. */
function historyTable({ summary, words, numbers }: PageContext): Markup {
	const say = words.provenance;
	const byText = new Map<string, { inputs: InputSummary[]; lines: readonly string[] }>();
	for (const input of summary.provenance.inputs) {
		if (input.history === undefined) continue;
		const key = `${input.role}\n${input.history.join('\n')}`;
		const entry = byText.get(key) ?? { inputs: [], lines: input.history };
		entry.inputs.push(input);
		byText.set(key, entry);
	}
	if (byText.size === 0) return html`<p class="muted">${say.historyNone}</p>`;
	return table(
		say.historyCaption,
		[{ text: say.role }, { text: say.made }],
		[...byText.values()].map(({ inputs, lines }) => {
			const [{ role, person }] = inputs as [InputSummary];
			const whose =
				inputs.length > 1 ? say.sameForAll(numbers.count(inputs.length)) : person === undefined ? undefined : say.person(person);
			return [
				html`${say.roles(role)}${whose === undefined ? undefined : html`<br><small>${whose}</small>`}`,
				html`${lines.map((line) => html`<code class="line">${line}</code>`)}`,
			];
		}),
	);
}
