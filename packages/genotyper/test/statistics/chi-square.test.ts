import { describe, expect, it } from 'vitest';
import { chiSquareUpperTail, normalUpperTail } from '../../src/statistics/chi-square.ts';
import { studentQuantile } from '../../src/statistics/student-quantile.ts';

describe('tails and quantiles, against R 4.2.2 (pchisq, pnorm, qt)', () => {
	it.each([
		[3.84145882069412, 1, 0.05],
		[0.5, 2, 0.7788007830714049],
		[30, 3, 1.380057e-6],
		[12.3, 7, 0.09111489],
		[100, 4, 9.836624e-21],
		[0, 3, 1],
	])('chi-square %f with %i degrees of freedom', (x, degrees, p) => {
		expect(chiSquareUpperTail(x, degrees) / p).toBeCloseTo(1, 6);
	});

	it.each([
		[0, 0.5],
		[1, 0.1586553],
		[3.5, 0.0002326291],
		[10, 7.619853e-24],
	])('normal %f', (z, p) => {
		expect(normalUpperTail(z) / p).toBeCloseTo(1, 6);
	});

	it('both ways to work out the error function agree where they meet', () => {
		const step = normalUpperTail(2 * Math.SQRT2 - 1e-9) - normalUpperTail(2 * Math.SQRT2 + 1e-9);
		expect(step).toBeGreaterThan(0);
		expect(step).toBeLessThan(1e-10);
	});

	it.each([
		[4, 2.776445],
		[5, 2.570582],
		[9, 2.262157],
		[29, 2.04523],
	])("Student's t with %i degrees of freedom", (degrees, t) => {
		expect(Math.abs(studentQuantile(degrees) - t)).toBeLessThan(0.001);
	});
});
