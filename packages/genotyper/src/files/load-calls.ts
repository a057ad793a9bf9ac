import { type OnProgress, PangrafError, type Reference } from '@pangraf/graph';
import { readVcf } from '@pangraf/graph/files';
import { type CallSet, CallSetBuilder } from '../comparison/call-set.ts';

/** Records between two reports of progress. */
const PROGRESS_RECORDS = 20_000;

/** One sample's calls. */
export interface LoadedCalls {
	/** Name of its column. */
	readonly sample: string;
	readonly calls: CallSet;
	/** The `##` lines of the file. */
	readonly headerLines: readonly string[];
}

/** Whose calls to read, and what to say on the way. */
export interface LoadCallsOptions {
	/** The sample to take of a VCF of several; of a VCF of one sample that one is taken, whatever its name. */
	readonly wanted?: string;
	readonly stage: string;
	readonly onProgress?: OnProgress | undefined;
}

/**
 * Reads one sample's calls of a VCF. The file need not be sorted.
 *
 * Errors: those of the reader and of {@link CallSetBuilder}; E_COMPARE_SAMPLES (no sample, or several and none of them wanted).
 */
export async function loadCalls(path: string, reference: Reference, options: LoadCallsOptions): Promise<LoadedCalls> {
	const { wanted, stage, onProgress } = options;
	const vcf = await readVcf(path, { allowPolyploid: true });
	const { samples, lines } = vcf.header;
	const index = samples.length === 1 ? 0 : wanted === undefined ? -1 : samples.indexOf(wanted);
	const sample = samples[index];
	if (sample === undefined) {
		await vcf.close();
		throw samplesError(path, samples, wanted);
	}
	const builder = new CallSetBuilder(reference, path, index);
	let done = 0;
	await vcf.forEach((record) => {
		builder.add(record);
		if (++done % PROGRESS_RECORDS === 0) onProgress?.({ stage, done, unit: 'records' });
	});
	onProgress?.({ stage, done, unit: 'records' });
	return { sample, calls: builder.finish(), headerLines: [...lines] };
}

function samplesError(file: string, samples: readonly string[], wanted: string | undefined): PangrafError {
	const some = `${samples.length} samples (${samples.slice(0, 3).join(', ')}${samples.length > 3 ? ', …' : ''})`;
	const [first] = samples;
	return new PangrafError('E_COMPARE_SAMPLES', {
		file,
		place: 'header',
		found: first === undefined ? 'no sample column' : wanted === undefined ? some : `${some} and no ${wanted}`,
		expected:
			wanted === undefined ? 'one sample with genotypes' : `one sample with genotypes, or the sample ${wanted} among others`,
		remedy:
			first === undefined
				? 'give a VCF with genotypes'
				: wanted === undefined
					? `pick one, such as: bcftools view -s ${first} -c 1`
					: "name the sample in the sheet as in the VCF's header",
	});
}
