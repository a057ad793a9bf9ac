import { html, type Markup } from '../markup.ts';
import { forestPlot } from '../plots/forest-plot.ts';
import { scatterPlot } from '../plots/scatter-plot.ts';
import type { PageContext } from './context.ts';
import { figure, table, withInterval } from './tables.ts';

/** More people than this are dots and not rows. */
const MAX_ROWS_IN_PLOT = 25;

/** A plot and a table of the people; `undefined` for one person. */
export async function peopleSection(context: PageContext): Promise<Markup | undefined> {
	const { summary, words, numbers } = context;
	if (summary.cohort === null) return undefined;
	const say = words.people;
	if (summary.samples === null) return html`<p>${say.withheld}</p>`;
	const people = Object.entries(summary.samples).map(([sample, strata]) => ({ sample, all: strata['all']! }));
	const isForest = people.length <= MAX_ROWS_IN_PLOT;
	const text = isForest
		? { id: 'people-plot', title: say.plotTitle, text: say.plotText }
		: { id: 'people-plot', title: say.scatterTitle, text: say.scatterText };
	const plot = isForest
		? await forestPlot(
				people.map(({ sample, all }) => ({
					label: sample,
					note: words.recall.variants(all.truth_total, numbers.count(all.truth_total)),
					graph: { recall: all.graph.recall, interval: all.graph.recall_ci },
					linear: { recall: all.linear.recall, interval: all.linear.recall_ci },
				})),
				words,
				numbers,
				text,
			)
		: await scatterPlot(
				people.map(({ all }) => ({ graph: all.graph.recall, linear: all.linear.recall })),
				words,
				numbers,
				text,
			);
	const { recall } = words;
	const columns = [
		recall.trueVariants,
		recall.recallOf.graph,
		recall.recallOf.linear,
		recall.differencePoints,
		say.precisionOf.graph,
		say.precisionOf.linear,
	];
	const figures = table(
		say.caption,
		[{ text: say.sample }, ...columns.map((column) => ({ text: column, isFigure: true }))],
		people.map(({ sample, all }) => [
			sample,
			numbers.count(all.truth_total),
			withInterval(numbers.percent(all.graph.recall), numbers.percentRange(all.graph.recall_ci)),
			withInterval(numbers.percent(all.linear.recall), numbers.percentRange(all.linear.recall_ci)),
			withInterval(numbers.points(all.recall_difference), numbers.pointsRange(all.recall_difference_ci)),
			numbers.percent(all.graph.precision),
			numbers.percent(all.linear.precision),
		]),
	);
	return html`${figure(text.title, plot, !isForest)}
${isForest ? undefined : html`<p class="muted">${say.scatterText}</p>`}
${
	isForest
		? figures
		: html`<details><summary>${recall.finerHeading}</summary>
${figures}
</details>`
}`;
}
