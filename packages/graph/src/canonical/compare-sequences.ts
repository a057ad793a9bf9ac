/** The order of sequences in the canonical form. */

/** Compares two sequences, each in pieces, byte by byte; the shorter comes first where one begins with the other. */
export function compareSequences(a: readonly Uint8Array[], b: readonly Uint8Array[]): number {
	const [left, right] = [joined(a), joined(b)];
	const shared = Math.min(left.length, right.length);
	for (let i = 0; i < shared; i++) if (left[i] !== right[i]) return left[i]! - right[i]!;
	return left.length - right.length;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
	if (pieces.length === 1) return pieces[0]!;
	const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
