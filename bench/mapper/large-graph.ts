/**
 * A graph of a genome's size, written as GFA, and pairs of reads from it: for measuring what large indexes cost, not for accuracy.
 *
 * Contigs have the lengths of GRCh38's chromosomes, times a share, and random bases; a base with two alleles follows every few
 * thousand, and two walks pass through each contig. Every so often a stretch of reference gives a pair.
 */
import { closeSync, openSync, writeSync } from 'node:fs';

// biome-ignore format: as many as fit
const CHROMOSOMES = [
	248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973, 145138636, 138394717, 133797422, 135086622, 133275309,
	114364328, 107043718, 101991189, 90338345, 83257441, 80373285, 58617616, 64444167, 46709983, 50818468, 156040895, 57227415, 16569,
];
const SPACING = 3000;
const FRAGMENT = 400;
const READ = 150;
const LETTERS = 'ACGT';

/** Bytes to a file, in large pieces. */
class Writer {
	readonly #file: number;
	readonly #buffer = Buffer.allocUnsafe(1 << 24);
	#used = 0;

	constructor(path: string) {
		this.#file = openSync(path, 'w');
	}

	text(text: string): void {
		this.#reserve(text.length);
		this.#used += this.#buffer.write(text, this.#used, 'latin1');
	}

	/** Random bases; returns them as text. */
	bases(count: number, next: () => number): string {
		this.#reserve(count + 8);
		const start = this.#used;
		for (let i = 0; i < count; i += 8) {
			const bits = next();
			for (let j = 0; j < 8; j++) this.#buffer[start + i + j] = LETTERS.charCodeAt((bits >>> (2 * j)) & 3);
		}
		this.#used += count;
		return this.#buffer.toString('latin1', start, this.#used);
	}

	close(): void {
		this.#flush();
		closeSync(this.#file);
	}

	#reserve(count: number): void {
		if (this.#used + count > this.#buffer.length) this.#flush();
	}

	#flush(): void {
		writeSync(this.#file, this.#buffer, 0, this.#used);
		this.#used = 0;
	}
}

/** xorshift128 (Marsaglia 2003, doi:10.18637/jss.v008.i14): a period that three billion bases do not see the end of. */
function randomNumbers(): () => number {
	let [x, y, z, w] = [123456789, 362436069, 521288629, 88675123];
	return () => {
		const t = x ^ (x << 11);
		[x, y, z] = [y, z, w];
		w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
		return w >>> 0;
	};
}

function reverseComplement(bases: string): string {
	return Array.from(bases, (base) => LETTERS[3 - LETTERS.indexOf(base)]!)
		.reverse()
		.join('');
}

/** Writes a graph with `share` of GRCh38's bases, and pairs from `pairShare` of its stretches. Returns bases and pairs. */
export function writeLargeGraph(
	graph: string,
	mates: readonly [string, string],
	share: number,
	pairShare: number,
): { bases: number; pairs: number } {
	const next = randomNumbers();
	const gfa = new Writer(graph);
	const reads = mates.map((path) => new Writer(path));
	let [node, bases, pairs] = [0, 0, 0];
	gfa.text('H\tVN:Z:1.1\tRS:Z:REF\n');
	for (const [contig, length] of CHROMOSOMES.map((full) => Math.max(4 * SPACING, Math.floor(full * share))).entries()) {
		const first = node + 1;
		let sites = 0;
		for (let at = 0; ; sites++) {
			const size = Math.min(length - at, SPACING / 2 + (next() % SPACING));
			gfa.text(`S\t${++node}\t`);
			const stretch = gfa.bases(size, next);
			gfa.text('\n');
			at += size + 1;
			bases += size;
			if (size >= FRAGMENT && next() < pairShare * 2 ** 32) {
				const from = next() % (size - FRAGMENT + 1);
				const ends = [
					stretch.slice(from, from + READ),
					reverseComplement(stretch.slice(from + FRAGMENT - READ, from + FRAGMENT)),
				];
				for (const [i, end] of ends.entries()) reads[i]!.text(`@p${pairs}\n${end}\n+\n${'I'.repeat(READ)}\n`);
				pairs++;
			}
			if (at + 1 >= length) break;
			const letter = next() & 3;
			gfa.text(`S\t${++node}\t${LETTERS[letter]}\nS\t${++node}\t${LETTERS[letter ^ 1]}\n`);
			bases += 2;
		}
		for (let site = 0; site < sites; site++) {
			const left = first + 3 * site;
			for (const allele of [left + 1, left + 2]) {
				gfa.text(`L\t${left}\t+\t${allele}\t+\t0M\nL\t${allele}\t+\t${left + 3}\t+\t0M\n`);
			}
		}
		for (const name of ['REF\t0', 'A\t1']) {
			gfa.text(`W\t${name}\tchr${contig + 1}\t*\t*\t`);
			const other = name === 'A\t1';
			for (let site = 0; site < sites; site++) {
				const left = first + 3 * site;
				gfa.text(`>${left}>${left + 1 + (other ? next() & 1 : 0)}`);
			}
			gfa.text(`>${first + 3 * sites}\n`);
		}
	}
	for (const file of [gfa, ...reads]) file.close();
	return { bases, pairs };
}
