import { type OnProgress, PangrafError, type Reference } from '@pangraf/graph';
import { readVcf } from '@pangraf/graph/files';
import { type CallSet, CallSetBuilder } from '../comparison/call-set.ts';

/** Records between two reports of progress. */
const PROGRESS_RECORDS = 20_000;

/** One sample's calls, and the sample's name. */
export interface LoadedCalls {
	readonly sample: string;
	readonly calls: CallSet;
}

/**
 * Reads the calls of a VCF of one sample. The file need not be sorted.
 *
 * Errors: those of the reader and of {@link CallSetBuilder}; E_COMPARE_SAMPLES (no sample or several).
 */
export async function loadCalls(
	path: string,
	reference: Reference,
	stage: string,
	onProgress?: OnProgress,
): Promise<LoadedCalls> {
	const vcf = await readVcf(path);
	const { samples } = vcf.header;
	const [sample, ...others] = samples;
	if (sample === undefined || others.length > 0) {
		await vcf.close();
		throw new PangrafError('E_COMPARE_SAMPLES', {
			file: path,
			place: 'header',
			found:
				sample === undefined
					? 'no sample column'
					: `${samples.length} samples (${samples.slice(0, 3).join(', ')}${others.length > 2 ? ', …' : ''})`,
			expected: 'one sample with genotypes',
			remedy: sample === undefined ? 'give a VCF with genotypes' : `pick one, such as: bcftools view -s ${sample} -c 1`,
		});
	}
	const builder = new CallSetBuilder(reference, path);
	let done = 0;
	for await (const record of vcf.records()) {
		builder.add(record);
		if (++done % PROGRESS_RECORDS === 0) onProgress?.({ stage, done, unit: 'records' });
	}
	onProgress?.({ stage, done, unit: 'records' });
	return { sample, calls: builder.finish() };
}
