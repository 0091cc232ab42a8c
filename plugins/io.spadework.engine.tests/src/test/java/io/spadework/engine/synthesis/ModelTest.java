package io.spadework.engine.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.PictureSource;
import io.spadework.engine.data.Sample;
import io.spadework.engine.data.SampleGrid;
import io.spadework.engine.networks.Activate;
import io.spadework.engine.networks.Concatenate;
import io.spadework.engine.networks.Convolution;
import io.spadework.engine.networks.ExecutorChoice;
import io.spadework.engine.networks.GeneratorGraph;
import io.spadework.engine.networks.Linear;
import io.spadework.engine.networks.Reshape;
import io.spadework.engine.networks.UpsampleNearest;
import io.spadework.engine.study.EncodedStudy;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.Patterns;
import io.spadework.engine.study.StyledStudy;
import io.spadework.engine.training.Trainer;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.ExportModel;
import io.spadework.engine.weights.ModelWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

@DisplayName("A trained model")
class ModelTest {

	private static final int STEPS = 3;

	@TempDir
	private Path folder;

	@AfterEach
	void chooseAsBefore() {
		ExecutorChoice.choose("graph");
	}

	@Test
	@DisplayName("with an encoder makes the very images that its training shows at the checkpoint")
	void encoded() throws Exception {
		Training training = EncodedStudy.experiment(DataType.FLOAT);
		Trainer trainer = trained(training);
		Model model = model(training, trainer);
		List<Sample> shown = shown(training);
		List<float[]> expected = trainer.course().show(shown);
		for (int i = 0; i < shown.size(); i++) {
			Sample sample = shown.get(i);
			byte[] real = SampleGrid.png(sample.image(), sample.height(), sample.width());
			float[] code = model.code(new Style(List.of(new PictureSource.InMemory("real", real)), 0, null));
			assertArrayEquals(expected.get(i), model.paint(List.of(sample), List.of(code)).getFirst(), sample.name());
		}
	}

	@Test
	@DisplayName("without an encoder draws the codes that its training shows, makes images of other sizes too, and says that no image gives it a style")
	void drawn() throws Exception {
		Training training = StyledStudy.experiment(new Patterns(32, 32, 6));
		Trainer trainer = trained(training);
		Model model = model(training, trainer);
		List<Sample> shown = shown(training);
		List<float[]> expected = trainer.course().show(shown);
		assertEquals(StyleSource.CODE, model.styleSource());
		for (int i = 0; i < shown.size(); i++) {
			assertArrayEquals(expected.get(i), model.paint(List.of(shown.get(i)), List.of(model.code(new Style(List.of(), 0, (long) i)))).getFirst());
		}
		assertTrue(assertThrows(IllegalArgumentException.class, () -> model.code(new Style(List.of(picture(shown.get(0))), 0, null))).getMessage().contains("no style encoder"));
		assertEquals(1, model.multiple(), "it is convolutional throughout");
		model.requireSize(10, 23);
		Sample map = new Sample("map", 10, 23, new short[230], new boolean[230], new float[690]);
		assertEquals(690, model.paint(List.of(map), List.of(model.code(Style.NONE))).getFirst().length);
		assertThrows(IllegalArgumentException.class, () -> model.requireSize(1 << 15, 1 << 15));
	}

	@ParameterizedTest
	@ValueSource(strings = { "graph", "plan" })
	@DisplayName("that begins with a seed of a fixed size makes its training's images, and those of other sizes from the stretched seed")
	void seeded(String executor) throws Exception {
		ExecutorChoice.choose(executor);
		Training training = StyledStudy.experiment(new Patterns(32, 32, 6));
		training.generator(seeded(training.data()));
		Trainer trainer = trained(training);
		Model model = model(training, trainer);
		Sample shown = shown(training).getFirst();
		float[] code = model.code(Style.NONE);
		assertArrayEquals(trainer.course().show(List.of(shown)).getFirst(), model.paint(List.of(shown), List.of(code)).getFirst());
		assertEquals(16, model.multiple());
		model.requireSize(64, 96);
		float[] small = model.paint(List.of(uniform(32, 32)), List.of(code)).getFirst();
		float[] large = model.paint(List.of(uniform(64, 96)), List.of(code)).getFirst();
		for (int y = 0; y < 15; y++) {
			for (int x = 0; x < 15; x++) {
				assertEquals(small[y * 32 + x], large[y * 96 + x], 1e-6f, "a corner of the seed stays a corner");
			}
		}
	}

	/** A generator that is 16 times smaller where it begins. */
	private static GeneratorGraph seeded(Dataset data) {
		GraphBuilder graph = StyledStudy.inputs(data, List.of("label map", "edge map", "style code"));
		graph.addLayer("to seed", new Linear.Builder().filters(4 * 2 * 2).build(), "style code");
		graph.addVertex("seed", new Reshape(4, 2, 2), "to seed");
		graph.addVertex("up", new UpsampleNearest(16), "seed");
		graph.addVertex("all", new Concatenate(), "up", "label map", "edge map");
		graph.addLayer("to image", new Convolution.Builder().filters(3).kernel(3).padding(1).build(), "all");
		graph.addVertex("image", Activate.tanh(), "to image");
		graph.setOutputs("image");
		return new GeneratorGraph(graph.build(), "label map", "image").style("style code", StyledStudy.STYLE);
	}

	private static Sample uniform(int height, int width) {
		return new Sample("map", height, width, new short[height * width], new boolean[height * width], new float[3 * height * width]);
	}

	@Test
	@DisplayName("without a style makes its training's images and says that it has none")
	void plain() throws Exception {
		Training training = PatternStudy.experiment(DataType.FLOAT, 6);
		Trainer trainer = trained(training);
		Model model = model(training, trainer);
		List<Sample> shown = shown(training);
		List<float[]> codes = new ArrayList<>();
		codes.add(model.code(Style.NONE));
		assertArrayEquals(trainer.course().show(shown).getFirst(), model.paint(shown.subList(0, 1), codes).getFirst());
		assertEquals(StyleSource.NONE, model.styleSource());
		assertTrue(assertThrows(IllegalArgumentException.class, () -> model.code(new Style(List.of(picture(shown.get(0))), 0, null))).getMessage().contains("has no style"));
		assertEquals(0, model.multiple(), "its seed has a fixed size");
		assertThrows(IllegalArgumentException.class, () -> model.requireSize(64, 64));
	}

	@Test
	@DisplayName("mixes the codes of two images, and draws by a seed from what an image tells")
	void mixed() throws Exception {
		Training training = EncodedStudy.experiment(DataType.FLOAT);
		Model model = model(training, trained(training));
		List<PictureSource> images = List.of(picture(training.data().heldOut(0)), picture(training.data().heldOut(1)));
		float[] first = model.code(new Style(images.subList(0, 1), 0, null));
		float[] second = model.code(new Style(images.subList(1, 2), 0, null));
		float[] mixed = model.code(new Style(images, 0.25, null));
		assertArrayEquals(first, model.code(new Style(images, 0, null)));
		assertArrayEquals(second, model.code(new Style(images, 1, null)));
		for (int i = 0; i < mixed.length; i++) {
			assertEquals(0.75f * first[i] + 0.25f * second[i], mixed[i], 1e-6f);
		}
		float[] drawn = model.code(new Style(images.subList(0, 1), 0, 5L));
		assertArrayEquals(drawn, model.code(new Style(images.subList(0, 1), 0, 5L)));
		assertFalse(Arrays.equals(first, drawn));
		assertFalse(Arrays.equals(drawn, model.code(new Style(images.subList(0, 1), 0, 6L))));
		assertArrayEquals(new float[EncodedStudy.STYLE], model.code(Style.NONE));
		assertThrows(IllegalArgumentException.class, () -> new Style(images, 1.5, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "graph", "plan" })
	@DisplayName("makes the same image alone and among others")
	void batches(String executor) throws Exception {
		ExecutorChoice.choose(executor);
		Training training = EncodedStudy.experiment(DataType.FLOAT);
		Model model = model(training, trained(training));
		List<Sample> maps = shown(training);
		List<float[]> codes = new ArrayList<>();
		for (Sample map : maps) {
			codes.add(model.code(new Style(List.of(picture(map)), 0, null)));
		}
		List<float[]> together = model.paint(maps, codes);
		for (int i = 0; i < maps.size(); i++) {
			assertArrayEquals(together.get(i), model.paint(maps.subList(i, i + 1), codes.subList(i, i + 1)).getFirst());
		}
	}

	@Test
	@DisplayName("is the same within half precision after it was exported to stand alone, and refuses what is cut off or another network's")
	void exported() throws Exception {
		Training training = EncodedStudy.experiment(DataType.FLOAT);
		Model model = model(training, trained(training));
		Path half = folder.resolve("weights.npz");
		try (ModelWeights weights = ModelWeights.open(folder.resolve("checkpoint.npz"))) {
			ExportModel.write(weights, half);
		}
		Model small;
		try (ModelWeights weights = ModelWeights.open(half)) {
			small = Model.load(training, weights);
			IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class,
					() -> Model.load(StyledStudy.experiment(new Patterns(32, 32, 6)), weights));
			assertTrue(refusal.getMessage().contains("weights.npz does not fit the generator"), refusal.getMessage());
		}
		Sample map = training.data().heldOut(0);
		float[] code = new float[EncodedStudy.STYLE];
		assertArrayEquals(model.paint(List.of(map), List.of(code)).getFirst(), small.paint(List.of(map), List.of(code)).getFirst(), 0.02f);
		Path cut = folder.resolve("cut.npz");
		byte[] bytes = Files.readAllBytes(half);
		for (int length : new int[] { 0, 3, 100, bytes.length / 2, bytes.length - 5 }) {
			Files.write(cut, Arrays.copyOf(bytes, length));
			assertTrue(assertThrows(IOException.class, () -> ModelWeights.open(cut)).getMessage().contains("cut.npz"), length + " bytes");
		}
	}

	private static PictureSource picture(Sample sample) throws IOException {
		return new PictureSource.InMemory(sample.name(), SampleGrid.png(sample.image(), sample.height(), sample.width()));
	}

	private Trainer trained(Training training) throws Exception {
		training.data().open(folder);
		Trainer trainer = new Trainer(training);
		for (int step = 0; step < STEPS; step++) {
			List<Sample> samples = new ArrayList<>();
			for (int i = 0; i < training.batch(); i++) {
				samples.add(training.data().training(1, 0, (step * training.batch() + i) % training.data().size()));
			}
			trainer.step(samples);
		}
		return trainer;
	}

	private Model model(Training training, Trainer trainer) throws Exception {
		Path file = folder.resolve("checkpoint.npz");
		trainer.checkpoint().write(file);
		try (ModelWeights weights = ModelWeights.open(file)) {
			return Model.load(training, weights);
		}
	}

	private static List<Sample> shown(Training training) throws Exception {
		List<Sample> shown = new ArrayList<>();
		for (int i = 0; i < training.data().heldOut(); i++) {
			shown.add(asStored(training.data().heldOut(i)));
		}
		return shown;
	}

	/** The sample with an image as a PNG holds it. */
	private static Sample asStored(Sample sample) {
		float[] image = new float[sample.image().length];
		for (int i = 0; i < image.length; i++) {
			image[i] = Math.round((sample.image()[i] + 1) * 127.5f) / 127.5f - 1;
		}
		return new Sample(sample.name(), sample.height(), sample.width(), sample.labels(), sample.edges(), image);
	}
}
