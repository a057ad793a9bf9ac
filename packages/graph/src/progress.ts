/** One report of how far a stage has come; the receiver decides how often and how to show it. */
export interface ProgressEvent {
	/** Short name such as `index` or `map`. */
	stage: string;
	/** Units done so far. */
	done: number;
	/** Units in all, where that is known. */
	total?: number;
	/** Share of the input that was read, from 0 to 1, where units are not known in all. */
	share?: number;
	/** What is counted, plural: `reads`, `bp`, `records`, `bytes`. */
	unit: string;
}

/** Called by long-running library functions, at most some thousand times a run. Must not throw. */
export type OnProgress = (event: ProgressEvent) => void;
