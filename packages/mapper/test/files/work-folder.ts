/** Folders and files for tests that need real ones. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SmallGraph } from '../random-graphs.ts';

/** A folder of its own that is gone when the test is over. */
export function workFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'pangraf-mapper-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/** GFA text of a small graph. */
export function gfaText({ literal }: SmallGraph): string {
	const side = (handle: number): string => ((handle & 1) === 0 ? '+' : '-');
	const name = (handle: number): string => literal.segments[handle >> 1]![0];
	const lines = ['H\tVN:Z:1.1'];
	for (const [segment, sequence] of literal.segments) lines.push(`S\t${segment}\t${sequence}`);
	for (const [from, to] of literal.links) lines.push(`L\t${name(from)}\t${side(from)}\t${name(to)}\t${side(to)}\t0M`);
	for (const { sample, steps } of literal.walks ?? []) {
		const path = steps.map((step) => `${(step & 1) === 0 ? '>' : '<'}${name(step)}`).join('');
		lines.push(`W\t${sample}\t0\tc\t*\t*\t${path}`);
	}
	return `${lines.join('\n')}\n`;
}

/** Writes a file and returns its path. */
export function writeIn(folder: string, name: string, data: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, data);
	return path;
}

/** Text of a file. */
export function textOf(path: string): string {
	return readFileSync(path, 'utf8');
}
