/**
 * A reference, a truth and two call sets of any size, for timing `compare`.
 *
 *     node bench/genotyper/make-call-sets.ts --variants 4000000 --bases 64000000 --out DIR
 *
 * Random bases with a short tandem repeat about every 200 bp; SNVs, and one in seven an indel of 1 to 12 bp, half of them in
 * repeats. Of the truth, the graph arm misses 1 % and the linear arm 4 %; 1 % of the calls have another genotype, 1 % are false,
 * 1 % are filtered, and 3 % stand in other records: indels at the other end of their repeat, neighbours joined into one record.
 * The same options give the same files.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createOutput, type Output } from '@pangraf/graph/files';
import { Random } from '../../packages/graph/src/simulation/random.ts';

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: {
		variants: { type: 'string', default: '4000000' },
		bases: { type: 'string', default: '64000000' },
		out: { type: 'string', default: 'call-sets' },
	},
});
const variantCount = Number(values.variants);
const baseCount = Number(values.bases);
const CONTIG_BASES = 32_000_000;

const random = new Random(12_345, 'call sets');
/** A whole number below `n`. */
const below = (n: number): number => random.below(n);

const BASES = 'ACGT';

function makeContig(length: number): string {
	const parts: string[] = [];
	for (let made = 0; made < length; ) {
		let part = '';
		const plain = 100 + below(200);
		for (let k = 0; k < plain; k++) part += BASES[below(4)];
		let unit = '';
		for (let k = 1 + below(4); k > 0; k--) unit += BASES[below(4)];
		part += unit.repeat(3 + below(8));
		parts.push(part);
		made += part.length;
	}
	return parts.join('').slice(0, length);
}

interface Variant {
	/** POS, from 1. */
	readonly position: number;
	readonly ref: string;
	readonly alt: string;
	readonly genotype: string;
}

function makeVariant(sequence: string, at: number): Variant {
	const genotype = ['0/1', '1/1', '0/1'][below(3)]!;
	const base = sequence[at]!;
	if (below(7) > 0) return { position: at + 1, ref: base, alt: BASES[(BASES.indexOf(base) + 1 + below(3)) % 4]!, genotype };
	const size = 1 + below(below(3) === 0 ? 12 : 3);
	if (below(2) === 0) return { position: at + 1, ref: sequence.slice(at, at + 1 + size), alt: base, genotype };
	const inserted =
		below(2) === 0 ? sequence.slice(at + 1, at + 1 + size) : Array.from({ length: size }, () => BASES[below(4)]).join('');
	return { position: at + 1, ref: base, alt: base + inserted, genotype };
}

/** The same change at the right end of its repeat. */
function moved(sequence: string, variant: Variant): Variant {
	const { genotype } = variant;
	let { position, ref, alt } = variant;
	for (let steps = 0; steps < 50; steps++) {
		const next = sequence[position + ref.length - 1];
		const first = (ref.length > 1 ? ref : alt)[1];
		if (next === undefined || next !== first) break;
		ref = ref.length > 1 ? ref.slice(1) + next : first;
		alt = alt.length > 1 ? alt.slice(1) + next : first;
		position++;
	}
	return { position, ref, alt, genotype };
}

/** Two neighbours of one genotype in one record. */
function joined(sequence: string, a: Variant, b: Variant): Variant {
	const from = a.position - 1 + a.ref.length;
	const between = sequence.slice(from, b.position - 1);
	return { position: a.position, ref: a.ref + between + b.ref, alt: a.alt + between + b.alt, genotype: a.genotype };
}

class Calls {
	readonly #output: Output;
	#text = '';

	constructor(output: Output) {
		this.#output = output;
	}

	async add(contig: string, { position, ref, alt, genotype }: Variant, filter = 'PASS'): Promise<void> {
		this.#text += `${contig}\t${position}\t.\t${ref}\t${alt}\t${30 + below(900)}.${below(10)}\t${filter}\tDP=${20 + below(20)};AF=0.5\tGT:DP:GQ\t${genotype}:${20 + below(20)}:${30 + below(60)}\n`;
		if (this.#text.length > 1 << 16) await this.flush();
	}

	async flush(): Promise<void> {
		await this.#output.write(this.#text);
		this.#text = '';
	}

	async close(): Promise<void> {
		await this.flush();
		await this.#output.close();
	}
}

mkdirSync(values.out, { recursive: true });
const contigs = Array.from({ length: Math.ceil(baseCount / CONTIG_BASES) }, (_, i) => ({
	name: `chr${i + 1}`,
	length: Math.min(CONTIG_BASES, baseCount - i * CONTIG_BASES),
}));
const fasta = await createOutput(join(values.out, 'ref.fa'));
const sets: Calls[] = [];
for (const name of ['truth', 'graph', 'linear']) {
	const output = await createOutput(join(values.out, `${name}.vcf.gz`));
	await output.write('##fileformat=VCFv4.3\n##FILTER=<ID=LowQual,Description="Low quality">\n');
	for (const { name: id, length } of contigs) await output.write(`##contig=<ID=${id},length=${length}>\n`);
	await output.write('#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\n');
	sets.push(new Calls(output));
}
const [truth, ...arms] = sets as [Calls, Calls, Calls];
const spacing = Math.floor(baseCount / variantCount);
for (const { name, length } of contigs) {
	const sequence = makeContig(length);
	await fasta.write(`>${name}\n`);
	for (let at = 0; at < length; at += 60_000) await fasta.write(`${sequence.slice(at, at + 60_000)}\n`);
	/** By arm: a variant that waits for the next one. */
	const waiting: (Variant | undefined)[] = [undefined, undefined];
	let end = 0;
	for (let at = 20; at < length - 100; at += spacing) {
		const variant = makeVariant(sequence, Math.max(at + below(Math.max(1, spacing - 2)), end));
		end = variant.position + variant.ref.length;
		await truth.add(name, variant);
		for (const [k, calls] of arms.entries()) {
			const chance = below(100);
			const last = waiting[k];
			waiting[k] = undefined;
			const isLost = chance < (k === 0 ? 1 : 4);
			const isJoined = last !== undefined && last.genotype === variant.genotype && !isLost;
			if (last !== undefined && !isJoined) await calls.add(name, last);
			if (isLost) continue;
			if (isJoined) await calls.add(name, joined(sequence, last, variant));
			else if (chance === 10) await calls.add(name, { ...variant, genotype: variant.genotype === '1/1' ? '0/1' : '1/1' });
			else if (chance === 11) await calls.add(name, variant, 'LowQual');
			else if (chance === 12) waiting[k] = variant;
			else if (chance < 15) await calls.add(name, moved(sequence, variant));
			else if (chance === 15) await calls.add(name, { ...variant, ref: variant.ref[0]!, alt: `${variant.ref[0]}TTGCA` });
			else await calls.add(name, variant);
		}
	}
	for (const [k, calls] of arms.entries()) if (waiting[k] !== undefined) await calls.add(name, waiting[k]);
}
await fasta.close();
for (const calls of sets) await calls.close();
