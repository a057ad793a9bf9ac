import { describe, expect, it } from 'vitest';
import { genePanel } from '../../../src/comparison/panel.ts';
import { numbersOf } from '../../../src/report/numbers.ts';
import { reportPage } from '../../../src/report/page/page.ts';
import type { CompareSummary } from '../../../src/report/summary.ts';
import { LANGUAGES } from '../../../src/report/words.ts';
import { compareAll, reference } from '../../comparison/comparison-fixture.ts';
import { groupedSummaryOf, unevenCohort } from '../cohort-summary-fixture.ts';
import { PROVENANCE, summaryOf } from '../summary-fixture.ts';

const VOID = new Set(['meta', 'br']);

/** Names of elements in the order in which they open; throws where they do not close in turn. */
function elements(page: string): string[] {
	const open: string[] = [];
	const names: string[] = [];
	for (const [, slash, name = '', rest = ''] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/g)) {
		if (slash === '/') {
			if (open.pop() !== name) throw new Error(`</${name}> closes another element`);
			continue;
		}
		names.push(name);
		if (!VOID.has(name) && !rest.endsWith('/')) open.push(name);
	}
	if (open.length > 0) throw new Error(`${open.join(' ')} stay open`);
	return names;
}

const cohort = groupedSummaryOf(unevenCohort(3), ['recall_gap<=0.01', 'recall>=0.5']);
const withheld = groupedSummaryOf(unevenCohort(3, 3));
const summaries: [string, CompareSummary][] = [
	['one person', summaryOf()],
	['a cohort', cohort],
	['a cohort with a small group', withheld],
];

describe.each(LANGUAGES)('report.html in language %s', (language) => {
	it.each(summaries)('is one page that needs nothing else, of %s', async (_, summary) => {
		const page = await reportPage(summary, language);
		const names = elements(page);
		expect(page.startsWith(`<!doctype html>\n<html lang="${language}">`)).toBe(true);
		expect(names.filter((name) => ['script', 'link', 'img', 'iframe', 'object', 'use', 'image'].includes(name))).toEqual([]);
		expect(page).not.toMatch(/@import|url\(|src=|undefined|\[object|NaN/);
		// The only addresses are those of papers, to follow and not to load.
		for (const [, address] of page.matchAll(/="(https?:[^"]*)"/g)) expect(address).toMatch(/^https:\/\/doi\.org\//);
	});

	it.each(summaries)('says its figures, with intervals and the test, of %s', async (_, summary) => {
		const page = await reportPage(summary, language);
		const { count, percent, pointsRange } = numbersOf(language);
		for (const { kind, truth_total, graph, linear, paired } of Object.values(summary.strata)) {
			if (!['all', 'type', 'regions', 'panel'].includes(kind)) continue;
			expect(page).toContain(`<td class="n">${count(truth_total)}</td>`);
			expect(page).toContain(percent(graph.recall));
			expect(page).toContain(percent(linear.recall));
			const interval = summary.cohort === null ? paired.recall_difference_ci : paired.clustered!.recall_difference_ci;
			if (truth_total > 0) expect(page).toContain(pointsRange(interval));
		}
	});

	it.each(summaries)('can be read by ear and by keyboard, of %s', async (_, summary) => {
		const page = await reportPage(summary, language);
		const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
		expect(levels.filter((level) => level === 1)).toHaveLength(1);
		levels.forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 1) + 1));
		for (const table of page.split('<table>').slice(1))
			expect(table.trimStart()).toMatch(/^<caption( class="unseen")?>[^<]+<\/caption>/);
		expect(page.match(/<th(?![a-z])/g)!.length).toBe(page.match(/<th scope="(col|row|rowgroup)"/g)!.length);
		for (const [svg] of page.matchAll(/<svg[^>]*>\s*<[^>]*>/g)) {
			expect(svg).toMatch(/role="img" aria-labelledby="([\w-]+)-title \1-text">\s*<title id="\1-title">/);
		}
		const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
		// Every place that something points to is there.
		for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
		for (const [, list] of page.matchAll(/aria-labelledby="([^"]+)"/g))
			for (const id of list!.split(' ')) expect(ids).toContain(id);
		expect(elements(page).filter((name) => ['main', 'header', 'nav'].includes(name))).toEqual(['header', 'main', 'nav']);
	});

	it('says nothing of a group under five people', async () => {
		const page = await reportPage(withheld, language);
		// Its name stands where it says that it is folded, and nowhere else.
		expect(page.match(/\bwest\b/g)).toHaveLength(1);
		expect(page).not.toContain('P13');
	});

	it('escapes what comes from files and the command line', async () => {
		const evil = '<script>alert(1)</script>"\'&\u0007';
		const panel = genePanel([{ contig: 'chr1', start: 0, end: 600, name: evil }], reference);
		const comparison = compareAll(panel);
		const strata = comparison.strata.map((stratum) => ({ ...stratum, name: stratum.name === 'first' ? evil : stratum.name }));
		const layout = Object.create(comparison.layout, { strata: { value: strata } }) as typeof comparison.layout;
		const inputs = [{ role: 'truth', file: evil, sha256: null, sample: evil, history: [evil] }];
		const page = await reportPage(
			summaryOf({ ...comparison, strata, layout }, { ...PROVENANCE, command_line: evil, inputs }),
			language,
		);
		expect(page).not.toContain('<script');
		expect(page).not.toContain('\u0007');
		expect(page.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(8);
		expect(() => elements(page)).not.toThrow();
	});
});

describe('report.html in English', () => {
	it('answers at once', async () => {
		const page = await reportPage(summaryOf());
		expect(page).toContain('Of 8 true variants the graph arm finds 3 and the linear arm 3.');
		expect(page).toContain('This set does not show a difference.');
		expect(page).toContain('Gained: found by the graph arm alone (2)');
		expect(page).toContain('Lost: found by the linear arm alone (2)');
		expect(page).toContain('Missed by both arms (1)');
		for (const gene of ['GENE1', 'GENE2', 'GENE3']) expect(page).toContain(`<th scope="row">${gene}</th>`);
		expect(page).toContain('read from a pipe');
	});

	it('names what an arm is blind to, and the conditions that are not met', async () => {
		const page = await reportPage(cohort);
		expect(page).toContain('In 12 people, who carry 360 true variants (30 distinct ones)');
		expect(page).toContain('An arm finds next to nothing here');
		expect(page).toContain('Indels (&lt; 50 bp): the linear arm finds 0 of 180, the graph arm 174.');
		expect(page).toContain('1 of 2 conditions not met');
		expect(page).toContain('<code>recall_gap&lt;=0.01</code>: <b>not met</b> (0.10000)');
	});

	it('says so when there is no panel, and when no variant lies in the regions', async () => {
		expect(await reportPage(summaryOf(compareAll('none')))).toContain('No panel was given.');
		const summary = summaryOf();
		const page = await reportPage({ ...summary, strata: { ...summary.strata, all: summary.strata['empty']! } });
		expect(page).toContain('there is nothing to compare');
	});

	it('shows dots in place of rows where people are many', async () => {
		const rows = Object.fromEntries(
			Array.from({ length: 30 }, (_, i) => [`P${i}`, { all: { ...cohort.samples!['P1']!['all']! } }]),
		);
		expect(await reportPage({ ...cohort, samples: rows })).toContain('one dot for each person');
		expect(await reportPage(cohort)).not.toContain('one dot for each person');
	});

	it('lists the programs behind the calls, once where they are the same', async () => {
		const inputs = ['P1', 'P2', 'P3'].map((person, i) => {
			const history = [`callCommand=call ${person}.bam; Date=Nov ${i}`, `pangrafCommand=pangraf call ${person}.gaf`];
			return { role: 'graph', file: `${person}.vcf`, sha256: null, person, history };
		});
		const page = await reportPage({ ...cohort, provenance: { ...PROVENANCE, inputs } });
		expect(page.match(/callCommand=call SAMPLE.bam/g)).toHaveLength(1);
		expect(page.match(/pangrafCommand=pangraf call SAMPLE.gaf/g)).toHaveLength(1);
		expect(page).toContain('in 3 files');
	});
});
