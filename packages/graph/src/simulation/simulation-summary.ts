/** Counts of what was simulated. */
import { typeOf, type VariantType } from './contig-variants.ts';
import { isPatients } from './genes.ts';
import type { Change } from './left-alignment.ts';
import type { CarriedChange } from './mutations.ts';
import type { Population } from './population.ts';
import type { ReadErrors } from './read-pairs.ts';

/** Alleles by type; structural variants change the length by 50 bp or more. */
type TypeCounts = Record<VariantType, number>;

/** What was simulated. */
export interface SimulationSummary {
	contigs: number;
	/** Reference in bp. */
	bases: number;
	/** Of these, in repeats. */
	repeatBases: number;
	/** People in the panel. */
	samples: number;
	/** Records and ALT alleles of the panel. */
	panelRecords: number;
	panelAlleles: TypeCounts;
	/** Records of the patient, and ALT alleles on at least one of the haplotypes. */
	truthRecords: number;
	truthAlleles: TypeCounts;
	/** Of these, alleles that the panel lacks. */
	privateAlleles: TypeCounts;
	genes: number;
	/** Diagnostic variants, and those that the patient carries. */
	diagnosticAlleles: TypeCounts;
	diagnosticCarried: TypeCounts;
	readPairs: number;
	readBases: number;
	/** Errors in the reads, in bases. */
	readErrors: ReadErrors;
}

/** Counts a population and its reads. */
export function summarise(
	population: Population,
	readPairs: number,
	readLength: number,
	readErrors: ReadErrors,
): SimulationSummary {
	const { contigs, diagnostics, panelHaplotypes } = population;
	const changes = contigs.flatMap((contig) => contig.changes);
	const patients = changes.filter(isPatients);
	const diagnosticChanges = diagnostics.map(({ change }) => change);
	const inPanel = (change: CarriedChange) => isCarriedBelow(change, panelHaplotypes);
	return {
		contigs: contigs.length,
		bases: contigs.reduce((sum, { sequence }) => sum + sequence.length, 0),
		repeatBases: contigs.reduce((sum, { classes }) => classes.reduce((count, kind) => count + (kind === 0 ? 0 : 1), sum), 0),
		samples: panelHaplotypes / 2,
		panelRecords: contigs.reduce((sum, { panel }) => sum + panel.length, 0),
		panelAlleles: countTypes(changes.filter(inPanel)),
		truthRecords: contigs.reduce((sum, { truth }) => sum + truth.length, 0),
		truthAlleles: countTypes(patients),
		privateAlleles: countTypes(patients.filter((change) => !inPanel(change))),
		genes: contigs.reduce((sum, { genes }) => sum + genes.length, 0),
		diagnosticAlleles: countTypes(diagnosticChanges),
		diagnosticCarried: countTypes(diagnosticChanges.filter(isPatients)),
		readPairs,
		readBases: 2 * readPairs * readLength,
		readErrors,
	};
}

/** Whether one of the haplotypes `0 .. count - 1` carries a change. */
export function isCarriedBelow(change: CarriedChange, count: number): boolean {
	return change.carriers.subarray(0, count).includes(1);
}

function countTypes(changes: readonly Change[]): TypeCounts {
	const counts: TypeCounts = { SNV: 0, INDEL: 0, SV: 0 };
	for (const change of changes) counts[typeOf(change)]++;
	return counts;
}
