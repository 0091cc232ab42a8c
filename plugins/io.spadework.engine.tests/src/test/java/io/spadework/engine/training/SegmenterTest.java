package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.SegmentedStudy;
import io.spadework.engine.weights.Checkpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("A segmenter's training")
class SegmenterTest {

	private static final int ENOUGH = 120;

	@Test
	@DisplayName("learns to find the labels of images, with falling cross-entropy and rising accuracy")
	void learns() throws Exception {
		Trainer trainer = new Trainer(SegmentedStudy.experiment());
		List<Map<String, Double>> curve = curve(trainer, ENOUGH);
		assertEquals(Set.of("loss/S/cross_entropy", "accuracy/S", "lr/S", "gradient/S"), curve.getFirst().keySet());
		assertTrue(curve.getLast().get("loss/S/cross_entropy") < 0.2 * curve.getFirst().get("loss/S/cross_entropy"), () -> curve.getFirst() + " to " + curve.getLast());
		assertTrue(curve.getLast().get("accuracy/S") > 0.97, () -> curve.getLast().toString());
		Dataset data = SegmentedStudy.experiment().data();
		Sample unseen = data.heldOut(0);
		short[] found = segmentation(trainer).predict(List.of(unseen)).getFirst();
		int right = 0;
		for (int p = data.width(); p < found.length; p++) {
			right += found[p] == unseen.labels()[p] ? 1 : 0;
		}
		assertTrue(right > 50, right + " of 56 pixels that count");
	}

	@Test
	@DisplayName("takes loss and accuracy over the pixels that somebody cares for, whether or not the network has a score for the others")
	void dontCare() throws Exception {
		for (int scores : new int[] { 3, 4 }) {
			Trainer trainer = new Trainer(SegmentedStudy.experiment().segmenter(SegmentedStudy.segmenter(scores)));
			segmentation(trainer).segmenter().parameters().get("scores/W").assign(0);
			segmentation(trainer).segmenter().parameters().get("scores/b").putScalar(0, 2);
			int counted = 0;
			int first = 0;
			for (Sample sample : samples(0)) {
				for (short label : sample.labels()) {
					counted += label == 3 ? 0 : 1;
					first += label == 0 ? 1 : 0;
				}
			}
			assertEquals(2 * 56, counted, "the first row of each is don't-care");
			Map<String, Double> values = trainer.step(samples(0));
			double sum = Math.exp(2) + scores - 1;
			double expected = -(first * Math.log(Math.exp(2) / sum) + (counted - first) * Math.log(1 / sum)) / counted;
			assertEquals(expected, values.get("loss/S/cross_entropy"), 1e-5);
			assertEquals((double) first / counted, values.get("accuracy/S"), 1e-12);
		}
	}

	@Test
	@DisplayName("repeats itself bit for bit, and goes on from a checkpoint on the very same curve, whether or not it was looked at in between")
	void resumes(@TempDir Path folder) throws Exception {
		Trainer straight = new Trainer(SegmentedStudy.experiment());
		List<Map<String, Double>> expected = curve(straight, 8);
		Trainer killed = new Trainer(SegmentedStudy.experiment());
		List<Map<String, Double>> curve = new ArrayList<>(curve(killed, 5));
		killed.course().show(List.of(SegmentedStudy.experiment().data().heldOut(0)));
		Path file = folder.resolve("latest.npz");
		killed.checkpoint().write(file);
		Trainer resumed = new Trainer(SegmentedStudy.experiment());
		resumed.resume(Checkpoint.read(file));
		curve.addAll(curve(resumed, 8));
		assertEquals(expected, curve);
		assertArrayEquals(segmentation(straight).segmenter().weights().toFloatVector(), segmentation(resumed).segmenter().weights().toFloatVector());
		Checkpoint ofGenerator = new Trainer(PatternStudy.experiment(DataType.FLOAT, 6)).checkpoint();
		assertTrue(assertThrows(IllegalArgumentException.class, () -> resumed.resume(ofGenerator)).getMessage().contains("no segmenter"));
	}

	@Test
	@DisplayName("shows the predicted map in the labels' colours")
	void shows() throws Exception {
		Trainer trainer = new Trainer(SegmentedStudy.experiment());
		segmentation(trainer).segmenter().parameters().get("scores/W").assign(0);
		segmentation(trainer).segmenter().parameters().get("scores/b").putScalar(1, 1);
		float[] image = trainer.course().show(List.of(SegmentedStudy.experiment().data().heldOut(0))).getFirst();
		for (int p = 0; p < 64; p++) {
			assertEquals(-1, image[p], "no red");
			assertEquals(1, image[64 + p], "all green");
			assertEquals(-1, image[128 + p], "no blue");
		}
	}

	@Test
	@DisplayName("is refused where the network scores another number of labels than the data have")
	void otherLabels() {
		String message = assertThrows(IllegalArgumentException.class, () -> new Trainer(SegmentedStudy.experiment().segmenter(SegmentedStudy.segmenter(5)))).getMessage();
		assertTrue(message.contains("scores 5 labels") && message.contains("3, and don't-care"), message);
	}

	private static Segmentation segmentation(Trainer trainer) {
		return (Segmentation) trainer.course();
	}

	private static List<Sample> samples(int step) throws Exception {
		return EncodedTest.samples(SegmentedStudy.experiment(), step);
	}

	private static List<Map<String, Double>> curve(Trainer trainer, int until) throws Exception {
		List<Map<String, Double>> curve = new ArrayList<>();
		while (trainer.steps() < until) {
			curve.add(trainer.step(samples(trainer.steps())));
		}
		return curve;
	}
}
