/** Taking samples out of `graph.pgx`, with a certificate of what went. */
import { containerMeta, type Graph, graphOf, type OnProgress, type Withdrawal, withdrawSamples } from '@pangraf/graph';
import { createOutput, openContainer, type Output } from '@pangraf/graph/files';
import { type SeedScheme, seedScheme } from '../seeds/schemes.ts';
import { writeIndex } from './write-index.ts';

/** Who withdraws from what. */
export interface WithdrawOptions {
	/** Sample names as in W lines or PanSN path names. */
	samples: readonly string[];
	/** Index. */
	index: string;
	/** The index without them. */
	output: string;
	/** JSON file for the certificate. */
	certificate?: string;
	/** Version of pangraf, for the certificate. */
	version: string;
	onProgress?: OnProgress;
}

/** An index by its content. */
export interface IndexIdentity {
	contentHash: string;
	nodes: number;
	edges: number;
	bases: number;
	walks: number;
}

/** What was taken out of which index; says the same however often and wherever it is made. */
export interface WithdrawalCertificate {
	program: 'pangraf';
	version: string;
	samples: string[];
	before: IndexIdentity;
	after: IndexIdentity;
	removed: Pick<Withdrawal, 'walks' | 'nodes' | 'edges' | 'bases' | 'privateAlleles'>;
	/** Nodes that became part of a neighbour. */
	mergedNodes: number;
	/** `canonical`: the bytes are those of a build without the samples; `as read`: segments kept their names and bounds. */
	form: 'canonical' | 'as read';
	/** How often the samples' names still stand in names, tags or comments. */
	mentions: number;
}

/**
 * Writes the index without the samples. The index that is read is left as it is, unless it is named as the output too.
 * Errors: those of `openContainer`, {@link withdrawSamples}, {@link writeIndex} and `createOutput`.
 */
export async function withdrawFromIndex(options: WithdrawOptions): Promise<WithdrawalCertificate> {
	const { graph, withdrawal, before, scheme, partitionBytes } = await withdrawFrom(options);
	let certificateFile: Output | undefined;
	try {
		// Asked for first: a withdrawal without its certificate is not done.
		if (options.certificate !== undefined) certificateFile = await createOutput(options.certificate);
		const { contentHash } = await writeIndex(graph, options.output, { scheme, partitionBytes, onProgress: options.onProgress });
		const { walks, nodes, edges, bases, privateAlleles, mergedNodes, isCanonical, mentions } = withdrawal;
		const certificate: WithdrawalCertificate = {
			program: 'pangraf',
			version: options.version,
			samples: [...new Set(options.samples)],
			before,
			after: identityOf(graph, contentHash),
			removed: { walks, nodes, edges, bases, privateAlleles },
			mergedNodes,
			form: isCanonical ? 'canonical' : 'as read',
			mentions,
		};
		await certificateFile?.write(`${JSON.stringify(certificate, null, '\t')}\n`);
		await certificateFile?.close();
		return certificate;
	} catch (error) {
		await certificateFile?.abort();
		throw error;
	}
}

/** Reads the index and takes the samples out; what was read is not needed after. */
async function withdrawFrom({ index, samples }: WithdrawOptions): Promise<{
	graph: Graph;
	withdrawal: Withdrawal;
	before: IndexIdentity;
	scheme: SeedScheme | undefined;
	/** As of the index, where it has several partitions. */
	partitionBytes: number | undefined;
}> {
	const container = await openContainer(index);
	const read = graphOf(container);
	const { k, s, partitionBytes } = containerMeta(container).parameters as { k?: number; s?: number; partitionBytes?: number };
	const scheme = k === undefined ? undefined : seedScheme(k, s);
	const left = withdrawSamples(read, samples, index);
	return { ...left, before: identityOf(read, container.header.contentHash), scheme, partitionBytes };
}

function identityOf(graph: Graph, contentHash: string): IndexIdentity {
	return {
		contentHash,
		nodes: graph.nodeCount,
		edges: graph.edgeCount,
		bases: graph.baseCount,
		walks: graph.walks.count,
	};
}
