/**
 * Symbolic structural alleles as sequences, as far as their records say what these are (VCF 4.3, sections 1.4.5 and 3): a
 * deletion, a tandem duplication and an inversion follow from the reference; of an insertion at least the length may be known.
 */
import { complement, type VcfRecord } from '@pangraf/graph';

/** What a symbolic allele does: `ref` at 0-based `position` becomes `alt`. */
export interface SpeltAllele {
	readonly position: number;
	readonly ref: Uint8Array;
	readonly alt: Uint8Array;
}

const KIND = /^<(DEL|DUP|INV|INS)(?::[^>]*)?>$/;
const SEQUENCE = /^[ACGT]+$/i;
const N = 0x4e;
const COMPLEMENTS = Uint8Array.from({ length: 128 }, (_, code) => complement(String.fromCharCode(code)).charCodeAt(0));

/**
 * Spells allele number `index` (from 0) of a record, whose text is `alt`. An insertion of unknown sequence is spelt in N.
 * `undefined` where neither sequence nor length is known; `too_long` where it is over `longest` bp.
 */
export function spellSymbolic(
	record: VcfRecord,
	index: number,
	alt: string,
	sequence: Uint8Array,
	longest: number,
): SpeltAllele | 'too_long' | undefined {
	const kind = KIND.exec(alt)?.[1];
	if (kind === undefined) return undefined;
	const info = new Map<string, string>();
	for (const field of record.info.split(';')) {
		const [key = '', value = ''] = field.split('=', 2);
		info.set(key, value);
	}
	const length = wholeNumber(info.get('SVLEN')?.split(',')[index]?.replace(/^-/, ''));
	// POS is the base before the change.
	const start = record.position + 1;
	if (kind === 'INS') return spellInsertion(start, info.get('SVINSSEQ') ?? info.get('SEQ'), length, longest);
	const end = wholeNumber(info.get('END')) ?? (length === undefined ? undefined : start + length);
	if (end === undefined || end <= start || end > sequence.length) return undefined;
	if (end - start > longest) return 'too_long';
	const segment = sequence.subarray(start, end);
	const nothing = sequence.subarray(0, 0);
	if (kind === 'DEL') return { position: start, ref: segment, alt: nothing };
	if (kind === 'DUP') return { position: end, ref: nothing, alt: segment };
	return { position: start, ref: segment, alt: segment.map((letter) => COMPLEMENTS[letter]!).reverse() };
}

function spellInsertion(
	position: number,
	text: string | undefined,
	length: number | undefined,
	longest: number,
): SpeltAllele | 'too_long' | undefined {
	const ref = new Uint8Array(0);
	if (text !== undefined && SEQUENCE.test(text)) {
		return { position, ref, alt: new TextEncoder().encode(text.toUpperCase()) };
	}
	if (length === undefined || length === 0) return undefined;
	if (length > longest) return 'too_long';
	return { position, ref, alt: new Uint8Array(length).fill(N) };
}

function wholeNumber(text: string | undefined): number | undefined {
	return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}
