/**
 * Variance of a share when its units come in clusters: variants of one person, carriers of one variant.
 *
 * Units of a cluster resemble each other, so that many of them are worth fewer independent ones. Only sums over clusters are
 * kept: clusters are added one by one, in any order, and forgotten.
 */
export class ClusterMoments {
	/** Clusters, and units in them. */
	clusters = 0;
	units = 0;
	/** Of the figure that is averaged: its sum, and sums over clusters of its square and of its product with the cluster's size. */
	sum = 0;
	sumSquares = 0;
	products = 0;
	/** Sum over clusters of the square of the size. */
	sizeSquares = 0;

	/** Adds a cluster of `size` units whose figures sum to `sum`; nothing where it is empty. */
	add(size: number, sum: number): void {
		if (size === 0) return;
		this.clusters++;
		this.units += size;
		this.sum += sum;
		this.sumSquares += sum * sum;
		this.products += size * sum;
		this.sizeSquares += size * size;
	}

	/**
	 * Variance of the mean figure by the spread between clusters; `undefined` with fewer than two of them.
	 *
	 * The linearised variance of a ratio: of a proportion, as in J. N. K. Rao and A. J. Scott 1992, doi:10.2307/2532311; of
	 * paired differences (first arm less second, -1 to 1) that of N. A. Obuchowski 1998,
	 * doi:10.1002/(SICI)1097-0258(19980715)17:13<1495::AID-SIM863>3.0.CO;2-I.
	 */
	variance(): number | undefined {
		const { clusters, units, sum, sumSquares, products, sizeSquares } = this;
		if (clusters < 2) return undefined;
		const mean = sum / units;
		const squares = Math.max(0, sumSquares - 2 * mean * products + mean * mean * sizeSquares);
		return ((clusters / (clusters - 1)) * squares) / (units * units);
	}
}

/**
 * How many units of clusters are worth one independent unit: the variance by clusters over the variance that independent units
 * would have. At least 1, because fewer is a chance finding; where all units agree, so that no spread can be seen, the mean
 * size of a cluster: every unit of a cluster then counts as a copy of one.
 *
 * @param simpleVariance variance of the mean of as many independent units
 */
export function designEffect(moments: ClusterMoments, simpleVariance: number): number {
	const { clusters, units } = moments;
	if (clusters === 0) return 1;
	const variance = moments.variance();
	if (simpleVariance <= 0 || variance === undefined) return units / clusters;
	return Math.max(1, variance / simpleVariance);
}

/** Covariance of two means over the same clusters, of units of their own: of two groups of people who share variants. */
export class ClusterCovariance {
	#clusters = 0;
	readonly #first = new ClusterMoments();
	readonly #second = new ClusterMoments();
	/** Sums over clusters of products: sum by sum, sum by size, size by sum, size by size. */
	#sumSum = 0;
	#sumSize = 0;
	#sizeSum = 0;
	#sizeSize = 0;

	/** Adds a cluster: units of each mean in it, and the sums of their figures. */
	add(firstSize: number, firstSum: number, secondSize: number, secondSum: number): void {
		if (firstSize + secondSize === 0) return;
		this.#clusters++;
		this.#first.add(firstSize, firstSum);
		this.#second.add(secondSize, secondSum);
		this.#sumSum += firstSum * secondSum;
		this.#sumSize += firstSum * secondSize;
		this.#sizeSum += firstSize * secondSum;
		this.#sizeSize += firstSize * secondSize;
	}

	/** 0 where nothing is shared, and with fewer than two clusters. */
	covariance(): number {
		const [m, n] = [this.#first.units, this.#second.units];
		if (this.#clusters < 2 || m === 0 || n === 0) return 0;
		const [p, q] = [this.#first.sum / m, this.#second.sum / n];
		const products = this.#sumSum - q * this.#sumSize - p * this.#sizeSum + p * q * this.#sizeSize;
		return ((this.#clusters / (this.#clusters - 1)) * products) / (m * n);
	}
}
