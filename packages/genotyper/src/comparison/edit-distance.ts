/**
 * Edit distance of two sequences, 32 cells of the table at a time.
 *
 * Source: G. Myers 1999, "A fast bit-vector algorithm for approximate string matching based on dynamic programming",
 * doi:10.1145/316542.316550, in blocks and for global distance as in H. Hyyrö 2003. Work |a| |b| / 32, memory |a|.
 */

const WORD = 32;
/** Rows of match bits: A, C, G, T, and one for every other letter (which match each other). */
const ROW_COUNT = 5;

function rowOf(letter: number): number {
	if (letter === 0x41) return 0;
	if (letter === 0x43) return 1;
	if (letter === 0x47) return 2;
	return letter === 0x54 ? 3 : 4;
}

/** Fewest substitutions, insertions and deletions that turn `a` into `b`; upper-case ASCII. */
export function editDistance(a: Uint8Array, b: Uint8Array): number {
	if (a.length === 0) return b.length;
	const blockCount = Math.ceil(a.length / WORD);
	const matches = new Int32Array(blockCount * ROW_COUNT);
	for (let i = 0; i < a.length; i++) {
		matches[(i >>> 5) * ROW_COUNT + rowOf(a[i]!)]! |= 1 << (i & 31);
	}
	// Vertical differences of the table's current column: +1 where a bit of `plus` is set, -1 where one of `minus` is.
	const plus = new Int32Array(blockCount).fill(-1);
	const minus = new Int32Array(blockCount);
	const lastBit = 1 << ((a.length - 1) & 31);
	let score = a.length;
	for (const letter of b) {
		const row = rowOf(letter);
		// The top row of the table grows by one with every column.
		let carryPlus = 1;
		let carryMinus = 0;
		for (let block = 0; block < blockCount; block++) {
			const pv = plus[block]!;
			const mv = minus[block]!;
			const eq = matches[block * ROW_COUNT + row]!;
			const xv = eq | mv;
			const eqIn = eq | carryMinus;
			const xh = (((eqIn & pv) + pv) ^ pv) | eqIn;
			let ph = mv | ~(xh | pv);
			let mh = pv & xh;
			if (block === blockCount - 1) {
				if ((ph & lastBit) !== 0) score++;
				else if ((mh & lastBit) !== 0) score--;
			}
			const outPlus = ph >>> 31;
			const outMinus = mh >>> 31;
			ph = (ph << 1) | carryPlus;
			mh = (mh << 1) | carryMinus;
			plus[block] = mh | ~(xv | ph);
			minus[block] = ph & xv;
			carryPlus = outPlus;
			carryMinus = outMinus;
		}
	}
	return score;
}
