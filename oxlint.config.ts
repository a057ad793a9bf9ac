/**
 * Lint rules, and the two rules of the house that a compiler does not see: who may import whom, and who may touch `node:`.
 *
 * Packages stand in a row, and so do the stage folders inside a package; what stands left never imports what stands right.
 * A stage that is added is added here.
 */
import { defineConfig, type OxlintConfig, type OxlintOverride } from 'oxlint';

/** Packages, left to right. */
const PACKAGES = ['graph', 'mapper', 'genotyper', 'cli'];

/** Folders of a package that compute, in the order in which data flows through them. */
const STAGES: Readonly<Record<string, readonly string[]>> = {
	graph: [
		'store',
		'canonical',
		'gfa',
		'fasta',
		'vcf',
		'haplotypes',
		'snarls',
		'coordinates',
		'container',
		'build',
		'withdraw',
		'simulation',
	],
	mapper: ['kernels', 'reads', 'partitions', 'seeds', 'clusters', 'haplotypes', 'extensions', 'alignments', 'pairs', 'records'],
	genotyper: ['statistics', 'sites', 'support', 'genotypes', 'variants', 'comparison', 'cohort', 'report'],
	cli: [],
};

/** Folders that may use files, threads and the process; what computes does not import them. */
const EDGES: Readonly<Record<string, readonly string[]>> = {
	graph: ['files'],
	mapper: ['pool', 'files'],
	genotyper: ['files'],
	cli: [],
};

interface Ban {
	group?: string[];
	regex?: string;
	message: string;
}

const NODE_BAN: Ban = {
	regex: '^node:|^piscina$|@pangraf/[a-z]+/files$',
	message: 'Code that computes also runs in a browser: files, threads and the process belong to files/ and pool/.',
};

function packageBan(name: string): Ban[] {
	const right = PACKAGES.slice(PACKAGES.indexOf(name) + 1);
	if (right.length === 0) return [];
	const message = `packages/${name} stands left of this package: ${PACKAGES.join(' <- ')}.`;
	return [{ regex: `^@pangraf/(${right.join('|')})(/|$)`, message }];
}

/** From a file directly in a stage folder, other folders of the package are `../<folder>/`. */
function folderBan(folders: readonly string[], message: string): Ban[] {
	return folders.length === 0 ? [] : [{ regex: `^(\\.\\./)+(${folders.join('|')})/`, message }];
}

function restrict(files: string[], patterns: Ban[]): OxlintOverride {
	return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

const overrides = PACKAGES.flatMap((name) => {
	const source = `packages/${name}/src`;
	const stages = STAGES[name] ?? [];
	const edges = EDGES[name] ?? [];
	const computes: Ban[] = name === 'cli' ? [] : [NODE_BAN];
	const edgeBan = folderBan(edges, `What computes does not import ${edges.join(' or ')}.`);
	return [
		restrict([`${source}/**/*.ts`], [...packageBan(name), ...computes, ...edgeBan]),
		...stages.map((stage, i) => {
			const later = stages.slice(i + 1);
			const order = folderBan(later, `Stages stand in this order: ${stages.join(', ')}.`);
			return restrict([`${source}/${stage}/**/*.ts`], [...packageBan(name), ...computes, ...edgeBan, ...order]);
		}),
		...edges.map((edge) => restrict([`${source}/${edge}/**/*.ts`], packageBan(name))),
	];
});

const config: OxlintConfig = defineConfig({
	plugins: ['typescript', 'unicorn', 'oxc', 'import', 'vitest'],
	categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
	ignorePatterns: ['**/dist', 'packages/*/build', 'packages/mapper/assembly', 'demo', 'coverage'],
	rules: {
		'import/no-cycle': 'error',
		'typescript/consistent-type-imports': 'error',
		'typescript/no-explicit-any': 'error',
		'no-console': 'error',
		'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'assert*', 'check*', 'fc.assert'] }],
		// Properties hold case by case.
		'vitest/no-conditional-expect': 'off',
		'vitest/valid-expect': ['error', { maxArgs: 2 }],
		eqeqeq: 'error',
		'no-var': 'error',
		'prefer-const': 'error',
		// Loops over files, chunks and workers wait for one another on purpose.
		'no-await-in-loop': 'off',
		'no-shadow': 'off',
		'oxc/no-map-spread': 'off',
		'unicorn/consistent-function-scoping': 'off',
		'typescript/no-unsafe-type-assertion': 'off',
		'typescript/no-misused-spread': 'off', // strings that are spread are sequences, in ASCII
		'unicorn/no-array-sort': 'off',
		'unicorn/no-array-reverse': 'off',
		'unicorn/prefer-add-event-listener': 'off',
		'import/no-unassigned-import': 'off',
		'import/no-named-as-default-member': 'off', // fc.tuple is how fast-check is written
	},
	overrides: [...overrides, { files: ['**/test/**', 'scripts/**', 'bench/**', 'fixtures/**'], rules: { 'no-console': 'off' } }],
});

export default config;
