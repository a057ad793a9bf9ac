/** The page in a real browser, where one is installed. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPage } from '../../../src/report/page/page.ts';
import { groupedSummaryOf, unevenCohort } from '../cohort-summary-fixture.ts';
import { summaryOf } from '../summary-fixture.ts';
import { Chromium, CHROMIUM } from './chromium.ts';

/** Texts whose contrast with what is behind them is below what WCAG 2.2 AA asks for (1.4.3). */
const LOW_CONTRAST = `(() => {
	const channel = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
	const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
	const behind = (element) => {
		for (let e = element; e; e = e.parentElement) {
			const colour = rgb(getComputedStyle(e).backgroundColor);
			if (colour.length < 4 || colour[3] > 0) return colour;
		}
		return rgb(getComputedStyle(document.body).backgroundColor);
	};
	const probe = document.body.appendChild(document.createElement('div'));
	probe.style.background = 'var(--band)';
	const band = rgb(getComputedStyle(probe).backgroundColor);
	probe.remove();
	const low = [];
	for (const element of document.querySelectorAll('body *')) {
		const text = [...element.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join('');
		if (text === '' || ['STYLE', 'title', 'desc'].includes(element.nodeName)) continue;
		const style = getComputedStyle(element);
		const isPlot = element.ownerSVGElement != null;
		// Texts of a plot may stand on a band.
		const grounds = isPlot ? [behind(element), band] : [behind(element)];
		const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700);
		for (const ground of grounds) {
			const [a, b] = [luminance(rgb(isPlot ? style.fill : style.color)), luminance(ground)];
			const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
			if (ratio < (large ? 3 : 4.5)) low.push(text.slice(0, 40) + ' ' + ratio.toFixed(2));
		}
	}
	return low;
})()`;

interface AccessibleNode {
	readonly ignored: boolean;
	readonly role?: { readonly value: string };
	readonly name?: { readonly value: string };
}

describe.skipIf(CHROMIUM === undefined)('report.html in Chromium', () => {
	let browser: Chromium;
	let folder: string;
	const pages: string[] = [];

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'report-'));
		const cohort = groupedSummaryOf(unevenCohort(3), ['recall_gap<=0.01', 'recall>=0.5']);
		const contents = [await reportPage(summaryOf(), 'en'), await reportPage(cohort, 'da')];
		for (const [i, content] of contents.entries()) {
			const path = join(folder, `${i}.html`);
			writeFileSync(path, content);
			pages.push(path);
		}
		browser = await Chromium.start();
	});

	afterAll(async () => {
		await browser.stop();
		rmSync(folder, { recursive: true });
	});

	it('opens without an error and asks for nothing', async () => {
		for (const page of pages) {
			await browser.open(page, 1200, 'light');
			const methods = browser.events.map(({ method }) => method);
			expect(methods).not.toContain('Log.entryAdded');
			expect(methods).not.toContain('Runtime.exceptionThrown');
			expect(methods).not.toContain('Runtime.consoleAPICalled');
			expect(methods.filter((method) => method === 'Network.requestWillBeSent')).toHaveLength(1);
		}
	});

	it.each([360, 768])('fits a screen of %i pixels: tables and plots scroll in their frames', async (width) => {
		for (const page of pages) {
			await browser.open(page, width, 'light');
			expect(await browser.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
			// What scrolls can be reached by keyboard.
			const unreachable = `[...document.querySelectorAll('body *')].filter((e) => e.scrollWidth > e.clientWidth + 1
				&& ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0).length`;
			expect(await browser.evaluate<number>(unreachable)).toBe(0);
		}
	});

	it.each(['light', 'dark'] as const)('has text of enough contrast in %s', async (scheme) => {
		for (const page of pages) {
			await browser.open(page, 1200, scheme);
			expect(await browser.evaluate<string[]>(LOW_CONTRAST)).toEqual([]);
		}
		await browser.evaluate(`document.body.insertAdjacentHTML('beforeend', '<p style="color: #888; background: #999">faint</p>')`);
		expect(await browser.evaluate<string[]>(LOW_CONTRAST)).toEqual([expect.stringMatching(/^faint 1\./)]);
	});

	it('is told well to a screen reader', async () => {
		for (const page of pages) {
			await browser.open(page, 1200, 'light');
			const { nodes } = (await browser.send('Accessibility.getFullAXTree')) as unknown as { nodes: AccessibleNode[] };
			const named = (role: string): string[] =>
				nodes.filter((node) => !node.ignored && node.role?.value === role).map(({ name }) => name?.value ?? '');
			for (const role of ['image', 'table', 'region', 'navigation']) {
				expect(named(role).length).toBeGreaterThan(0);
				for (const name of named(role)) expect(name).not.toBe('');
			}
			expect([named('main').length, named('banner').length]).toEqual([1, 1]);
		}
	});
});
