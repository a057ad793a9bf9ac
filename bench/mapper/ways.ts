/** All ways to place each read or pair, as the kernel weighs them: from the module that exports every stage. */
import { readFile } from 'node:fs/promises';
import { BATCH, type KernelExports, writeTables } from '../../packages/mapper/src/kernels/kernel.ts';
import { HAPLOTYPE_PENALTY } from '../../packages/mapper/src/haplotypes/haplotype-penalty.ts';
import { openIndex } from '../../packages/mapper/src/files/open-index.ts';
import { indexKernel } from '../../packages/mapper/src/pool/kernel-setup.ts';
import { type FragmentLengths, learnFragmentLengths } from '../../packages/mapper/src/pairs/fragment-lengths.ts';
import { countRecords, firstRecords } from '../peers/fastq.ts';
import type { AlignedPath } from './true-places.ts';

/** Pairs from whose start the lengths of fragments are learnt. */
const LEARNING_PAIRS = 4096;

interface WayExports extends KernelExports {
	candidateCountOf(read: number): number;
	measureWays(first: number, second: number): void;
	wayWorth(first: number, i: number, second: number, j: number): number;
	wayTakers(first: number, i: number, second: number, j: number): number;
	placeWorth(read: number, i: number): number;
	placeTakers(read: number, i: number): number;
	stepAt(i: number): number;
	chosenOf(read: number): number;
}

/** One mate's part of a way. */
export interface PlacedMate extends AlignedPath {
	/** How many of its ends lie on the reference. */
	readonly referenceEnds: number;
}

/** A way to place a read or a pair. */
export interface Way {
	/** One, or two of a pair. */
	readonly mates: readonly PlacedMate[];
	/** Scores less what switches and the fragment's length cost. */
	readonly worth: number;
	/** Haplotypes that take it. */
	readonly takers: number;
	readonly isChosen: boolean;
}

const BUILDER = new URL('../../packages/mapper/scripts/build-kernel.mjs', import.meta.url);

/**
 * Calls `visit` with the number of each read or pair, from 0, and its ways that are worth no more than `spread` less than the best; `reads`
 * is FASTQ, of first mates and of second ones where there are such. `placed` is what was chosen for each mate, which is no way where mates
 * are placed apart. Returns the fragment lengths of the pairs.
 */
export async function forEachRead(
	index: string,
	reads: readonly Buffer[],
	spread: number,
	visit: (read: number, ways: readonly Way[], placed: readonly (PlacedMate | undefined)[]) => void,
): Promise<FragmentLengths | undefined> {
	const { ensureTestingKernel } = (await import(BUILDER.href)) as { ensureTestingKernel: () => Promise<string> };
	const opened = await openIndex(index, 1, 1);
	const { memory, plan } = opened;
	const module = new WebAssembly.Module(await readFile(await ensureTestingKernel()));
	const kernel = indexKernel(module, opened, HAPLOTYPE_PENALTY, 0) as WayExports;
	writeTables(kernel, memory, plan.tables);
	const bytes = new Uint8Array(memory.buffer);
	const view = new DataView(memory.buffer);

	/** Maps one chunk; returns the address behind the output. */
	const map = (chunk: readonly Buffer[], estimate: 0 | 1): number => {
		for (const [i, part] of chunk.entries()) bytes.set(part, plan.slots + i * plan.slotBytes);
		const [first, second] = chunk as [Buffer, Buffer?];
		const mate = second === undefined ? 0 : plan.slots + plan.slotBytes;
		const mateEnd = mate + (second?.length ?? 0);
		const outEnd = plan.outputs + plan.outputBytes;
		const records = countRecords(first);
		const firstEnd = plan.slots + first.length;
		const done = kernel.mapChunk(plan.slots, firstEnd, mate, mateEnd, records, plan.outputs, outEnd, plan.recordBytes, estimate);
		if (done !== records) throw new Error('the reads do not map');
		return kernel.written.value >>> 0;
	};

	/** SYNC: the layout in assembly/candidates.ts. */
	const mateOf = (read: number, candidate: number): PlacedMate => {
		const at = kernel.candidateOf(read, candidate) >>> 0;
		const word = (offset: number): number => view.getUint32(at + offset, true);
		const steps = Array.from({ length: word(12) }, (_, i) => kernel.stepAt(word(8) + i) >>> 0);
		const [pathStart, span] = [word(32), word(36)];
		const path = { steps, stepStart: 0, stepEnd: steps.length, pathStart, pathEnd: pathStart + span };
		return { ...path, reversed: word(4) !== 0, referenceEnds: word(56) };
	};
	const placesOf = (read: number): Way[] =>
		Array.from({ length: kernel.candidateCountOf(read) }, (_, i) => ({
			worth: kernel.placeWorth(read, i),
			takers: kernel.placeTakers(read, i) >>> 0,
			mates: [mateOf(read, i)],
			isChosen: kernel.chosenOf(read) === i,
		}));
	const waysOf = (first: number, second: number): Way[] => {
		kernel.measureWays(first, second);
		const places = [placesOf(first), placesOf(second)] as const;
		return places[0].flatMap((a, i) =>
			places[1].map((b, j) => ({
				worth: kernel.wayWorth(first, i, second, j),
				takers: kernel.wayTakers(first, i, second, j) >>> 0,
				mates: [a.mates[0]!, b.mates[0]!],
				isChosen: a.isChosen && b.isChosen,
			})),
		);
	};

	const paired = reads.length > 1;
	let fragment: FragmentLengths | undefined;
	if (paired) {
		const end = map(
			reads.map((text) => firstRecords(text, LEARNING_PAIRS)),
			1,
		);
		fragment = learnFragmentLengths(new Uint32Array(memory.buffer.slice(plan.outputs, end)));
		if (fragment === undefined) throw new Error('too few pairs to learn the lengths of fragments from');
		kernel.setFragment(fragment.mean, fragment.stdev);
	}
	let rest = [...reads];
	for (let read = 0; rest[0]!.length > 0; ) {
		const chunk = rest.map((text) => firstRecords(text, paired ? BATCH / 2 : BATCH));
		rest = rest.map((text, i) => text.subarray(chunk[i]!.length));
		map(chunk, 0);
		for (let i = 0; i < countRecords(chunk[0]!); i++) {
			const ways = paired ? waysOf(2 * i, 2 * i + 1) : placesOf(i);
			const best = ways.reduce((most, { worth }) => Math.max(most, worth), Number.NEGATIVE_INFINITY);
			const placed = (paired ? [2 * i, 2 * i + 1] : [i]).map((slot) => {
				const candidate = kernel.chosenOf(slot);
				return candidate < 0 ? undefined : mateOf(slot, candidate);
			});
			visit(
				read++,
				ways.filter(({ worth }) => best - worth <= spread),
				placed,
			);
		}
	}
	return fragment;
}
