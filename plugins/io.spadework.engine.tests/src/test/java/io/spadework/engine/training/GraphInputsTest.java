package io.spadework.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Landscapes;
import io.spadework.engine.data.Preparation;
import io.spadework.engine.data.Sample;
import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.AdaptiveInstanceNorm;
import io.spadework.engine.networks.Concatenate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.DiscriminatorGraph;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.GraphInput;
import io.spadework.engine.networks.Graphs;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.Patterns;
import io.spadework.engine.study.StyledStudy;
import io.spadework.engine.weights.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

@DisplayName("A training of networks with edge maps and a style code")
class GraphInputsTest {

	private static final Dataset DATA = new Patterns(32, 64, 6);

	private static Training training() {
		return StyledStudy.experiment(DATA);
	}

	@Test
	@DisplayName("moves the weights that read them, in both networks")
	void trains() throws Exception {
		Trainer trainer = new Trainer(training());
		List<String> styled = List.of("style/W", "norm/W");
		List<INDArray> before = styled.stream().map(name -> trainer.generator().parameters().get(name).dup()).toList();
		INDArray judging = trainer.discriminator().parameters().get("scale2/conv/W").dup();
		for (Map<String, Double> values : curve(trainer, 3)) {
			assertTrue(values.values().stream().allMatch(Double::isFinite), values::toString);
		}
		for (int i = 0; i < styled.size(); i++) {
			assertNotEquals(before.get(i), trainer.generator().parameters().get(styled.get(i)), styled.get(i));
		}
		assertNotEquals(judging, trainer.discriminator().parameters().get("scale2/conv/W"));
	}

	@Test
	@DisplayName("repeats itself bit for bit with the same seed, and goes on from a checkpoint on the very same curve, whether or not images were made in between")
	void resumes(@TempDir Path folder) throws Exception {
		Trainer straight = new Trainer(training().discriminatorSteps(2));
		List<Map<String, Double>> expected = curve(straight, 8);
		Trainer killed = new Trainer(training().discriminatorSteps(2));
		List<Map<String, Double>> curve = new ArrayList<>(curve(killed, 3));
		killed.generate(List.of(DATA.heldOut(0)));
		Path file = folder.resolve("latest.npz");
		killed.checkpoint().write(file);
		Trainer resumed = new Trainer(training().discriminatorSteps(2));
		resumed.resume(Checkpoint.read(file));
		curve.addAll(curve(resumed, 8));
		assertEquals(expected, curve);
		assertArrayEquals(straight.generator().weights().toFloatVector(), resumed.generator().weights().toFloatVector());
		assertArrayEquals(straight.discriminator().weights().toFloatVector(), resumed.discriminator().weights().toFloatVector());
		assertEquals(expected, curve(new Trainer(training().discriminatorSteps(2)), 8), "from the start");
		assertNotEquals(expected, curve(new Trainer(training().discriminatorSteps(2).seed(8)), 8));
		Trainer other = new Trainer(training().discriminatorSteps(2));
		Checkpoint earlier = Checkpoint.read(file);
		earlier.arrays().get("style code/passes").subi(1);
		other.resume(earlier);
		assertNotEquals(expected.get(3), curve(other, 4).getFirst(), "the state plays a part");
		earlier.arrays().remove("style code/passes");
		assertTrue(assertThrows(IllegalArgumentException.class, () -> other.resume(earlier)).getMessage().contains("style code/passes"));
	}

	@Test
	@DisplayName("draws a new style code for every painting: two a step, one where the generator rests")
	void newCodes() throws Exception {
		Trainer trainer = new Trainer(training().discriminatorSteps(2));
		double[] passes = { 2, 3, 5, 6 };
		for (int step = 0; step < passes.length; step++) {
			curve(trainer, step + 1);
			assertEquals(passes[step], trainer.checkpoint().arrays().get("style code/passes").getDouble(0), "after step " + (step + 1));
		}
		StyleCode code = new StyleCode(50, 40, 7, DataType.FLOAT);
		code.draw();
		INDArray first = code.codes().dup();
		code.draw();
		assertNotEquals(first, code.codes());
		assertEquals(0, first.meanNumber().doubleValue(), 0.1);
		assertEquals(1, first.stdNumber().doubleValue(), 0.1);
		StyleCode same = new StyleCode(50, 40, 7, DataType.FLOAT);
		same.draw();
		assertArrayEquals(first.data().asFloat(), same.codes().data().asFloat());
		StyleCode other = new StyleCode(50, 40, 8, DataType.FLOAT);
		other.draw();
		assertNotEquals(first, other.codes());
	}

	@Test
	@DisplayName("shows a sample with the code of its place, whatever the seed, step and batch, and each place with another one")
	void fixedCodes() throws Exception {
		StyleCode two = new StyleCode(2, 40, 7, DataType.FLOAT);
		StyleCode four = new StyleCode(4, 40, 8, DataType.FLOAT);
		four.draw();
		four.show(0);
		float[] all = four.codes().data().asFloat();
		two.show(2);
		assertArrayEquals(Arrays.copyOfRange(all, 80, 160), two.codes().data().asFloat());
		assertEquals(0, four.codes().meanNumber().doubleValue(), 0.25);
		assertEquals(1, four.codes().stdNumber().doubleValue(), 0.2);
		Trainer trainer = new Trainer(training());
		Sample sample = DATA.heldOut(0);
		List<float[]> images = trainer.generate(List.of(sample, sample, sample));
		assertFalse(Arrays.equals(images.get(0), images.get(1)));
		assertFalse(Arrays.equals(images.get(0), images.get(2)), "in the next batch");
		trainer.generate(List.of(sample));
		List<float[]> again = trainer.generate(List.of(sample, sample, sample));
		for (int i = 0; i < 3; i++) {
			assertArrayEquals(images.get(i), again.get(i));
		}
	}

	@Test
	@DisplayName("feeds inputs by what they are, in whatever order a graph declares them")
	void order() throws Exception {
		List<Map<String, Double>> expected = curve(new Trainer(training()), 3);
		Training turned = StyledStudy.experiment(DATA, List.of("style code", "label map", "edge map"), List.of("image", "edge map", "label map"));
		assertEquals(List.of(GraphInput.STYLE_CODE, GraphInput.LABEL_MAP, GraphInput.EDGE_MAP), turned.generator().inputs());
		assertEquals(List.of(GraphInput.IMAGE, GraphInput.EDGE_MAP, GraphInput.LABEL_MAP), turned.discriminator().inputs());
		assertEquals(expected, curve(new Trainer(turned), 3));
	}

	@Test
	@DisplayName("gives the generator each sample's own edges, cropped and flipped with it, and zeros where the data have none")
	void edges() throws Exception {
		Dataset landscapes = new Landscapes(1, 12, 2, true, Preparation.resizeAndCrop(36, 32, 1, true));
		landscapes.open(Path.of(""));
		Trainer trainer = tracer(landscapes);
		for (int position = 0; position < 4; position++) {
			Sample sample = landscapes.training(7, 0, position);
			float[] image = trainer.generate(List.of(sample)).getFirst();
			int found = 0;
			for (int p = 0; p < sample.edges().length; p++) {
				assertEquals(sample.edges()[p] ? Math.tanh(1) : 0, image[p], 1e-6, sample.name() + ", pixel " + p);
				found += sample.edges()[p] ? 1 : 0;
			}
			assertTrue(found > 0, "a sample without edges shows nothing");
		}
		Dataset without = new Landscapes(1, 12, 2, false, Preparation.resizeAndCrop(36, 32, 1, true));
		without.open(Path.of(""));
		for (float value : tracer(without).generate(List.of(without.heldOut(0))).getFirst()) {
			assertEquals(0, value);
		}
	}

	/** A training whose generator paints the edge map: tanh of it in every colour. */
	private static Trainer tracer(Dataset data) throws IOException {
		GraphBuilder graph = StyledStudy.inputs(data, List.of("edge map", "label map"));
		graph.addVertex("maps", new Concatenate(), "edge map", "label map");
		graph.addLayer("pick", new Convolution.Builder().filters(3).kernel(1).build(), "maps");
		graph.addVertex("image", Activate.tanh(), "pick");
		graph.setOutputs("image");
		Trainer trainer = new Trainer(StyledStudy.experiment(data).generator(new GeneratorGraph(graph.build(), "label map", "image")));
		INDArray weights = trainer.generator().parameters().get("pick/W").assign(0);
		for (int colour = 0; colour < 3; colour++) {
			weights.putScalar(new int[] { colour, 0, 0, 0 }, 1);
		}
		return trainer;
	}

	@Test
	@DisplayName("feeds inputs of other names where the graphs say what they are, and finds the style code's size")
	void names() throws Exception {
		GraphBuilder graph = Graphs.builder().addInputs("z", "contours", "layout").setInputTypes(InputType.convolutional(1, 1, 24),
				InputType.convolutional(32, 64, 1), InputType.convolutional(32, 64, DATA.labelChannels()));
		graph.addVertex("maps", new Concatenate(), "layout", "contours");
		graph.addLayer("conv", new Convolution.Builder().filters(4).kernel(3).padding(1).build(), "maps");
		graph.addVertex("squashed", Activate.tanh(), "z");
		graph.addVertex("norm", new AdaptiveInstanceNorm.Builder().channels(4).style(24).epsilon(1e-5).build(), "conv", "squashed");
		graph.addLayer("to image", new Convolution.Builder().filters(3).kernel(1).build(), "norm");
		graph.addVertex("image", Activate.tanh(), "to image");
		graph.setOutputs("image");
		GeneratorGraph generator = new GeneratorGraph(graph.build(), "layout", "image");
		assertThrows(IllegalArgumentException.class, generator::inputs, "nobody knows what z is");
		GeneratorGraph named = generator.edges("contours").style("z", 24);
		assertEquals(List.of(GraphInput.STYLE_CODE, GraphInput.EDGE_MAP, GraphInput.LABEL_MAP), named.inputs());
		String unsaid = assertThrows(IllegalArgumentException.class, () -> new Trainer(training().generator(generator.edges("contours").style("z", 0)))).getMessage();
		assertTrue(unsaid.contains("how many values") && unsaid.contains("\"z\""), unsaid);
		assertEquals(3, curve(new Trainer(training().generator(named)), 3).size());
		String wrong = assertThrows(IllegalArgumentException.class, () -> named.edges("edges")).getMessage();
		assertTrue(wrong.contains("edge map") && wrong.contains("\"edges\"") && wrong.contains("\"contours\""), wrong);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> training().discriminator().edges("contours")).getMessage().contains("discriminator's edge map"));
	}

	@Test
	@DisplayName("says which input of which network nothing is fed to, and what could be")
	void unknownInputs() {
		GraphBuilder graph = Graphs.builder().addInputs("label map", "mood").setInputTypes(InputType.convolutional(32, 64, DATA.labelChannels()),
				InputType.convolutional(32, 64, 1));
		graph.addVertex("maps", new Concatenate(), "label map", "mood");
		graph.addLayer("image", new Convolution.Builder().filters(3).kernel(1).build(), "maps");
		graph.setOutputs("image");
		Training training = training().generator(new GeneratorGraph(graph.build(), "label map", "image"));
		String message = assertThrows(IllegalArgumentException.class, () -> new Trainer(training)).getMessage();
		assertTrue(message.contains("generator's input \"mood\"") && message.contains("\"style code\"") && message.contains("\"edge map\""), message);
		Training judging = training().discriminator(new DiscriminatorGraph(training().discriminator().configuration(), "label map",
				"edges", "image", "image/tap", training().discriminator().scales()));
		String judged = assertThrows(IllegalArgumentException.class, () -> new Trainer(judging)).getMessage();
		assertTrue(judged.contains("discriminator's input \"edge map\"") && judged.contains("\"edges\" (edge map)"), judged);
	}

	private static List<Map<String, Double>> curve(Trainer trainer, int until) throws Exception {
		List<Map<String, Double>> curve = new ArrayList<>();
		while (trainer.steps() < until) {
			int first = 2 * trainer.steps() % DATA.size();
			curve.add(trainer.step(List.of(DATA.training(7, 0, first), DATA.training(7, 0, first + 1))));
		}
		return curve;
	}
}
