package io.spadework.engine.networks;

import static io.spadework.engine.Tensors.assertClose;
import static io.spadework.engine.Tensors.normal;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.spadework.engine.Fixture;
import io.spadework.engine.study.PatchDiscriminator;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@DisplayName("A vertex")
class VertexTest {

	@ParameterizedTest(name = "resizes {0} x {1} to {2} x {3} by taking row and column floor(i * in / out)")
	@CsvSource({ "7, 5, 3, 4", "4, 4, 4, 4", "3, 2, 7, 5", "8, 6, 1, 1", "64, 48, 16, 12" })
	void resizeNearest(int height, int width, int toHeight, int toWidth) {
		INDArray x = normal(DataType.FLOAT, 1, 2, 3, height, width);
		INDArray y = forward(new ResizeNearest(toHeight, toWidth), x);
		for (int n = 0; n < 2; n++) {
			for (int c = 0; c < 3; c++) {
				for (int i = 0; i < toHeight; i++) {
					for (int j = 0; j < toWidth; j++) {
						assertEquals(x.getDouble(n, c, i * height / toHeight, j * width / toWidth), y.getDouble(n, c, i, j));
					}
				}
			}
		}
	}

	@ParameterizedTest(name = "{0}: its gradient is the one of finite differences, on {1} samples of {2} x {3} x {4}")
	@CsvSource({ "upsample, 1, 1, 3, 2", "upsample, 2, 3, 1, 5", "pool, 1, 1, 5, 4", "pool, 2, 3, 7, 7", "tanh, 1, 2, 3, 4", "relu, 2, 1, 5, 3",
			"instance, 1, 1, 5, 3", "instance, 2, 3, 4, 4", "batch, 3, 2, 5, 1" })
	void gradients(String name, int samples, int channels, int height, int width) {
		Vertex vertex = switch (name) {
			case "upsample" -> new UpsampleNearest(3);
			case "pool" -> new AveragePool(3, 2, 1);
			case "tanh" -> Activate.tanh();
			case "relu" -> Activate.relu();
			case "instance" -> new Normalise(Norm.INSTANCE, 1e-5);
			default -> new Normalise(Norm.BATCH, 1e-5);
		};
		INDArray x = normal(DataType.DOUBLE, 2, samples, channels, height, width);
		Operation operation = vertex.operation(DataType.DOUBLE);
		INDArray y = Nd4j.create(DataType.DOUBLE, operation.outputShape(x.shape()));
		INDArray weighting = normal(DataType.DOUBLE, 3, y.shape());
		INDArray gradient = Nd4j.create(DataType.DOUBLE, x.shape());
		operation.forward(new INDArray[] { x }, y, true);
		operation.backward(new INDArray[] { x }, y, weighting, new INDArray[] { gradient });
		INDArray numeric = Nd4j.create(DataType.DOUBLE, x.shape());
		double step = 1e-6;
		for (long i = 0; i < x.length(); i++) {
			double value = x.data().getDouble(i);
			x.data().put(i, value + step);
			double above = forward(vertex, x).mul(weighting).sumNumber().doubleValue();
			x.data().put(i, value - step);
			double below = forward(vertex, x).mul(weighting).sumNumber().doubleValue();
			x.data().put(i, value);
			numeric.data().put(i, (above - below) / (2 * step));
		}
		assertClose(name, numeric, gradient, 1e-6);
	}

	private static INDArray forward(Vertex vertex, INDArray x) {
		return pass(vertex.operation(x.dataType()), x);
	}

	@ParameterizedTest(name = "{0}: held, it stays on the linear piece of its next pass, and let go, it is itself again")
	@CsvSource({ "relu", "leaky relu", "max pool", "ceil max pool", "adaptive max pool", "adaptive max pool to a divisor" })
	void hold(String name) {
		Vertex vertex = switch (name) {
			case "relu" -> Activate.relu();
			case "leaky relu" -> Activate.leakyRelu(0.2);
			case "max pool" -> new MaxPool(2, 2, 0);
			case "ceil max pool" -> new MaxPool(3, 2, 1, true);
			case "adaptive max pool" -> new AdaptivePool(Pooling.MAX, 4, 3);
			default -> new AdaptivePool(Pooling.MAX, 3, 2);
		};
		for (DataType type : new DataType[] { DataType.FLOAT, DataType.DOUBLE }) {
			INDArray here = normal(type, 1, 2, 3, 6, 4);
			INDArray there = normal(type, 2, 2, 3, 6, 4);
			Operation operation = vertex.operation(type);
			INDArray atHere = pass(operation, here);
			INDArray weighting = normal(type, 3, atHere.shape());
			INDArray gradient = gradient(operation, here, weighting);
			INDArray atThere = pass(operation, there);
			operation.hold(true);
			assertEquals(atHere, pass(operation, here));
			INDArray heldAtThere = pass(operation, there);
			assertClose("its gradient", gradient, gradient(operation, there, weighting), 1e-6);
			assertClose("sum", atHere.add(heldAtThere), pass(operation, here.add(there)), 1e-6);
			assertEquals(gradient.mul(there).sumNumber().doubleValue(), heldAtThere.mul(weighting).sumNumber().doubleValue(), 1e-4, "slope along the other input");
			assertNotEquals(atThere, heldAtThere);
			operation.hold(false);
			assertEquals(atThere, pass(operation, there));
		}
	}

	private static INDArray pass(Operation operation, INDArray x) {
		INDArray y = Nd4j.create(x.dataType(), operation.outputShape(x.shape()));
		operation.forward(new INDArray[] { x }, y, true);
		return y;
	}

	private static INDArray gradient(Operation operation, INDArray x, INDArray weighting) {
		INDArray gradient = Nd4j.create(x.dataType(), x.shape());
		operation.backward(new INDArray[] { x }, pass(operation, x), weighting, new INDArray[] { gradient });
		return gradient;
	}

	@Test
	@DisplayName("stacks channels in the order of its inputs, and parts the gradient alike")
	void concatenate() {
		Operation stack = new Concatenate().operation(DataType.FLOAT);
		INDArray[] inputs = { normal(DataType.FLOAT, 1, 2, 1, 3, 2), normal(DataType.FLOAT, 2, 2, 3, 3, 2) };
		assertArrayEquals(new long[] { 2, 4, 3, 2 }, stack.outputShape(inputs[0].shape(), inputs[1].shape()));
		INDArray y = Nd4j.create(DataType.FLOAT, 2, 4, 3, 2);
		stack.forward(inputs, y, true);
		INDArray[] parts = { Nd4j.create(DataType.FLOAT, inputs[0].shape()), Nd4j.create(DataType.FLOAT, inputs[1].shape()) };
		stack.backward(inputs, y, y, parts);
		assertEquals(inputs[0], parts[0]);
		assertEquals(inputs[1], parts[1]);
		assertThrows(IllegalArgumentException.class, () -> stack.outputShape(new long[] { 1, 2, 3, 4 }, new long[] { 1, 2, 3, 5 }));
	}

	@Test
	@DisplayName("that has its size from another part sends that one no gradient")
	void sizesHaveNoGradient() {
		GraphBuilder graph = Graphs.builder(DataType.DOUBLE);
		graph.addInputs("x", "y").setInputTypes(InputType.convolutional(5, 4, 2), InputType.convolutional(3, 7, 2));
		graph.addVertex("x/tap", new Tap(), "x");
		graph.addVertex("y/tap", new Tap(), "y");
		graph.addVertex("resized", ResizeBilinear.like(false), "x/tap", "y/tap");
		graph.addVertex("sum", new Sum(), "resized", "y/tap");
		graph.setOutputs(Graphs.tap(graph, "sum"));
		Network network = new Network(graph.build(), Initialisation.normal(1), 1, "sizes");
		network.forward(true, normal(DataType.DOUBLE, 1, 2, 2, 5, 4), normal(DataType.DOUBLE, 2, 2, 2, 3, 7));
		INDArray gradient = normal(DataType.DOUBLE, 3, 2, 2, 3, 7);
		assertEquals(gradient, network.backwardTo("y/tap", List.of(gradient.dup())));
	}

	@Test
	@DisplayName("computes no weight gradient on the way to an image")
	void gradientsNobodyNeeds() {
		Network network = new Network(new PatchDiscriminator(DataType.FLOAT, 3, 32, 32, 2, 2).define().configuration(), Initialisation.normal(0.02), 1, "d");
		INDArray map = Fixture.fill(DataType.FLOAT, "map", 1, 1, 3, 32, 32);
		network.advance();
		List<INDArray> gradients = network.forward(true, map, map).stream().map(INDArray::dup).toList();
		INDArray weightGradients = network.backward(gradients);
		weightGradients.assign(42);
		network.forward(true, map, map);
		network.backwardTo("image/tap", gradients);
		assertEquals(42, weightGradients.minNumber().doubleValue());
		assertEquals(42, weightGradients.maxNumber().doubleValue());
	}
}
