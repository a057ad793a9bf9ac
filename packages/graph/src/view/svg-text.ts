/** Texts in a picture. */

/** Letters of a name beside its lane or axis. */
const NAME_LETTERS_MAX = 12;

/** `1 haplotype`, `1,200 haplotypes`. */
export function counted(count: number, noun: string): string {
	return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}

/** A name that fits beside a lane or an axis. */
export function shortened(name: string): string {
	return name.length <= NAME_LETTERS_MAX ? name : `${name.slice(0, NAME_LETTERS_MAX - 1)}…`;
}

/** Text as XML has it, between tags and in attributes. */
export function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!);
}
