package io.spadework.engine.run;

import com.google.gson.JsonObject;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.metrics.LayoutAccuracy;
import io.spadework.engine.metrics.UniformMapProbe;
import io.spadework.engine.networks.Network;
import io.spadework.engine.training.Phase;
import io.spadework.engine.training.Synthesis;
import io.spadework.engine.training.Trainer;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.Checkpoint;
import io.spadework.engine.weights.ModelWeights;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Probes a generator with uniform label maps: with its initial weights, with those of a run's checkpoint, where the run keeps what is found, or with those of a file. A
 * process of its own, in the place of a training.
 */
public final class ProbeRun {

	/** The first argument of an engine process that is to do so. */
	public static final String VERB = "probe";

	private static final int FAILED = 1;
	private static final int USAGE = 2;
	private static final int MOST_REAL_IMAGES = 64;
	private static final String SEGMENTER = "The experiment trains a segmenter; uniform label maps are for generators.";

	private final Training training;
	private final PrintStream out;
	private final PrintStream err;

	/** For the training that the generator belongs to. */
	public ProbeRun(Training training, PrintStream out, PrintStream err) {
		this.training = training;
		this.out = out;
		this.err = err;
	}

	/** Does it and prints a JSON object; returns the exit code: 0 done, 1 failed, 2 arguments not understood. */
	public int run(String... arguments) {
		if (arguments.length < 2 || arguments.length > 4) {
			err.println("Usage: " + VERB + " STUDY_FOLDER untrained | STUDY_FOLDER checkpoint RUN CHECKPOINT.npz | STUDY_FOLDER model WEIGHTS.npz");
			return USAGE;
		}
		try {
			if (arguments.length == 3) {
				out.println(model(Path.of(arguments[0]), file(arguments[2])));
				return 0;
			}
			Checkpoint checkpoint = arguments.length == 2 ? null : Checkpoint.read(file(arguments[3]));
			if (checkpoint != null) {
				training.seed(RunFolder.at(Path.of(arguments[2])).info().seed());
			}
			JsonObject document = document(Path.of(arguments[0]), checkpoint);
			if (checkpoint != null) {
				RunWriter.addProbe(Path.of(arguments[2]), checkpoint.step(), document);
			}
			out.println(document);
			return 0;
		} catch (UserException | DataException | RunException | IllegalArgumentException e) {
			err.println(e.getMessage());
		} catch (IOException e) {
			err.println("A file can't be read or written: " + e.getMessage());
		}
		return FAILED;
	}

	/** Of a model that stands alone, of which there are the weights and no training. */
	private JsonObject model(Path studyFolder, Path weights) throws IOException, DataException, UserException {
		if (training.generator() == null) {
			throw new UserException(SEGMENTER);
		}
		Phase phase = training.phases().getLast();
		phase.data().open(studyFolder);
		Network generator = new Network(phase.generator().configuration(), training.initialisation(), training.seed(), "generator");
		try (ModelWeights file = ModelWeights.open(weights)) {
			generator.load(file.of("generator"));
			return document(phase, generator::activations, file.moment() == null ? 0 : file.moment().step());
		}
	}

	private static Path file(String name) throws UserException {
		Path file = Path.of(name);
		if (!Files.isRegularFile(file)) {
			throw new UserException("There is no checkpoint " + file + ".");
		}
		return file;
	}

	private JsonObject document(Path studyFolder, Checkpoint checkpoint) throws IOException, DataException, UserException {
		training.check();
		for (Phase phase : training.phases()) {
			phase.data().open(studyFolder);
		}
		Trainer trainer = new Trainer(training, studyFolder);
		if (checkpoint != null) {
			trainer.resume(checkpoint);
		}
		if (!(trainer.course() instanceof Synthesis synthesis)) {
			throw new UserException(SEGMENTER);
		}
		return document(trainer.span().phase(), synthesis::activations, checkpoint == null ? 0 : checkpoint.step());
	}

	private JsonObject document(Phase phase, Function<INDArray[], Map<String, INDArray>> activations, int step) throws DataException {
		Dataset data = phase.data();
		UniformMapProbe probe = new UniformMapProbe(phase.generator(), data, training.styleCodeSize(phase), activations);
		JsonObject document = probe.toJson(colourAccuracy(probe, data));
		document.addProperty("experiment", training.experiment());
		document.addProperty("step", step);
		document.addProperty("seed", training.seed());
		return document;
	}

	/** How many pixels have the colour of their class, by the mean colours in held-out real images; null where there are none. */
	private static Double colourAccuracy(UniformMapProbe probe, Dataset data) throws DataException {
		if (data.heldOut() == 0) {
			return null;
		}
		LayoutAccuracy colours = LayoutAccuracy.on(data, MOST_REAL_IMAGES, Map.of());
		double sum = 0;
		int classes = 0;
		List<float[]> images = probe.images();
		for (int label = 0, i = 0; label < data.labels(); label++) {
			if (label == data.dontCare()) {
				continue;
			}
			short[] map = new short[data.height() * data.width()];
			Arrays.fill(map, (short) label);
			if (colours.occurs(label)) {
				sum += colours.share(new Sample("uniform map of label " + label, data.height(), data.width(), map, null, images.get(i)));
				classes++;
			}
			i++;
		}
		return sum / classes;
	}
}
