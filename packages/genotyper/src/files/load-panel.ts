import { PangrafError, type Reference } from '@pangraf/graph';
import { readLineBatches, readVcf } from '@pangraf/graph/files';
import { unsupportedAllele } from '../comparison/exclusions.ts';
import type { Matcher } from '../comparison/matching.ts';
import { genePanel, genesOfInfo, type Panel, type PanelLine, variantPanel } from '../comparison/panel.ts';
import { primitiveAlleles } from '../comparison/primitive-alleles.ts';
import { checkRefAllele } from '../comparison/ref-allele.ts';
import type { VariantSet } from '../comparison/variant-set.ts';
import { VariantSetBuilder } from '../comparison/variant-set-builder.ts';
import { loadIntervals } from './load-intervals.ts';

/** A panel, and how much of its file cannot be used. */
export interface LoadedPanel {
	readonly panel: Panel;
	/** Lines on foreign contigs, and alleles that do not spell a sequence. */
	readonly unusedCount: number;
}

/**
 * Reads a panel: a VCF of diagnostic variants (samples are not looked at; genes from INFO's GENE, SYMBOL or GENEINFO), or a BED
 * of genes with the symbol in column 4.
 *
 * Errors: those of the readers; E_COMPARE_REF_MISMATCH; E_PANEL_EMPTY (nothing of it is on the reference).
 */
export async function loadPanel(path: string, reference: Reference, matcher: Matcher): Promise<LoadedPanel> {
	if (!(await isVcf(path))) {
		const { intervals, foreignCount } = await loadIntervals(path, reference);
		return { panel: genePanel(intervals, reference), unusedCount: foreignCount };
	}
	const contigs = new Map(reference.names.map((name, i) => [name, i]));
	const single = new VariantSetBuilder();
	const composite: VariantSet[] = [];
	const lines: PanelLine[] = [];
	let unusedCount = 0;
	const vcf = await readVcf(path);
	for await (const record of vcf.records()) {
		const { position } = record;
		const contig = contigs.get(record.contig);
		const ref = bytesOf(record.ref);
		if (contig !== undefined && position >= 0) checkRefAllele(reference, contig, record, path);
		for (const alt of record.alts) {
			if (contig === undefined || position < 0 || unsupportedAllele(alt) !== undefined) {
				unusedCount++;
				continue;
			}
			const parts = primitiveAlleles(reference.sequences[contig]!, position, ref, bytesOf(alt));
			const builder = parts.length > 1 ? new VariantSetBuilder() : single;
			const origin = { line: lines.length, recordPosition: position, recordHash: 0, filter: '.' };
			for (const part of parts) builder.add(contig, part, 0, origin);
			if (parts.length > 1) composite.push(builder.finish().set);
			lines.push({ id: record.id === '.' ? '' : record.id, genes: genesOfInfo(record.info) });
		}
	}
	if (lines.length === 0) {
		throw new PangrafError('E_PANEL_EMPTY', {
			file: path,
			found: `no variant of the reference${unusedCount === 0 ? '' : ` (${unusedCount} that cannot be used)`}`,
			expected: `variants on contigs such as ${reference.names.slice(0, 3).join(', ')}, with their sequences`,
			remedy: 'give a panel for this reference, or leave the option away',
		});
	}
	return { panel: variantPanel({ single: single.finish().set, composite, lines }, matcher, reference), unusedCount };
}

function bytesOf(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

/** By name, and by the first line where the name does not say. */
async function isVcf(path: string): Promise<boolean> {
	if (/\.vcf(\.b?gz)?$/i.test(path)) return true;
	if (/\.bed(\.b?gz)?$/i.test(path)) return false;
	for await (const { lines } of readLineBatches(path)) return lines[0]?.startsWith('##fileformat=VCF') ?? false;
	return false;
}
