package io.spadework.engine.networks;

import static io.spadework.engine.Tensors.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.Fixture;
import io.spadework.engine.data.Sample;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.training.Trainer;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.Checkpoint;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

@DisplayName("Dropout and noise")
class RandomNodesTest {

	/** Two dropouts beside each other on 3 x 40 x 50, and noise of 5 x 20 x 30. */
	private static Network network(DataType type, long seed) {
		GraphBuilder graph = Graphs.builder(type);
		graph.addInputs("x").setInputTypes(InputType.convolutional(40, 50, 3));
		graph.addVertex("x/tap", new Tap(), "x");
		graph.addVertex("dropout", new Dropout(0.3), "x/tap");
		graph.addVertex("other dropout", new Dropout(0.3), "x/tap");
		graph.addVertex("noise", new NoiseSource(5, 20, 30), "x");
		graph.setOutputs(Graphs.tap(graph, "dropout"), Graphs.tap(graph, "other dropout"), Graphs.tap(graph, "noise"));
		ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(graph.build().toJson());
		return new Network(configuration, Initialisation.normal(1), seed, "random");
	}

	private static INDArray ones(DataType type) {
		return Nd4j.ones(type, 2, 3, 40, 50);
	}

	private static List<INDArray> pass(Network network, boolean training, INDArray x) {
		return network.forward(training, x).stream().map(INDArray::dup).toList();
	}

	@ParameterizedTest(name = "in {0}")
	@EnumSource(value = DataType.class, names = { "FLOAT", "DOUBLE" })
	@DisplayName("are distributed as they say")
	void distributions(DataType type) {
		List<INDArray> outputs = pass(network(type, 1), true, ones(type));
		INDArray kept = outputs.get(0);
		double[] values = kept.reshape(kept.length()).toDoubleVector();
		int zeros = 0;
		for (double value : values) {
			assertTrue(value == 0 || Math.abs(value - 1 / 0.7) < 1e-6, "value " + value);
			zeros += value == 0 ? 1 : 0;
		}
		assertEquals(0.3, zeros / (double) values.length, 0.02, "4 standard deviations are 0.017");
		INDArray noise = outputs.get(2);
		assertEquals(6000, noise.length());
		assertEquals(0, noise.meanNumber().doubleValue(), 0.06, "4 standard deviations are 0.052");
		assertEquals(1, noise.mul(noise).meanNumber().doubleValue(), 0.08, "4 standard deviations are 0.073");
		double alongRows = noise.get(interval(0, 29)).mul(noise.get(interval(1, 30))).meanNumber().doubleValue();
		assertEquals(0, alongRows, 0.06, "neighbours have nothing to do with each other");
		long tails = 0;
		for (double value : noise.reshape(noise.length()).toDoubleVector()) {
			tails += Math.abs(value) > 1.959964 ? 1 : 0;
		}
		assertEquals(0.05, tails / 6000.0, 0.012, "share beyond 1.96 deviations");
	}

	private static INDArrayIndex[] interval(long first, long end) {
		var all = NDArrayIndex.all();
		return new INDArrayIndex[] { all, all, all, NDArrayIndex.interval(first, end) };
	}

	@Test
	@DisplayName("follow from the seed, differ from pass to pass and from vertex to vertex")
	void seeded() {
		INDArray x = ones(DataType.FLOAT);
		Network network = network(DataType.FLOAT, 1);
		List<INDArray> first = pass(network, true, x);
		List<INDArray> second = pass(network, true, x);
		Network again = network(DataType.FLOAT, 1);
		assertEquals(first, pass(again, true, x));
		assertEquals(second, pass(again, true, x));
		List<INDArray> otherSeed = pass(network(DataType.FLOAT, 2), true, x);
		for (int i = 0; i < first.size(); i++) {
			assertNotEquals(first.get(i), second.get(i));
			assertNotEquals(first.get(i), otherSeed.get(i));
		}
		assertNotEquals(first.get(0), first.get(1), "two vertices");
	}

	@Test
	@DisplayName("go on from the state as if nothing had happened, also after images have been looked at")
	void state() {
		INDArray x = ones(DataType.FLOAT);
		Network network = network(DataType.FLOAT, 1);
		pass(network, true, x);
		Map<String, INDArray> state = new HashMap<>();
		network.state().forEach((name, array) -> state.put(name, array.dup()));
		List<INDArray> looked = pass(network, false, x);
		List<INDArray> expected = pass(network, true, x);
		Network resumed = network(DataType.FLOAT, 1);
		resumed.restore(state);
		assertEquals(expected, pass(resumed, true, x));
		assertEquals(looked, pass(resumed, false, x), "evaluation is the same at all times");
		assertEquals(x, looked.get(0), "dropout is off in evaluation");
	}

	@Test
	@DisplayName("let those gradients through that belong to kept values")
	void gradients() {
		for (DataType type : new DataType[] { DataType.FLOAT, DataType.DOUBLE }) {
			Network network = network(type, 1);
			INDArray x = Fixture.fill(type, "x", 1, 2, 3, 40, 50);
			List<INDArray> outputs = pass(network, true, x);
			List<INDArray> weighting = outputs.stream().map(output -> Fixture.fill(type, "weighting", 1, output.shape())).toList();
			INDArray expected = outputs.get(0).add(outputs.get(1)).div(x).mul(weighting.getFirst());
			assertClose("gradient", expected, network.backwardTo("x/tap", weighting), 1e-6);
		}
	}

	@Test
	@DisplayName("are part of checkpoints: a training that goes on from one repeats the same curve bit for bit")
	void checkpoints(@TempDir Path folder) throws Exception {
		Trainer straight = new Trainer(training());
		step(straight, 0);
		step(straight, 1);
		Path file = folder.resolve("latest.npz");
		straight.checkpoint().write(file);
		straight.generate(List.of(training().data().heldOut(0)));
		Map<String, Double> expected = step(straight, 2);
		Trainer resumed = new Trainer(training());
		resumed.resume(Checkpoint.read(file));
		assertEquals(expected, step(resumed, 2));
		assertEquals(straight.generator().weights(), resumed.generator().weights());
		Trainer forgetful = new Trainer(training());
		Checkpoint checkpoint = Checkpoint.read(file);
		checkpoint.arrays().keySet().removeIf(name -> name.endsWith("/passes"));
		forgetful.resume(checkpoint);
		assertNotEquals(expected, step(forgetful, 2), "the state plays a part");
	}

	private static Map<String, Double> step(Trainer trainer, int step) throws Exception {
		List<Sample> samples = List.of(training().data().training(7, 0, 2 * step), training().data().training(7, 0, 2 * step + 1));
		return trainer.step(samples);
	}

	/** A small generator of label map and noise, with dropout. */
	private static Training training() {
		Training training = PatternStudy.experiment(DataType.FLOAT, 6);
		GraphBuilder graph = Graphs.builder();
		graph.addInputs("map").setInputTypes(InputType.convolutional(32, 64, training.data().labelChannels()));
		graph.addVertex("noise", new NoiseSource(2, 32, 64), "map");
		graph.addVertex("both", new Concatenate(), "map", "noise");
		graph.addLayer("conv", new Convolution.Builder().filters(4).kernel(3).padding(1).build(), "both");
		graph.addVertex("dropout", new Dropout(0.5), "conv");
		graph.addLayer("to image", new Convolution.Builder().filters(3).build(), "dropout");
		graph.addVertex("image", Activate.tanh(), "to image");
		graph.setOutputs("image");
		return training.generator(new GeneratorGraph(graph.build(), "map", "image")).initialisation(Initialisation.normal(0.3));
	}

	@Test
	@DisplayName("are refused with a rate or size out of range")
	void refusals() {
		assertThrows(IllegalArgumentException.class, () -> new Dropout(1));
		assertThrows(IllegalArgumentException.class, () -> new Dropout(-0.1));
		assertThrows(IllegalArgumentException.class, () -> new NoiseSource(0, 1, 1));
	}
}
