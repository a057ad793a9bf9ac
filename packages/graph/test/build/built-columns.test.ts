import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerLine } from '../../src/build/gfa-lines.ts';
import { GfaParser } from '../../src/gfa/gfa-parser.ts';
import { buildHaplotypeStore } from '../../src/haplotypes/build-store.ts';
import { type BuiltContig, buildContig, randomPanels } from './random-panel.ts';

/** Columns of a graph and of its haplotype store as plain values; walks with their steps. */
function plain({ graph, haplotypes }: BuiltContig['columns']): unknown {
	return { ...graph, walks: { ...graph.walks, stepsOf: undefined, firstStepOf: undefined }, haplotypes };
}

/** The same by way of the text: read, and put into a store from lists of steps. */
function byText({ text }: BuiltContig): unknown {
	const parser = new GfaParser('ref.fa');
	parser.push(new TextEncoder().encode(headerLine('REF') + text));
	const graph = parser.finish();
	return plain({ graph, haplotypes: buildHaplotypeStore(graph) });
}

describe('a graph built as columns', () => {
	it('is what reading its GFA gives, haplotype store included', () => {
		let records = 0;
		fc.assert(
			fc.property(randomPanels({ isSymbolic: true }), (panel) => {
				const built = buildContig(panel.reference, panel.records, panel.haplotypes);
				records += panel.records.length;
				expect(plain(built.columns)).toEqual(byText(built));
			}),
			{ numRuns: 200 },
		);
		expect(records).toBeGreaterThan(200);
	});

	it('is so without inversions, which go another way, and piece by piece', () => {
		fc.assert(
			fc.property(randomPanels(), fc.nat(9), ({ reference, records, haplotypes }, cut) => {
				const regions = [
					{ from: 0, to: Math.max(1, Math.min(cut, reference.length - 2)) },
					{ from: Math.min(cut + 2, reference.length), to: reference.length },
				].filter(({ from, to }) => from < to);
				const built = buildContig(reference, records, haplotypes, { regions });
				expect(plain(built.columns)).toEqual(byText(built));
			}),
			{ numRuns: 200 },
		);
	});
});
