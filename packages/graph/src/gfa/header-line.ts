/** H lines. */
import type { GfaColumns } from './gfa-columns.ts';

/**
 * Takes over the tags of an H line: all of them as they stand, and the samples of `RS:Z:`, which names the reference samples,
 * separated by spaces.
 *
 * Errors: E_GFA_VERSION (VN is not 1.x), E_GFA_TAG.
 */
export function readHeaderLine(columns: GfaColumns, line: string): void {
	for (const tag of line.split('\t').slice(1)) {
		if (tag === '') continue;
		checkTag(columns, tag);
		const value = tag.slice(5);
		if (tag.startsWith('VN:') && !/^1(\.|$)/.test(value)) {
			const found = `GFA version ${value}`;
			columns.fail({ code: 'E_GFA_VERSION', found, expected: 'version 1.0 or 1.1', remedy: 'convert the file to GFA 1' });
		}
		columns.headerTags.push(tag);
		if (tag.startsWith('RS:')) {
			for (const sample of value.split(' ')) {
				if (sample !== '' && !columns.referenceSamples.includes(sample)) columns.referenceSamples.push(sample);
			}
		}
	}
}

/** Checks the tags after the sequence of an S line that is `length` bp long. Errors: E_GFA_TAG, E_GFA_LENGTH (LN differs). */
export function checkSegmentTags(columns: GfaColumns, tags: string, length: number): void {
	for (const tag of tags.split('\t')) {
		if (tag === '') continue;
		checkTag(columns, tag);
		if (!tag.startsWith('LN:i:') || Number(tag.slice(5)) === length) continue;
		const found = `a sequence of ${length} bp with ${tag}`;
		columns.fail({ code: 'E_GFA_LENGTH', found, expected: 'LN to be its length', remedy: 'correct one; the line may be cut' });
	}
}

function checkTag(columns: GfaColumns, tag: string): void {
	if (/^[A-Za-z][A-Za-z0-9]:[AifZJHB]:/.test(tag)) return;
	const found = `'${tag.length > 40 ? `${tag.slice(0, 40)}…` : tag}'`;
	columns.fail({ code: 'E_GFA_TAG', found, expected: 'a tag such as RS:Z:GRCh38', remedy: 'correct the tag' });
}
