/** Whether what a run needs for certain can be had: partitions are in memory all at once. */
import { totalmem } from 'node:os';
import { PangrafError } from '@pangraf/graph/errors';

/** Bytes that this process may have at most: those of the machine, or of the control group that a batch system put it in. */
export function machineBytes(): number {
	return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
}

/** Says early, and in one line, what would end in a kill. Error: E_MEMORY where `needed` bytes are more than there are. */
export function checkMemory(file: string, needed: number, partitions: number, available: number = machineBytes()): void {
	if (needed <= available) return;
	const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
	throw new PangrafError('E_MEMORY', {
		file,
		found: `an index of ${partitions} partitions that takes more than ${gibibytes(needed)} with its threads`,
		expected: `at most ${gibibytes(available)}, all of this machine's memory`,
		remedy: 'ask for more memory, map with fewer threads (-t), or map to chromosomes indexed one by one',
	});
}
