package io.spadework.engine.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Improved precision and recall (arXiv 1904.06991): the share of generated images among the real ones, and of real images among the generated ones. An image is among
 * others where its features lie in a ball around one of them that reaches to that one's k-th nearest neighbour.
 */
public final class PrecisionRecall {

	/** As the paper has it. */
	static final int NEIGHBOURS = 3;
	/** Distances that are in memory at once, in rows. */
	private static final int ROWS = 256;

	private final Features real;
	private final Features generated;
	private final int neighbours;

	/** For two sets; throws IllegalArgumentException where one has no k-th neighbour or they are of different extractors. */
	public PrecisionRecall(Features real, Features generated, int neighbours) {
		Features.requireAlike(real.dimension(), generated.dimension());
		if (Math.min(real.count(), generated.count()) <= neighbours) {
			throw new IllegalArgumentException("Precision and recall with " + neighbours + " neighbours take at least " + (neighbours + 1) + " images on each side; there are "
					+ real.count() + " and " + generated.count() + ".");
		}
		this.real = real;
		this.generated = generated;
		this.neighbours = neighbours;
	}

	/** The share of generated images among the real ones. */
	Estimate precision(Resampling resampling) {
		return share(among(generated, real), resampling);
	}

	/** The share of real images among the generated ones. */
	Estimate recall(Resampling resampling) {
		return share(among(real, generated), resampling);
	}

	/** The interval is over the images that are counted; those that they are looked for among stay. */
	private static Estimate share(boolean[] among, Resampling resampling) {
		double value = count(among, IntStream.range(0, among.length));
		return new Estimate(value, resampling.interval(value, random -> count(among, IntStream.of(Resampling.draw(random, among.length)))));
	}

	private static double count(boolean[] among, IntStream which) {
		return which.map(i -> among[i] ? 1 : 0).average().orElseThrow();
	}

	private boolean[] among(Features images, Features others) {
		double[] radii = radii(others);
		boolean[] among = new boolean[images.count()];
		for (int first = 0; first < images.count(); first += ROWS) {
			int rows = Math.min(ROWS, images.count() - first);
			double[] distances = squaredDistances(images, first, rows, others);
			for (int i = 0; i < rows; i++) {
				for (int j = 0; j < others.count() && !among[first + i]; j++) {
					among[first + i] = distances[i * others.count() + j] <= radii[j];
				}
			}
		}
		return among;
	}

	/** The squared distance from each to its k-th nearest neighbour. */
	private double[] radii(Features features) {
		int count = features.count();
		double[] radii = new double[count];
		for (int first = 0; first < count; first += ROWS) {
			int rows = Math.min(ROWS, count - first);
			double[] distances = squaredDistances(features, first, rows, features);
			for (int i = 0; i < rows; i++) {
				double[] row = Arrays.copyOfRange(distances, i * count, (i + 1) * count);
				row[first + i] = Double.POSITIVE_INFINITY; // nobody is his own neighbour
				Arrays.sort(row);
				radii[first + i] = row[neighbours - 1];
			}
		}
		return radii;
	}

	private static double[] squaredDistances(Features images, int first, int rows, Features others) {
		Features some = images.rows(IntStream.range(first, first + rows).toArray());
		double[] distances = Lapack.timesTransposed(some.values(), rows, others.values(), others.count(), images.dimension());
		double[] lengths = squares(some);
		double[] otherLengths = squares(others);
		for (int i = 0; i < rows; i++) {
			for (int j = 0; j < others.count(); j++) {
				int at = i * others.count() + j;
				distances[at] = Math.max(0, lengths[i] + otherLengths[j] - 2 * distances[at]);
			}
		}
		return distances;
	}

	private static double[] squares(Features features) {
		double[] squares = new double[features.count()];
		for (int i = 0; i < features.values().length; i++) {
			squares[i / features.dimension()] += features.values()[i] * features.values()[i];
		}
		return squares;
	}
}
