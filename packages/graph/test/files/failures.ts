/** What tests of errors share. */
import { PangrafError } from '../../src/errors.ts';

/** Code, place and message of the error that `work` ends with; `none` where it ends without. Other errors are thrown on. */
export async function failureOf(work: () => unknown): Promise<{ code: string; place?: string; message: string }> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof PangrafError)) throw error;
		const { place } = error.data;
		return { code: error.code, message: error.message, ...(place === undefined ? {} : { place }) };
	}
	return { code: 'none', message: '' };
}

/** Everything that an iteration of chunks gives, as one buffer. */
export async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const all: Uint8Array[] = [];
	for await (const chunk of chunks) all.push(chunk);
	return Buffer.concat(all);
}
