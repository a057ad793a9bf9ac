/** Several VCFs as one run of records by position: what a graph is built from. */
import type { RecordSource } from '../build/allele-table.ts';
import { PangrafError } from '../errors.ts';
import { readVcf, type VcfRecord, type VcfStream } from './vcf.ts';

/** One VCF, read as far as the contig that is being built. */
export interface OpenVcf extends RecordSource {
	/** Place among the files. */
	readonly index: number;
	/** The next record, undefined after the last. */
	next: VcfRecord | undefined;
	/** Place of `next`: contig in the reference and position; -1 before the first. */
	contig: number;
	position: number;
}

/** VCFs whose headers are read. Each is sorted by contig, in the order of the reference, and position. */
export class MergedVcfs {
	readonly vcfs: readonly OpenVcf[];
	readonly #streams: readonly VcfStream[];
	readonly #records: readonly AsyncGenerator<VcfRecord>[];
	readonly #contigPlaces: ReadonlyMap<string, number>;

	private constructor(files: readonly string[], streams: readonly VcfStream[], contigs: readonly string[]) {
		this.#streams = streams;
		this.#records = streams.map((stream) => stream.records());
		this.#contigPlaces = new Map(contigs.map((name, i) => [name, i]));
		this.vcfs = streams.map((stream, index) => {
			const { samples } = stream.header;
			const columns = new Int32Array(samples.length).fill(-1);
			return { file: files[index]!, index, samples, columns, next: undefined, contig: -1, position: -1 };
		});
	}

	/** Opens the files; to be closed. Errors: those of `readVcf`. */
	static async open(files: readonly string[], contigs: readonly string[]): Promise<MergedVcfs> {
		const streams: VcfStream[] = [];
		try {
			for (const file of files) streams.push(await readVcf(file));
		} catch (error) {
			for (const stream of streams) await stream.close();
			throw error;
		}
		return new MergedVcfs(files, streams, contigs);
	}

	/** Closes all files. */
	async close(): Promise<void> {
		for (const stream of this.#streams) await stream.close();
	}

	/** Says whose genotypes are wanted, by file, and reads the first records. To be called once, before {@link MergedVcfs.take}. */
	async start(columns: readonly Int32Array[]): Promise<void> {
		for (const vcf of this.vcfs) {
			vcf.columns.set(columns[vcf.index]!);
			await this.advance(vcf);
		}
	}

	/**
	 * The file whose next record stands first on a contig, undefined after the last there. Of several at one position the first
	 * file's. After it is dealt with, {@link MergedVcfs.advance} it.
	 */
	first(contig: number): OpenVcf | undefined {
		let first: OpenVcf | undefined;
		for (const vcf of this.vcfs) {
			if (vcf.next !== undefined && vcf.contig === contig && (first === undefined || vcf.position < first.position)) first = vcf;
		}
		return first;
	}

	/** Goes on to the next record of a file. Errors: E_BUILD_CONTIG, E_BUILD_ORDER, those of `readVcf`. */
	async advance(vcf: OpenVcf): Promise<void> {
		const step = await this.#records[vcf.index]!.next();
		vcf.next = step.done === true ? undefined : step.value;
		if (vcf.next !== undefined) this.#checkOrder(vcf, vcf.next);
	}

	/** Checks that a record stands where it must, and notes its place. */
	#checkOrder(vcf: OpenVcf, record: VcfRecord): void {
		const contig = this.#contigPlaces.get(record.contig);
		if (contig === undefined) {
			const names = [...this.#contigPlaces.keys()];
			throw new PangrafError('E_BUILD_CONTIG', {
				file: vcf.file,
				place: `line ${record.line}`,
				found: `contig '${record.contig}'`,
				expected: `a contig of the FASTA: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`,
				remedy: 'use the reference that the VCF was made with',
			});
		}
		if (contig < vcf.contig) {
			throw new PangrafError('E_BUILD_ORDER', {
				file: vcf.file,
				place: `line ${record.line}`,
				found: `contig '${record.contig}' out of its turn`,
				expected: 'all records of a contig together, and contigs in the order of the FASTA',
				remedy: 'sort the VCF and the FASTA alike (bcftools sort)',
			});
		}
		if (contig === vcf.contig && record.position < vcf.position) {
			throw new PangrafError('E_BUILD_ORDER', {
				file: vcf.file,
				place: `line ${record.line}`,
				found: `${record.contig}:${record.position + 1} after ${record.contig}:${vcf.position + 1}`,
				expected: 'records sorted by position',
				remedy: 'sort the VCF with bcftools sort',
			});
		}
		vcf.contig = contig;
		vcf.position = record.position;
	}
}
