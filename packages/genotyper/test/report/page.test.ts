import { describe, expect, it } from 'vitest';
import { genePanel } from '../../src/comparison/panel.ts';
import { count, percent } from '../../src/report/numbers.ts';
import { reportPage } from '../../src/report/page.ts';
import { compareAll, reference } from '../comparison/comparison-fixture.ts';
import { PROVENANCE, summaryOf } from './summary-fixture.ts';

const VOID = new Set(['meta', 'br', 'rect', 'circle', 'path']);

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

describe('report.html', () => {
	it('is one page that needs nothing else', () => {
		const page = reportPage(summaryOf());
		const names = elements(page);
		expect(page.startsWith('<!doctype html>\n<html lang="en">')).toBe(true);
		expect(names.filter((name) => ['script', 'link', 'img', 'iframe', 'object', 'use', 'image'].includes(name))).toEqual([]);
		expect(page).not.toMatch(/@import|url\(|src=/);
		// The only addresses are those of papers, to follow and not to load.
		for (const [, address] of page.matchAll(/="(https?:[^"]*)"/g)) expect(address).toMatch(/^https:\/\/doi\.org\//);
	});

	it('says its figures, with intervals and the test', () => {
		const summary = summaryOf();
		const page = reportPage(summary);
		for (const { truth_total, graph, linear } of Object.values(summary.strata)) {
			expect(page).toContain(`<td class="n">${count(truth_total)}</td>`);
			expect(page).toContain(percent(graph.recall));
			expect(page).toContain(percent(linear.recall));
		}
		expect(page).toContain('Of 8 true variants the graph arm finds 3 and the linear arm 3.');
		expect(page).toContain('This set does not show a difference.');
		for (const gene of ['GENE1', 'GENE2', 'GENE3']) expect(page).toContain(`<th scope="row">${gene}</th>`);
		expect(page).toContain('Gained: found by the graph arm alone (2)');
		expect(page).toContain('Lost: found by the linear arm alone (2)');
		expect(page).toContain('Missed by both arms (1)');
		expect(page).toContain('symbolic allele such as &lt;DEL&gt;'.replace('symbolic', 'Symbolic'));
		expect(page).toContain('read from a pipe');
	});

	it('can be read by ear and by keyboard: headings in order, tables with captions and scopes, a described plot', () => {
		const page = reportPage(summaryOf());
		const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
		expect(levels[0]).toBe(1);
		levels.forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 1) + 1));
		const tables = page.split('<table>').slice(1);
		for (const table of tables) expect(table.trimStart()).toMatch(/^<caption( class="unseen")?>[^<]+<\/caption>/);
		expect(page.match(/<th(?![a-z])/g)!.length).toBe(page.match(/<th scope="(col|row|rowgroup)"/g)!.length);
		expect(page).toMatch(/<svg[^>]* role="img" aria-labelledby="forest-title forest-text">\s*<title id="forest-title">/);
		const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('escapes what comes from files and the command line', () => {
		const evil = '<script>alert(1)</script>"\'&';
		const panel = genePanel([{ contig: 'chr1', start: 0, end: 600, name: evil }], reference);
		const comparison = compareAll(panel);
		const strata = comparison.strata.map((stratum) => ({ ...stratum, name: stratum.name === 'first' ? evil : stratum.name }));
		const page = reportPage(
			summaryOf(
				{ ...comparison, strata },
				{ ...PROVENANCE, command_line: evil, inputs: [{ role: 'truth', file: evil, sha256: null, sample: evil }] },
			),
		);
		expect(page).not.toContain('<script');
		expect(page.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(8);
		expect(() => elements(page)).not.toThrow();
	});

	it('says so when there is no panel, and when no variant lies in the regions', () => {
		expect(reportPage(summaryOf(compareAll('none')))).toContain('No panel was given.');
		const summary = summaryOf();
		const page = reportPage({ ...summary, strata: { ...summary.strata, all: summary.strata['empty']! } });
		expect(page).toContain('there is nothing to compare');
	});
});
