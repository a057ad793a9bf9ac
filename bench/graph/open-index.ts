/** Opens one index again and again in one process and prints bytes, wall and CPU seconds of each time as JSON. */
import { openContainer } from '../../packages/graph/src/files/container-file.ts';

const times: { wallSeconds: number; cpuSeconds: number }[] = [];
let sizeBytes = 0;
for (let round = 0; round < Number(process.argv[3]); round++) {
	const cpuBefore = process.cpuUsage();
	const before = performance.now();
	const container = await openContainer(process.argv[2]!);
	const wallSeconds = (performance.now() - before) / 1e3;
	const { user, system } = process.cpuUsage(cpuBefore);
	times.push({ wallSeconds, cpuSeconds: (user + system) / 1e6 });
	sizeBytes = container.header.fileBytes;
}
process.stdout.write(`${JSON.stringify({ sizeBytes, times })}\n`);
