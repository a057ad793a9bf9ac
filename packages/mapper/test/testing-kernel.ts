/** The module that exports every stage, over a memory of its own, and ways to put graphs and reads into it. */
import { readFile } from 'node:fs/promises';
import { buildHaplotypeStore, type Graph } from '@pangraf/graph';
import { HAPLOTYPE_PENALTY } from '../src/haplotypes/haplotype-penalty.ts';
import { knowsHaplotypes } from '../src/haplotypes/known-haplotypes.ts';
import { DATA_ADDRESS, instantiate, type KernelExports, sharedMemory, writeTables } from '../src/kernels/kernel.ts';
import { type NodeColumns, placedRecordsBytes, writeNodeRecords } from '../src/kernels/node-records.ts';
import { giveScratch } from '../src/pool/kernel-setup.ts';
import { type MemoryPlan, planMemory } from '../src/pool/memory-plan.ts';
import { linearCoordinates } from '../src/clusters/coordinates.ts';
import { blockNodes } from '../src/seeds/block-nodes.ts';
import { DEFAULT_SCHEME, type SeedScheme } from '../src/seeds/schemes.ts';
import { buildSeedTable, type SeedTable } from '../src/seeds/seed-table.ts';

/** Functions of assembly/testing.ts beside those of the product. */
interface TestingExports extends KernelExports {
	parseSlot(at: number, end: number, read: number): number;
	writeNumber(at: number, value: number): number;
	slotsAreMates(first: number, second: number): number;
	lengthOf(read: number): number;
	hasOthersIn(read: number): number;
	packedBasesAt(read: number, strand: number): number;
	othersMaskAt(read: number, strand: number): number;
	seedSlot(read: number): number;
	lookUp(count: number): void;
	settleSlot(): number;
	lookUpLeft(): void;
	seedsAt(): number;
	sortHits(count: number): void;
	clusterSlot(read: number, frequencyMax: number, strandWanted: number, low: number, high: number): number;
	slotCopies(read: number): number;
	slotDifferences(read: number): number;
	clusterAddress(read: number, i: number): number;
	setClusterCount(read: number, count: number, dropped: number, frequent: number, hits: number): void;
	extendSide(read: number, strand: number, position: number, handle: number, offset: number): number;
	alignSide(read: number, strand: number, position: number, handle: number, offset: number, atLeast: number): number;
	mayBetter(read: number, strand: number, position: number): number;
	findCosts(read: number, position: number, handle: number, offset: number, span: number, spare: number): number;
	leastCostAt(base: number): number;
	collect(handle: number, offset: number, span: number): number;
	entryAt(i: number): number;
	handleOfEntry(entry: number): number;
	sourceInto(entry: number, n: number): number;
	stepAt(i: number): number;
	editWordAt(i: number): number;
	putCandidate(
		read: number,
		i: number,
		score: number,
		low: number,
		high: number,
		descending: number,
		referenceEnds: number,
		switches: number,
		takers: number,
	): void;
	clearSteps(): void;
	addStep(handle: number): void;
	switchesIn(first: number, end: number): number;
	putPath(read: number, first: number, end: number, strand: number, offset: number, span: number): void;
	fragmentOfPaths(first: number, second: number, mean: number, most: number): number;
	takersOfPath(read: number): number;
	takersOfBoth(first: number, second: number, distanceMax: number): number;
	searchHaplotypes(read: number, position: number, handle: number, offset: number, cost: number): number;
	readonly foundOffset: WebAssembly.Global<'i32'>;
	readonly foundEndOffset: WebAssembly.Global<'i32'>;
	readonly foundMismatches: WebAssembly.Global<'i32'>;
	clearSlot(read: number, length: number): void;
	chooseOne(read: number): void;
	chooseTwo(first: number, second: number): void;
	chosenOf(read: number): number;
	mapqOf(read: number): number;
	isProperPair(read: number): number;
	readonly sideScore: WebAssembly.Global<'i32'>;
	readonly sideRead: WebAssembly.Global<'i32'>;
	readonly sideSpan: WebAssembly.Global<'i32'>;
	readonly sideEndOffset: WebAssembly.Global<'i32'>;
	readonly sideMismatches: WebAssembly.Global<'i32'>;
	readonly sideExhausted: WebAssembly.Global<'i32'>;
	readonly pathNext: WebAssembly.Global<'i32'>;
	readonly editNext: WebAssembly.Global<'i32'>;
}

/** A side of an extension or alignment, as the stage left it. */
export interface Side {
	readonly score: number;
	readonly read: number;
	readonly span: number;
	readonly endOffset: number;
	readonly handles: number[];
	/** `length << 2 | kind`; kinds are match, mismatch, insertion, deletion. */
	readonly edits: number[];
}

/** Room for the columns of a graph and its seeds. */
const DATA_BYTES = 24 << 20;
/** Longest segment name in the tests' graphs. */
const NAME_MAX = 64;
const SLOTS = 4;

const BUILDER = new URL('../scripts/build-kernel.mjs', import.meta.url);
const { ensureTestingKernel } = (await import(BUILDER.href)) as { ensureTestingKernel: () => Promise<string> };
const module = await WebAssembly.compile(await readFile(await ensureTestingKernel()));

/** One instance, as a worker has it. */
export class TestingKernel {
	readonly exports: TestingExports;
	readonly memory: WebAssembly.Memory;
	readonly plan: MemoryPlan;
	readonly bytes: Uint8Array;
	readonly view: DataView;
	#next = DATA_ADDRESS;
	/** Where the records of the haplotype store lie; 0 for none. */
	#records = 0;

	constructor() {
		const recordBytes = 254 + 200 + 1420 * (NAME_MAX + 1) + 4200;
		this.plan = planMemory(DATA_BYTES, 1, SLOTS, recordBytes);
		this.memory = sharedMemory(this.plan.totalBytes);
		this.exports = instantiate(module, this.memory) as TestingExports;
		this.bytes = new Uint8Array(this.memory.buffer);
		this.view = new DataView(this.memory.buffer);
		writeTables(this.exports, this.memory, this.plan.tables);
		giveScratch(this.exports, this.plan, 0);
		this.exports.setFragment(400, 100);
	}

	/** Puts a graph's columns and its seed table into the memory. */
	useGraph(graph: Graph, scheme: SeedScheme = DEFAULT_SCHEME): SeedTable {
		const table = buildSeedTable(graph, scheme, module);
		this.useColumns(graph);
		this.#putTable(table);
		return table;
	}

	/** Puts a seed table into the memory, without a graph. */
	useTable(table: SeedTable): void {
		this.#next = DATA_ADDRESS;
		this.#putTable(table);
	}

	#putTable({ scheme, bucketBits, placeBits, ...columns }: SeedTable): void {
		const [bucketStarts, entries] = [this.#put(columns.bucketStarts), this.#put(columns.entries)];
		this.exports.setSeedTable(scheme.k, scheme.s, bucketBits, placeBits, bucketStarts, entries);
	}

	/** Puts a graph's columns into the memory, for stages that need no seeds. */
	useColumns(graph: Graph): void {
		const coordinates = linearCoordinates(graph);
		this.#next = DATA_ADDRESS;
		const haplotypes = knowsHaplotypes(graph) ? buildHaplotypeStore(graph) : undefined;
		const columns: NodeColumns = {
			nodeStarts: graph.nodeStarts,
			nameOffsets: graph.segmentNames.offsets,
			coordinatesLeft: coordinates.left,
			coordinatesRight: coordinates.right,
			edgeStarts: graph.edgeStarts,
			recordStarts: haplotypes?.recordStarts ?? new Uint32Array(graph.edgeStarts.length),
		};
		const origins = { firstBase: 0, firstName: 0, firstEdge: 0, firstRecord: 0 };
		const nodes = new Uint32Array(placedRecordsBytes(graph.nodeCount) / 4);
		writeNodeRecords(nodes, 0, columns, 0, graph.nodeCount + 1, origins);
		this.exports.setGraph(
			this.#put(nodes),
			this.#put(graph.packedBases),
			graph.otherMask.length > 0 ? this.#put(graph.otherMask) : 0,
			this.#put(graph.edgeTargets),
			this.#put(blockNodes(graph)),
			this.#put(graph.segmentNames.bytes),
		);
		this.#records = haplotypes === undefined ? 0 : this.#put(haplotypes.records);
		this.usePenalty(HAPLOTYPE_PENALTY);
	}

	/** Sets what a switch between haplotypes costs. */
	usePenalty(penalty: number): void {
		this.exports.setHaplotypes(this.#records, penalty);
	}

	/** Without a graph: sizes of seeds only. */
	useScheme({ k, s }: SeedScheme): void {
		this.exports.setSeedTable(k, s, 4, 32, 0, 0);
	}

	/** As sections lie in an index: 64-byte aligned, zeros behind. */
	#put(column: Uint8Array | Uint16Array | Uint32Array): number {
		const address = this.#next;
		const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
		this.bytes.set(bytes, address);
		this.#next = Math.ceil((address + bytes.length + 8) / 64) * 64;
		this.bytes.fill(0, address + bytes.length, this.#next);
		if (this.#next > DATA_ADDRESS + DATA_BYTES) throw new RangeError('the graph does not fit the tests');
		return address;
	}

	/** Puts bytes at the start of input slot `slot` and returns their address. */
	putText(text: string | Uint8Array, slot = 0): number {
		const address = this.plan.slots + 2 * slot * this.plan.slotBytes;
		this.bytes.set(typeof text === 'string' ? new TextEncoder().encode(text) : text, address);
		return address;
	}

	/** Parses one record into read slot `read`; false where it has a fault. */
	parse(record: string | Uint8Array, read = 0): boolean {
		const at = this.putText(record);
		const length = typeof record === 'string' ? new TextEncoder().encode(record).length : record.length;
		return this.exports.parseSlot(at, at + length, read) !== 0;
	}

	/** Puts bases into read slot `read`. */
	putRead(bases: string, read = 0): void {
		if (!this.parse(`@r\n${bases}\n+\n${'I'.repeat(bases.length)}\n`, read)) throw new Error(`bad read ${bases}`);
	}

	/** What the last `extendSide` or `alignSide` that returned 1 found. */
	side(): Side {
		const { exports } = this;
		const list = (count: number, at: (i: number) => number): number[] => Array.from({ length: count }, (_, i) => at(i) >>> 0);
		return {
			score: exports.sideScore.value,
			read: exports.sideRead.value,
			span: exports.sideSpan.value,
			endOffset: exports.sideEndOffset.value,
			handles: list(exports.pathNext.value, (i) => exports.stepAt(i)),
			edits: list(exports.editNext.value, (i) => exports.editWordAt(i)),
		};
	}

	/** Words of a range of the memory, copied. */
	words(address: number, count: number): Uint32Array {
		return new Uint32Array(this.memory.buffer, address >>> 0, count).slice();
	}
}
