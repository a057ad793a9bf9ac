/**
 * What an ALT of a VCF record does to the reference.
 *
 * Sequences are trimmed against REF (trimmed-allele.ts). Symbolic alleles stand for the bases behind POS up to END:
 *
 *   <DEL>, <DEL:…>         removes them
 *   <INV>                  turns them round: the haplotype goes through the reference's own nodes backwards
 *   <DUP>, <DUP:TANDEM>    repeats them: an insertion, before the first of them, of a copy as the reference has it. No way back in
 *                          the graph: it would let walks turn as often as they like, and nothing of a read says how often.
 *   <INS>, <INS:…>         inserts behind POS what INFO SEQ or SVINSSEQ spells
 *
 * END is taken from INFO END where the record has one ALT, else from SVLEN, one for each ALT, where there is one.
 */
import { PangrafError } from '../errors.ts';
import { trimAllele } from './trimmed-allele.ts';

/** The interval is replaced by the sequence. */
export const REPLACED = 0;
/** The interval is read backwards, on the other strand. */
export const INVERTED = 1;

/** A change of the reference on `[start, end)`, 0-based. */
export interface Change {
	kind: typeof REPLACED | typeof INVERTED;
	start: number;
	end: number;
	/** What stands in place of the interval, upper case; empty for a deletion or an inversion. */
	sequence: string;
}

/** A contig of the reference. */
export interface Contig {
	name: string;
	/** Upper-case ASCII. */
	sequence: Uint8Array;
}

/** The site columns of a record. */
export interface SiteRecord {
	/** Line in the file, 1-based. */
	readonly line: number;
	/** 0-based; -1 for the base before the first. */
	readonly position: number;
	readonly ref: string;
	readonly alts: readonly string[];
	readonly info: string;
}

/** Letters of sequences: bases and what stands for several of them. */
const SEQUENCE = /^[ACGTNRYKMSWBDHV]+$/i;

/**
 * What ALT number `index` (from 0) changes; undefined where it changes nothing: `*` (deleted by a record upstream, which brings
 * the change itself), `.`, and what is REF.
 * @throws PangrafError E_BUILD_SYMBOLIC, E_BUILD_SYMBOLIC_END, E_BUILD_INSERTION_SEQUENCE
 */
export function changeOf(record: SiteRecord, index: number, contig: Contig, file: string): Change | undefined {
	const alt = record.alts[index]!;
	if (alt === '*' || alt === '.') return undefined;
	if (SEQUENCE.test(alt)) {
		const trimmed = trimAllele(record.position, record.ref.toUpperCase(), alt.toUpperCase());
		return trimmed.start < trimmed.end || trimmed.sequence !== '' ? { kind: REPLACED, ...trimmed } : undefined;
	}
	const start = record.position + 1;
	if (/^<INS[:>]/.test(alt)) return { kind: REPLACED, start, end: start, sequence: insertedSequence(record, index, file) };
	if (/^<DEL[:>]/.test(alt)) return { kind: REPLACED, start, end: symbolicEnd(record, index, contig, file), sequence: '' };
	if (alt === '<INV>') return { kind: INVERTED, start, end: symbolicEnd(record, index, contig, file), sequence: '' };
	if (alt === '<DUP>' || alt === '<DUP:TANDEM>') {
		const copied = contig.sequence.subarray(start, symbolicEnd(record, index, contig, file));
		return { kind: REPLACED, start, end: start, sequence: new TextDecoder().decode(copied) };
	}
	throw new PangrafError('E_BUILD_SYMBOLIC', {
		file,
		place: `line ${record.line}`,
		found: `ALT '${shortened(alt)}'`,
		expected: 'a sequence, `*`, <DEL>, <INS>, <DUP> or <INV>',
		remedy: 'write the allele as a sequence or remove the record',
	});
}

/** End of the bases that a symbolic allele speaks of. */
function symbolicEnd(record: SiteRecord, index: number, contig: Contig, file: string): number {
	const end = infoValue(record.info, 'END');
	const lengths = infoValue(record.info, 'SVLEN')?.split(',') ?? [];
	const isOne = record.alts.length === 1;
	const length = lengths.length === record.alts.length ? lengths[index]! : '';
	const byLength = /^-?[1-9]\d*$/.test(length) ? record.position + 1 + Math.abs(Number(length)) : Number.NaN;
	const byEnd = end !== undefined && /^\d+$/.test(end) ? Number(end) : Number.NaN;
	const [first, second] = isOne ? [byEnd, byLength] : [byLength, byEnd];
	const found = Number.isNaN(first) ? second : first;
	if (found > record.position + 1 && found <= contig.sequence.length) return found;
	throw new PangrafError('E_BUILD_SYMBOLIC_END', {
		file,
		place: `line ${record.line}`,
		found: `ALT '${shortened(record.alts[index]!)}' ${Number.isNaN(found) ? 'without END or SVLEN' : `that ends at ${found}`}`,
		expected: `INFO END=… or SVLEN=…, after POS and within ${contig.name} (${contig.sequence.length} bp)`,
		remedy: 'write the allele as a sequence or remove the record',
	});
}

/** What an <INS> inserts. */
function insertedSequence(record: SiteRecord, index: number, file: string): string {
	const values = (infoValue(record.info, 'SEQ') ?? infoValue(record.info, 'SVINSSEQ') ?? '').split(',');
	const sequence = values.length === record.alts.length ? values[index]! : '';
	if (SEQUENCE.test(sequence)) return sequence.toUpperCase();
	throw new PangrafError('E_BUILD_INSERTION_SEQUENCE', {
		file,
		place: `line ${record.line}`,
		found: `ALT '${shortened(record.alts[index]!)}' ${sequence === '' ? 'without its sequence' : `with sequence '${shortened(sequence)}'`}`,
		expected: 'INFO SEQ=… or SVINSSEQ=… with a sequence for each ALT',
		remedy: 'write the allele as a sequence or remove the record',
	});
}

function infoValue(info: string, key: string): string | undefined {
	for (const field of info.split(';')) if (field.startsWith(`${key}=`)) return field.slice(key.length + 1);
	return undefined;
}

function shortened(text: string): string {
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
