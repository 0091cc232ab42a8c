package io.spadework.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Landscapes;
import io.spadework.engine.data.Preparation;
import io.spadework.engine.data.Sample;
import io.spadework.runs.Evaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayoutAccuracyTest {

	/** Two maps of four pixels; class 0 is black in one image and grey in the other, class 1 white, class 3 don't care. */
	private static final Dataset TINY = new Tiny();
	private static final Map<String, String> MAKING = Map.of("style code", "fixed");

	@Test
	void pixels_count_where_the_nearest_class_mean_is_their_own() throws DataException {
		LayoutAccuracy accuracy = LayoutAccuracy.on(TINY, 2, MAKING);
		// Means: class 0 at -0.75, class 1 at 1; half-way lies at 0.125. One of the seven counted pixels is on the wrong side.
		Evaluation trained = scored(accuracy.trained(), TINY, List.of(image(-1, 0.15, 0.2, 1), image(0.2, -1, 1, 0)));
		assertEquals(6 / 7.0, trained.value(), 1e-12);
		assertEquals("layout_accuracy", trained.metric());
		assertEquals(2, trained.samples());
		assertEquals("2", trained.protocol().get("samples"));
		assertTrue(trained.protocol().get("candidates").startsWith("2 classes"));
		assertEquals("fixed", trained.protocol().get("style code"));
	}

	@Test
	void swapping_scores_the_next_samples_image_against_each_map() throws DataException {
		LayoutAccuracy accuracy = LayoutAccuracy.on(TINY, 2, MAKING);
		List<float[]> perfect = real(TINY, 2);
		assertEquals(1, scored(accuracy.trained(), TINY, perfect).value());
		assertEquals(1, scored(accuracy.real(), TINY, perfect).value());
		// Map 0 0 1 1 gets the image 1 0 1 -, map 1 0 1 - gets the image 0 0 1 1.
		assertEquals((2 + 2) / 7.0, scored(accuracy.swapped(), TINY, List.of(image(-1, -1, 1, 1), image(1, -1, 1, -1))).value(), 1e-12);
	}

	@Test
	void the_figures_differ_in_protocol_only_by_what_was_scored() throws DataException {
		LayoutAccuracy accuracy = LayoutAccuracy.on(TINY, 2, MAKING);
		List<float[]> images = real(TINY, 2);
		Evaluation trained = scored(accuracy.trained(), TINY, images);
		Evaluation swapped = scored(accuracy.swapped(), TINY, images);
		assertNotEquals(trained.protocolHash(), swapped.protocolHash());
		for (String key : trained.protocol().keySet()) {
			assertEquals(key.equals("images"), !trained.protocol().get(key).equals(swapped.protocol().get(key)), key);
		}
		assertEquals(trained.protocolHash(), scored(LayoutAccuracy.on(TINY, 2, MAKING).trained(), TINY, images).protocolHash());
		assertNotEquals(trained.protocolHash(), scored(LayoutAccuracy.on(TINY, 1, MAKING).trained(), TINY, images.subList(0, 1)).protocolHash());
		assertFalse(scored(accuracy.real(), TINY, images).protocol().containsKey("style code"), "real images are not made");
	}

	@Test
	void images_that_are_no_numbers_score_nothing() throws DataException {
		double none = Double.NaN;
		LayoutAccuracy accuracy = LayoutAccuracy.on(TINY, 2, MAKING);
		assertEquals(0, scored(accuracy.trained(), TINY, List.of(image(none, none, none, none), image(none, none, none, none))).value());
	}

	@Test
	void wrong_numbers_of_images_and_empty_sets_are_refused() throws DataException {
		assertThrows(DataException.class, () -> LayoutAccuracy.on(TINY, 0, MAKING));
		LayoutAccuracy one = LayoutAccuracy.on(TINY, 1, MAKING);
		assertThrows(IllegalArgumentException.class, () -> one.trained().evaluation());
		assertThrows(IllegalArgumentException.class, one::swapped);
		assertThrows(IllegalArgumentException.class, () -> scored(one.trained(), TINY, List.of(new float[3])));
		assertThrows(IllegalArgumentException.class, () -> scored(one.trained(), TINY, real(TINY, 2)));
	}

	@Test
	void real_landscapes_keep_to_their_own_map_and_not_to_another() throws DataException {
		Landscapes landscapes = new Landscapes(1, 1, 48, true, Preparation.resizeAndCrop(64, 64, 1, false));
		LayoutAccuracy accuracy = LayoutAccuracy.on(landscapes, 48, MAKING);
		List<float[]> images = real(landscapes, 48);
		Evaluation real = scored(accuracy.real(), landscapes, images);
		Evaluation swapped = scored(accuracy.swapped(), landscapes, images);
		assertTrue(real.value() > 0.78, "real images reach " + real.value());
		assertTrue(swapped.value() < 0.5, "on other maps they reach " + swapped.value());
		assertTrue(real.interval()[0] < real.value() && real.value() < real.interval()[1]);
		assertTrue(real.interval()[1] - real.interval()[0] < 0.15);
		assertEquals("held out", real.protocol().get("split"));
	}

	private static Evaluation scored(LayoutAccuracy.Scores scores, Dataset data, List<float[]> images) throws DataException {
		for (int i = 0; i < images.size(); i++) {
			scores.add(data.heldOut(i), images.get(i));
		}
		return scores.evaluation();
	}

	private static List<float[]> real(Dataset data, int count) throws DataException {
		List<float[]> images = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			images.add(data.heldOut(i).image());
		}
		return images;
	}

	private static float[] image(double... greys) {
		float[] image = new float[3 * greys.length];
		for (int i = 0; i < image.length; i++) {
			image[i] = (float) greys[i % greys.length];
		}
		return image;
	}

	private static final class Tiny implements Dataset {

		private final List<Sample> samples = List.of(new Sample("one", 1, 4, new short[] { 0, 0, 1, 1 }, null, image(-1, -1, 1, 1)),
				new Sample("two", 1, 4, new short[] { 1, 0, 1, 3 }, null, image(1, -0.25, 1, -1)));

		@Override
		public void open(Path studyFolder) {
			// Nothing to open.
		}

		@Override
		public int height() {
			return 1;
		}

		@Override
		public int width() {
			return 4;
		}

		@Override
		public int labels() {
			return 4;
		}

		@Override
		public int dontCare() {
			return 3;
		}

		@Override
		public boolean edges() {
			return false;
		}

		@Override
		public int size() {
			return 0;
		}

		@Override
		public int heldOut() {
			return 2;
		}

		@Override
		public Sample training(long seed, int epoch, int position) {
			throw new AssertionError("the metric is measured on held-out samples");
		}

		@Override
		public Sample heldOut(int index) {
			return samples.get(index);
		}

		@Override
		public List<String> labelNames() {
			return List.of("a", "b", "c", "d");
		}

		@Override
		public int[] labelColours() {
			return new int[4];
		}
	}
}
