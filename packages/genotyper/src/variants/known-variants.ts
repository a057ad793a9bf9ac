/**
 * Known variants: the changes that the genotyped alleles of the graph's sites make.
 *
 * Long sites are genotyped first, from the longest down. Inside a deletion that is called there the sample has one copy of the
 * reference, or none: sites inside are then genotyped with one allele, and a variant on it is written as one copy (0/1, the
 * deletion being the other haplotype), or not called at all.
 */
import { type CopyCall } from '../genotypes/copies.ts';
import { SiteGenotyper, type GenotypeTables } from '../genotypes/site-genotypes.ts';
import { type ReferenceBases, rankAt } from '../sites/reference-steps.ts';
import { replacedLength } from '../sites/sites.ts';
import { type Change, changeKey } from './changes.ts';
import { carriersOf, changesOfSite, panelFrequency, type SiteChanges } from './site-changes.ts';

/** A called variant of the graph. */
export interface KnownVariant {
	readonly change: Change;
	readonly call: CopyCall;
	/** Site it was called at. */
	readonly site: number;
	/** Share of the panel's haplotypes that carry the change. */
	readonly frequency: number;
}

/** Calls the sites of a graph. */
export class KnownVariants {
	/** Called variants, at most one per change: the one with the higher QUAL where two sites spell the same change. */
	called: KnownVariant[] = [];
	/** Sites for which at least one fragment speaks. */
	genotypedCount = 0;
	/** Further sites at which an already called change was called again. */
	duplicateCount = 0;
	/** Called insertions that a called deletion of the same letters at the same place takes back. */
	cancelledCount = 0;
	readonly #tables: GenotypeTables;
	readonly #bases: ReferenceBases;
	/** Copies of the reference that called deletions take away, by rank. */
	readonly #deleted: Uint8Array;
	readonly #places = new Map<string, number>();

	constructor(tables: GenotypeTables, bases: ReferenceBases) {
		this.#tables = tables;
		this.#bases = bases;
		this.#deleted = new Uint8Array(bases.reference.handles.length);
	}

	/** Genotypes all sites. To be called once. */
	callAll(): void {
		const { sites } = this.#tables;
		const genotyper = new SiteGenotyper(this.#tables);
		const { reference } = this.#bases;
		const span = (site: number): number => replacedLength(reference, sites.left[site]!, sites.right[site]!);
		const long = Array.from({ length: sites.count - sites.shortCount }, (_, i) => sites.shortCount + i);
		long.sort((a, b) => span(b) - span(a) || a - b);
		for (const site of long) this.#callSite(genotyper, site);
		for (let site = 0; site < sites.shortCount; site++) this.#callSite(genotyper, site);
		this.#cancel();
	}

	/**
	 * Takes out pairs of an insertion and a deletion that undo each other: the same letters at the same normalised place, both
	 * homozygous (heterozygous ones may lie on different haplotypes). Graphs that spell a repeat unit twice give such a pair for
	 * reads that go through the one copy and around the other.
	 */
	#cancel(): void {
		const undone = new Set<number>();
		for (const [i, { change, call }] of this.called.entries()) {
			if (change.inserted === '' || change.deleted > 0) continue;
			const other = this.#places.get(changeKey({ start: change.start, deleted: change.inserted.length, inserted: '' }));
			if (other === undefined || call.copies !== 2 || this.called[other]!.call.copies !== 2) continue;
			if (this.#bases.slice(change.start, change.start + change.inserted.length) !== change.inserted) continue;
			undone.add(i).add(other);
			this.cancelledCount++;
		}
		this.called = this.called.filter((_, i) => !undone.has(i));
		this.#places.clear();
	}

	/** Copies of the reference that the sample has at an offset: 2, 1 or 0. */
	ploidyAt(offset: number): number {
		return this.#tables.sites.count === 0 ? 2 : 2 - this.#deleted[rankAt(this.#bases.reference, offset)]!;
	}

	/** Those of `keys` that are changes of the graph's genotyped sites, called or not. O(alleles). */
	knownAmong(keys: ReadonlySet<string>): Set<string> {
		const known = new Set<string>();
		this.#forEachKnown(keys, (key, _, site) => {
			const { classStarts } = this.#tables.support;
			if (classStarts[site] !== classStarts[site + 1]) known.add(key);
		});
		return known;
	}

	/**
	 * Genotypes, 0/0 ones too, of those of `keys` that are changes of the graph: of the site with the most reads where several
	 * make a change. Without `call` where no read speaks for it, or where the sample has no copy of the reference. O(alleles).
	 */
	genotypesOf(keys: ReadonlySet<string>): Map<string, Omit<KnownVariant, 'call'> & { call?: CopyCall }> {
		const genotyper = new SiteGenotyper(this.#tables);
		const found = new Map<string, Omit<KnownVariant, 'call'> & { call?: CopyCall }>();
		this.#forEachKnown(keys, (key, change, site, changes) => {
			const carries = carriersOf(changes, key);
			const variant = { change, site, frequency: panelFrequency(this.#tables.sites, site, carries) };
			const ploidy = this.#ploidyOf(site);
			const before = found.get(key);
			if (ploidy === 0 || !genotyper.genotype(site, ploidy)) {
				if (before === undefined) found.set(key, variant);
			} else if ((before?.call?.depth ?? 0) < genotyper.depth) found.set(key, { ...variant, call: genotyper.call(carries) });
		});
		return found;
	}

	#forEachKnown(
		keys: ReadonlySet<string>,
		visit: (key: string, change: Change, site: number, changes: SiteChanges) => void,
	): void {
		if (keys.size === 0) return;
		for (let site = 0; site < this.#tables.sites.count; site++) {
			const changes = changesOfSite(this.#bases, this.#tables.sites, site);
			const own = new Map(changes.flat().map((change) => [changeKey(change), change] as const));
			for (const [key, change] of own) if (keys.has(key)) visit(key, change, site, changes);
		}
	}

	/** Copies of the reference on which a site lies. */
	#ploidyOf(site: number): number {
		const { left, right } = this.#tables.sites;
		return 2 - Math.min(this.#deleted[left[site]!]!, this.#deleted[right[site]!]!);
	}

	#callSite(genotyper: SiteGenotyper, site: number): void {
		const { sites } = this.#tables;
		const ploidy = this.#ploidyOf(site);
		if (ploidy === 0 || !genotyper.genotype(site, ploidy)) return;
		this.genotypedCount++;
		if (genotyper.first === 0 && genotyper.second <= 0) return;
		const changes = changesOfSite(this.#bases, sites, site);
		const wanted = new Map<string, Change>();
		for (const allele of [genotyper.first, Math.max(0, genotyper.second)]) {
			for (const change of changes[allele]!) wanted.set(changeKey(change), change);
		}
		for (const [key, change] of wanted) {
			const carries = carriersOf(changes, key);
			const call = genotyper.call(carries);
			this.#keep(key, { change, call, site, frequency: panelFrequency(sites, site, carries) });
			if (site >= sites.shortCount && change.deleted > change.inserted.length) this.#markDeleted(site, change, call.copies);
		}
	}

	#keep(key: string, variant: KnownVariant): void {
		const place = this.#places.get(key);
		if (place === undefined) {
			this.#places.set(key, this.called.length);
			this.called.push(variant);
			return;
		}
		this.duplicateCount++;
		if (variant.call.qual > this.called[place]!.call.qual) this.called[place] = variant;
	}

	/** Marks the reference nodes that lie wholly inside a called deletion. */
	#markDeleted(site: number, change: Change, copies: number): void {
		const { starts } = this.#bases.reference;
		const { left, right } = this.#tables.sites;
		for (let rank = left[site]! + 1; rank < right[site]!; rank++) {
			const inside = starts[rank]! >= change.start && starts[rank + 1]! <= change.start + change.deleted;
			if (inside) this.#deleted[rank] = Math.min(2, this.#deleted[rank]! + copies);
		}
	}
}
