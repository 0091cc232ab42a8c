package io.spadework.engine.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.study.SegmentedStudy;
import io.spadework.runs.Evaluation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentationAccuracyTest {

	/** Labels 0 to 2, and 3 = don't care. */
	private static final Dataset DATA = SegmentedStudy.experiment().data();

	@Test
	void both_numbers_come_from_one_confusion_matrix_over_all_samples() {
		SegmentationAccuracy accuracy = new SegmentationAccuracy(DATA, Map.of("network", "a test"));
		accuracy.add(sample(0, 0, 0, 1), predicted(0, 0, 1, 1));
		accuracy.add(sample(1, 2, 2, 2), predicted(0, 2, 2, 2));
		List<Evaluation> evaluations = accuracy.evaluations();
		Evaluation pixels = evaluations.get(0);
		Evaluation overlap = evaluations.get(1);
		assertEquals("pixel_accuracy", pixels.metric());
		assertEquals(6 / 8.0, pixels.value(), 1e-12);
		assertEquals("mean_iou", overlap.metric());
		assertEquals((2 / 4.0 + 1 / 3.0 + 3 / 3.0) / 3, overlap.value(), 1e-12);
		assertEquals(2, overlap.samples());
		assertEquals("a test", overlap.protocol().get("network"));
		assertTrue(overlap.interval()[0] < overlap.value() && overlap.value() < overlap.interval()[1], Arrays.toString(overlap.interval()));
		JsonObject table = accuracy.classes();
		assertEquals("[2,1,0,0]", table.getAsJsonArray("confusion").get(0).toString());
		JsonObject first = table.getAsJsonArray("classes").get(0).getAsJsonObject();
		assertEquals(2 / 3.0, first.get("accuracy").getAsDouble(), 1e-12);
		assertEquals(2 / 4.0, first.get("iou").getAsDouble(), 1e-12);
	}

	@Test
	void dont_care_pixels_and_absent_classes_are_left_out() {
		SegmentationAccuracy accuracy = new SegmentationAccuracy(DATA, Map.of());
		accuracy.add(sample(3, 3, 0, 0), predicted(0, 2, 0, 0));
		assertEquals(List.of(1.0, 1.0), accuracy.evaluations().stream().map(Evaluation::value).toList());
		assertTrue(accuracy.classes().getAsJsonArray("classes").get(1).getAsJsonObject().get("iou").isJsonNull());
	}

	@Test
	void a_class_that_is_only_predicted_counts_as_missed() {
		SegmentationAccuracy accuracy = new SegmentationAccuracy(DATA, Map.of());
		accuracy.add(sample(0, 0, 0, 0), predicted(0, 0, 0, 1));
		assertEquals((3 / 4.0 + 0) / 2, accuracy.evaluations().get(1).value(), 1e-12);
	}

	@Test
	void a_pixel_taken_for_dont_care_is_wrong_and_dont_care_is_no_class() {
		SegmentationAccuracy accuracy = new SegmentationAccuracy(DATA, Map.of());
		accuracy.add(sample(0, 0, 0, 0), predicted(0, 0, 0, 3));
		assertEquals(List.of(3 / 4.0, 3 / 4.0), accuracy.evaluations().stream().map(Evaluation::value).toList());
	}

	@Test
	void nothing_predicted_and_maps_of_another_size_are_refused() {
		SegmentationAccuracy accuracy = new SegmentationAccuracy(DATA, Map.of());
		assertThrows(IllegalStateException.class, accuracy::evaluations);
		assertThrows(IllegalArgumentException.class, () -> accuracy.add(sample(0, 0, 0, 0), predicted(0)));
	}

	private static Sample sample(int... labels) {
		return new Sample("four pixels", 1, labels.length, predicted(labels), null, new float[3 * labels.length]);
	}

	private static short[] predicted(int... labels) {
		short[] map = new short[labels.length];
		for (int i = 0; i < map.length; i++) {
			map[i] = (short) labels[i];
		}
		return map;
	}
}
