/** Which walks of a graph are those of the samples that withdraw. */
import { PangrafError } from '../errors.ts';
import { type Graph, referenceWalks, stringAt } from '../store/graph.ts';
import { KIND_WALK } from '../store/walk-builder.ts';

/**
 * By walk: 1 where it belongs to one of `samples`. `file` is for messages.
 *
 * The reference stays: samples that the header names, and at least one walk of those that stand for the reference where it names
 * none (see referenceWalks), which may be all paths of a graph whose names say nothing.
 * @throws PangrafError E_WITHDRAW_SAMPLE (no walk of it), E_WITHDRAW_REFERENCE
 */
export function findWithdrawnWalks(graph: Graph, samples: readonly string[], file: string): Uint8Array {
	const { walks, strings } = graph;
	const wanted = new Set(samples);
	const found = new Set<string>();
	const withdrawn = new Uint8Array(walks.count);
	for (let walk = 0; walk < walks.count; walk++) {
		const sample = stringAt(strings, walks.sample[walk]!);
		if (!wanted.has(sample)) continue;
		if (graph.referenceSamples.includes(sample)) throw referenceError(sample, file);
		found.add(sample);
		withdrawn[walk] = 1;
	}
	const references = referenceWalks(graph);
	if (references.length > 0 && references.every((walk) => withdrawn[walk] === 1)) {
		throw referenceError(stringAt(strings, walks.sample[references[0]!]!), file);
	}
	for (const sample of wanted) if (!found.has(sample)) throw unknownError(graph, sample, file);
	return withdrawn;
}

function referenceError(sample: string, file: string): PangrafError {
	return new PangrafError('E_WITHDRAW_REFERENCE', {
		file,
		found: `sample '${sample}', which is the reference`,
		expected: 'a sample whose haplotypes are beside the reference',
		remedy: 'build the graph on another reference',
	});
}

function unknownError(graph: Graph, sample: string, file: string): PangrafError {
	const near = nearNames(graph, sample);
	return new PangrafError('E_WITHDRAW_SAMPLE', {
		file,
		found: `no walk of sample '${sample}'`,
		expected: near.length === 0 ? 'a sample of the graph' : `a sample of the graph, such as ${near.join(', ')}`,
		remedy: 'correct the name',
	});
}

const NEAR_COUNT = 3;

/** Names of samples that begin as this one does, the longest way first. */
function nearNames({ walks, strings }: Graph, sample: string): string[] {
	const names = [...new Set(walks.sample)].map((name) => stringAt(strings, name));
	const shared = (name: string) => {
		let length = 0;
		while (length < name.length && name[length] === sample[length]) length++;
		return length;
	};
	return names.toSorted((a, b) => shared(b) - shared(a)).slice(0, NEAR_COUNT);
}

/** A walk's name as PanSN has it, with its place on the contig; of a P line as it stood there. */
export function walkLabel({ walks, strings }: Graph, walk: number): string {
	if (walks.kind[walk] !== KIND_WALK) return stringAt(strings, walks.name[walk]!);
	const name = [stringAt(strings, walks.sample[walk]!), walks.haplotype[walk], stringAt(strings, walks.contig[walk]!)].join('#');
	return Number.isNaN(walks.start[walk]) ? name : `${name}:${walks.start[walk]}-${walks.end[walk]}`;
}
