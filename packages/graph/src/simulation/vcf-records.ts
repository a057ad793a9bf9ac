/** Changes as VCF records, and VCF text. */
import { isIndel, lengthChange, typeOf } from './contig-variants.ts';
import { lettersOf } from './letters.ts';
import type { CarriedChange } from './mutations.ts';

/** A record: what its ALTs change, and its place and letters. */
export interface VariantRecord {
	/** 0-based. */
	position: number;
	ref: string;
	alts: string[];
	/** The change of each ALT. */
	changes: CarriedChange[];
}

/**
 * The records of the changes that at least one of the haplotypes `from .. to - 1` carries, sorted by position and letters.
 * Changes of one tandem repeat that begin at one place are the ALTs of one record; all others have records of their own. (Were
 * they joined from different places, the record could be trimmed further, and its ALTs would no longer be left-aligned.)
 */
export function makeRecords(reference: Uint8Array, changes: readonly CarriedChange[], from: number, to: number): VariantRecord[] {
	const carried = changes.filter(({ carriers }) => carriers.subarray(from, to).includes(1));
	const groups = Map.groupBy(carried, ({ locus, start }) => `${locus} ${start}`);
	const records = [...groups.values()].map((group) => makeRecord(reference, group));
	return records.sort((a, b) => a.position - b.position || compareText(a.ref, b.ref) || compareText(a.alts[0]!, b.alts[0]!));
}

/** One record of changes that begin at one place; a base before them is the anchor where one changes the length. */
export function makeRecord(reference: Uint8Array, changes: CarriedChange[]): VariantRecord {
	const anchor = changes.some(isIndel) ? 1 : 0;
	const position = changes[0]!.start - anchor;
	const end = Math.max(...changes.map((change) => change.end));
	const alts = changes.map((change) => {
		const before = lettersOf(reference.subarray(position, change.start));
		return before + lettersOf(change.sequence) + lettersOf(reference.subarray(change.end, end));
	});
	return { position, ref: lettersOf(reference.subarray(position, end)), alts, changes };
}

/** What INFO says of structural variants: SVTYPE and SVLEN with a value for each ALT; nothing when there is none. */
export function structuralInfo(record: VariantRecord): string[] {
	if (!record.changes.some((change) => typeOf(change) === 'SV')) return [];
	const lengths = record.changes.map(lengthChange);
	const longest = lengths.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
	return [`SVTYPE=${longest > 0 ? 'INS' : 'DEL'}`, `SVLEN=${lengths.join(',')}`];
}

/** The genotype column of haplotypes `first` and `first + 1`, phased. */
export function genotype(record: VariantRecord, first: number): string {
	return `${alleleOf(record, first)}|${alleleOf(record, first + 1)}`;
}

function alleleOf(record: VariantRecord, haplotype: number): number {
	return record.changes.findIndex(({ carriers }) => carriers[haplotype] === 1) + 1;
}

/** The part of a record before its genotypes, without a line end. */
export function recordText(contig: string, record: VariantRecord, id: string, info: string[]): string {
	const { position, ref, alts } = record;
	return [contig, position + 1, id, ref, alts.join(','), '.', 'PASS', info.length > 0 ? info.join(';') : '.'].join('\t');
}

/** A declared INFO field: ID, Number, Type, Description. */
type InfoField = readonly [id: string, number: string, type: string, description: string];

/** The INFO fields that simulated VCFs use. */
const INFO_FIELDS: Readonly<Record<string, InfoField>> = {
	AC: ['AC', 'A', 'Integer', 'Haplotypes with the allele'],
	AN: ['AN', '1', 'Integer', 'Haplotypes'],
	SVTYPE: ['SVTYPE', '1', 'String', 'Structural variant: INS or DEL, of the ALT that changes the length most'],
	SVLEN: ['SVLEN', 'A', 'Integer', 'Length of the ALT minus that of REF, where one of the ALTs differs by 50 bp or more'],
	PRIVATE: ['PRIVATE', '0', 'Flag', 'No haplotype of the panel has one of the ALTs'],
	GENE: ['GENE', '1', 'String', 'Gene that the variant lies in'],
};

/** Header with the column line. */
export function vcfHeader(
	contigs: readonly { name: string; sequence: Uint8Array }[],
	source: string,
	fields: readonly string[],
	samples: readonly string[],
): string {
	const lines = ['##fileformat=VCFv4.2', `##source=${source}`, '##FILTER=<ID=PASS,Description="All filters passed">'];
	for (const { name, sequence } of contigs) lines.push(`##contig=<ID=${name},length=${sequence.length}>`);
	for (const field of fields) {
		const [id, number, type, description] = INFO_FIELDS[field]!;
		lines.push(`##INFO=<ID=${id},Number=${number},Type=${type},Description="${description}">`);
	}
	const columns = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO'];
	if (samples.length > 0) {
		lines.push('##FORMAT=<ID=GT,Number=1,Type=String,Description="Phased genotype">');
		columns.push('FORMAT', ...samples);
	}
	return `${lines.join('\n')}\n${columns.join('\t')}\n`;
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
