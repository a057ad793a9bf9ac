/** A graph from either of its files. */
import { open } from 'node:fs/promises';
import { graphOf, isContainer, type Graph, type OnProgress } from '@pangraf/graph';
import { openContainer, readGfa } from '@pangraf/graph/files';

/** Bytes that tell an index from other files. */
const MAGIC_BYTES = 8;

/** An opened graph. */
export interface OpenedGraph {
	readonly graph: Graph;
	/** Content hash of the index; a GFA has none. */
	readonly contentHash?: string;
}

/**
 * Opens an index (graph.pgx) or a GFA, told apart by their first bytes; `-` is a GFA on standard input.
 * Errors: those of `openContainer` and of `readGfa`.
 */
export async function openGraph(path: string, onProgress?: OnProgress): Promise<OpenedGraph> {
	if (path !== '-' && (await startsAsContainer(path))) {
		const container = await openContainer(path);
		return { graph: graphOf(container), contentHash: container.header.contentHash };
	}
	return { graph: await readGfa(path, onProgress === undefined ? {} : { onProgress }) };
}

async function startsAsContainer(path: string): Promise<boolean> {
	try {
		const handle = await open(path, 'r');
		try {
			const head = new Uint8Array(MAGIC_BYTES);
			const { bytesRead } = await handle.read(head, 0, MAGIC_BYTES, 0);
			return isContainer(head.subarray(0, bytesRead));
		} finally {
			await handle.close();
		}
	} catch {
		// What is wrong with the file is said by the reader, which opens it again.
		return false;
	}
}
