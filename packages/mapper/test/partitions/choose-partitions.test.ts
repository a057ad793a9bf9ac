import { describe, expect, it } from 'vitest';
import { layOutComponents } from '../../src/clusters/coordinates.ts';
import { choosePartitions, PARTITION_BYTES, type Piece, piecesOf } from '../../src/partitions/choose-partitions.ts';
import { columnParts, type Partition } from '../../src/partitions/partition-columns.ts';
import { planMemory } from '../../src/pool/memory-plan.ts';
import { smallGraph } from '../random-graphs.ts';

const LENGTH = 2 ** 30 - 100_001;
/** Lengths of GRCh38's chromosomes and mitochondrion, bp. */
// biome-ignore format: as many as fit
const GRCH38 = [
	248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973, 145138636, 138394717, 133797422, 135086622, 133275309,
	114364328, 107043718, 101991189, 90338345, 83257441, 80373285, 58617616, 64444167, 46709983, 50818468, 156040895, 57227415, 16569,
];

/** A piece for each of these lengths, with a node for 30 bases of the reference and a tenth more bases off it. */
function piecesOfLengths(lengths: readonly number[], bytesPerBase: number): Piece[] {
	let firstNode = 0;
	return lengths.map((length) => {
		const bases = Math.round(1.1 * length);
		const piece = { firstNode, endNode: firstNode + Math.ceil(length / 30), bases, length, sizeBytes: bases * bytesPerBase };
		firstNode = piece.endNode;
		return piece;
	});
}

/** Lengths that the partitions hold, in order. */
function held(pieces: readonly Piece[], starts: readonly number[]): number[][] {
	return starts.map((start, i) =>
		pieces.filter(({ firstNode }) => firstNode >= start && firstNode < (starts[i + 1] ?? Infinity)).map(({ length }) => length),
	);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe('partitions', () => {
	it('of a human graph are three, for a place has 30 bits on the linear coordinate', () => {
		const pieces = piecesOfLengths(GRCH38, 2.5);
		const starts = choosePartitions(pieces, { sizeBytes: PARTITION_BYTES, length: LENGTH });
		const parts = held(pieces, starts);
		expect(parts.flat()).toEqual(GRCH38);
		expect(parts.length).toBe(3);
		for (const part of parts) expect(sum(part)).toBeLessThanOrEqual(LENGTH);
	});

	it('keep the limit of bytes, and one that fits leaves room for 30 threads', () => {
		const pieces = piecesOfLengths(GRCH38, 6);
		const starts = choosePartitions(pieces, { sizeBytes: PARTITION_BYTES, length: LENGTH });
		for (const part of held(pieces, starts)) expect(1.1 * 6 * sum(part)).toBeLessThanOrEqual(PARTITION_BYTES + 100);
		expect(starts.length).toBe(8);
		expect(planMemory(PARTITION_BYTES, 30, 0, 200_000).totalBytes).toBeLessThan(2 ** 32);
	});

	it('hold at least a component each, one that is larger than asked for alone', () => {
		const pieces = piecesOfLengths([100, 100, 5000, 100, 100, 100], 1);
		expect(held(pieces, choosePartitions(pieces, { sizeBytes: 250, length: LENGTH }))).toEqual([
			[100, 100],
			[5000],
			[100, 100],
			[100],
		]);
		expect(choosePartitions(pieces, { sizeBytes: 1, length: LENGTH }).length).toBe(6);
		expect(choosePartitions([], { sizeBytes: 1, length: LENGTH })).toEqual([0]);
	});

	it('cannot hold a component that no memory holds, nor be very many', () => {
		const tooLarge = expect.objectContaining({ code: 'E_INDEX_TOO_LARGE' });
		const limits = { sizeBytes: PARTITION_BYTES, length: LENGTH };
		expect(() => choosePartitions(piecesOfLengths([1e9], 5), limits)).toThrow(tooLarge);
		expect(() => choosePartitions(piecesOfLengths([1.1e9], 0.1), limits)).toThrow(tooLarge);
		expect(() =>
			choosePartitions(
				piecesOfLengths(
					Array.from({ length: 65 }, () => 10),
					1,
				),
				{ ...limits, sizeBytes: 1 },
			),
		).toThrow(tooLarge);
	});

	it('divide a graph where no component goes on', () => {
		// A: 0 and 3; B: 1; C: 2; they lie among each other. D: 4 and 5. E: 6.
		const { graph } = smallGraph(
			['ACGT', 'AA', 'CCC', 'GGGGG', 'TT', 'ACA', 'T'],
			[
				[0, 6],
				[8, 10],
			],
		);
		const pieces = piecesOf(graph, layOutComponents(graph).lengths, new Uint32Array(15), 21, 13);
		expect(pieces.map(({ firstNode, endNode, bases }) => [firstNode, endNode, bases])).toEqual([
			[0, 4, 14],
			[4, 6, 5],
			[6, 7, 1],
		]);
		expect(pieces.map(({ length }) => length)).toEqual([9 + 2 + 3 + 3e5, 5 + 1e5, 1 + 1e5]);
	});

	it('find their columns behind 4 GiB', () => {
		const partition: Partition = {
			firstNode: 1_500_000_000,
			endNode: 1_500_000_010,
			firstBase: 4_200_000_032,
			endBase: 4_200_000_700,
			firstEdge: 4_100_000_000,
			endEdge: 4_100_000_024,
			firstName: 15_000_000_000,
			endName: 15_000_000_100,
			firstRecord: 3_500_000_000,
			endRecord: 3_500_000_050,
			nameMax: 10,
			coordinateEnd: 100_700,
			bucketBits: 4,
			placeBits: 11,
		};
		const parts = new Map(columnParts(partition, 3).map((part) => [part.section, part]));
		expect(parts.get('edge.target')).toMatchObject({ first: 4_100_000_000, end: 4_100_000_024, less: 3_000_000_000 });
		expect(parts.get('base.packed')).toMatchObject({ first: 262_500_002, end: 262_500_044, less: 0 });
		expect(parts.get('base.other')).toMatchObject({ first: 131_250_001, end: 131_250_022 });
		expect(parts.get('segment.name')).toMatchObject({ width: 1, first: 15_000_000_000, end: 15_000_000_100 });
		expect(parts.has('seed.entry.3')).toBe(true);
		expect(parts.has('node.start')).toBe(false);
		expect(parts.get('haplotype.record')).toMatchObject({ width: 1, first: 3_500_000_000, end: 3_500_000_050 });
	});
});
