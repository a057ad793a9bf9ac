/**
 * A panel of variants that get a record whatever the sample has: 0/0 where the reads exclude them, ./. where none speaks.
 *
 * What the graph knows is genotyped at its site; what it does not know, if it is small, from the pileup. Structural variants
 * that the graph does not have are ./., for reads do not show them.
 */
import { PangrafError } from '@pangraf/graph';
import type { CopyCall } from '../genotypes/copies.ts';
import { placeIndel } from '../sites/indel-placement.ts';
import type { ReferenceBases } from '../sites/reference-steps.ts';
import { LONG_LENGTH } from '../sites/sites.ts';
import type { FinishedPileup } from '../support/finished-pileup.ts';
import { indelCandidate, snvCandidate } from './candidates.ts';
import { type Change, changeKey, normalise } from './changes.ts';
import { genotypeSingle } from './single-change.ts';

/** One alternative allele of a line of the panel. */
export interface PanelAllele {
	/** Line of the file, for errors. */
	readonly line: number;
	readonly id: string;
	readonly contig: string;
	/** Of the first base of `ref`, 0-based. */
	readonly position: number;
	readonly ref: string;
	readonly alt: string;
}

/** The panel as normalised changes. */
export interface PanelSites {
	/** By {@link changeKey}, in the order of the file; the id of the first line that has the change. */
	readonly changes: ReadonlyMap<string, { readonly change: Change; readonly id: string }>;
	/** Alleles without a sequence (symbolic, breakends, `*`) and alleles outside of the graph's reference. */
	readonly unusedCount: number;
}

/**
 * Normalises a panel against the graph's reference. A line that is several changes becomes one record for each.
 *
 * Errors: E_PANEL_REF (the reference has other letters there), E_PANEL_EMPTY (nothing of it can be used). `file` is what they
 * call the panel.
 */
export function panelSites(bases: ReferenceBases, alleles: Iterable<PanelAllele>, file: string): PanelSites {
	const changes = new Map<string, { change: Change; id: string }>();
	let unusedCount = 0;
	for (const { line, id, contig, position, ref, alt } of alleles) {
		const start = /^[ACGTN]+$/.test(alt) ? bases.offsetOf(contig, position, ref.length) : undefined;
		if (start === undefined) {
			unusedCount++;
			continue;
		}
		const own = bases.slice(start, start + ref.length);
		if (own !== ref) {
			const shown = own.length > 20 ? `${own.slice(0, 20)}…` : own;
			throw new PangrafError('E_PANEL_REF', {
				file,
				place: `line ${line}`,
				found: `the REF ${ref.length > 20 ? `${ref.slice(0, 20)}…` : ref} at ${contig}:${position + 1}`,
				expected: `${shown}, as the graph's reference has it`,
				remedy: 'give a panel on the reference that the graph was built from',
			});
		}
		for (const change of normalise(bases, start, start + ref.length, alt)) {
			if (!changes.has(changeKey(change))) changes.set(changeKey(change), { change, id });
		}
	}
	if (changes.size === 0) {
		throw new PangrafError('E_PANEL_EMPTY', {
			file,
			found: `${unusedCount} alleles, none of them a sequence on the graph's reference`,
			expected: 'variants on the contigs of the graph',
			remedy: 'check the names of the contigs',
		});
	}
	return { changes, unusedCount };
}

/** Genotypes of small changes from the pileup, by key; none for those that no read spans, and for large ones. */
export function pileupGenotypes(
	changes: Iterable<Change>,
	pileup: FinishedPileup,
	bases: ReferenceBases,
	ploidyAt: (offset: number) => number,
): Map<string, CopyCall> {
	const genotypes = new Map<string, CopyCall>();
	const wanted = [...changes].filter(({ deleted, inserted }) => Math.max(deleted, inserted.length) < LONG_LENGTH);
	const offsets = new Set(wanted.map((change) => change.start));
	const mismatches = new Map<number, Uint32Array>();
	pileup.forEachMismatch((offset, counts) => {
		if (offsets.has(offset)) mismatches.set(offset, counts.slice());
	});
	const indels = new Map(pileup.indels.map((indel) => [changeKey(indel), indel] as const));
	for (const change of wanted) {
		const { start, deleted, inserted } = change;
		const isSnv = deleted === 1 && inserted.length === 1;
		// A replacement of several bases by others is no single event of a pileup.
		if (ploidyAt(start) === 0 || (!isSnv && deleted > 0 && inserted !== '')) continue;
		const absent = { ...placeIndel(bases, start, deleted, inserted), deleted, forward: 0, reverse: 0 };
		const candidate = isSnv
			? snvCandidate(pileup, change, mismatches.get(start) ?? [])
			: indelCandidate(pileup, indels.get(changeKey(change)) ?? absent);
		const { call } = genotypeSingle(candidate, bases, ploidyAt(start));
		if (call.depth > 0) genotypes.set(changeKey(change), call);
	}
	return genotypes;
}
