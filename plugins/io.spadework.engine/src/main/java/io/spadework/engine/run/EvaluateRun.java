package io.spadework.engine.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Landscapes;
import io.spadework.engine.data.Sample;
import io.spadework.engine.metrics.FeatureExtractor;
import io.spadework.engine.metrics.LabelFinder;
import io.spadework.engine.training.Phase;
import io.spadework.engine.training.Synthesis;
import io.spadework.engine.training.Trainer;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.Checkpoint;
import io.spadework.runs.Evaluation;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the generator of a run at one of its checkpoints, and adds the numbers to the run: a process of its own, in the place of a training. */
public final class EvaluateRun {

	/** The first argument of an engine process that is to do so. */
	public static final String VERB = "evaluate";

	private static final int FAILED = 1;
	private static final int USAGE = 2;

	private final Training training;
	private final PrintStream out;
	private final PrintStream err;

	/** For the training that the run is of. */
	public EvaluateRun(Training training, PrintStream out, PrintStream err) {
		this.training = training;
		this.out = out;
		this.err = err;
	}

	/** Does it and prints the evaluations as a JSON array; returns the exit code: 0 done, 1 failed, 2 arguments not understood. */
	public int run(String... arguments) {
		EvaluationRequest request;
		try {
			request = EvaluationRequest.parse(arguments);
		} catch (UserException e) {
			err.println(e.getMessage());
			return USAGE;
		}
		try {
			Checkpoint checkpoint = Checkpoint.read(checkpoint(request));
			List<Evaluation> evaluations = evaluations(request, checkpoint);
			RunWriter.addEvaluations(request.subject(), checkpoint.step(), evaluations);
			JsonArray document = new JsonArray();
			for (Evaluation evaluation : evaluations) {
				JsonObject entry = RunWriter.json(evaluation);
				entry.addProperty("step", checkpoint.step());
				document.add(entry);
			}
			out.println(document);
			return 0;
		} catch (UserException | DataException | RunException | IllegalArgumentException | IllegalStateException e) {
			err.println(e.getMessage());
		} catch (IOException e) {
			err.println("A file can't be read or written: " + e.getMessage());
		}
		return FAILED;
	}

	private static Path checkpoint(EvaluationRequest request) throws UserException {
		RunFolder run = RunFolder.at(request.subject());
		String name = request.checkpoint();
		Path file = name.matches("\\d{1,9}") ? run.checkpoints().resolve(String.format(Locale.ROOT, "step-%06d.npz", Integer.parseInt(name))) : run.checkpoints().resolve(name + ".npz");
		if (!name.matches("[a-z0-9]+") || !Files.isRegularFile(file)) {
			throw new UserException("There is no checkpoint \"" + name + "\" in " + run.checkpoints() + ": it is latest, best, or the step of one that was kept.");
		}
		return file;
	}

	private List<Evaluation> evaluations(EvaluationRequest request, Checkpoint checkpoint) throws IOException, DataException, UserException, RunException {
		training.seed(RunFolder.at(request.subject()).info().seed());
		training.check();
		for (Phase phase : training.phases()) {
			phase.data().open(request.studyFolder());
		}
		Trainer trainer = new Trainer(training, request.studyFolder());
		trainer.resume(checkpoint);
		Dataset data = trainer.span().data();
		training.evaluation(training.evaluationEvery(), request.samples());
		if (!(trainer.course() instanceof Synthesis synthesis)) {
			return new Examination(training, data, trainer.course(), null).trained();
		}
		int samples = request.samples() == 0 ? data.heldOut() : Math.min(request.samples(), data.heldOut());
		if (samples == 0) {
			throw new UserException("The run's data have no held-out samples to measure on.");
		}
		FeatureExtractor extractor = request.kinds().isEmpty() ? null : request.extractor();
		Assessor assessor = new Assessor(data, samples, request.kinds(), extractor, request.asksForMaps() ? finder(request, data) : null,
				extractor == null ? null : request.sets(extractor));
		if (assessor.isIdle()) {
			throw new UserException("There is nothing to measure: sets of images take 2 held-out samples, label maps sides that are multiples of 8; there are " + samples + " of "
					+ data.width() + " x " + data.height() + ".");
		}
		Assessor.Look look = assessor.look(synthesis.protocol());
		for (int first = 0; first < samples; first += training.batch()) {
			List<Sample> some = new ArrayList<>();
			for (int i = first; i < Math.min(first + training.batch(), samples); i++) {
				some.add(data.heldOut(i));
			}
			look.add(some, synthesis.generate(some, first));
		}
		if (look.classes() != null) {
			RunWriter.addClasses(request.subject(), checkpoint.step(), look.classes());
		}
		return look.evaluations();
	}

	/** What finds label maps: the segmenter that the request names, or the run's study does, or the one that comes with the program. */
	private static LabelFinder finder(EvaluationRequest request, Dataset data) throws IOException, DataException, UserException {
		LabelFinder own = request.segmenter() == null ? OwnSegmenter.of(RunFolder.at(request.subject()), data) : null;
		if (own == null && request.segmenter() == null && !(data instanceof Landscapes)) {
			throw new UserException("miou and accuracy need a segmenter; the one that comes with the program knows the built-in landscapes alone."
					+ " --segmenter names a run that has trained one, from the template \"segmenter\", or a study with one.");
		}
		return own == null ? request.finder(data) : own;
	}
}
