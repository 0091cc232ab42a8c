package io.spadework.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** KID, precision and recall. */
class ImageSetDistancesTest {

	private static final Resampling RESAMPLING = new Resampling(200, 1);

	@Test
	void kidIsWhatTheSumsOverPairsSay() throws IOException {
		Estimate kid = new KernelDistance(MadeUpFeatures.of(3, 40, 128, 0), MadeUpFeatures.of(4, 55, 128, 1), 1).estimate(200);
		double expected = MadeUpFeatures.expected("kid");
		assertEquals(expected, kid.value(), 1e-9 * Math.abs(expected));
		assertTrue(kid.interval()[0] < expected && expected < kid.interval()[1]);
	}

	@Test
	void kidOfTwoSamplesOfOneDistributionIsAboutZeroAndMayBeBelow() {
		double sum = 0;
		boolean below = false;
		for (int seed = 0; seed < 40; seed++) {
			double value = new KernelDistance(MadeUpFeatures.of(100 + seed, 30, 4, 0), MadeUpFeatures.of(200 + seed, 30, 4, 0), 1).estimate(0).value();
			sum += value;
			below |= value < 0;
		}
		double apart = new KernelDistance(MadeUpFeatures.of(1, 30, 4, 0), MadeUpFeatures.of(2, 30, 4, 1), 1).estimate(0).value();
		assertTrue(below, "an unbiased estimate of nothing is below zero half of the time");
		assertTrue(Math.abs(sum / 40) < apart / 5, sum / 40 + " against " + apart);
	}

	@Test
	void kidOfManyImagesIsAMeanOverSubsets() {
		KernelDistance distance = new KernelDistance(MadeUpFeatures.of(3, 1200, 4, 0), MadeUpFeatures.of(4, 50, 4, 1), 1);
		assertEquals("100 subsets of 50 images", distance.subsets());
		Estimate estimate = distance.estimate(100);
		Estimate whole = new KernelDistance(MadeUpFeatures.of(3, 1000, 4, 0), MadeUpFeatures.of(4, 50, 4, 1), 1).estimate(0);
		assertEquals(whole.value(), estimate.value(), 0.1 * whole.value());
		assertTrue(estimate.interval()[0] < estimate.value() && estimate.value() < estimate.interval()[1]);
	}

	@Test
	void precisionAndRecallAreWhatAllDistancesSay() throws IOException {
		PrecisionRecall sets = new PrecisionRecall(MadeUpFeatures.of(5, 60, 4, 0), MadeUpFeatures.of(6, 80, 4, 1), 3);
		assertEquals(MadeUpFeatures.expected("precision"), sets.precision(RESAMPLING).value(), 1e-12);
		assertEquals(MadeUpFeatures.expected("recall"), sets.recall(RESAMPLING).value(), 1e-12);
	}

	@Test
	void allOfASetLiesInItself() {
		Features features = MadeUpFeatures.of(5, 300, 4, 0);
		PrecisionRecall same = new PrecisionRecall(features, features, 3);
		assertEquals(1, same.precision(RESAMPLING).value());
		assertEquals(1, same.recall(RESAMPLING).value());
	}

	@Test
	void tooFewImagesAreRefusedWithTheNumberThatIsNeeded() {
		Features three = MadeUpFeatures.of(5, 3, 4, 0);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new PrecisionRecall(three, three, 3)).getMessage().contains("at least 4 images"));
		Features single = MadeUpFeatures.of(5, 1, 4, 0);
		assertThrows(IllegalArgumentException.class, () -> new KernelDistance(single, three, 1));
	}
}
