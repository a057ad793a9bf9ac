import { describe, expect, it } from 'vitest';
import { escapeHtml, html } from '../../src/report/markup.ts';

describe('markup', () => {
	it('escapes text and keeps markup', () => {
		const name = `<script>alert("1")</script> & 'co'`;
		const cell = html`<td title="${name}">${name}</td>`;
		expect(cell.text).toBe(
			'<td title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;co&#39;</td>',
		);
		expect(html`<tr>${[cell, html`<td>${3}</td>`]}</tr>`.text).toBe(`<tr>${cell.text}<td>3</td></tr>`);
		expect(html`a${undefined}b`.text).toBe('ab');
	});

	it('lets no control character through', () => {
		expect(escapeHtml('a\u0000b\u001bc\td\n')).toBe('a\ufffdb\ufffdc\td\n');
	});
});
