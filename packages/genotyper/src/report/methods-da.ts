import { html, type Markup } from './markup.ts';
import { paper, PAPERS } from './papers.ts';
import type { CompareSummary } from './summary.ts';

/** How the figures came about, in plain Danish, with the sources. SYNC: methods-en.ts. */
export function methodsDa({ methods, cohort, equity }: CompareSummary, count: (value: number) => string): Markup {
	const decimal = (value: number): string => String(value).replace('.', ',');
	return html`<h3>Hvad tæller med?</h3>
<p>En post med flere alternative alleler tæller én gang for hver allel, personen bærer. Kald, hvis FILTER hverken er PASS eller tomt, tæller ikke med; <code>./.</code> og <code>0/0</code> er ikke varianter. Er der angivet regioner, tæller en variant med, når alle de baser, den ændrer, ligger i dem, og en insertion, når baserne på begge sider af den gør.</p>
<h3>Hvornår er et kald rigtigt?</h3>
<p>Kald er rigtige, når de giver de samme to haplotyper som facit, uanset hvordan posterne er skrevet: forskudt i en gentagelse, som én post eller som flere, med eller uden fase (Cleary m.fl. 2015, ${paper(PAPERS.cleary)}). De fleste afgøres af deres normalform (beskåret og rykket så langt mod venstre som muligt; Tan m.fl. 2015, ${paper(PAPERS.tan)}), hvor substitutioner af flere baser med lige så mange andre er delt op i SNV’er. Hvor posterne er forskellige, gennemsøges alle måder at kombinere nabovarianter på. Ligger de så tæt, at søgningen måtte afbrydes, opføres det, der ikke er matchet, som uafklaret og tæller som overset eller falsk. En rigtig allel med forkert genotype tæller både som overset og som falsk og vises særskilt, sådan som Global Alliance for Genomics and Health definerer det (Krusche m.fl. 2019, ${paper(PAPERS.krusche)}). Fase mellem poster sammenlignes ikke.</p>
<p>Strukturelle varianter (mindst ${methods.sv_min_length} bp), som giver forskellige haplotyper, regnes for rigtige, når de er af samme art, begynder inden for ${methods.sv_max_distance} bp af hinanden, den mindste har mindst ${decimal(methods.sv_min_size_ratio)} af den størstes længde, og sekvenser på op til ${count(methods.sv_max_aligned)} bp ligner hinanden med mindst ${decimal(methods.sv_min_similarity)} målt i redigeringsafstand. Hvert kald bruges kun én gang.</p>
<h3>Tallene</h3>
<p><b>Sensitivitet</b> (recall) er andelen af kendte varianter, som en arm finder. <b>Præcision</b> (positiv prædiktiv værdi) er andelen af dens kald, der er sande. <b>F1</b> er det harmoniske gennemsnit af de to. Alle intervaller er 95 %-konfidensintervaller: blev det hele gentaget mange gange, ville 95 ud af 100 af dem indeholde den sande værdi. For sensitivitet og præcision er det Wilsons interval (${paper(PAPERS.wilson)}). For F1 er det Wilsons interval for den andel af alt, der er enten sandt eller kaldt, som facit og arm er enige om; F1 vokser med den (Hand m.fl. 2021, ${paper(PAPERS.hand)}).</p>
<p>Begge arme får de samme spørgsmål, så deres sensitivitet sammenlignes <b>parvis</b>: kun varianter, som den ene arm finder og den anden overser, skiller dem ad. Forskellens interval er Newcombes for parrede andele (1998, metode 10, ${paper(PAPERS.newcombePaired)}). <b>p</b> stammer fra McNemars eksakte test (${paper(PAPERS.mcnemar)}): hvor ofte ville en mindst lige så skæv fordeling opstå, hvis begge arme var lige gode?</p>
<p>Ser man på mange strata, får et af dem en lille p-værdi ved et tilfælde. Den <b>justerede p-værdi</b> (Benjamini og Hochberg 1995, ${paper(PAPERS.benjamini)}) tager højde for antallet: blandt de strata, der ligger på 0,05 eller derunder, må højst hvert tyvende forventes at være der ved et tilfælde.</p>
<p>Den <b>påviselige forskel</b> er den mindste reelle forskel, som testen ville finde i et materiale af denne størrelse i fire ud af fem tilfælde. Er den stor, siger det ikke meget, at der ikke er fundet nogen forskel.</p>
${
	cohort === null
		? html`<p>Nabovarianter hos samme person er ikke helt uafhængige af hinanden. Intervaller og p-værdier regner dem som uafhængige og er derfor lidt for sikre i deres sag.</p>`
		: html`<h3>Flere personer</h3>
<p>En variant, som mange bærer, findes eller overses hos dem alle af de samme grunde, og en persons varianter følges ad med prøvens kvalitet. Her bærer ${count(cohort.people)} personer ${count(cohort.distinct_variants)} forskellige varianter. ${
				cohort.people_as_clusters
					? 'Bærere af samme variant og varianter hos samme person regnes derfor som klynger'
					: 'Bærere af samme variant regnes derfor som klynger; med færre end fem personer kan forskellen mellem personer ikke bestemmes, og intervallerne gælder kun netop disse personer'
			}: variansen mellem klynger (Rao og Scott 1992, ${paper(PAPERS.rao)}; Obuchowski 1998, ${paper(PAPERS.obuchowski)}; de to slags klynger forenes som hos Cameron m.fl. 2011, ${paper(PAPERS.cameron)}) fortæller, hvor mange enheder der svarer til én uafhængig, alle antal divideres med dette tal, og ovenstående intervaller beregnes af resten. Klynge-p er den største af to tests: én af varianter, for var begge arme lige gode, kunne hver variant lige så vel være faldet omvendt ud hos alle sine bærere (Durkalski m.fl. 2003, ${paper(PAPERS.durkalski)}); og, fra fem personer og op, én af personer: t-testen af forskellen med personer som klynger. I summary.json står tallene uden klynger ved siden af.</p>`
}
${
	equity === null
		? undefined
		: html`<h3>Grupper af personer</h3>
<p><b>Afstanden</b> er den bedst stillede gruppes sensitivitet minus gruppens egen. Dens interval er Newcombes for forskellige personer (1998, metode 10, ${paper(PAPERS.newcombeUnpaired)}) med klynger som ovenfor. Den bedste gruppe er udpeget efter sit resultat, så små afstande opstår alene ved tilfældigheder. <b>Testen</b> spørger, om en mindst lige så ulige fordeling ville opstå, hvis personerne blev fordelt på grupperne ved lodtrækning: eksakt, ved alle måder at gøre det på (Pitman 1938, ${paper(PAPERS.pitman)}), eller, hvor de er for mange, ved Rao og Scotts test med personer som klynger. Testen tager varianterne, som de er; afstandens interval tager også højde for, at det kunne have været andre varianter.</p>`
}`;
}
