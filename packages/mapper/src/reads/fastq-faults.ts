/** What can be wrong with a FASTQ record, from the kernel's fault block to an error a person can act on. */
import { PangrafError } from '@pangraf/graph/errors';
import type { KernelExports } from '../kernels/kernel.ts';

/** Where a chunk of records came from. */
export interface ChunkOrigin {
	/** Names of the file, or of both files, of reads. */
	readonly files: readonly string[];
	/** Records of each file before the chunk. */
	readonly firstRecord: number;
}

/** A fault block as plain data, safe to send between threads. SYNC: `fault` in assembly/reads.ts. */
export interface FastqFault {
	readonly code: number;
	readonly record: number;
	readonly file: number;
	readonly got: number;
	readonly expected: number;
	readonly name: string;
	/** Of mates whose names differ: the other's name. */
	readonly mateName: string;
}

/** Reads the fault block of a kernel whose `mapChunk` returned -1. */
export function readFault(kernel: KernelExports, buffer: ArrayBufferLike): FastqFault {
	const [code, record, file, got, expected, name, nameLength] = new Uint32Array(buffer, kernel.faultAt() >>> 0, 7);
	const text = (address: number, length: number): string =>
		new TextDecoder().decode(new Uint8Array(buffer, address, Math.min(length, 80)).slice());
	const mates = code === MATES;
	return {
		code: code!,
		record: record!,
		file: file!,
		got: got!,
		expected: expected!,
		name: text(name!, nameLength!),
		mateName: mates ? text(got!, expected!) : '',
	};
}

// SYNC: assembly/reads.ts
const MATES = 5;
const LF = 10;
const CR = 13;

/** The error for a fault. Codes: E_FASTQ_NAME, E_FASTQ_PLUS, E_FASTQ_QUALITY_LENGTH, E_FASTQ_QUALITY, E_FASTQ_LETTER, E_FASTQ_NAME_LENGTH, E_FASTQ_MATES. */
export function faultError(fault: FastqFault, origin: ChunkOrigin): PangrafError {
	const record = origin.firstRecord + fault.record;
	const file = origin.files[fault.file] ?? origin.files[0]!;
	const error = (code: string, line: number, found: string, expected: string, remedy: string): PangrafError =>
		new PangrafError(code, { file, place: `line ${record * 4 + line} (record ${record + 1})`, found, expected, remedy });
	const character = JSON.stringify(String.fromCharCode(fault.got));
	const start = fault.got === LF || fault.got === CR ? 'a blank line' : `a line that starts with ${character}`;
	const whole = 'four lines a record: @name, bases, +, qualities (wrapped FASTQ is not read)';
	switch (fault.code) {
		case 1:
			return error('E_FASTQ_NAME', 1, start, 'a line that starts with @', `give ${whole}`);
		case 2:
			return error('E_FASTQ_PLUS', 3, `${start} in read ${fault.name}`, 'a line that starts with +', `give ${whole}`);
		case 3:
			return error(
				'E_FASTQ_QUALITY_LENGTH',
				4,
				`${fault.got} qualities in read ${fault.name}`,
				`${fault.expected}, one for each base`,
				'copy the file again from its source',
			);
		case 4:
			return error(
				'E_FASTQ_LETTER',
				2,
				`${character} at base ${fault.expected} of read ${fault.name}`,
				'A, C, G, T, N or another IUPAC letter',
				'copy the file again from its source',
			);
		case MATES:
			return error(
				'E_FASTQ_MATES',
				1,
				`read ${fault.name} beside ${fault.mateName}`,
				'mates of the same name, in the same order',
				'give both files as the sequencer wrote them, or sort them by name the same way',
			);
		case 6:
			return error('E_FASTQ_NAME', 1, 'a read without a name', 'a name after @', 'name the read');
		case 7:
			return error(
				'E_FASTQ_QUALITY',
				4,
				`character ${fault.got} at quality ${fault.expected} of read ${fault.name}`,
				'characters from ! to ~',
				'copy the file again from its source',
			);
		default:
			return error(
				'E_FASTQ_NAME_LENGTH',
				1,
				`a name of ${fault.got} bytes: ${fault.name.slice(0, 20)}...`,
				`at most ${fault.expected} (SAM specification)`,
				'shorten the names',
			);
	}
}
