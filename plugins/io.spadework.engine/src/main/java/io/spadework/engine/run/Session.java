package io.spadework.engine.run;

import io.spadework.engine.data.DataException;
import io.spadework.engine.data.Dataset;
import io.spadework.engine.data.Sample;
import io.spadework.engine.data.SampleGrid;
import io.spadework.engine.networks.kernels.Backend;
import io.spadework.engine.networks.kernels.KernelChoice;
import io.spadework.engine.training.BlockWatch;
import io.spadework.engine.training.Feed;
import io.spadework.engine.training.Span;
import io.spadework.engine.training.Trainer;
import io.spadework.engine.training.Training;
import io.spadework.runs.Control;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Event;
import io.spadework.runs.Machine;
import io.spadework.runs.Request;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;

/** From the first step of a process to its last: trains, obeys requests, and writes down what happens. */
final class Session {

	/** A series that has a value at every step, whatever is trained. */
	static final String SPEED = "speed/images_per_second";
	private static final int SHOWN_SAMPLES = 8;
	/** The machine's rate is told from so many steps at most, and from no fewer than these, the first left out. */
	private static final int LEARNED_STEPS = 500;
	private static final int FEWEST_LEARNED_STEPS = 20;
	private static final int PAUSE_POLL_MILLISECONDS = 200;
	private static final double MEGABYTE = 1024 * 1024;

	private final Training training;
	private final Trainer trainer;
	private final RunFolder run;
	private final RunWriter writer;
	private final Log log;
	private final Progress progress;
	private final StopRequest stop;
	private final Control control;
	private final int total;
	private final double effort;
	private final List<Sample> shown = new ArrayList<>();
	private final BlockLog blocks;
	private final Checkpoints checkpoints;
	private Examination examination;
	private boolean stopping;
	private boolean paused;
	private int checkpointed = -1;
	private int sampled = -1;
	private int evaluated = -1;
	private final EvaluationTime evaluationTime = new EvaluationTime();
	private final List<Double> stepSeconds = new ArrayList<>();

	/**
	 * For a run that is being written.
	 *
	 * @param checkpoints its files
	 * @param effort      of a step as it was estimated, 0 where nothing was
	 */
	Session(Training training, Trainer trainer, RunFolder run, RunWriter writer, Log log, Progress progress, StopRequest stop, Checkpoints checkpoints, double effort) {
		this.checkpoints = checkpoints;
		this.effort = effort;
		this.training = training;
		this.trainer = trainer;
		this.run = run;
		this.writer = writer;
		this.log = log;
		this.progress = progress;
		this.stop = stop;
		control = Control.at(run.path());
		blocks = new BlockLog(run);
		total = trainer.plan().total();
	}

	/** Trains to the end of the schedule or until asked to stop; the seconds given have been spent before. */
	void run(double secondsBefore) throws IOException, DataException, InterruptedException {
		prepare();
		double seconds = secondsBefore;
		while (trainer.steps() < total && !stopping) {
			if (trainer.proceed()) {
				begin();
			}
			seconds = train(seconds);
			if (!stopping && trainer.steps() == nextEvaluation(trainer.steps())) {
				evaluateIfAffordable(seconds);
			}
		}
		end();
	}

	/** The step at which the next evaluation is due, this one or a later one. */
	private int nextEvaluation(int step) {
		int every = training.evaluationEvery();
		return every == 0 ? Integer.MAX_VALUE : Math.ceilDiv(step, every) * every;
	}

	/**
	 * Trains to the end of the phase, to the next evaluation, which needs the data for itself, or until asked to stop; returns the seconds spent until then.
	 */
	private double train(double secondsBefore) throws IOException, DataException, InterruptedException {
		int until = Math.min(Math.min(total, trainer.span().end()), nextEvaluation(trainer.steps() + 1));
		double seconds = secondsBefore;
		try (Feed feed = new Feed(trainer.span(), training.seed(), training.batch(), trainer.steps())) {
			while (trainer.steps() < until) {
				obey();
				if (stopping) {
					break;
				}
				long started = System.nanoTime();
				List<Sample> samples = feed.next();
				double waited = secondsSince(started);
				int step = trainer.steps() + 1;
				boolean watched = training.blocksEvery() > 0 && (step == 1 || step % training.blocksEvery() == 0);
				Map<String, BlockWatch> watches = watched ? trainer.watch() : Map.of();
				Map<String, Double> values = trainer.step(samples);
				double took = secondsSince(started);
				seconds += took;
				report(values, took, waited, seconds);
				if (watched) {
					writer.blocks(trainer.steps(), blocks.values(trainer.span().phase().name(), watches));
				}
				routine();
			}
		}
		return seconds;
	}

	private static double secondsSince(long nanoTime) {
		return (System.nanoTime() - nanoTime) / 1e9;
	}

	private void prepare() throws IOException, DataException {
		if (KernelChoice.notice() != null) {
			event("warning", KernelChoice.notice());
		}
		look();
		if (trainer.steps() == 0) {
			checkpoints.write(trainer.checkpoint(), false); // from now on the run can go on, whenever it is killed
			if (training.hasPhases()) {
				announce();
			}
			sample();
			evaluate(examination.untrained());
		}
	}

	/** Turns to the phase that has just come up: its samples have another size. */
	private void begin() throws IOException, DataException {
		announce();
		look();
		SampleGrid.forgetSingles(run.samples());
		System.gc(); // nothing holds the networks of the phase before any more
	}

	private void announce() throws IOException {
		Span span = trainer.span();
		event("phase", "Phase \"" + span.phase().name() + "\": steps " + (span.first() + 1) + " to " + Math.min(total, span.end()) + ", images of " + span.data().width() + " x "
				+ span.data().height() + ".");
	}

	private void look() throws IOException, DataException {
		Dataset data = trainer.span().data();
		shown.clear();
		for (int i = 0; i < Math.min(SHOWN_SAMPLES, data.heldOut()); i++) {
			shown.add(data.heldOut(i));
		}
		examination = new Examination(training, data, trainer.course(), OwnSegmenter.of(run, data));
	}

	private void report(Map<String, Double> values, double took, double waited, double seconds) throws IOException {
		Runtime runtime = Runtime.getRuntime();
		long heap = runtime.totalMemory() - runtime.freeMemory();
		if (stepSeconds.size() < LEARNED_STEPS) {
			stepSeconds.add(took);
		}
		values.put(SPEED, training.batch() / took);
		values.put("speed/data_wait", waited);
		values.put("memory/heap_mb", heap / MEGABYTE);
		values.put("memory/native_mb", Math.max(0, Pointer.physicalBytes() - heap) / MEGABYTE);
		writer.metrics(trainer.steps(), trainer.span().epoch(trainer.steps() - 1), seconds, values);
		checkpoints.saw(values);
		progress.step(trainer.steps(), took, values);
	}

	private void routine() throws IOException {
		if (training.sampleEvery() > 0 && trainer.steps() % training.sampleEvery() == 0) {
			sample();
		}
		if (training.checkpointEvery() > 0 && trainer.steps() % training.checkpointEvery() == 0) {
			checkpoint(true);
		}
	}

	/** Does what has been asked for since the last step; a pause lasts until it is ended or the training stopped. */
	private void obey() throws IOException, InterruptedException {
		do {
			for (Request request : control.poll()) {
				switch (request) {
					case STOP -> stopping = true;
					case PAUSE -> pause(true);
					case RESUME -> pause(false);
					case CHECKPOINT -> checkpoint(true);
					case SAMPLE -> sample();
				}
			}
			stopping |= stop.demanded();
			if (paused && !stopping) {
				Thread.sleep(PAUSE_POLL_MILLISECONDS);
			}
		} while (paused && !stopping);
	}

	private void pause(boolean on) throws IOException {
		if (paused != on) {
			paused = on;
			writer.status(on ? RunStatus.PAUSED : RunStatus.RUNNING, "");
			event(on ? "pause" : "resume", (on ? "Paused" : "Resumed") + " after step " + trainer.steps() + ".");
		}
	}

	private void checkpoint(boolean keep) throws IOException {
		if (checkpointed != trainer.steps()) {
			checkpoints.write(trainer.checkpoint(), keep);
			checkpointed = trainer.steps();
			event("checkpoint", "Checkpoint of step " + trainer.steps() + ".");
			considerBest();
		}
	}

	private void considerBest() throws IOException {
		if (checkpoints.keepIfBest(trainer.steps())) {
			event("checkpoint", "The checkpoint of step " + trainer.steps() + " is the best so far by " + training.bestSeries() + ".");
		}
	}

	private void sample() throws IOException {
		if (sampled != trainer.steps() && !shown.isEmpty()) {
			List<float[]> images = trainer.course().show(shown);
			int[] colours = trainer.span().data().labelColours();
			SampleGrid.write(run.samples().resolve(SampleGrid.fileName(trainer.steps())), shown, images, colours);
			SampleGrid.writeSingles(run.samples(), trainer.steps(), shown, images, colours);
			sampled = trainer.steps();
			event("sample", "Samples of step " + trainer.steps() + ".");
		}
	}

	/** Leaves an evaluation out where those before have taken their share of the time; the last step is always evaluated. */
	private void evaluateIfAffordable(double seconds) throws IOException, DataException {
		if (trainer.steps() < total && !evaluationTime.allows(seconds)) {
			event("evaluation", "Step " + trainer.steps() + " was not evaluated: " + evaluationTime.refusal(seconds) + ".");
		} else {
			evaluate();
			say("Step " + trainer.steps() + " evaluated; " + evaluationTime.words(seconds) + ".");
		}
	}

	private void evaluate() throws IOException, DataException {
		if (evaluated != trainer.steps()) {
			long started = System.nanoTime();
			List<Evaluation> evaluations = examination.trained();
			evaluate(evaluations);
			if (examination.classes() != null) {
				writer.classes(trainer.steps(), examination.classes());
			}
			evaluated = trainer.steps();
			evaluationTime.add(secondsSince(started));
			if (evaluations.stream().anyMatch(evaluation -> evaluation.metric().equals(training.bestSeries()))) {
				checkpoint(false);
				evaluations.forEach(evaluation -> checkpoints.saw(Map.of(evaluation.metric(), evaluation.value())));
				considerBest();
			}
		}
	}

	private void evaluate(List<Evaluation> evaluations) throws IOException {
		if (!evaluations.isEmpty()) {
			writer.evaluation(trainer.steps(), evaluations);
		}
		for (Evaluation evaluation : evaluations) {
			say(String.format(Locale.ROOT, "%s %.4f on %d images", evaluation.metric(), evaluation.value(), evaluation.samples()));
		}
	}

	/** Lets later estimates know how fast this machine trains. */
	private void learnRate() {
		if (effort > 0 && Backend.current() == Backend.CPU && !training.hasPhases() && stepSeconds.size() >= FEWEST_LEARNED_STEPS) {
			double[] sorted = stepSeconds.stream().skip(1).mapToDouble(Double::doubleValue).sorted().toArray();
			try {
				Machine.here().learn(effort, sorted[sorted.length / 2]);
			} catch (IOException e) {
				log.line("The machine's rate can't be kept: " + e);
			}
		}
	}

	private void end() throws IOException, DataException {
		learnRate();
		boolean finished = trainer.steps() >= total;
		checkpoint(false);
		if (finished) {
			sample();
			evaluate();
		}
		String message = finished ? "Finished after " + total + " steps." : "Stopped after step " + trainer.steps() + " of " + total + ", as asked.";
		event("end", message);
		writer.status(finished ? RunStatus.FINISHED : RunStatus.STOPPED, message);
		progress.say(message);
	}

	private void event(String kind, String message) throws IOException {
		writer.event(Event.now(trainer.steps(), kind, message));
		log.line(message);
		if (kind.equals("warning")) {
			progress.say(message);
		}
	}

	private void say(String text) {
		log.line(text);
		progress.say(text);
	}
}
