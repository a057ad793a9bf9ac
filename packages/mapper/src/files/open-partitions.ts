/** Opening an index of several partitions: each into a memory of its own, and one more memory for reads. */
import type { Section } from '@pangraf/graph';
import { scanSections } from '@pangraf/graph/containers';
import { DATA_ADDRESS, PAGE_BYTES, sharedMemory } from '../kernels/kernel.ts';
import { placedRecordsBytes } from '../kernels/node-records.ts';
import { type ColumnPart, columnParts, type Partition, sectionOf } from '../partitions/partition-columns.ts';
import type { IndexLayout, PartitionSetup } from '../pool/kernel-setup.ts';
import { checkMemory } from '../pool/machine-memory.ts';
import { planMemory } from '../pool/memory-plan.ts';
import { indexLayout, type LayoutParameters } from './index-layout.ts';
import { isNodeColumn, type NodeTarget, readNodeRecords } from './read-node-records.ts';

/** Sections begin at multiples of this, and zeros follow them, as in the file. */
const ALIGNMENT = 64;
const PADDING_MIN = 8;

/** A part of a section and the bytes it is to fill. */
interface Target extends ColumnPart {
	readonly address: number;
	readonly bytes: Uint8Array;
}

/**
 * Opens the partitions of the index at `path`, whose header lists `sections`. Errors: those of `scanSections` and `readNodeRecords`, E_INDEX_TOO_LARGE where
 * one does not fit 4 GiB beside what `workers` threads need, E_MEMORY where all together do not fit this machine.
 */
export async function openPartitions(
	path: string,
	sections: readonly Section[],
	partitions: readonly Partition[],
	{ k, s, knowsHaplotypes }: Pick<LayoutParameters, 'k' | 's' | 'knowsHaplotypes'>,
	workers: number,
	recordBytes: number,
): Promise<PartitionSetup[]> {
	const targets = new Map<string, Target[]>();
	const nodeTargets: NodeTarget[] = [];
	let base = 0;
	let needed = 0;
	const setups = partitions.map((partition, number): PartitionSetup => {
		const { parts, nodes, dataBytes } = placed(partition, number, sections);
		const texts = DATA_ADDRESS + dataBytes;
		const plan = planMemory(dataBytes + workers * recordBytes, workers, 0, recordBytes);
		needed += plan.totalBytes;
		checkMemory(path, needed, partitions.length);
		const memory = sharedMemory(plan.totalBytes);
		const addresses = new Map<string, number>();
		for (const part of parts) {
			addresses.set(part.section, part.address);
			const bytes = new Uint8Array(memory.buffer, part.address, (part.end - part.first) * part.width);
			targets.set(part.section, [...(targets.get(part.section) ?? []), { ...part, bytes }]);
		}
		nodeTargets.push({ ...partition, buffer: memory.buffer, address: nodes });
		const setup = {
			memory,
			plan,
			texts,
			base,
			layout: layoutAt(nodes, addresses, { k, s, knowsHaplotypes, ...partition }, number),
		};
		base += partition.coordinateEnd;
		return setup;
	});
	const others = sections.filter((section) => !isNodeColumn(section));
	await scanSections(path, others, ({ name }, at, bytes) => {
		for (const target of targets.get(name) ?? []) copyInto(target, at, bytes);
	});
	for (const { width, less, bytes } of [...targets.values()].flat()) {
		if (width === 4 && less > 0) lower(new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4), less);
	}
	await readNodeRecords(path, sections, nodeTargets);
	return setups;
}

/** Gives each part that the file has a place in memory, and node records theirs. */
function placed(
	partition: Partition,
	number: number,
	sections: readonly Section[],
): { parts: (ColumnPart & { address: number })[]; nodes: number; dataBytes: number } {
	let next = DATA_ADDRESS;
	const parts = columnParts(partition, number).flatMap((part) => {
		const section = sections.find(({ name }) => name === part.section);
		if (section === undefined || section.sizeBytes === 0) return [];
		const address = next;
		const end = Math.min(part.end, section.sizeBytes / part.width);
		next = Math.ceil((address + (end - part.first) * part.width + PADDING_MIN) / ALIGNMENT) * ALIGNMENT;
		return [{ ...part, end, address }];
	});
	const end = next + placedRecordsBytes(partition.endNode - partition.firstNode);
	return { parts, nodes: next, dataBytes: Math.ceil((end - DATA_ADDRESS) / PAGE_BYTES) * PAGE_BYTES };
}

/** Copies what of `bytes`, which stand at byte `at` of the section, belongs to the part. */
function copyInto({ first, end, width, bytes: target }: Target, at: number, bytes: Uint8Array): void {
	const from = Math.max(first * width, at);
	const to = Math.min(end * width, at + bytes.length);
	if (from < to) target.set(bytes.subarray(from - at, to - at), from - first * width);
}

function lower(column: Uint32Array, less: number): void {
	for (let i = 0; i < column.length; i++) column[i] = Math.max(0, column[i]! - less);
}

function layoutAt(
	nodes: number,
	addresses: ReadonlyMap<string, number>,
	parameters: LayoutParameters,
	number: number,
): IndexLayout {
	const at = (name: string): number => {
		if (name === 'seed.bucket') return addresses.get(sectionOf(name, number)) ?? 0;
		// Looking up reads what is beside the entries, also where there are none.
		if (name === 'seed.entry') return addresses.get(sectionOf(name, number)) ?? DATA_ADDRESS;
		return addresses.get(name) ?? 0;
	};
	return indexLayout(nodes, at, parameters);
}
