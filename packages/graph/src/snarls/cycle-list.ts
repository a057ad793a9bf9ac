/** Cycles of handles as ranges of one column: a graph has as many as bubbles. */
import { GrowingUint32 } from '../store/columns.ts';

/** Cycle c is `handles.values[starts.values[c] .. ends.values[c])`. */
export class CycleList {
	readonly handles: GrowingUint32;
	readonly starts: GrowingUint32;
	readonly ends: GrowingUint32;

	/** As many cycles as `starts` says, less one: cycle c ends where the next starts. */
	constructor(starts: Uint32Array, handles: Uint32Array) {
		this.handles = copyOf(handles);
		this.starts = copyOf(starts.subarray(0, -1));
		this.ends = copyOf(starts.subarray(1));
	}

	get count(): number {
		return this.starts.length;
	}

	/** Adds a cycle. */
	add(handles: Uint32Array): void {
		this.starts.push(this.handles.length);
		this.#append(handles);
		this.ends.push(this.handles.length);
	}

	/** Leaves of a cycle places [first, end), and adds what comes behind, then before them, as a cycle of its own. */
	cut(cycle: number, first: number, end: number): void {
		const cycleStart = this.starts.values[cycle]!;
		const cycleEnd = this.ends.values[cycle]!;
		this.starts.values[cycle] = cycleStart + first;
		this.ends.values[cycle] = cycleStart + end;
		this.starts.push(this.handles.length);
		for (let i = cycleStart + end; i < cycleEnd; i++) this.handles.push(this.handles.values[i]!);
		for (let i = cycleStart; i < cycleStart + first; i++) this.handles.push(this.handles.values[i]!);
		this.ends.push(this.handles.length);
	}

	#append(handles: Uint32Array): void {
		this.handles.reserve(handles.length).set(handles, this.handles.length);
		this.handles.length += handles.length;
	}
}

function copyOf(column: Uint32Array): GrowingUint32 {
	const copy = new GrowingUint32(column.length + 1);
	copy.values.set(column);
	copy.length = column.length;
	return copy;
}
