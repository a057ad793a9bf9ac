/** The data on which the arms are compared: each set made into the files that `pangraf compare` takes. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A set of people, reads and truths. */
export interface ArmData {
	/** What it is, in one line. */
	readonly title: string;
	/** Programs that must be on PATH. */
	readonly needs: readonly string[];
	/** Makes all files in `folder` from those in `shared`, and returns the arguments of `compare` but for the folder of results. */
	readonly prepare: (work: Workshop) => string[];
}

/** Where a set is made, and how programs are run there. */
export interface Workshop {
	readonly folder: string;
	/** The folder with `data/` and `tools/`. */
	readonly shared: string;
	/** Runs pangraf. */
	readonly pangraf: (...args: string[]) => void;
	/** Runs a pipe of programs by the shell; paths are the folder's or absolute. */
	readonly shell: (command: string) => void;
}

/** The chr20 samples that have reads. */
const CHR20_SAMPLES = ['HG00254', 'HG00272', 'HG00282'];

/** The sets by name. */
export const ARM_DATA: Readonly<Record<string, ArmData>> = {
	chr20: {
		title: 'three 1000 Genomes samples on 1 Mb of chr20; graph of 270 others; linear: bwa mem and bcftools',
		needs: [],
		prepare({ shared, folder, pangraf }) {
			const data = (name: string): string => join(shared, 'data/chr20', name);
			pangraf('build', '--reference', data('ref.fa'), '--variants', data('panel.vcf.gz'), '-o', 'graph.gfa.gz');
			pangraf('index', 'graph.gfa.gz', '-o', 'graph.pgx');
			const rows = CHR20_SAMPLES.map((sample) => {
				const reads = [1, 2].map((mate) => data(`reads/${sample}_${mate}.fq.gz`));
				mapAndCall(pangraf, sample, reads);
				const [truth, linear] = [data(`truth/${sample}.vcf.gz`), data(`linear/${sample}.bwa.bcftools.vcf.gz`)];
				return [sample, '.', '.', '.', truth, `${sample}.vcf.gz`, linear, `${sample}.gaf.gz`].join('\t');
			});
			const header = 'sample\tgroup\tsex\tpatient_group\ttruth\tgraph\tlinear\tgraph_alignments';
			writeFileSync(join(folder, 'samples.tsv'), [header, ...rows, ''].join('\n'));
			return ['--reference', data('ref.fa'), '--samples', 'samples.tsv', '--graph-index', 'graph.pgx'];
		},
	},
	'hgsvc-chr22': {
		title: 'structural variants of HG00514 on 760 kb of chr22, 15x; linear: bwa mem and bcftools',
		needs: ['bwa', 'samtools', 'bcftools'],
		prepare(work) {
			const data = (name: string): string => join(work.shared, 'data/hgsvc-chr22', name);
			const reads = [1, 2].map((mate) => data(`reads/HG00514_${mate}.fq.gz`));
			work.pangraf('index', data('sv-haplotypes.gfa'), '-o', 'graph.pgx');
			mapAndCall(work.pangraf, 'HG00514', reads);
			callLinear(work, 'HG00514', data('ref.fa'), reads);
			return onePerson('HG00514', data('ref.fa'), data('truth.HG00514.vcf.gz'));
		},
	},
	simulated: {
		title: '4 Mb and 32 haplotypes by make_big.py, a person outside the panel, 30x; linear: bwa mem and bcftools',
		needs: ['python3', 'bwa', 'samtools', 'bcftools'],
		prepare(work) {
			const size = '--mb 4 --contigs 1 --haps 32 --seed 1 --cov 30';
			work.shell(`python3 ${quoted(join(work.shared, 'tools/make_big.py'))} ${size} --out .`);
			const reads = ['IND1_1.fq', 'IND1_2.fq'];
			work.pangraf('index', 'graph.gfa', '-o', 'graph.pgx');
			mapAndCall(work.pangraf, 'IND1', reads);
			callLinear(work, 'IND1', 'ref.fa', reads);
			return [...onePerson('IND1', 'ref.fa', 'truth.IND1.vcf'), '--stratify', 'repeats=ref.repeats.bed'];
		},
	},
};

/** Makes the folder of a set. Throws where a program or the data are not there. */
export function openWorkshop(folder: string, shared: string, program: string, needs: readonly string[]): Workshop {
	for (const name of needs) {
		if (spawnSync('sh', ['-c', `command -v ${name}`]).status !== 0) throw new Error(`needs ${name}, which is not on PATH`);
	}
	if (!existsSync(shared)) throw new Error(`needs the data in ${shared}`);
	mkdirSync(folder, { recursive: true });
	const run = (command: string, args: readonly string[], shown: string): void => {
		process.stderr.write(`  ${shown}\n`);
		const { status, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
		if (status !== 0) throw new Error(`${shown}: ${stderr.trimEnd().split('\n').at(-1) ?? ''}`);
	};
	return {
		folder,
		shared,
		pangraf: (...args) => run(process.execPath, [program, ...args, '--quiet'], ['pangraf', ...args].join(' ')),
		shell: (command) => run('bash', ['-o', 'pipefail', '-c', command], command),
	};
}

function mapAndCall(pangraf: Workshop['pangraf'], sample: string, reads: readonly string[]): void {
	pangraf('map', 'graph.pgx', ...reads, '-o', `${sample}.gaf.gz`);
	pangraf('call', 'graph.pgx', `${sample}.gaf.gz`, '--sample', sample, '-o', `${sample}.vcf.gz`);
}

/** The usual linear route; bwa gets a copy of the reference for its index. */
function callLinear({ shell }: Workshop, sample: string, reference: string, reads: readonly string[]): void {
	const files = reads.map(quoted).join(' ');
	shell(`cat ${quoted(reference)} > linear.fa && bwa index linear.fa && samtools faidx linear.fa`);
	const readGroup = `-R '@RG\\tID:${sample}\\tSM:${sample}'`;
	shell(`bwa mem -t 2 ${readGroup} linear.fa ${files} | samtools sort -o ${sample}.bam -`);
	shell(`bcftools mpileup -f linear.fa ${sample}.bam | bcftools call -mv -Oz -o ${sample}.linear.vcf.gz`);
}

function onePerson(sample: string, reference: string, truth: string): string[] {
	const calls = ['--truth', truth, '--graph', `${sample}.vcf.gz`, '--linear', `${sample}.linear.vcf.gz`];
	const reads = ['--graph-alignments', `${sample}.gaf.gz`, '--linear-alignments', `${sample}.bam`, '--graph-index', 'graph.pgx'];
	return ['--reference', reference, ...calls, ...reads];
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
