import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logDepthLikelihood } from '../../src/genotypes/depth-likelihood.ts';

/** Mean over a finely cut gamma distribution (shape 16) of the Poisson probability, up to what `count` alone decides. */
function naiveLogLikelihood(count: number, expected: number): number {
	const shape = 16;
	let sum = 0;
	let weights = 0;
	for (let x = 0.005; x < 15; x += 0.005) {
		const weight = Math.exp((shape - 1) * Math.log(x) - shape * x);
		weights += weight;
		sum += weight * Math.exp(count * Math.log(expected * x) - expected * x);
	}
	return Math.log(sum / weights);
}

describe('logDepthLikelihood', () => {
	it('is Poisson about a depth that varies by a quarter', () => {
		fc.assert(
			fc.property(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (count, a, b) => {
				const ratio = logDepthLikelihood(count, a) - logDepthLikelihood(count, b);
				expect(ratio).toBeCloseTo(naiveLogLikelihood(count, a) - naiveLogLikelihood(count, b), 6);
			}),
			{ numRuns: 50 },
		);
	});
});
