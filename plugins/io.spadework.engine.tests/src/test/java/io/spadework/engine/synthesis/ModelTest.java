package io.spadework.engine.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.spadework.engine.data.PictureSource;
import io.spadework.engine.data.Sample;
import io.spadework.engine.data.SampleGrid;
import io.spadework.engine.networks.ExecutorChoice;
import io.spadework.engine.study.EncodedStudy;
import io.spadework.engine.study.StyledStudy;
import io.spadework.engine.study.PatternStudy;
import io.spadework.engine.study.Patterns;
import io.spadework.engine.training.Trainer;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.ModelWeights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
