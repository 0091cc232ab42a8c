package io.spadework.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrechetDistanceTest {

	private static final Resampling RESAMPLING = new Resampling(200, 1);

	@TempDir
	Path folder;

	@Test
	void isWhatScipyFindsByTheTextbook() throws IOException {
		for (int dimension : new int[] { 16, 256 }) {
			int count = dimension == 16 ? 100 : 700;
			double distance = FrechetDistance.of(MadeUpFeatures.of(1, count, dimension, 0), MadeUpFeatures.of(2, count + 50, dimension, 1));
			double expected = MadeUpFeatures.expected("frechet_" + dimension);
			assertEquals(expected, distance, 1e-9 * expected);
		}
	}

	@Test
	@Tag("slow")
	void isWhatScipyFindsAtTheSizeOfFid() throws IOException {
		FeatureStatistics one = FeatureStatistics.of(MadeUpFeatures.of(1, 3000, 2048, 0));
		FeatureStatistics other = FeatureStatistics.of(MadeUpFeatures.of(2, 3050, 2048, 1));
		long started = System.nanoTime();
		double distance = FrechetDistance.of(one, other);
		System.out.printf("2048 dimensions in %.1f s%n", (System.nanoTime() - started) / 1e9);
		double expected = MadeUpFeatures.expected("frechet_2048");
		assertEquals(expected, distance, 1e-3 * expected);
		started = System.nanoTime();
		Estimate estimate = FrechetDistance.estimate(one, MadeUpFeatures.of(2, 3050, 2048, 1), RESAMPLING);
		System.out.printf("with its interval in %.1f s: %s%n", (System.nanoTime() - started) / 1e9, Arrays.toString(estimate.interval()));
		assertTrue(estimate.interval()[0] < distance && distance < estimate.interval()[1], Arrays.toString(estimate.interval()));
	}

	@Test
	void ofFewImagesIsWhatTheEigenvaluesOfTheProductSay() throws IOException {
		Features one = MadeUpFeatures.of(3, 40, 128, 0);
		Features other = MadeUpFeatures.of(4, 55, 128, 1);
		double expected = MadeUpFeatures.expected("frechet_few");
		assertEquals(expected, FrechetDistance.of(one, other), 1e-6 * expected);
		// the same through singular covariances
		assertEquals(expected, FrechetDistance.of(FeatureStatistics.of(one), FeatureStatistics.of(other)), 1e-4 * expected);
	}

	@Test
	void agreesWithAnIndependentSolver() {
		for (int dimension : new int[] { 1, 7, 64 }) {
			Features one = MadeUpFeatures.of(11, 150, dimension, 0.4);
			Features other = MadeUpFeatures.of(12, 170, dimension, -0.3);
			double expected = byCommonsMath(one, other);
			assertEquals(expected, FrechetDistance.of(one, other), 1e-9 * expected + 1e-12, dimension + " dimensions");
		}
	}

	@Test
	@Tag("slow")
	void agreesWithAnIndependentSolverInManyDimensions() {
		Features one = MadeUpFeatures.of(11, 400, 256, 0.4);
		Features other = MadeUpFeatures.of(12, 420, 256, -0.3);
		double expected = byCommonsMath(one, other);
		assertEquals(expected, FrechetDistance.of(one, other), 1e-9 * expected);
	}

	/** With both roots taken by eigenvectors, in pure Java. */
	private static double byCommonsMath(Features one, Features other) {
		RealMatrix first = new Covariance(matrix(one)).getCovarianceMatrix();
		RealMatrix second = new Covariance(matrix(other)).getCovarianceMatrix();
		RealMatrix root = new EigenDecomposition(first).getSquareRoot();
		double[] values = new EigenDecomposition(root.multiply(second).multiply(root)).getRealEigenvalues();
		double distance = first.getTrace() + second.getTrace() - 2 * Arrays.stream(values).map(value -> Math.sqrt(Math.max(0, value))).sum();
		for (int j = 0; j < one.dimension(); j++) {
			distance += Math.pow(Arrays.stream(matrix(one).getColumn(j)).average().orElseThrow() - Arrays.stream(matrix(other).getColumn(j)).average().orElseThrow(), 2);
		}
		return distance;
	}

	private static RealMatrix matrix(Features features) {
		double[][] rows = IntStream.range(0, features.count())
				.mapToObj(i -> Arrays.copyOfRange(features.values(), i * features.dimension(), (i + 1) * features.dimension())).toArray(double[][]::new);
		return new Array2DRowRealMatrix(rows, false);
	}

	@Test
	void ofASetToItselfIsZero() {
		Features many = MadeUpFeatures.of(5, 60, 8, 0);
		Features few = MadeUpFeatures.of(5, 6, 8, 0);
		assertEquals(0, FrechetDistance.of(many, many), 1e-12);
		assertEquals(0, FrechetDistance.of(few, few), 1e-12);
	}

	@Test
	void aConstantDimensionIsNoObstacle() {
		Features one = MadeUpFeatures.of(5, 60, 8, 0);
		double[] values = one.values().clone();
		IntStream.range(0, 60).forEach(i -> values[i * 8 + 3] = 2);
		Features flat = new Features(60, 8, values);
		assertEquals(0, FrechetDistance.of(flat, flat), 1e-9);
		assertEquals(FrechetDistance.of(one, flat), FrechetDistance.of(flat, one), 1e-9);
	}

	@Test
	void statisticsAreTheSameInOneBlockAndInMany() {
		Features features = MadeUpFeatures.of(6, 1000, 5, 1);
		RealMatrix expected = new Covariance(matrix(features)).getCovarianceMatrix();
		FeatureStatistics statistics = FeatureStatistics.of(features);
		for (int i = 0; i < 5; i++) {
			assertArrayEquals(expected.getRow(i), Arrays.copyOfRange(statistics.covariance(), 5 * i, 5 * i + 5), 1e-12);
		}
		assertEquals(1000, statistics.samples());
	}

	@Test
	void aLargeMeanDoesNotCancelTheCovariance() {
		Features features = MadeUpFeatures.of(6, 600, 3, 0);
		Features far = new Features(600, 3, Arrays.stream(features.values()).map(value -> value + 1e6).toArray());
		assertArrayEquals(FeatureStatistics.of(features).covariance(), FeatureStatistics.of(far).covariance(), 1e-8);
	}

	@Test
	void statisticsAreReadAndWrittenAsPytorchFidDoes() throws IOException {
		FeatureStatistics statistics = FeatureStatistics.of(MadeUpFeatures.of(6, 100, 5, 1));
		Path file = folder.resolve("statistics.npz");
		statistics.write(file);
		assertEquals(statistics, FeatureStatistics.read(file));
	}

	@Test
	void aFileThatHoldsOtherArraysIsRefusedByName() throws Exception {
		Path weights = Path.of(getClass().getResource("/fixtures/weights/tensors.npz").toURI());
		IOException refusal = assertThrows(IOException.class, () -> FeatureStatistics.read(weights));
		assertTrue(refusal.getMessage().contains("\"mu\""), refusal.getMessage());
		Path text = Files.writeString(folder.resolve("text.npz"), "no zip");
		assertThrows(IOException.class, () -> FeatureStatistics.read(text));
	}

	@Test
	void unlikeFeaturesAndTooFewImagesAreRefused() {
		Features one = MadeUpFeatures.of(1, 10, 3, 0);
		assertThrows(IllegalArgumentException.class, () -> FrechetDistance.of(one, MadeUpFeatures.of(1, 10, 4, 0)));
		assertThrows(IllegalArgumentException.class, () -> FrechetDistance.of(MadeUpFeatures.of(1, 1, 30, 0), MadeUpFeatures.of(1, 10, 30, 0)));
		assertThrows(IllegalArgumentException.class, () -> new Features(1, 1, new double[] { Double.NaN }));
	}

	@Test
	void theIntervalIsAroundTheValueAndTheSameEachTime() {
		Features one = MadeUpFeatures.of(1, 60, 8, 0);
		Features other = MadeUpFeatures.of(2, 60, 8, 1);
		Estimate estimate = FrechetDistance.estimate(one, other, RESAMPLING);
		double[] interval = estimate.interval();
		assertEquals(FrechetDistance.of(one, other), estimate.value());
		assertTrue(interval[0] < estimate.value() && estimate.value() < interval[1], Arrays.toString(interval) + " around " + estimate.value());
		assertArrayEquals(interval, FrechetDistance.estimate(one, other, RESAMPLING).interval());
		assertTrue(interval[1] - interval[0] < estimate.value(), "60 images in 8 dimensions say more than nothing");
	}

	@Test
	void noIntervalReachesBelowZero() {
		Estimate near = FrechetDistance.estimate(MadeUpFeatures.of(1, 12, 8, 0), MadeUpFeatures.of(1, 12, 8, 1e-3), RESAMPLING);
		assertTrue(near.value() < 1e-4 && near.interval()[0] == 0 || near.interval()[0] > 0, Arrays.toString(near.interval()));
	}

	@Test
	void theIntervalIsAsWideAsTheSpreadOfTheDistanceOverNewImages() {
		for (int dimension : new int[] { 6, 90 }) { // of more images than dimensions, and of fewer
			double[] values = IntStream.range(0, 60)
					.mapToDouble(i -> FrechetDistance.of(MadeUpFeatures.of(1000 + i, 60, dimension, 0), MadeUpFeatures.of(2000 + i, 50, dimension, 0.5))).toArray();
			double mean = Arrays.stream(values).average().orElseThrow();
			double spread = Math.sqrt(Arrays.stream(values).map(value -> (value - mean) * (value - mean)).average().orElseThrow());
			double width = IntStream.range(0, 20).mapToDouble(i -> {
				double[] interval = FrechetDistance.estimate(MadeUpFeatures.of(1000 + i, 60, dimension, 0), MadeUpFeatures.of(2000 + i, 50, dimension, 0.5), RESAMPLING).interval();
				return interval[1] - interval[0];
			}).average().orElseThrow();
			assertEquals(1, width / (2 * 1.96 * spread), 0.4, dimension + " dimensions: width " + width + ", spread " + spread);
		}
	}

	@Test
	void theInfluenceOfAnImageIsHowTheDistanceChangesWithItsWeight() {
		int times = 400;
		Features one = MadeUpFeatures.of(1, 9, 4, 0);
		Features other = MadeUpFeatures.of(2, 11, 4, 1);
		FrechetInfluence influence = FrechetInfluence.of(FeatureStatistics.of(one), one, FeatureStatistics.of(other), other);
		double before = FrechetDistance.of(repeated(one, times, -1), repeated(other, times, -1));
		for (int i = 0; i < 9; i++) {
			double change = FrechetDistance.of(repeated(one, times, i), repeated(other, times, -1)) - before;
			assertEquals(influence.one()[i], change * (9 * times + 1), 0.02 * Math.abs(influence.one()[i]) + 0.02);
			change = FrechetDistance.of(repeated(one, times, -1), repeated(other, times, i)) - before;
			assertEquals(influence.other()[i], change * (11 * times + 1), 0.02 * Math.abs(influence.other()[i]) + 0.02);
		}
	}

	/** Each image so many times, and one of them once more. */
	private static Features repeated(Features features, int times, int more) {
		return features.rows(IntStream.concat(IntStream.range(0, features.count() * times).map(i -> i / times), more < 0 ? IntStream.empty() : IntStream.of(more)).toArray());
	}

	@Test
	void theInfluenceIsTheSameByImagesAndByDimensions() {
		Features one = MadeUpFeatures.of(1, 30, 12, 0);
		Features other = MadeUpFeatures.of(2, 35, 12, 1);
		FrechetInfluence byDimensions = FrechetInfluence.of(FeatureStatistics.of(one), one, FeatureStatistics.of(other), other);
		FrechetInfluence byImages = FrechetInfluence.ofFew(padded(one, 50), padded(other, 50));
		assertArrayEquals(byDimensions.one(), byImages.one(), 1e-9 * FrechetDistance.of(one, other));
		assertArrayEquals(byDimensions.other(), byImages.other(), 1e-9 * FrechetDistance.of(one, other));
		// and through singular covariances
		FrechetInfluence singular = FrechetInfluence.of(FeatureStatistics.of(padded(one, 50)), padded(one, 50), FeatureStatistics.of(padded(other, 50)), padded(other, 50));
		assertArrayEquals(byDimensions.one(), singular.one(), 1e-6 * FrechetDistance.of(one, other));
		assertArrayEquals(byDimensions.other(), singular.other(), 1e-6 * FrechetDistance.of(one, other));
	}

	/** With zeros behind. */
	private static Features padded(Features features, int dimension) {
		double[] values = new double[features.count() * dimension];
		for (int i = 0; i < features.count(); i++) {
			System.arraycopy(features.values(), i * features.dimension(), values, i * dimension, features.dimension());
		}
		return new Features(features.count(), dimension, values);
	}
}
