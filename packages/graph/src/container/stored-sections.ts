/** Sections as a container holds them: each in its form, in an order that reads fast. */
import { TEXT_PREFIX } from './annotation-sections.ts';
import type { SectionData, StoredSection } from './format.ts';
import { encodeColumn, RAW } from './stored-forms.ts';

/**
 * What is to be written. The first section stays the first. Then come those in another form, which are undone while the others are
 * read; then those that lie in the file as in memory, read in one go; then those that only give the GFA back, which who maps reads
 * need not hold.
 */
export function storedSections(given: readonly SectionData[]): StoredSection[] {
	const ranked = given.map((section, i) => {
		const stored = storedSection(section);
		const rank = section.name.startsWith(TEXT_PREFIX) ? 3 : stored.form === RAW ? 2 : 1;
		return { stored, rank: i === 0 ? 0 : rank };
	});
	return ranked.toSorted((a, b) => a.rank - b.rank).map(({ stored }) => stored);
}

function storedSection({ name, bytes, form = RAW }: SectionData): StoredSection {
	return { name, ...encodeColumn(bytes, form), sizeBytes: bytes.length };
}
