/** The header of a VCF (https://samtools.github.io/hts-specs/VCFv4.5.pdf, section 1.4). */
import VcfParser from '@gmod/vcf';
import { quote, type VcfPlace, vcfError } from './vcf-error.ts';

/** A contig as the header declares it. */
export interface VcfContig {
	name: string;
	/** In bp, where it is said. */
	length?: number;
}

/** What of a header pangraf uses, and all of its lines. */
export interface VcfHeader {
	/** In the order of the columns. */
	samples: string[];
	/** In the order of the header. */
	contigs: VcfContig[];
	/** The `##` lines as they stand, without line ends. */
	lines: string[];
}

/** Columns of every VCF; FORMAT follows where there are samples. */
const COLUMNS = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO';

/** Collects a header line by line. */
export class VcfHeaderReader {
	readonly #place: VcfPlace;
	readonly #lines: string[] = [];
	readonly #contigs = new Map<string, VcfContig>();

	/** Errors name `place`, whose line the caller counts. */
	constructor(place: VcfPlace) {
		this.#place = place;
	}

	/** Takes the next line and returns the header once it is whole. Errors: E_VCF_HEADER, E_VCF_BINARY. */
	add(line: string): VcfHeader | undefined {
		if (this.#lines.length === 0) this.#checkFirst(line);
		// For the library that takes lines apart it ends a line.
		if (line.includes('\r')) throw this.#error(quote(line), 'no carriage return within a line', 'correct the line ends');
		if (line.startsWith('##')) {
			this.#lines.push(line);
			if (line.startsWith('##contig=')) this.#addContig(line);
			return undefined;
		}
		if (!line.startsWith('#')) throw this.#error(`the line ${quote(line)}`, 'a line of the header: no #CHROM line came yet');
		return { samples: this.#samples(line), contigs: [...this.#contigs.values()], lines: this.#lines };
	}

	/** The error for a file that ends before its header does. */
	cut(): Error {
		return this.#error('the end of the file', 'a #CHROM line', 'the file may be cut');
	}

	#checkFirst(line: string): void {
		if (line.startsWith('##fileformat=VCFv4')) return;
		if (line.startsWith('BCF\x02')) {
			throw vcfError(this.#place, 'E_VCF_BINARY', 'a BCF file', 'VCF text', "convert it with 'bcftools view'");
		}
		throw this.#error(quote(line), '##fileformat=VCFv4.x as the first line', 'check that this is a VCF file');
	}

	#addContig(line: string): void {
		const section = new VcfParser({ header: `${line}\n${COLUMNS}` }).getMetadata('contig');
		const [entry] = Object.entries(typeof section === 'object' ? section : {});
		if (typeof entry?.[1] !== 'object' || !line.startsWith('##contig=<') || !line.endsWith('>')) {
			throw this.#error(quote(line), '##contig=<ID=name,length=bp>');
		}
		const [name, values] = entry;
		if (this.#contigs.has(name)) throw this.#error(`contig ${name} again`, 'each contig once', 'remove one of the lines');
		const text = (values as { length?: string }).length;
		const isLength = text !== undefined && /^\d+$/.test(text);
		if (text !== undefined && !isLength) throw this.#error(`length ${quote(text)} of contig ${name}`, 'a number of bp');
		this.#contigs.set(name, isLength ? { name, length: Number(text) } : { name });
	}

	#samples(line: string): string[] {
		const fields = line.split('\t');
		if (fields.slice(0, 8).join('\t') !== COLUMNS || (fields.length > 8 && fields[8] !== 'FORMAT')) {
			const hint = line.includes('\t') ? 'correct the line' : 'separate the columns by tabs';
			throw this.#error(quote(line), `${COLUMNS.replaceAll('\t', ' ')}, and FORMAT and samples`, hint);
		}
		const { samples } = new VcfParser({ header: line });
		const seen = new Set<string>();
		for (const sample of samples) {
			if (sample === '') throw this.#error('a sample without a name', 'a name for each sample');
			if (seen.has(sample)) throw this.#error(`sample ${sample} again`, 'each sample once', 'rename or remove one');
			seen.add(sample);
		}
		return samples;
	}

	#error(found: string, expected: string, remedy?: string): Error {
		return vcfError(this.#place, 'E_VCF_HEADER', found, expected, remedy);
	}
}
