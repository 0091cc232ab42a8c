package io.spadework.engine.networks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spadework.engine.Fixture;
import io.spadework.engine.networks.kernels.KernelChoice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A plan's arrays lie side by side in one buffer, wherever there is room. */
@DisplayName("Nodes of every kind compute the same, bit for bit, wherever in its buffer an array begins")
class PlacesTest {

	/** So many lengths of itself lie before an array; where that is almost one, parts of the array are on both sides of its length. */
	private static final double[] BEFORE = { 0.5, 0.95, 3 };
	/** Values that fill the widest vector register. */
	private static final int GRAIN = 16;

	@AfterEach
	void chooseAgain() {
		KernelChoice.choose("auto");
	}

	@ParameterizedTest(name = "with {0} kernels")
	@ValueSource(strings = { "portable", "auto" })
	void placesDontMatter(String kernels) {
		KernelChoice.choose(kernels);
		for (Specimen specimen : Specimen.all()) {
			List<INDArray> expected = passes(specimen, UnaryOperator.identity());
			for (double before : BEFORE) {
				List<INDArray> found = passes(specimen, array -> behind(before, array));
				for (int i = 0; i < expected.size(); i++) {
					assertEquals(expected.get(i), found.get(i), specimen + ", array " + i + ", " + before + " of its length behind the start");
				}
			}
		}
	}

	/** A copy that begins behind so many lengths of itself. */
	private static INDArray behind(double lengths, INDArray array) {
		long first = Math.max(GRAIN, Math.round(lengths * array.length() / GRAIN) * GRAIN);
		return Nd4j.create(array.dataType(), first + array.length()).get(NDArrayIndex.interval(first, first + array.length())).reshape('c', array.shape()).assign(array);
	}

	/** The output of a forward pass, then all gradients of a backward one. */
	private static List<INDArray> passes(Specimen specimen, UnaryOperator<INDArray> place) {
		ComputationGraph graph = new ComputationGraph(specimen.configuration(DataType.FLOAT));
		graph.init();
		Part part = Part.of(graph.getVertex("node"));
		part.operation().seed(1);
		List<INDArray> inputs = new ArrayList<>();
		Arrays.stream(specimen.values(DataType.FLOAT)).map(place).forEach(inputs::add);
		long[] shape = part.operation().outputShape(inputs.stream().map(INDArray::shape).toArray(long[][]::new));
		if (part.learned() != null) {
			part.learned().parameters().forEach(parameter -> inputs.add(place.apply(Fixture.fill(DataType.FLOAT, parameter.key(), 1, part.values().get(parameter.key()).shape()))));
		}
		INDArray[] all = inputs.toArray(INDArray[]::new);
		INDArray output = place.apply(Nd4j.create(DataType.FLOAT, shape, 'c'));
		part.operation().forward(all, output, true);
		INDArray outputGradient = place.apply(Fixture.fill(DataType.FLOAT, "gradient", 1, shape));
		INDArray[] gradients = Arrays.stream(all).map(array -> place.apply(Nd4j.create(DataType.FLOAT, array.shape(), 'c'))).toArray(INDArray[]::new);
		if (part.operation().passedOn() >= 0) {
			gradients[part.operation().passedOn()] = null;
		}
		part.operation().backward(all, output, outputGradient, gradients);
		List<INDArray> results = new ArrayList<>(List.of(output));
		Arrays.stream(gradients).filter(gradient -> gradient != null).forEach(results::add);
		return results;
	}
}
