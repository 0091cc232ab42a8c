package io.spadework.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Landscapes;
import io.spadework.engine.data.Preparation;
import io.spadework.runs.Evaluation;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscriminatorAccuracyTest {

	private static final Dataset DATA = new Landscapes(1, 1, 2, true, Preparation.resizeAndCrop(64, 64, 1, false));

	@Test
	void real_patches_belong_above_the_threshold_and_generated_ones_not() {
		List<float[]> real = List.of(new float[] { 1, 2, -1 }, new float[] { 0.5f });
		List<float[]> generated = List.of(new float[] { -1, -2, 3 }, new float[] { 0 });
		Evaluation evaluation = DiscriminatorAccuracy.evaluation(DATA, 0, real, generated);
		assertEquals(0.5 * (3 / 4.0 + 3 / 4.0), evaluation.value(), 1e-12);
		assertEquals(2, evaluation.samples());
		assertEquals("0.0", evaluation.protocol().get("threshold"));
		assertEquals(0.5, DiscriminatorAccuracy.evaluation(DATA, 0, real, real).value(), 1e-12, "who can't tell them apart is right half of the time");
	}

	@Test
	void as_many_generated_as_real_images_are_judged() {
		assertThrows(IllegalArgumentException.class, () -> DiscriminatorAccuracy.evaluation(DATA, 0, List.of(new float[1]), List.of()));
	}
}
