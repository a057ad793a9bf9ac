/** Text that is HTML, kept apart from text that is not: whatever is not {@link Markup} is escaped when it goes in. */
export class Markup {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}
}

/** What a template takes: markup as it is, text and numbers escaped, lists one after another, nothing for undefined. */
export type MarkupValue = Markup | string | number | undefined | readonly MarkupValue[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes text for HTML content and quoted attributes. Control characters, which HTML does not allow, become U+FFFD. */
export function escapeHtml(text: string): string {
	// oxlint-disable-next-line no-control-regex -- these are what must not reach the page
	return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd').replaceAll(/[&<>"']/g, (c) => ENTITIES[c]!);
}

/** A template literal of HTML. */
export function html(strings: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
	let text = strings[0]!;
	values.forEach((value, i) => (text += render(value) + strings[i + 1]!));
	return new Markup(text);
}

function render(value: MarkupValue): string {
	if (value === undefined) return '';
	if (value instanceof Markup) return value.text;
	if (typeof value === 'string') return escapeHtml(value);
	return typeof value === 'number' ? String(value) : value.map(render).join('');
}
