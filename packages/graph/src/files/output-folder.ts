/** Folders for the files of a command that writes several. */
import { mkdir } from 'node:fs/promises';
import { PangrafError } from '../errors.ts';

/** Makes a folder, and those that it lies in, where they are not there yet. Errors: E_OUTPUT_DIRECTORY. */
export async function makeOutputFolder(path: string): Promise<void> {
	try {
		await mkdir(path, { recursive: true });
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new PangrafError('E_OUTPUT_DIRECTORY', {
			file: path,
			found: code === 'EEXIST' || code === 'ENOTDIR' ? 'a file of this name, or in its way' : `no way to make it (${code})`,
			expected: 'a folder that is there or can be made',
			remedy: 'give another folder',
		});
	}
}
