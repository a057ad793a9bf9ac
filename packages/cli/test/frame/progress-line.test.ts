import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgress } from '../../src/frame/progress-line.ts';

describe('createProgress without a terminal', () => {
	let written = '';

	beforeEach(() => {
		written = '';
		vi.useFakeTimers({ toFake: ['performance'] });
		vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
			written += String(text);
			return true;
		});
	});
	afterEach(() => {
		vi.useRealTimers();
		vi.restoreAllMocks();
	});

	/** Ten seconds of mapping with a report every 100 ms, then calling. */
	function play(options: { quiet?: boolean; logJson?: boolean }): string[] {
		const progress = createProgress('map', options);
		for (let i = 0; i <= 100; i++) {
			progress.onProgress({ stage: 'map', done: i * 100, total: 10_000, unit: 'reads' });
			vi.advanceTimersByTime(100);
		}
		progress.onProgress({ stage: 'call', done: 3, unit: 'sites' });
		progress.finish();
		return written.split('\n').slice(0, -1);
	}

	it('writes a line every few seconds and one for the end of each stage', () => {
		expect(play({})).toEqual([
			'[pangraf map] 3,000 of 10,000 reads (30 %), 3.0 s',
			'[pangraf map] 6,000 of 10,000 reads (60 %), 6.0 s',
			'[pangraf map] 9,000 of 10,000 reads (90 %), 9.0 s',
			'[pangraf map] 10,000 reads, 10.1 s',
			'[pangraf map] call: 3 sites, 0.0 s',
		]);
	});

	it('writes JSON lines with logJson', () => {
		const events = play({ logJson: true }).map((line) => JSON.parse(line) as Record<string, unknown>);
		expect(events).toHaveLength(5);
		expect(events[3]).toEqual({
			command: 'map',
			stage: 'map',
			done: 10_000,
			total: 10_000,
			unit: 'reads',
			seconds: 10.1,
			finished: true,
		});
		expect(events[4]).toEqual({ command: 'map', stage: 'call', done: 3, unit: 'sites', seconds: 0, finished: true });
	});

	it('tells the rate and the end of a stage that knows the share of its input', () => {
		const progress = createProgress('map', {});
		const json = createProgress('map', { logJson: true });
		for (let i = 0; i <= 40; i++) {
			const event = { stage: 'map', done: i * 1000, unit: 'reads', share: i / 100 };
			progress.onProgress(event);
			json.onProgress(event);
			vi.advanceTimersByTime(100);
		}
		progress.finish();
		json.finish();
		const lines = written.split('\n').slice(0, -1);
		expect(lines[0]).toBe('[pangraf map] 30,000 reads (30 %), 3.0 s, 10,000 reads/s, 7 s left');
		expect(JSON.parse(lines[1]!)).toMatchObject({ share: 0.3, perSecond: 10_000, secondsLeft: 7, finished: false });
		expect(lines[2]).toBe('[pangraf map] 40,000 reads, 4.1 s, 9,756 reads/s');
	});

	it('writes nothing with quiet', () => {
		expect(play({ quiet: true })).toEqual([]);
	});
});
