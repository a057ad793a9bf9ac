/**
 * report.html: the comparison for people. One file that needs nothing else: no script, no font, no picture, no network.
 *
 * Every figure stands in text; plots repeat what tables say. Everything that comes from a file or the command line is escaped
 * where it is put in (markup.ts).
 */
import { html, type Markup } from '../markup.ts';
import { numbersOf } from '../numbers.ts';
import type { CompareSummary } from '../summary.ts';
import { WORDS_DA } from '../words-da.ts';
import { WORDS_EN } from '../words-en.ts';
import { DEFAULT_LANGUAGE, type Language, type Words } from '../words.ts';
import { answer } from './answer.ts';
import type { PageContext } from './context.ts';
import { excludedSection, missedSection, precisionSection } from './counts.ts';
import { diagnosticSection } from './diagnostic.ts';
import { equitySection } from './equity.ts';
import { peopleSection } from './people.ts';
import { provenanceSection } from './provenance.ts';
import { recallSection } from './recall.ts';
import { PAGE_STYLE } from './style.ts';

const WORDS: Readonly<Record<Language, Words>> = { en: WORDS_EN, da: WORDS_DA };

/** The whole page, from the figures of summary.json alone. */
export async function reportPage(summary: CompareSummary, language: Language = DEFAULT_LANGUAGE): Promise<string> {
	const words = WORDS[language];
	const numbers = numbersOf(language);
	const context: PageContext = { summary, words, numbers };
	const contents: readonly (readonly [id: keyof Words['sections'], content: Markup | undefined])[] = [
		['recall', await recallSection(context)],
		['diagnostic', diagnosticSection(context)],
		['equity', await equitySection(context)],
		['people', await peopleSection(context)],
		['missed', missedSection(context)],
		['precision', precisionSection(context)],
		['excluded', excludedSection(context)],
		['methods', words.methods(summary, numbers.count)],
		['provenance', provenanceSection(context)],
	];
	const sections = contents.filter(([, content]) => content !== undefined);
	const title = titleOf(context);
	const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="pangraf ${summary.provenance.pangraf}">
<title>${title}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<a class="skip" href="#content">${words.skipToContent}</a>
<header>
<h1>${title}</h1>
<p class="muted">${words.subtitle}</p>
</header>
<main id="content">
${answer(context)}
<nav aria-label="${words.contents}"><ul>
${sections.map(
	([id]) => html`<li><a href="#${id}">${words.sections[id]}</a></li>
`,
)}</ul></nav>
${sections.map(
	([id, content]) => html`<section aria-labelledby="${id}">
<h2 id="${id}">${words.sections[id]}</h2>
${content}
</section>
`,
)}</main>
</body>
</html>
`;
	return page.text;
}

function titleOf({ summary, words, numbers }: PageContext): string {
	if (summary.cohort !== null) return words.titleOfPeople(numbers.count(summary.cohort.people));
	const truth = summary.provenance.inputs.find(({ role }) => role === 'truth');
	return words.titleOf(truth?.person ?? truth?.sample);
}
