/** Opens an index, as a fresh process does, and prints its bytes in the file and in memory, wall and CPU seconds as JSON. */
import { openContainer } from '../../packages/graph/src/files/container-file.ts';

const cpuBefore = process.cpuUsage();
const before = performance.now();
const { header, dataBytes } = await openContainer(process.argv[2]!);
const wallSeconds = (performance.now() - before) / 1e3;
const { user, system } = process.cpuUsage(cpuBefore);
process.stdout.write(
	`${JSON.stringify({ fileBytes: header.fileBytes, dataBytes, wallSeconds, cpuSeconds: (user + system) / 1e6 })}\n`,
);
