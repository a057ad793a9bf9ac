/** Whether a record speaks of the reference that it is applied to. */
import { PangrafError } from '../errors.ts';
import type { Contig, SiteRecord } from './changes.ts';

const LETTER_N = 'N'.charCodeAt(0);

/**
 * Checks REF against the contig. VCF has no letters but A C G T N: other IUPAC letters of the FASTA stand in REF as one of what
 * they mean. A record at POS 0 begins before the contig, with a letter that stands for nothing.
 * @throws PangrafError E_BUILD_REF_MISMATCH
 */
export function checkReference(record: SiteRecord, contig: Contig, file: string): void {
	const { sequence } = contig;
	const { position, ref } = record;
	for (let i = position < 0 ? 1 : 0; i < ref.length; i++) {
		const there = sequence[position + i];
		const letter = ref.charCodeAt(i) & 0xdf; // upper case
		if (there !== letter && (there === undefined || !isAmbiguous(there) || letter === LETTER_N)) {
			throw mismatch(record, contig, file, there === undefined);
		}
	}
	const isAnchored = position >= 0 || record.alts.every((alt) => !/^[A-Z]/i.test(alt) || alt[0] === ref[0]);
	if (!isAnchored || position >= sequence.length) throw mismatch(record, contig, file, true);
}

function mismatch(record: SiteRecord, contig: Contig, file: string, isOutside: boolean): PangrafError {
	const { position, ref } = record;
	const shown = ref.length > 20 ? `${ref.slice(0, 20)}… (${ref.length} bp)` : ref;
	const there = contig.sequence.subarray(Math.max(0, position), position + Math.min(ref.length, 20));
	return new PangrafError('E_BUILD_REF_MISMATCH', {
		file,
		place: `line ${record.line} (${contig.name}:${position + 1})`,
		found: `REF '${shown}'`,
		expected: isOutside
			? `a place inside ${contig.name} (${contig.sequence.length} bp)`
			: `'${String.fromCharCode(...there)}${ref.length > 20 ? '…' : ''}' as in the FASTA`,
		remedy: 'use the reference that the VCF was made with',
	});
}

/** Whether an upper-case letter is none of A, C, G, T and N. */
function isAmbiguous(letter: number): boolean {
	return letter !== LETTER_N && letter !== 65 && letter !== 67 && letter !== 71 && letter !== 84;
}
