/** Node records of an index, made of its columns while these are read: no more memory than the records take. */
import type { Section } from '@pangraf/graph';
import { readSideBySide } from '@pangraf/graph/containers';
import { type NodeColumns, type NodeOrigins, nodeRecordsBytes, writeNodeRecords } from '../kernels/node-records.ts';
import { requiredSection } from './index-layout.ts';

/** Sections that the records are made of, with the bytes of a node. */
const COLUMNS: readonly (readonly [column: keyof NodeColumns, section: string, width: number])[] = [
	['nodeStarts', 'node.start', 4],
	['nameOffsets', 'segment.name.offset', 4],
	['coordinatesLeft', 'coordinate.left', 4],
	['coordinatesRight', 'coordinate.right', 4],
	['edgeStarts', 'edge.start', 8],
	['recordStarts', 'haplotype.start', 8],
];

/** Where the records of nodes [firstNode, endNode) are to be put, and one more. */
export interface NodeTarget extends NodeOrigins {
	readonly firstNode: number;
	readonly endNode: number;
	readonly buffer: ArrayBufferLike;
	readonly address: number;
}

/** Whether a section is one that records are made of. */
export function isNodeColumn({ name }: Section): boolean {
	return COLUMNS.some(([, section]) => section === name);
}

/**
 * Reads the node records of the index at `path`, whose header lists `sections`; targets follow each other. Errors: E_PGX_SECTION and
 * those of `readSideBySide`.
 */
export async function readNodeRecords(path: string, sections: readonly Section[], targets: readonly NodeTarget[]): Promise<void> {
	const columns = COLUMNS.map(([, name, width]) => ({ section: requiredSection(path, sections, name), width }));
	const records = targets.map(({ buffer, address, firstNode, endNode }) => {
		return new Uint32Array(buffer, address, nodeRecordsBytes(endNode - firstNode) / 4);
	});
	const nodeCount = targets.at(-1)!.endNode;
	await readSideBySide(path, columns, nodeCount + 1, (first, count, pieces) => {
		const words = pieces.map(({ buffer, byteOffset, length }) => new Uint32Array(buffer, byteOffset, length / 4));
		const run = Object.fromEntries(COLUMNS.map(([column], i) => [column, words[i]])) as unknown as NodeColumns;
		for (const [i, target] of targets.entries()) {
			const from = Math.max(first, target.firstNode);
			const end = Math.min(first + count, target.endNode + 1);
			if (from < end) writeNodeRecords(records[i]!, from - target.firstNode, run, from - first, end - first, target);
		}
	});
}
