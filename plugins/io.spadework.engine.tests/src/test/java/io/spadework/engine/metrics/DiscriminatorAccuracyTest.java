package io.spadework.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Landscapes;
import io.spadework.engine.data.Preparation;
import io.spadework.runs.Evaluation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiscriminatorAccuracyTest {

	private static final Dataset DATA = new Landscapes(1, 1, 2, true, Preparation.resizeAndCrop(64, 64, 1, false));

	@Test
	void real_patches_belong_above_the_threshold_and_generated_ones_not() {
		DiscriminatorAccuracy accuracy = new DiscriminatorAccuracy(DATA, 0, Map.of("style code", "fixed"));
		accuracy.add(new float[] { 1, 2, -1 }, new float[] { -1, -2, 3 });
		accuracy.add(new float[] { 0.5f }, new float[] { 0 });
		Evaluation evaluation = accuracy.evaluation();
		assertEquals(0.5 * (3 / 4.0 + 3 / 4.0), evaluation.value(), 1e-12);
		assertEquals(2, evaluation.samples());
		assertEquals("0.0", evaluation.protocol().get("threshold"));
		assertEquals("fixed", evaluation.protocol().get("style code"));
	}

	@Test
	void who_cannot_tell_them_apart_is_right_half_of_the_time() {
		DiscriminatorAccuracy accuracy = new DiscriminatorAccuracy(DATA, 0, Map.of());
		accuracy.add(new float[] { 1, 2, -1 }, new float[] { 1, 2, -1 });
		assertEquals(0.5, accuracy.evaluation().value(), 1e-12);
	}

	@Test
	void nothing_judged_is_no_accuracy() {
		assertThrows(IllegalStateException.class, () -> new DiscriminatorAccuracy(DATA, 0, Map.of()).evaluation());
	}
}
