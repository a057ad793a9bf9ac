import { expect, test } from 'vitest';
import type { Cost } from '../../peers/process-cost.ts';
import { type Measurement, speedUp, spreadOf, summarize } from '../../peers/summary.ts';

const cost = (cpu: number, peakBytes = 0): Cost => ({
	userSeconds: cpu * 0.75,
	systemSeconds: cpu * 0.25,
	wallSeconds: cpu * 2,
	peakBytes,
});
const measurement = (round: number, tool: string, load: number, run: number, peakBytes = 0): Measurement => ({
	round,
	tool,
	load: cost(load),
	run: cost(run, peakBytes),
});

test('takes the median of odd and even numbers of values', () => {
	expect(spreadOf([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
	expect(spreadOf([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
	expect(spreadOf([7])).toEqual({ median: 7, min: 7, max: 7 });
});

test('divides within rounds: a machine that slows down for a whole round does not move a ratio', () => {
	const rounds = [1, 10, 3].flatMap((slowdown, i) => [
		measurement(i + 1, 'subject', 0.5 * slowdown, 2.5 * slowdown),
		measurement(i + 1, 'peer', 1 * slowdown, 11 * slowdown, 100 * (i + 1)),
	]);
	const peer = summarize(rounds, 'peer', 'subject', 1_000_000);
	expect(peer.ratio.min).toBeCloseTo(5);
	expect(peer.ratio.max).toBeCloseTo(5);
	expect(peer.cpuMicrosPerRead.median).toBeCloseTo(30);
	expect(peer.wallMicrosPerRead.median).toBeCloseTo(60);
	expect(peer.readsPerCpuSecond).toBeCloseTo(1e6 / 30);
	expect(peer.loadCpuSeconds).toBeCloseTo(3);
	expect(peer.peakBytes).toBe(300);
	expect(summarize(rounds, 'subject', 'subject', 1_000_000).ratio).toEqual({ median: 1, min: 1, max: 1 });
});

test('refuses a run that cannot be told from its load', () => {
	const rounds = [measurement(1, 'subject', 1, 1)];
	expect(() => summarize(rounds, 'subject', 'subject', 1000)).toThrow(/subject, round 1/);
});

test('says how many times as fast more threads are, round by round', () => {
	const rounds = [1, 4].flatMap((slowdown, i) => [
		measurement(i + 1, 'one', 1 * slowdown, 9 * slowdown),
		measurement(i + 1, 'two', 1 * slowdown, (5 + i * 3) * slowdown),
	]);
	const { mapping, whole } = speedUp(rounds, 'one', 'two');
	expect(mapping.max).toBeCloseTo(2);
	expect(mapping.min).toBeCloseTo(8 / 7);
	expect(whole.max).toBeCloseTo(9 / 5);
});
