/** VCF 4.3 as text: the header from definitions, and record lines. */
import type { VcfContig } from './vcf-header.ts';

/** An INFO or FORMAT field. */
export interface VcfFieldDefinition {
	id: string;
	/** A count, or `A`, `R`, `G` or `.` (one for each ALT, each allele, each genotype, any number). */
	number: number | 'A' | 'R' | 'G' | '.';
	type: 'Integer' | 'Float' | 'Flag' | 'Character' | 'String';
	description: string;
}

/** What a header declares. */
export interface VcfDeclarations {
	/** Program and version. */
	source: string;
	contigs: readonly VcfContig[];
	info?: readonly VcfFieldDefinition[];
	format?: readonly VcfFieldDefinition[];
	/** All but PASS. */
	filters?: readonly { id: string; description: string }[];
	/** ALT definitions of symbolic alleles, such as DEL. */
	alts?: readonly { id: string; description: string }[];
	/** Further `##` lines as they are to stand, such as `##pangrafCommand=…`. */
	lines?: readonly string[];
	/** None for a VCF of sites. */
	samples: readonly string[];
}

/** One record to be written. */
export interface VcfLine {
	contig: string;
	/** Of the first base of `ref`, 0-based. */
	position: number;
	id?: string;
	ref: string;
	alts: readonly string[];
	quality?: number | undefined;
	/** `PASS`, or what it failed, separated by semicolons; `.` when absent. */
	filter?: string;
	/** Key and value; `true` is a flag, undefined leaves the key out. Lists are joined by commas. */
	info?: Readonly<Record<string, VcfValue | true | undefined>>;
	/** Keys of the sample columns; GT first. */
	format?: readonly string[];
	/** For each sample its column, or its values in the order of `format`. */
	samples?: readonly (string | readonly VcfValue[])[];
}

/** A value of INFO or of a sample column; numbers are written with at most six significant digits, NaN as `.`. */
export type VcfValue = string | number | readonly (string | number)[];

/** The header's lines, ended by the column line and a line end. */
export function formatVcfHeader(header: VcfDeclarations): string {
	const field = (section: string) => (definition: VcfFieldDefinition) => {
		const { id, number, type, description } = definition;
		return `##${section}=<ID=${id},Number=${number},Type=${type},Description="${escapeQuoted(description)}">`;
	};
	const plain = (section: string) => (definition: { id: string; description: string }) =>
		`##${section}=<ID=${definition.id},Description="${escapeQuoted(definition.description)}">`;
	const lines = [
		'##fileformat=VCFv4.3',
		`##source=${header.source}`,
		...(header.lines ?? []),
		'##FILTER=<ID=PASS,Description="All filters passed">',
		...(header.filters ?? []).map(plain('FILTER')),
		...(header.alts ?? []).map(plain('ALT')),
		...(header.info ?? []).map(field('INFO')),
		...(header.format ?? []).map(field('FORMAT')),
		...header.contigs.map(({ name, length }) => `##contig=<ID=${name}${length === undefined ? '' : `,length=${length}`}>`),
	];
	const columns = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO'];
	if (header.samples.length > 0) columns.push('FORMAT', ...header.samples);
	return `${lines.join('\n')}\n${columns.join('\t')}\n`;
}

/** The line of a record, with its line end. */
export function formatVcfRecord(record: VcfLine): string {
	const fields = [
		record.contig,
		String(record.position + 1),
		record.id ?? '.',
		record.ref,
		record.alts.length === 0 ? '.' : record.alts.join(),
		record.quality === undefined ? '.' : formatValue(record.quality),
		record.filter ?? '.',
		formatInfo(record.info ?? {}),
	];
	if (record.format !== undefined) {
		fields.push(record.format.join(':'));
		for (const sample of record.samples ?? [])
			fields.push(typeof sample === 'string' ? sample : sample.map(formatValue).join(':'));
	}
	return `${fields.join('\t')}\n`;
}

function formatInfo(info: Readonly<Record<string, VcfValue | true | undefined>>): string {
	const entries: string[] = [];
	for (const [key, value] of Object.entries(info)) {
		if (value === undefined) continue;
		entries.push(value === true ? key : `${key}=${formatValue(value)}`);
	}
	return entries.length === 0 ? '.' : entries.join(';');
}

function formatValue(value: VcfValue): string {
	if (typeof value === 'string') return value;
	if (typeof value !== 'number') return value.map(formatValue).join();
	if (Number.isNaN(value)) return '.';
	return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

function escapeQuoted(text: string): string {
	return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
