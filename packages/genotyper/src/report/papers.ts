import { html, type Markup } from './markup.ts';

/** The papers behind the methods, by DOI. */
export const PAPERS = {
	benjamini: '10.1111/j.2517-6161.1995.tb02031.x',
	cameron: '10.1198/jbes.2010.07136',
	cleary: '10.1101/023754',
	durkalski: '10.1002/sim.1438',
	hand: '10.1007/s10994-021-05964-1',
	krusche: '10.1038/s41587-019-0054-x',
	mcnemar: '10.1007/BF02295996',
	newcombePaired: '10.1002/(SICI)1097-0258(19981130)17:22<2635::AID-SIM954>3.0.CO;2-C',
	newcombeUnpaired: '10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I',
	obuchowski: '10.1002/(SICI)1097-0258(19980715)17:13<1495::AID-SIM863>3.0.CO;2-I',
	pitman: '10.1093/biomet/29.3-4.322',
	rao: '10.2307/2532311',
	tan: '10.1093/bioinformatics/btv112',
	wilson: '10.1080/01621459.1927.10502953',
} as const;

/** A link to a paper: to follow, not to load. */
export function paper(doi: string): Markup {
	const address = `https://doi.org/${doi.replaceAll('<', '%3C').replaceAll('>', '%3E')}`;
	return html`<a href="${address}">doi:${doi}</a>`;
}
