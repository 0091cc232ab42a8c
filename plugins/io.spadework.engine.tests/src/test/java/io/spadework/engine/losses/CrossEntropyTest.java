package io.spadework.engine.losses;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spadework.engine.Fixture;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Four scores per pixel; labels 0 to 3, don't-care label 4, and an edge channel behind them. The second sample's scores are far out (up to 180). */
@DisplayName("The cross-entropy of a segmenter's scores")
class CrossEntropyTest {

	private static INDArray scores(DataType type) {
		INDArray scores = Fixture.fill(type, "scores", 3, 2, 4, 5, 3);
		scores.slice(1).muli(60);
		return scores;
	}

	private static INDArray labelMap(DataType type) {
		INDArray map = Nd4j.zeros(type, 2, 6, 5, 3);
		for (int i = 0; i < 30; i++) {
			map.putScalar(new int[] { i / 15, i * 7 % 5, i % 15 / 3, i % 3 }, 1);
			map.putScalar(new int[] { i / 15, 5, i % 15 / 3, i % 3 }, i % 2);
		}
		return map;
	}

	@ParameterizedTest(name = "is PyTorch''s, which leaves don''t-care pixels out, in {0} to {1}")
	@CsvSource({ "DOUBLE, 1e-12", "FLOAT, 1e-6" })
	void equalsPyTorch(DataType type, double tolerance) throws IOException {
		Fixture fixture = new Fixture("losses");
		INDArray gradient = Nd4j.create(type, 2, 4, 5, 3);
		double expected = fixture.number("cross entropy/value");
		assertEquals(expected, new CrossEntropy(2.5).segmenter(scores(type), labelMap(type), gradient), tolerance * expected);
		assertClose("gradient", fixture.get("cross entropy/gradient"), gradient, tolerance);
	}

	@Test
	@DisplayName("has the gradient that finite differences give in double precision")
	void finiteDifferences() {
		INDArray scores = Fixture.fill(DataType.DOUBLE, "scores", 3, 2, 4, 5, 3);
		INDArray map = labelMap(DataType.DOUBLE);
		INDArray gradient = Nd4j.create(DataType.DOUBLE, scores.shape());
		INDArray spare = gradient.dup();
		CrossEntropy loss = new CrossEntropy(2.5);
		loss.segmenter(scores, map, gradient);
		Differences.assertGradient(() -> loss.segmenter(scores, map, spare), scores, gradient);
	}

	@Test
	@DisplayName("is log n for n equal scores, and 0 where no pixel counts")
	void simplest() {
		INDArray scores = Nd4j.zeros(DataType.FLOAT, 1, 7, 2, 2);
		INDArray map = Nd4j.zeros(DataType.FLOAT, 1, 8, 2, 2);
		INDArray gradient = scores.dup();
		assertEquals(0, new CrossEntropy(1).segmenter(scores, map, gradient));
		assertEquals(0, gradient.norm1Number().doubleValue());
		map.putScalar(new int[] { 0, 3, 0, 1 }, 1);
		assertEquals(Math.log(7), new CrossEntropy(1).segmenter(scores, map, gradient), 1e-6);
		assertEquals(1.0 / 7 - 1, gradient.getDouble(0, 3, 0, 1), 1e-6);
		assertEquals(0, gradient.getDouble(0, 3, 0, 0));
	}
}
