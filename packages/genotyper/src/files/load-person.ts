/** One person's calls, and where the arms could have called something, from files. */
import { type Graph, type OnProgress, PangrafError, type Reference } from '@pangraf/graph';
import { openGraph } from '@pangraf/graph/files';
import type { CallSet } from '../comparison/call-set.ts';
import type { Coverage } from '../depth/coverage.ts';
import { historyOf, type InputDescriber } from './describe-input.ts';
import { loadCalls } from './load-calls.ts';
import { loadCoverage } from './load-coverage.ts';
import type { FileToRead, PersonFiles } from './load-samples.ts';

/** A person to compare. */
export interface Person {
	/** Name in the sheet; `undefined` where there is no sheet. */
	readonly sample: string | undefined;
	readonly files: PersonFiles;
}

/** What is compared of one person. */
export interface LoadedPerson {
	readonly sample: string;
	readonly truth: CallSet;
	readonly graph: CallSet;
	readonly linear: CallSet;
	/** Depth of each arm's reads at the truth's variants, where it is known. */
	readonly graphCoverage: Coverage | undefined;
	readonly linearCoverage: Coverage | undefined;
}

/** Loads people one after the other; each file is described for the report. */
export class PersonLoader {
	readonly #reference: Reference;
	readonly #describer: InputDescriber;
	readonly #openGraph: (() => Promise<Graph>) | undefined;
	readonly #onProgress: OnProgress | undefined;

	/** `graphIndex` is the graph of alignments that are GAF; it is opened once, where one is met. */
	constructor(
		reference: Reference,
		describer: InputDescriber,
		graphIndex: string | undefined,
		onProgress: OnProgress | undefined,
	) {
		this.#reference = reference;
		this.#describer = describer;
		this.#onProgress = onProgress;
		let graph: Promise<Graph> | undefined;
		if (graphIndex !== undefined) this.#openGraph = () => (graph ??= openGraph(graphIndex).then((opened) => opened.graph));
	}

	/** Errors: those of {@link loadCalls} and {@link loadCoverage}; E_COMPARE_NO_TRUTH. */
	async load(person: Person): Promise<LoadedPerson> {
		const { files } = person;
		const truth = await this.#calls(person, 'truth');
		const graph = await this.#calls(person, 'graph');
		const linear = await this.#calls(person, 'linear');
		const { called } = truth.calls;
		if (called.count === 0) throw noTruth(files.truth.name, truth.calls.recordCount);
		const coverage = async (role: string, file: FileToRead | undefined): Promise<Coverage | undefined> => {
			if (file === undefined) return undefined;
			this.#onProgress?.({ stage: stageOf(person, role), done: 0, unit: 'files' });
			const loaded = await loadCoverage(file.path, called, this.#reference, this.#openGraph);
			await this.#describer.add(role, file.path, { ...personOf(person), unused_lines: loaded.foreignCount }, file.name);
			return loaded.coverage;
		};
		return {
			sample: person.sample ?? truth.sample,
			truth: truth.calls,
			graph: graph.calls,
			linear: linear.calls,
			graphCoverage: await coverage('graph alignments', files.graphAlignments),
			linearCoverage: await coverage('linear alignments', files.linearAlignments),
		};
	}

	async #calls(person: Person, role: 'truth' | 'graph' | 'linear'): Promise<{ sample: string; calls: CallSet }> {
		const { path, name } = person.files[role];
		const wanted = person.sample === undefined ? {} : { wanted: person.sample };
		const stage = stageOf(person, role === 'truth' ? 'truth' : `${role} calls`);
		const loaded = await loadCalls(path, this.#reference, { stage, onProgress: this.#onProgress, ...wanted });
		const { sample, calls, headerLines } = loaded;
		await this.#describer.add(role, path, { ...personOf(person), sample, history: historyOf(headerLines) }, name);
		return { sample, calls };
	}
}

function stageOf({ sample }: Person, what: string): string {
	return sample === undefined ? what : `${sample}: ${what}`;
}

function personOf({ sample }: Person): { person?: string } {
	return sample === undefined ? {} : { person: sample };
}

function noTruth(file: string, recordCount: number): PangrafError {
	return new PangrafError('E_COMPARE_NO_TRUTH', {
		file,
		found: `no variant that can be compared in ${recordCount} records`,
		expected: 'at least one variant that passes its filters',
		remedy: 'check that this is the truth of the sample',
	});
}
