/**
 * The samples of a build and their haplotype columns.
 *
 * Sample `s` owns the haplotype columns `2 * s` and `2 * s + 1`, named haplotypes 1 and 2. Samples stand in the order of the
 * files and their columns; a sample that is in several files, such as one a chromosome, is one sample. On a contig only one of
 * them may have records: two would be two opinions of the same haplotypes.
 */
import { PangrafError } from '../errors.ts';

/** Samples of a build. */
export interface SampleTable {
	readonly names: readonly string[];
	/** Per file and column of its samples: the sample, or -1 when it is not wanted. */
	readonly columns: readonly Int32Array[];
}

/** One VCF as far as its samples go. */
export interface SampleSource {
	/** Name for messages. */
	file: string;
	/** Each name once. */
	samples: readonly string[];
}

/**
 * Gives the samples of all files their places.
 * @param wanted when given, only these samples, in the order of the files.
 * @throws PangrafError E_BUILD_SAMPLE_IS_REFERENCE, E_BUILD_SAMPLE_NAME, E_BUILD_SAMPLE_UNKNOWN, E_BUILD_NO_SAMPLES
 */
export function makeSampleTable(sources: readonly SampleSource[], refSample: string, wanted?: readonly string[]): SampleTable {
	const wantedNames = wanted === undefined ? undefined : new Set(wanted);
	const places = new Map<string, number>();
	const columns = sources.map(({ file, samples }) => {
		return Int32Array.from(samples, (name) => {
			if (wantedNames !== undefined && !wantedNames.has(name)) return -1;
			if (name === refSample) {
				throw new PangrafError('E_BUILD_SAMPLE_IS_REFERENCE', {
					file,
					place: '#CHROM line',
					found: `sample '${name}', which is the name of the reference`,
					expected: 'a reference name that is no sample',
					remedy: 'choose another with --ref-sample',
				});
			}
			if (/[\s#]/.test(name)) {
				throw new PangrafError('E_BUILD_SAMPLE_NAME', {
					file,
					place: '#CHROM line',
					found: `sample '${name}'`,
					expected: "names without blanks and '#', which GFA and PanSN cannot hold",
					remedy: 'rename it with bcftools reheader --samples, or leave it out with --sample-list',
				});
			}
			const place = places.get(name) ?? places.size;
			places.set(name, place);
			return place;
		});
	});
	for (const name of wantedNames ?? []) {
		if (places.has(name)) continue;
		throw new PangrafError('E_BUILD_SAMPLE_UNKNOWN', {
			found: `sample '${name}' in the sample list but in none of the VCFs`,
			expected: 'names from the #CHROM lines',
			remedy: 'correct the name or remove it from the list',
		});
	}
	if (sources.length > 0 && places.size === 0) {
		throw new PangrafError('E_BUILD_NO_SAMPLES', {
			file: sources.map(({ file }) => file).join(' '),
			found: 'no sample',
			expected: 'phased genotypes of at least one sample',
			remedy: 'give a VCF with genotype columns, or none for a graph of the reference alone',
		});
	}
	return { names: [...places.keys()], columns };
}

/** Which file each sample's genotypes on a contig come from. */
export class SampleOwners {
	/** By sample: the file's place plus one, 0 for none yet. */
	readonly #owners: Uint16Array;
	readonly #names: readonly string[];
	readonly #files: readonly string[];

	/** For one contig. */
	constructor(names: readonly string[], files: readonly string[]) {
		this.#owners = new Uint16Array(names.length);
		this.#names = names;
		this.#files = files;
	}

	/**
	 * Says that file number `file` has a record on the contig, first on `line`.
	 * @throws PangrafError E_BUILD_SAMPLE_TWICE where another file brought one of its samples already
	 */
	add(file: number, columns: Int32Array, line: number, contig: string): void {
		for (const sample of columns) {
			if (sample < 0) continue;
			const before = this.#owners[sample]!;
			if (before !== 0 && before !== file + 1) {
				throw new PangrafError('E_BUILD_SAMPLE_TWICE', {
					file: this.#files[file]!,
					place: `line ${line}`,
					found: `sample '${this.#names[sample]}' on ${contig}, where ${this.#files[before - 1]} has it too`,
					expected: 'the records of a contig in one file for each sample',
					remedy: 'put them together with bcftools concat --allow-overlaps',
				});
			}
			this.#owners[sample] = file + 1;
		}
	}
}
