package io.spadework.engine.losses;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.Concatenate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.Dropout;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.networks.Initialisation;
import io.spadework.engine.networks.MaxPool;
import io.spadework.engine.networks.Network;
import io.spadework.engine.networks.Tap;
import io.spadework.engine.study.PatchDiscriminator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** On a discriminator of two scales with spectral and instance norms and leaky rectifiers. */
@DisplayName("The gradient penalty")
class GradientPenaltyTest {

	private static DiscriminatorGraph graph(DataType type) {
		return new PatchDiscriminator(type, 3, 33, 20, 2, 2).define();
	}

	private static Network network(DiscriminatorGraph graph) {
		Network network = new Network(graph.configuration(), Initialisation.normal(0.02), 1, "judge");
		Fixture.fill(network);
		network.advance();
		return network;
	}

	private static INDArray image(DataType type, String name) {
		return Fixture.fill(type, name, 1, 2, 3, 33, 20);
	}

	@ParameterizedTest(name = "and its derivative of a derivative are PyTorch''s, in {0} to {1}")
	@CsvSource({ "DOUBLE, 1e-5", "FLOAT, 1e-2" })
	void equalsPyTorch(DataType type, double tolerance) throws IOException {
		Fixture fixture = new Fixture("losses");
		DiscriminatorGraph graph = graph(type);
		Network network = network(graph);
		INDArray map = image(type, "label map");
		INDArray image = image(type, "image"); // all that lies between it and itself
		INDArray gradient = network.backward(network.forward(true, map, image).stream().map(output -> Nd4j.zeros(type, output.shape())).toList());
		double penalty = new GradientPenalty(AdversarialLoss.wasserstein(10), graph, 1).discriminator(network, mixed -> new INDArray[] { map, mixed }, image, image, gradient);
		assertEquals(fixture.number("penalty/value"), penalty, tolerance / 10 * penalty);
		network.gradients().forEach((key, part) -> assertClose(key, fixture.get("penalty/gradient/" + key), part, tolerance));
	}

	/** One scale with a rectifier, dropout and a max pooling whose windows overlap. */
	private static DiscriminatorGraph kinked() {
		GraphBuilder graph = Graphs.builder(DataType.DOUBLE);
		graph.addInputs("map", "image").setInputTypes(InputType.convolutional(9, 8, 2), InputType.convolutional(9, 8, 3));
		graph.addVertex("image/tap", new Tap(), "image");
		graph.addVertex("both", new Concatenate(), "map", "image/tap");
		graph.addLayer("conv1", new Convolution.Builder().filters(4).kernel(3).padding(1).build(), "both");
		graph.addVertex("relu", Activate.relu(), "conv1");
		graph.addVertex("dropout", new Dropout(0.4), "relu");
		graph.addVertex("pool", new MaxPool(3, 2, 1), "dropout");
		graph.addVertex("tanh", Activate.tanh(), "pool");
		graph.addLayer("conv2", new Convolution.Builder().filters(1).kernel(2).build(), "tanh");
		return DiscriminatorGraph.of(graph, "map", "image", "image/tap", List.of(new DiscriminatorGraph.Scale(List.of(), Graphs.tap(graph, "conv2"))));
	}

	@Test
	@DisplayName("has the gradient that finite differences of itself give, between real and generated images, with dropout and maxima on the way")
	void finiteDifferences() {
		DiscriminatorGraph graph = kinked();
		Network network = new Network(graph.configuration(), Initialisation.xavier(2), 1, "judge");
		AdversarialLoss loss = AdversarialLoss.wasserstein(3).discriminatorFactor(0.5).reduction(Reduction.SUM);
		GradientPenalty penalty = new GradientPenalty(loss, graph, 1);
		Map<String, INDArray> mixing = copy(penalty.state());
		Map<String, INDArray> state = copy(network.state());
		INDArray map = Fixture.fill(DataType.DOUBLE, "map", 1, 3, 2, 9, 8);
		INDArray real = Fixture.fill(DataType.DOUBLE, "real", 1, 3, 3, 9, 8);
		INDArray fake = Fixture.fill(DataType.DOUBLE, "fake", 1, 3, 3, 9, 8);
		INDArray weights = network.weights();
		INDArray before = Fixture.fill(DataType.DOUBLE, "before", 1, weights.length());
		INDArray gradient = before.dup();
		INDArray spare = before.dup();
		DoubleSupplier again = () -> {
			penalty.restore(mixing);
			network.restore(state);
			return penalty.discriminator(network, image -> new INDArray[] { map, image }, real, fake, spare);
		};
		double value = penalty.discriminator(network, image -> new INDArray[] { map, image }, real, fake, gradient);
		assertEquals(value, again.getAsDouble());
		gradient.subi(before);
		assertTrue(gradient.amaxNumber().doubleValue() > 0.1);
		double step = 1e-6;
		for (long i = 0; i < weights.length(); i++) {
			double weight = weights.getDouble(i);
			weights.putScalar(i, weight + step);
			double above = again.getAsDouble();
			weights.putScalar(i, weight - step);
			double below = again.getAsDouble();
			weights.putScalar(i, weight);
			assertEquals((above - below) / (2 * step), gradient.getDouble(i), 1e-6, "weight " + i);
		}
	}

	@Test
	@DisplayName("looks at a random point between each real and generated image, which follows from the seed and the state")
	void mixing() {
		DiscriminatorGraph graph = kinked();
		Network network = new Network(graph.configuration(), Initialisation.xavier(2), 1, "judge");
		GradientPenalty penalty = new GradientPenalty(AdversarialLoss.wasserstein(1), graph, 1);
		List<Double> first = shares(penalty, network);
		Map<String, INDArray> state = copy(penalty.state());
		List<Double> second = shares(penalty, network);
		assertEquals(first, shares(new GradientPenalty(AdversarialLoss.wasserstein(1), graph, 1), network));
		assertNotEquals(first, shares(new GradientPenalty(AdversarialLoss.wasserstein(1), graph, 2), network));
		assertNotEquals(first, second);
		penalty.restore(state);
		assertEquals(second, shares(penalty, network));
		first.forEach(share -> assertTrue(share > 0 && share < 1, "share " + share));
		assertEquals(3, Set.copyOf(first).size());
	}

	/** How much of each real image there is in the one that is looked at. */
	private static List<Double> shares(GradientPenalty penalty, Network network) {
		INDArray real = Nd4j.ones(DataType.DOUBLE, 3, 3, 9, 8);
		INDArray map = Nd4j.zeros(DataType.DOUBLE, 3, 2, 9, 8);
		List<INDArray> seen = new ArrayList<>();
		penalty.discriminator(network, image -> {
			seen.add(image.dup());
			return new INDArray[] { map, image };
		}, real, Nd4j.zeros(DataType.DOUBLE, real.shape()), Nd4j.zeros(DataType.DOUBLE, network.weights().length()));
		List<Double> shares = new ArrayList<>();
		for (int sample = 0; sample < 3; sample++) {
			INDArray image = seen.getFirst().slice(sample);
			assertEquals(image.minNumber(), image.maxNumber());
			shares.add(image.minNumber().doubleValue());
		}
		return shares;
	}

	@Test
	@DisplayName("leaves dropout's random numbers where one pass leaves them, and the discriminator's parts as they were")
	void leavesNoTrace() {
		DiscriminatorGraph graph = kinked();
		Network network = new Network(graph.configuration(), Initialisation.xavier(2), 1, "judge");
		Network other = new Network(graph.configuration(), Initialisation.xavier(2), 1, "judge");
		INDArray map = Fixture.fill(DataType.DOUBLE, "map", 1, 3, 2, 9, 8);
		INDArray real = Fixture.fill(DataType.DOUBLE, "real", 1, 3, 3, 9, 8);
		INDArray fake = Fixture.fill(DataType.DOUBLE, "fake", 1, 3, 3, 9, 8);
		new GradientPenalty(AdversarialLoss.wasserstein(1), graph, 1).discriminator(network, image -> new INDArray[] { map, image }, real, fake,
				Nd4j.zeros(DataType.DOUBLE, network.weights().length()));
		other.forward(true, map, fake);
		assertEquals(other.state(), network.state());
		assertEquals(other.forward(true, map, real), network.forward(true, map, real));
	}

	private static Map<String, INDArray> copy(Map<String, INDArray> state) {
		Map<String, INDArray> copy = new HashMap<>();
		state.forEach((name, array) -> copy.put(name, array.dup()));
		return copy;
	}
}
