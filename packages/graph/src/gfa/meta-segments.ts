/**
 * Compressed walks: Z lines over the meta-segments of Q lines (proposal for GFA 1.3, https://github.com/GFA-spec/GFA-spec/pull/131).
 *
 * A Q line names a piece of a walk; in Z and Q lines its name may stand where a segment's may, `<` for the piece backwards.
 * Names of meta-segments begin with `@` in the proposal as it stands; files from before that have other names, or the `@` in walks alone,
 * and are read too. Walks are spelled out in full: memory holds them and the compressed ones.
 */
import { GrowingUint32 } from '../store/columns.ts';
import type { Fault } from './gfa-error.ts';

const UNSEEN = 0;
const OPEN = 1;
const DONE = 2;

/** Meta-segments as they are read; symbols are `number of name << 1 | reverse`. */
export class MetaSegments {
	readonly symbols: GrowingUint32 = new GrowingUint32(16);
	/** By meta-segment: its first symbol, number of its name, and line. */
	readonly starts: GrowingUint32 = new GrowingUint32(16);
	readonly numbers: GrowingUint32 = new GrowingUint32(16);
	readonly lines: GrowingUint32 = new GrowingUint32(16);

	get count(): number {
		return this.starts.length;
	}

	/** Starts a meta-segment; what is pushed to `symbols` from now on is its. */
	begin(number: number, line: number): void {
		this.starts.push(this.symbols.length);
		this.numbers.push(number);
		this.lines.push(line);
	}

	/** Whether the meta-segment that was begun last has no symbols. */
	get isEmpty(): boolean {
		return this.starts.values[this.count - 1] === this.symbols.length;
	}

	/** First symbol behind a meta-segment. */
	endOf(rule: number): number {
		return rule + 1 === this.count ? this.symbols.length : this.starts.values[rule + 1]!;
	}
}

/** Which names are meta-segments (`rules[number]`, plus one) and which segments (`nodes[number]`, plus one). */
export interface SymbolTable {
	readonly rules: Uint32Array;
	readonly nodes: Uint32Array;
}

/** A fault in a Q line, with that line. */
export interface RuleFault extends Fault {
	line: number;
}

/** Spells meta-segments out. */
export class Expander {
	readonly #meta: MetaSegments;
	readonly #table: SymbolTable;
	/** By meta-segment: steps of its walk. */
	readonly #lengths: Float64Array;
	/** Meta-segments that are being spelled, the innermost last: which, its next symbol, and whether backwards. */
	readonly #stack: { rule: Uint32Array; next: Int32Array; reverse: Uint8Array };

	constructor(meta: MetaSegments, table: SymbolTable) {
		this.#meta = meta;
		this.#table = table;
		this.#lengths = new Float64Array(meta.count);
		const depth = meta.count + 1;
		this.#stack = { rule: new Uint32Array(depth), next: new Int32Array(depth), reverse: new Uint8Array(depth) };
	}

	/** Measures all meta-segments. Returns what is wrong where one of them is in its own walk. Linear. */
	measure(): RuleFault | undefined {
		const { starts, symbols, lines } = this.#meta;
		const { rules } = this.#table;
		const { rule: stack, next } = this.#stack;
		const states = new Uint8Array(this.#meta.count);
		for (let root = 0; root < states.length; root++) {
			if (states[root] !== UNSEEN) continue;
			let depth = 0;
			stack[0] = root;
			next[0] = starts.values[root]!;
			states[root] = OPEN;
			while (depth >= 0) {
				const rule = stack[depth]!;
				if (next[depth] === this.#meta.endOf(rule)) {
					states[rule] = DONE;
					if (--depth >= 0) this.#lengths[stack[depth]!]! += this.#lengths[rule]!;
					continue;
				}
				const inner = rules[symbols.values[next[depth]!++]! >>> 1]! - 1;
				if (inner < 0) this.#lengths[rule]! += 1;
				else if (states[inner] === DONE) this.#lengths[rule]! += this.#lengths[inner]!;
				else if (states[inner] === OPEN) return { ...IN_ITSELF, line: lines.values[inner]! };
				else {
					depth++;
					stack[depth] = inner;
					next[depth] = starts.values[inner]!;
					states[inner] = OPEN;
				}
			}
		}
		return undefined;
	}

	/** Steps of the walk of these symbols. */
	lengthOf(symbols: Uint32Array): number {
		let length = 0;
		for (const symbol of symbols) {
			const rule = this.#table.rules[symbol >>> 1]! - 1;
			length += rule < 0 ? 1 : this.#lengths[rule]!;
		}
		return length;
	}

	/** Writes the handles of the walk of these symbols to `out` from `at` on; returns the index behind the last. */
	expand(symbols: Uint32Array, out: Uint32Array, at: number): number {
		const { rules, nodes } = this.#table;
		let count = at;
		for (const symbol of symbols) {
			const rule = rules[symbol >>> 1]! - 1;
			if (rule < 0) out[count++] = ((nodes[symbol >>> 1]! - 1) << 1) | (symbol & 1);
			else count = this.#expandRule(rule, symbol & 1, out, count);
		}
		return count;
	}

	#expandRule(root: number, isReverse: number, out: Uint32Array, at: number): number {
		const { rules, nodes } = this.#table;
		const { rule: stack, next, reverse } = this.#stack;
		const { starts, symbols } = this.#meta;
		let count = at;
		let depth = 0;
		const enter = (rule: number, isReverse: number): void => {
			stack[depth] = rule;
			reverse[depth] = isReverse;
			next[depth] = isReverse === 1 ? this.#meta.endOf(rule) - 1 : starts.values[rule]!;
			depth++;
		};
		enter(root, isReverse);
		while (depth > 0) {
			const top = depth - 1;
			const rule = stack[top]!;
			const place = next[top]!;
			const isBackward = reverse[top]!;
			if (isBackward === 1 ? place < starts.values[rule]! : place === this.#meta.endOf(rule)) {
				depth--;
				continue;
			}
			next[top] = isBackward === 1 ? place - 1 : place + 1;
			const symbol = symbols.values[place]! ^ isBackward;
			const inner = rules[symbol >>> 1]! - 1;
			if (inner >= 0) enter(inner, symbol & 1);
			else out[count++] = ((nodes[symbol >>> 1]! - 1) << 1) | (symbol & 1);
		}
		return count;
	}
}

const IN_ITSELF: Fault = {
	code: 'E_GFA_META_SEGMENT',
	found: 'a meta-segment (Q line) that is part of its own walk',
	expected: 'meta-segments that end in segments',
	remedy: 'compress the walks again',
};
