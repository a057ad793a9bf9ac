/** Figures as people read them. The same on every machine: no locale is asked. */
import type { Language } from './words.ts';

/** How a language writes figures. */
export interface Numbers {
	/** A whole number, with marks between thousands. */
	readonly count: (value: number) => string;
	/** A proportion as a percentage with two decimals; a dash where it is not defined. */
	readonly percent: (value: number | null) => string;
	/** The limits of a proportion's interval, without unit. */
	readonly percentRange: (interval: readonly [number, number] | null) => string;
	/** A difference of proportions in percentage points, with its sign. */
	readonly points: (value: number | null) => string;
	/** The limits of a difference's interval, in percentage points. */
	readonly pointsRange: (interval: readonly [number, number] | null) => string;
	/** A p-value: three decimals, or its power of ten where it is smaller. */
	readonly pValue: (value: number) => string;
	/** With this many decimals. */
	readonly decimal: (value: number, digits: number) => string;
}

const DASH = '–';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Numbers of a page. */
export function numbersOf(language: Language): Numbers {
	const isDanish = language === 'da';
	const to = isDanish ? 'til' : 'to';
	const decimal = (value: number, digits: number): string => {
		const text = value.toFixed(digits).replace('-', '−');
		return isDanish ? text.replace('.', ',') : text;
	};
	const points = (value: number | null): string => {
		if (value === null) return DASH;
		const text = decimal(value * 100, 2);
		if (Number(value.toFixed(4)) === 0) return decimal(0, 2);
		return value > 0 ? `+${text}` : text;
	};
	return {
		count: (value) => String(value).replace(/\B(?=(\d{3})+$)/g, isDanish ? '.' : ','),
		percent: (value) => (value === null ? DASH : `${decimal(value * 100, 2)} %`),
		percentRange: (interval) =>
			interval === null ? DASH : `${decimal(interval[0] * 100, 2)} ${to} ${decimal(interval[1] * 100, 2)}`,
		points,
		pointsRange: (interval) => (interval === null ? DASH : `${points(interval[0])} ${to} ${points(interval[1])}`),
		pValue: (value) => {
			if (value >= 0.9995) return '1';
			if (value >= 0.001) return decimal(value, 3);
			// A double ends there; the exact value is smaller still.
			if (value < 1e-300) return '<10⁻³⁰⁰';
			const [mantissa = '', exponent = ''] = value.toExponential(1).split('e-');
			const power = [...exponent].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
			return `${decimal(Number(mantissa), 1)}·10⁻${power}`;
		},
		decimal,
	};
}
