import { describe, expect, it } from 'vitest';
import { numbersOf } from '../../src/report/numbers.ts';

const { count, percent, percentRange, points, pointsRange, pValue, decimal } = numbersOf('en');

describe('figures as people read them', () => {
	it('counts', () => {
		expect([0, 999, 1000, 1234567].map(count)).toEqual(['0', '999', '1,000', '1,234,567']);
	});

	it('proportions and differences', () => {
		expect([percent(1), percent(0.99884), percent(null)]).toEqual(['100.00 %', '99.88 %', '–']);
		expect(percentRange([0.5, 1])).toBe('50.00 to 100.00');
		expect([points(0.1), points(-0.0034), points(0), points(-0.000001), points(null)]).toEqual([
			'+10.00',
			'−0.34',
			'0.00',
			'0.00',
			'–',
		]);
		expect(pointsRange([-0.01, 0.02])).toBe('−1.00 to +2.00');
		expect([percentRange(null), pointsRange(null)]).toEqual(['–', '–']);
		expect(decimal(-0.5, 1)).toBe('−0.5');
	});

	it('p-values', () => {
		expect([1, 0.9999, 0.25, 0.0011, 0.000037, 0].map(pValue)).toEqual(['1', '1', '0.250', '0.001', '3.7·10⁻⁵', '<10⁻³⁰⁰']);
	});

	it('and as Danes write them', () => {
		const danish = numbersOf('da');
		expect(danish.count(1234567)).toBe('1.234.567');
		expect(danish.percent(0.99884)).toBe('99,88 %');
		expect(danish.percentRange([0.5, 1])).toBe('50,00 til 100,00');
		expect(danish.pointsRange([-0.01, 0.02])).toBe('−1,00 til +2,00');
		expect([0.25, 0.000037].map(danish.pValue)).toEqual(['0,250', '3,7·10⁻⁵']);
	});
});
