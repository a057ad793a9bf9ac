import type { Comparison } from '../comparison/compare.ts';
import { formatGenotype } from '../comparison/genotype.ts';
import { type Outcome, OUTCOMES } from '../comparison/miss-reasons.ts';
import type { Panel } from '../comparison/panel.ts';
import { sizeOf, typeOf, type VariantType } from '../comparison/variant-set.ts';
import { type VcfAllele, vcfAllele } from './vcf-allele.ts';

/** A true variant of the panel, and what each arm says of it in the people for whom it stands in this list. */
export interface DiagnosticVariant extends VcfAllele {
	type: VariantType;
	/** Bp added, removed or replaced. */
	size: number;
	/** The truth's genotype; of several people their genotypes, separated by commas. */
	genotype: string;
	genes: readonly string[];
	/** Name in the panel; empty for a panel of genes. */
	id: string;
	/** What each arm says, in most of these people. */
	graph: Outcome;
	linear: Outcome;
	/** People for whom it stands in this list. */
	people: number;
	/** People who carry it. */
	carriers: number;
}

/** The panel's true variants by which arm finds them. */
export interface DiagnosticChanges {
	panel_kind: Panel['kind'];
	/** Diagnostic variants or genes in the panel. */
	panel_entries: number;
	/** True variants of the panel, counted once for each person who carries them. */
	truth_total: number;
	/** Found by both arms: their number; the others are listed. */
	found_by_both: number;
	/** Found by the graph arm alone. */
	gained: DiagnosticVariant[];
	/** Found by the linear arm alone. */
	lost: DiagnosticVariant[];
	missed_by_both: DiagnosticVariant[];
}

type ListName = 'gained' | 'lost' | 'missed_by_both';

interface Entry {
	readonly place: { readonly contig: number; readonly position: number };
	readonly variant: DiagnosticVariant;
	readonly genotypes: Set<string>;
	/** People by what both arms say. */
	readonly pairs: Map<string, number>;
}

/** Collects, over people, what changes between the arms. */
export class DiagnosticCollector {
	readonly #panel: Panel;
	readonly #lists: Record<ListName, Map<string, Entry>> = { gained: new Map(), lost: new Map(), missed_by_both: new Map() };
	readonly #carriers = new Map<string, number>();
	#total = 0;
	#both = 0;

	constructor(panel: Panel) {
		this.#panel = panel;
	}

	add({ truth, graph, linear, isCounted, panelMembers, reference }: Comparison): void {
		const set = truth.called;
		for (const [i, entry] of panelMembers) {
			if (isCounted[i] === 0) continue;
			this.#total++;
			const allele = vcfAllele(set, i, reference);
			const key = `${allele.contig}\t${allele.position}\t${allele.ref}\t${allele.alt}`;
			this.#carriers.set(key, (this.#carriers.get(key) ?? 0) + 1);
			const inGraph = OUTCOMES[graph.outcome[i]!]!;
			const inLinear = OUTCOMES[linear.outcome[i]!]!;
			if (inGraph === 'found' && inLinear === 'found') {
				this.#both++;
				continue;
			}
			const list = this.#lists[inGraph === 'found' ? 'gained' : inLinear === 'found' ? 'lost' : 'missed_by_both'];
			let found = list.get(key);
			if (found === undefined) {
				const variant: DiagnosticVariant = {
					...allele,
					type: typeOf(set, i),
					size: sizeOf(set, i),
					genotype: '',
					...entry,
					graph: inGraph,
					linear: inLinear,
					people: 0,
					carriers: 0,
				};
				const place = { contig: set.contig[i]!, position: set.position[i]! };
				found = { place, variant, genotypes: new Set(), pairs: new Map() };
				list.set(key, found);
			}
			found.variant.people++;
			found.genotypes.add(formatGenotype(set.genotype[i]!));
			const pair = `${inGraph}\t${inLinear}`;
			found.pairs.set(pair, (found.pairs.get(pair) ?? 0) + 1);
		}
	}

	/** In the order of the reference. */
	finish(): DiagnosticChanges {
		const listOf = (name: ListName): DiagnosticVariant[] =>
			[...this.#lists[name]]
				.toSorted(
					([a, { place: p }], [b, { place: q }]) =>
						p.contig - q.contig || p.position - q.position || (a < b ? -1 : a > b ? 1 : 0),
				)
				.map(([key, { variant, genotypes, pairs }]) => {
					const [[most]] = [...pairs].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)) as [[string, number]];
					const [graph, linear] = most.split('\t') as [Outcome, Outcome];
					return {
						...variant,
						genotype: [...genotypes].toSorted().join(', '),
						graph,
						linear,
						carriers: this.#carriers.get(key)!,
					};
				});
		return {
			panel_kind: this.#panel.kind,
			panel_entries: this.#panel.entryCount,
			truth_total: this.#total,
			found_by_both: this.#both,
			gained: listOf('gained'),
			lost: listOf('lost'),
			missed_by_both: listOf('missed_by_both'),
		};
	}
}
