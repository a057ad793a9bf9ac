import { describe, expect, it } from 'vitest';
import { fUpperTail } from '../../src/statistics/f-distribution.ts';
import { normalUpperTail } from '../../src/statistics/normal-tail.ts';
import { studentQuantile } from '../../src/statistics/student-quantile.ts';

describe('tails and quantiles, against R 4.2.2 (pnorm, qt)', () => {
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

describe('tails of F, against R 4.2.2 (pf)', () => {
	it.each([
		[4.040611, 1, 30, 5.3484127e-2],
		[1, 3, 7, 4.4707961e-1],
		[0.2, 5, 2, 9.3584997e-1],
		[25, 2, 37, 1.3509078e-7],
		[90, 4, 400, 1.6996477e-54],
	])('F %f with %i and %i degrees of freedom', (f, degrees, residual, p) => {
		expect(fUpperTail(f, degrees, residual) / p).toBeCloseTo(1, 5);
	});
});
