/** Indels as far left as they go: the place that VCF tools agree on (Tan et al. 2015, doi:10.1093/bioinformatics/btv112). */

/** A change of a contig: `[start, end)` becomes `sequence`; 0-based half-open. */
export interface Change {
	start: number;
	end: number;
	sequence: Uint8Array;
}

/** The same deletion or insertion, begun as far left as possible; other changes as they are. `sequence` is not changed. */
export function leftAlign(reference: Uint8Array, change: Change): Change {
	const { start, end, sequence } = change;
	let shift = 0;
	if (sequence.length === 0) {
		while (shift < start && reference[start - shift - 1] === reference[end - shift - 1]) shift++;
		return { start: start - shift, end: end - shift, sequence };
	}
	if (start < end) return change;
	// Moved by one, an insertion loses its last letter and gains the letter before it in front: the letters that it brings are
	// those of `reference` before `start`, then its own, read from `shift` places further left.
	const { length } = sequence;
	const letter = (i: number): number => (i < 0 ? reference[start + i]! : sequence[i]!);
	while (shift < start && reference[start - shift - 1] === letter(length - shift - 1)) shift++;
	const moved = Uint8Array.from({ length }, (_, i) => letter(i - shift));
	return { start: start - shift, end: start - shift, sequence: moved };
}
