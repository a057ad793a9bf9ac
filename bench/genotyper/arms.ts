/**
 * `pnpm bench:arms`: both arms from reads to the report, on real and simulated data. Each set leaves a folder with the report in
 * English and Danish and, where Chromium is installed, a picture of what stands at its head.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CHROMIUM, Chromium } from '../../packages/genotyper/test/report/page/chromium.ts';
import { ARM_DATA, openWorkshop } from './arm-data.ts';

const { values } = parseArgs({
	args: process.argv.slice(2).filter((argument) => argument !== '--'),
	options: {
		out: { type: 'string' },
		data: { type: 'string', multiple: true, default: Object.keys(ARM_DATA) },
		shared: { type: 'string', default: join(import.meta.dirname, '../../../shared') },
	},
});
if (values.out === undefined) throw new Error('--out DIR: where the reports go');
const program = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

/** Size of the picture, in CSS pixels: what stands on a screen before anybody scrolls. */
const PICTURE = { width: 1120, height: 1400 };

for (const name of values.data) {
	const set = ARM_DATA[name];
	if (set === undefined) throw new Error(`no data set ${name}; there are ${Object.keys(ARM_DATA).join(', ')}`);
	process.stdout.write(`\n${name}: ${set.title}\n\n`);
	const work = openWorkshop(join(values.out, name), resolve(values.shared), program, set.needs);
	const inputs = set.prepare(work);
	for (const language of ['da', 'en']) {
		const output = language === 'en' ? 'comparison' : `comparison-${language}`;
		const args = [program, 'compare', ...inputs, '--lang', language, '-o', output, '--quiet'];
		const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: work.folder, encoding: 'utf8' });
		if (status !== 0) throw new Error(stderr);
		if (language === 'en') process.stdout.write(stdout);
		if (CHROMIUM !== undefined) await takePicture(join(work.folder, output, 'report.html'), join(work.folder, `${output}.png`));
	}
	process.stdout.write(`\nReport: ${join(work.folder, 'comparison', 'report.html')}\n`);
}

async function takePicture(page: string, picture: string): Promise<void> {
	const browser = await Chromium.start();
	try {
		await browser.open(page, PICTURE.width, 'light');
		const clip = { x: 0, y: 0, ...PICTURE, scale: 1 };
		const { data } = await browser.send('Page.captureScreenshot', { format: 'png', clip, captureBeyondViewport: true });
		writeFileSync(picture, Buffer.from(data as string, 'base64'));
	} finally {
		await browser.stop();
	}
}
