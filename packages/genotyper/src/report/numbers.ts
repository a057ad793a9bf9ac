/** Figures as people read them. The same on every machine: no locale is asked. */

/** A whole number with commas between thousands. */
export function count(value: number): string {
	return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A proportion as a percentage with two decimals; a dash where it is not defined. */
export function percent(value: number | null): string {
	return value === null ? '–' : `${(value * 100).toFixed(2)} %`;
}

/** The limits of a proportion's interval, without unit. */
export function percentRange(interval: readonly [number, number] | null): string {
	return interval === null ? '–' : `${(interval[0] * 100).toFixed(2)} to ${(interval[1] * 100).toFixed(2)}`;
}

/** A difference of proportions in percentage points, with its sign. */
export function points(value: number | null): string {
	if (value === null) return '–';
	const text = (value * 100).toFixed(2);
	if (Number(text) === 0) return '0.00';
	return value > 0 ? `+${text}` : text.replace('-', '−');
}

/** The limits of a difference's interval, in percentage points. */
export function pointsRange(interval: readonly [number, number] | null): string {
	return interval === null ? '–' : `${points(interval[0])} to ${points(interval[1])}`;
}

/** A p-value: three decimals, or its power of ten where it is smaller. */
export function pValue(value: number): string {
	if (value >= 0.9995) return '1';
	if (value >= 0.001) return value.toFixed(3);
	// A double ends there; the exact value is smaller still.
	return value < 1e-300 ? '<1e-300' : value.toExponential(1);
}
