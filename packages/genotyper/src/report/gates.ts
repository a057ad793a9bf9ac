/**
 * Conditions that a comparison must meet: `--gate 'recall_gap<=0.01'`.
 *
 * `METRIC[.QUALIFIER][@STRATUM] OPERATOR NUMBER`, where
 *
 * | metric | |
 * |---|---|
 * | `recall`, `precision`, `f1` | of the graph arm; `linear.recall` and so on of the linear arm |
 * | `recall_difference` | graph less linear |
 * | `recall_gap` | largest gap of the graph arm's recall between groups: `.group` (population, where nothing is said), `.patient_group`, `.sex`; `linear.recall_gap` of the linear arm |
 * | `diagnostic_lost`, `diagnostic_gained` | diagnostic variants that one arm alone finds, counted once per person |
 *
 * `.lower` and `.upper` take the limit of the 95 % interval in place of the value: `recall.lower@SNV>=0.99`. Operators are `<=`,
 * `>=`, `<` and `>`; numbers are fractions of 1, or percentages with `%`. What cannot be worked out does not pass.
 */
import { PangrafError } from '@pangraf/graph';
import type { GroupColumn } from '../cohort/people-groups.ts';
import type { Interval } from '../statistics/wilson-interval.ts';
import type { CompareSummary } from './summary.ts';

type Metric = 'recall' | 'precision' | 'f1' | 'recall_difference' | 'recall_gap' | 'diagnostic_lost' | 'diagnostic_gained';
type Operator = '<=' | '>=' | '<' | '>';

/** A gate as it was understood. */
export interface Gate {
	/** As typed. */
	readonly expression: string;
	readonly metric: Metric;
	readonly arm: 'graph' | 'linear';
	readonly limit: 'value' | 'lower' | 'upper';
	readonly column: GroupColumn;
	readonly stratum: string;
	readonly operator: Operator;
	readonly threshold: number;
}

export interface GateResult {
	expression: string;
	passed: boolean;
	/** `null` where it cannot be worked out. */
	value: number | null;
	/** Why it cannot be worked out, or whose value it is; empty where there is nothing to add. */
	reason: string;
}

const PATTERN =
	/^\s*(?:(?<arm>graph|linear)\.)?(?<metric>recall_difference|recall_gap|recall|precision|f1|diagnostic_lost|diagnostic_gained)(?:\.(?<column>group|patient_group|sex))?(?:\.(?<limit>lower|upper))?(?:@(?<stratum>.+?))?\s*(?<operator><=|>=|<|>)\s*(?<number>-?\d+(?:\.\d+)?|-?\.\d+)(?<percent>%)?\s*$/;

/** Understands a gate. Errors: E_GATE. */
export function parseGate(expression: string): Gate {
	const parts = PATTERN.exec(expression)?.groups;
	if (parts === undefined)
		throw gateError(expression, "a condition such as 'recall_gap<=0.01', 'recall.lower@SNV>=0.99' or 'linear.precision>=95%'");
	const metric = parts['metric'] as Metric;
	const { arm, column, limit, stratum } = parts;
	if (column !== undefined && metric !== 'recall_gap') throw gateError(expression, `.${column} behind recall_gap alone`);
	if (arm !== undefined && (metric === 'recall_difference' || metric.startsWith('diagnostic'))) {
		throw gateError(expression, `${metric} without '${arm}.': it speaks of both arms`);
	}
	if (limit !== undefined && metric.startsWith('diagnostic'))
		throw gateError(expression, `${metric} without '.${limit}': it is a count`);
	if (stratum !== undefined && metric.startsWith('diagnostic')) throw gateError(expression, `${metric} without '@${stratum}'`);
	return {
		expression,
		metric,
		arm: (arm ?? 'graph') as Gate['arm'],
		limit: (limit ?? 'value') as Gate['limit'],
		column: (column ?? 'group') as GroupColumn,
		stratum: stratum ?? 'all',
		operator: parts['operator'] as Operator,
		threshold: Number(parts['number']) / (parts['percent'] === undefined ? 1 : 100),
	};
}

/**
 * Refuses, before any work, what this run can never work out: gaps without a cohort, panels that are not given, strata that
 * nobody asked for. `strata` are the names that the run will have. Errors: E_GATE.
 */
export function checkGate(gate: Gate, run: { isCohort: boolean; hasPanel: boolean; strata: ReadonlySet<string> }): void {
	const { expression, metric, stratum } = gate;
	if (metric === 'recall_gap' && !run.isCohort) throw gateError(expression, 'recall_gap with --samples: groups are of people');
	if (metric.startsWith('diagnostic') && !run.hasPanel) throw gateError(expression, `${metric} with --panel`);
	if (!run.strata.has(stratum)) {
		throw gateError(expression, `a stratum of this comparison behind '@': ${[...run.strata].slice(0, 12).join(', ')}`);
	}
}

function gateError(expression: string, expected: string): PangrafError {
	return new PangrafError('E_GATE', { found: `the gate '${expression}'`, expected, remedy: "see 'pangraf compare --help'" });
}

/** Whether the figures meet the gates, in their order. */
export function evaluateGates(gates: readonly Gate[], summary: Omit<CompareSummary, 'gates'>): GateResult[] {
	return gates.map((gate) => {
		const { value, reason } = valueOf(gate, summary);
		return { expression: gate.expression, passed: value !== null && holds(value, gate), value, reason };
	});
}

/** One line for all gates that are not met; `undefined` where all are. */
export function gateFailure(results: readonly GateResult[]): string | undefined {
	const failed = results.filter(({ passed }) => !passed);
	if (failed.length === 0) return undefined;
	const texts = failed.map(({ expression, value, reason }) => {
		const found = value === null ? 'cannot be worked out' : `is ${Number(value.toPrecision(6))}`;
		return `${expression}: ${found}${reason === '' ? '' : ` (${reason})`}`;
	});
	return `gate${failed.length === 1 ? '' : 's'} not met: ${texts.join('; ')}`;
}

function holds(value: number, { operator, threshold }: Gate): boolean {
	if (operator === '<=') return value <= threshold;
	if (operator === '>=') return value >= threshold;
	return operator === '<' ? value < threshold : value > threshold;
}

interface Value {
	readonly value: number | null;
	readonly reason: string;
}

function valueOf(gate: Gate, summary: Omit<CompareSummary, 'gates'>): Value {
	const { metric, arm, stratum: name } = gate;
	if (metric === 'recall_gap') return gapOf(gate, summary);
	if (metric === 'diagnostic_lost' || metric === 'diagnostic_gained') {
		const changes = summary.diagnostic;
		if (changes === null) return { value: null, reason: 'no panel' };
		const listed = metric === 'diagnostic_lost' ? changes.lost : changes.gained;
		const reason = listed
			.slice(0, 5)
			.map(({ genes, contig, position }) => [...genes, `${contig}:${position}`].join(' '))
			.join(', ');
		return { value: listed.reduce((sum, { people }) => sum + people, 0), reason: listed.length > 5 ? `${reason}, …` : reason };
	}
	const stratum = summary.strata[name];
	if (stratum === undefined || stratum.truth_total === 0) return { value: null, reason: `no true variant in ${name}` };
	const reason = metric === 'recall_difference' ? `${name}, graph less linear` : `${name}, ${arm} arm`;
	if (metric === 'recall_difference') {
		const { recall_difference, recall_difference_ci, clustered } = stratum.paired;
		return { value: pick(gate, recall_difference, clustered?.recall_difference_ci ?? recall_difference_ci), reason };
	}
	const figures = stratum[arm];
	const interval = figures.clustered?.[`${metric}_ci`] ?? figures[`${metric}_ci`];
	return { value: pick(gate, figures[metric], interval), reason };
}

function gapOf(gate: Gate, { equity }: Omit<CompareSummary, 'gates'>): Value {
	const { arm, stratum, column: columnName } = gate;
	const column = equity?.columns[columnName];
	if (column === undefined) return { value: null, reason: `the sheet of samples states no ${columnName}` };
	const figures = column.strata[stratum];
	if (figures === undefined || figures[arm].largest_gap === null) {
		const why =
			column.shown.length === 0
				? `fewer than two groups of ${equity!.min_group_size} people can be compared`
				: `fewer than two groups with true variants in ${stratum}`;
		return { value: null, reason: why };
	}
	const { best, worst, largest_gap, largest_gap_ci } = figures[arm];
	const recallOf = (name: string): string => `${name} ${(figures.groups[name]![arm].recall! * 100).toFixed(2)} %`;
	const reason = `recall of the ${arm} arm: ${recallOf(worst!)} against ${recallOf(best!)}`;
	return { value: pick(gate, largest_gap, largest_gap_ci), reason };
}

function pick({ limit }: Gate, value: number | null, interval: Interval | null): number | null {
	if (limit === 'value') return value;
	return interval === null ? null : interval[limit === 'lower' ? 0 : 1];
}
