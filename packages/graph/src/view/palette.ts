/**
 * Colours that people with any colour vision can tell apart on white: Okabe and Ito (https://jfly.uni-koeln.de/color/), less black
 * and yellow, then Tol's muted scheme (https://personal.sron.nl/~pault/).
 */
const WAY_COLOURS = [
	'#0072b2',
	'#e69f00',
	'#009e73',
	'#cc79a7',
	'#56b4e9',
	'#d55e00',
	'#332288',
	'#999933',
	'#882255',
	'#44aa99',
];

const REFERENCE_COLOUR = '#444444';
const REST_COLOUR = '#b4b4b4';

/** The colour of a lane's ribbons. */
export function laneColour({ kind, order }: { kind: 'reference' | 'way' | 'rest'; order: number }): string {
	if (kind === 'reference') return REFERENCE_COLOUR;
	return kind === 'rest' ? REST_COLOUR : WAY_COLOURS[order % WAY_COLOURS.length]!;
}
