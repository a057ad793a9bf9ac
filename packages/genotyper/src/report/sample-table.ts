/** Figures of single people: fewer than those of strata, because there may be thousands of rows. */
import type { StratumResult } from '../comparison/compare.ts';
import type { StratumKind } from '../comparison/strata.ts';
import type { ArmTally } from '../comparison/tally.ts';
import {
	ARM_FIGURE_COLUMNS,
	armCells,
	type ArmFigures,
	armFigures,
	PAIRED_FIGURE_COLUMNS,
	pairedCells,
	type PairedFigures,
	pairedFigures,
	tableLine,
} from './arm-figures.ts';

/** One arm in one stratum of one person. */
export interface SampleArmSummary extends ArmFigures {
	genotype_mismatches: number;
}

/** One stratum of one person. */
export interface SampleStratumSummary extends PairedFigures {
	kind: StratumKind;
	truth_total: number;
	graph: SampleArmSummary;
	linear: SampleArmSummary;
}

const ARM_COLUMNS = [...ARM_FIGURE_COLUMNS, 'genotype_mismatches'];

/** samples.tsv's header. */
export const SAMPLE_HEADER: string = tableLine([
	'sample',
	'stratum',
	'kind',
	'truth_total',
	...ARM_COLUMNS.map((name) => `graph_${name}`),
	...ARM_COLUMNS.map((name) => `linear_${name}`),
	...PAIRED_FIGURE_COLUMNS,
	'methods',
]);

/** samples.tsv: a person's rows, one for each stratum that is always there or holds something; `NA` where a figure is not defined. */
export function* sampleTable(sample: string, strata: readonly StratumResult[]): Generator<string> {
	for (const stratum of strata) {
		const { isOptional, name, tally } = stratum;
		if (isOptional && tally.truthTotal + tally.graph.fp + tally.linear.fp === 0) continue;
		const row = summariseSample(stratum);
		yield tableLine([
			sample,
			name,
			row.kind,
			row.truth_total,
			...armCells(row.graph),
			row.graph.genotype_mismatches,
			...armCells(row.linear),
			row.linear.genotype_mismatches,
			...pairedCells(row),
			'Wilson; difference: Newcombe paired 10; McNemar exact',
		]);
	}
}

/** Works out the figures of one stratum of one person. */
export function summariseSample({ kind, tally }: Pick<StratumResult, 'kind' | 'tally'>): SampleStratumSummary {
	return {
		kind,
		truth_total: tally.truthTotal,
		graph: summariseArm(tally.graph),
		linear: summariseArm(tally.linear),
		...pairedFigures(tally),
	};
}

function summariseArm(tally: ArmTally): SampleArmSummary {
	return { ...armFigures(tally), genotype_mismatches: tally.genotypeMismatches };
}
