/** What a simulation takes. */
import { PangrafError } from '../errors.ts';

/** Shape of a simulation. */
export interface SimulationShape {
	/** Integer from 0 to 2^32 - 1; the same seed and shape give the same bytes. */
	seed: number;
	/** Reference in bp, over three contigs. */
	size: number;
	/** People in the panel. */
	samples: number;
	/** Mean depth of the patient's reads. */
	coverage: number;
	readLength: number;
	/** Length of the sequenced fragments, bp. */
	fragmentMean: number;
	fragmentStdev: number;
}

/** Smallest and largest allowed value of each number of a shape, and whether it is whole. */
const LIMITS: Readonly<Record<keyof SimulationShape, readonly [number, number, boolean]>> = {
	seed: [0, 2 ** 32 - 1, true],
	size: [50_000, 2 ** 28, true],
	samples: [1, 2000, true],
	coverage: [0, 1000, false],
	readLength: [30, 1000, true],
	fragmentMean: [30, 3000, false],
	fragmentStdev: [0, 1000, false],
};

/** @throws PangrafError E_SIMULATE_OPTION when a number is out of range, or fragments would be shorter than reads. */
export function checkShape(shape: SimulationShape): void {
	for (const [name, [least, most, isWhole]] of Object.entries(LIMITS)) {
		const value = shape[name as keyof SimulationShape];
		if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) continue;
		throw new PangrafError('E_SIMULATE_OPTION', {
			found: `${name} ${value}`,
			expected: `${isWhole ? 'a whole number' : 'a number'} from ${least} to ${most}`,
			remedy: `give another ${name}`,
		});
	}
	if (shape.fragmentMean < shape.readLength) {
		throw new PangrafError('E_SIMULATE_OPTION', {
			found: `fragments of ${shape.fragmentMean} bp on average and reads of ${shape.readLength} bp`,
			expected: 'fragments at least as long as a read',
			remedy: 'give a larger fragmentMean or a smaller readLength',
		});
	}
}
