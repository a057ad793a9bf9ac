import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** SHA-256 of a file's bytes, in hexadecimal; `null` for standard input and pipes, which can be read but once. */
export async function sha256OfFile(path: string): Promise<string | null> {
	if (path === '-') return null;
	const entry = await stat(path);
	if (!entry.isFile()) return null;
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
	return hash.digest('hex');
}
