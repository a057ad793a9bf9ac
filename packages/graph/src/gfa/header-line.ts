/** H lines. */
import type { GfaColumns } from './gfa-columns.ts';
import { textOf } from './gfa-error.ts';
import { tagFault } from './tags.ts';

/**
 * Takes over the tags of the H line `bytes[from .. to)`: all of them as they stand, and the samples of `RS:Z:`, which names the reference samples,
 * separated by spaces.
 *
 * Errors: E_GFA_VERSION (VN is not 1.x), E_GFA_TAG.
 */
export function readHeaderLine(columns: GfaColumns, bytes: Uint8Array, from: number, to: number): void {
	const fault = tagFault(bytes, from + 2, to);
	if (fault !== undefined) columns.fail(fault);
	for (const tag of textOf(bytes, from + 2, to).split('\t')) {
		if (tag === '') continue;
		const value = tag.slice(5);
		if (tag.startsWith('VN:') && !/^1(\.|$)/.test(value)) {
			const found = `GFA version ${value}`;
			columns.fail({ code: 'E_GFA_VERSION', found, expected: 'version 1.0 to 1.3', remedy: 'convert the file to GFA 1' });
		}
		columns.headerTags.push(tag);
		if (tag.startsWith('RS:')) {
			for (const sample of value.split(' ')) {
				if (sample !== '' && !columns.referenceSamples.includes(sample)) columns.referenceSamples.push(sample);
			}
		}
	}
}
