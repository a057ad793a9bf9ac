import type { InputSummary } from '../report/summary.ts';
import { sha256OfFile } from './file-hash.ts';

/** Header lines of a VCF that say which programs made it, and how. */
const HISTORY = /^##(source|reference|pangraf\w*|\w*command(line)?|\w*version)[^=]*=/i;
/** More lines, and longer ones, are left out: some callers write megabytes. */
const MAX_LINES = 20;
const MAX_LENGTH = 2000;

/** The programs and command lines that a VCF's header names, without `##`. */
export function historyOf(headerLines: readonly string[]): string[] {
	const lines = headerLines.filter((line) => HISTORY.test(line)).map((line) => line.slice(2));
	return lines.slice(0, MAX_LINES).map((line) => (line.length <= MAX_LENGTH ? line : `${line.slice(0, MAX_LENGTH - 1)}…`));
}

/** Describes files that go in; hashes each once, however many people share it. */
export class InputDescriber {
	readonly #inputs: InputSummary[] = [];
	readonly #hashes = new Map<string, string | null>();

	/** The reference, the sheet of samples, the people's files, then the rest; as they came within each. */
	get inputs(): InputSummary[] {
		return this.#inputs.toSorted((a, b) => rankOf(a) - rankOf(b));
	}

	/** `name` is the file as the user named it. Errors: those of reading the file. */
	async add(
		role: string,
		file: string,
		more: Partial<Omit<InputSummary, 'role' | 'file' | 'sha256'>> = {},
		name: string = file,
	): Promise<void> {
		let sha256 = this.#hashes.get(file);
		if (sha256 === undefined) this.#hashes.set(file, (sha256 = await sha256OfFile(file)));
		const said = Object.entries(more).filter(([, value]) => value !== 0 && !(Array.isArray(value) && value.length === 0));
		this.#inputs.push({ role, file: name, sha256, ...Object.fromEntries(said) });
	}
}

function rankOf({ role }: InputSummary): number {
	const rank = ['reference', 'samples', 'truth', 'graph', 'linear'].indexOf(role);
	return rank === -1 ? 3 : Math.min(rank, 2);
}
