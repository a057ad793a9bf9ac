/** Data sets that a program makes, kept for the next run: the same seed gives the same files. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DataSet } from './data-sets.ts';

/** Reads and truth, which come plain and are taken as reads usually come. */
const COMPRESSED = /\.(fq|truth\.tsv)$/;

/** The folder below which the files of a set lie: `dataFolder`, or `madeFolder` for a set that is made, once it is. */
export function sourceFolder({ made }: DataSet, dataFolder: string, madeFolder: string): string {
	if (made === undefined) return dataFolder;
	const folder = join(madeFolder, made.folder);
	if (!existsSync(folder)) {
		const unfinished = `${folder}.unfinished`;
		rmSync(unfinished, { recursive: true, force: true });
		mkdirSync(unfinished, { recursive: true });
		const program = join(dataFolder, '../tools', made.program);
		const { status, stderr } = spawnSync('python3', [program, ...made.args, '--out', unfinished], { encoding: 'utf8' });
		if (status !== 0) throw new Error(`${made.program} ended with ${status}:\n${stderr.trimEnd()}`);
		for (const name of readdirSync(unfinished).filter((file) => COMPRESSED.test(file))) {
			const path = join(unfinished, name);
			writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 6 }));
			rmSync(path);
		}
		renameSync(unfinished, folder);
	}
	return madeFolder;
}
