import type { Comparison } from '../comparison/compare.ts';
import { formatGenotype } from '../comparison/genotype.ts';
import { type Outcome, OUTCOMES } from '../comparison/miss-reasons.ts';
import type { Panel } from '../comparison/panel.ts';
import { sizeOf, typeOf, type VariantType } from '../comparison/variant-set.ts';
import { type VcfAllele, vcfAllele } from './vcf-allele.ts';

/** A true variant of the panel, and what each arm says of it. */
export interface DiagnosticVariant extends VcfAllele {
	type: VariantType;
	/** Bp added, removed or replaced. */
	size: number;
	/** The truth's genotype. */
	genotype: string;
	genes: readonly string[];
	/** Name in the panel; empty for a panel of genes. */
	id: string;
	graph: Outcome;
	linear: Outcome;
}

/** The panel's true variants by which arm finds them. */
export interface DiagnosticChanges {
	panel_kind: Panel['kind'];
	/** Diagnostic variants or genes in the panel. */
	panel_entries: number;
	/** The sample's true variants among them. */
	truth_total: number;
	/** Found by both arms: their number; the others are listed. */
	found_by_both: number;
	/** Found by the graph arm alone. */
	gained: DiagnosticVariant[];
	/** Found by the linear arm alone. */
	lost: DiagnosticVariant[];
	missed_by_both: DiagnosticVariant[];
}

/** Lists, in the order of the reference, what changes between the arms. */
export function diagnosticChanges(comparison: Comparison, panel: Panel): DiagnosticChanges {
	const { truth, graph, linear, isCounted, panelMembers, reference } = comparison;
	const set = truth.called;
	const changes: DiagnosticChanges = {
		panel_kind: panel.kind,
		panel_entries: panel.entryCount,
		truth_total: 0,
		found_by_both: 0,
		gained: [],
		lost: [],
		missed_by_both: [],
	};
	for (const i of [...panelMembers.keys()].toSorted((a, b) => a - b)) {
		if (isCounted[i] === 0) continue;
		changes.truth_total++;
		const graphOutcome = OUTCOMES[graph.outcome[i]!]!;
		const linearOutcome = OUTCOMES[linear.outcome[i]!]!;
		if (graphOutcome === 'found' && linearOutcome === 'found') {
			changes.found_by_both++;
			continue;
		}
		const variant: DiagnosticVariant = {
			...vcfAllele(set, i, reference),
			type: typeOf(set, i),
			size: sizeOf(set, i),
			genotype: formatGenotype(set.genotype[i]!),
			...panelMembers.get(i)!,
			graph: graphOutcome,
			linear: linearOutcome,
		};
		if (graphOutcome === 'found') changes.gained.push(variant);
		else if (linearOutcome === 'found') changes.lost.push(variant);
		else changes.missed_by_both.push(variant);
	}
	return changes;
}
