package io.spadework.engine.run;

import io.spadework.engine.data.DataException;
import io.spadework.engine.networks.ExecutorChoice;
import io.spadework.engine.networks.kernels.Backend;
import io.spadework.engine.networks.kernels.KernelChoice;
import io.spadework.engine.synthesis.ServeProcess;
import io.spadework.engine.synthesis.SynthesizeProcess;
import io.spadework.engine.training.DivergenceException;
import io.spadework.engine.training.Phase;
import io.spadework.engine.training.Trainer;
import io.spadework.engine.training.Training;
import io.spadework.engine.weights.Checkpoint;
import io.spadework.engine.weights.ExportModel;
import io.spadework.engine.weights.ImportWeights;
import io.spadework.runs.Event;
import io.spadework.runs.Machine;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunInfo;
import io.spadework.runs.RunStatus;
import io.spadework.runs.RunWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One training as a process of its own, steered and watched through its run folder alone.
 * <p>
 * Errors that a person can mend are one line on standard error; their traces go to the run's log.txt. A request of the system to end (SIGTERM) is a
 * request to stop: the training writes a checkpoint first.
 */
public final class EngineProcess {

	private static final int DONE = 0;
	private static final int FAILED = 1;
	private static final int USAGE = 2;
	private static final long LONGEST_STOP_SECONDS = 120;
	/** Less than this is not enough for anything that a run writes. */
	private static final long FULL_BYTES = 1 << 20;

	private final Training training;
	private final PrintStream out;
	private final PrintStream err;
	private Map<String, Double> estimates = Map.of();
	private Path studyFolder;
	private boolean begun;

	/** For a training, reporting on the process's standard streams. */
	public EngineProcess(Training training) {
		this(training, System.out, System.err);
	}

	EngineProcess(Training training, PrintStream out, PrintStream err) {
		this.training = training;
		this.out = out;
		this.err = err;
	}

	/** Runs it, or does something else with its networks where the first argument is the verb of that; returns the exit code: 0 finished or stopped on request, 1 failed, 2 arguments not understood. */
	public int run(String... given) {
		String verb = given.length > 0 ? given[0] : "";
		String[] rest = given.length > 0 ? Arrays.copyOfRange(given, 1, given.length) : given;
		return switch (verb) {
			case ImportWeights.VERB -> new ImportWeights(RunDescription.networks(training), out, err).run(rest);
			case EvaluateRun.VERB -> new EvaluateRun(training, out, err).run(rest);
			case ProbeRun.VERB -> new ProbeRun(training, out, err).run(rest);
			case SamplesRun.VERB -> new SamplesRun(training, out, err).run(rest);
			case ServeProcess.VERB -> new ServeProcess(training).run(rest);
			case SynthesizeProcess.VERB -> new SynthesizeProcess(training, out, err).run(rest);
			case ExportModel.VERB -> ExportModel.run(out, err, rest);
			default -> train(given);
		};
	}

	private int train(String... given) {
		Arguments arguments;
		try {
			arguments = Arguments.parse(given);
		} catch (UserException e) {
			err.println(e.getMessage());
			return USAGE;
		}
		RunFolder run = RunFolder.at(arguments.run());
		try {
			Files.createDirectories(run.path());
		} catch (IOException e) {
			err.println("The run folder " + run.path() + " can't be made: " + reason(e) + ".");
			return FAILED;
		}
		try (Log log = new Log(run.log())) {
			return run(arguments, run, log);
		} catch (IOException e) {
			err.println("The run folder " + run.path() + " can't be written to: " + reason(e) + ".");
			return FAILED;
		}
	}

	private int run(Arguments arguments, RunFolder run, Log log) {
		StopRequest stop = new StopRequest();
		CountDownLatch ended = new CountDownLatch(1);
		Thread hook = new Thread(() -> stopAndAwait(stop, ended), "spadework-stop");
		Runtime.getRuntime().addShutdownHook(hook);
		RunWriter writer = null;
		Trainer trainer = null;
		try {
			requireNew(arguments, run);
			studyFolder = arguments.studyFolder();
			estimates = arguments.resume() ? before(run) : arguments.estimates();
			if (arguments.blocksEvery() != null) {
				training.blocksEvery(arguments.blocksEvery());
			}
			if (arguments.seed() != null) {
				training.seed(arguments.seed());
			}
			if (arguments.steps() > 0) {
				training.steps(arguments.steps());
			}
			if (!arguments.resume()) {
				RunWriter.begin(run, RunInfo.starting(training.experiment(), training.study(), training.seed(), "", Map.of(), Map.of(), training.steps()).estimated(estimates));
				begun = true;
			}
			chooseKernels(arguments);
			training.check();
			Checkpoints.requireDirection(training.bestSeries());
			for (Phase phase : training.phases()) {
				phase.data().open(arguments.studyFolder());
				if (!arguments.resume()) {
					phase.data().check(goOn(arguments, stop));
				}
			}
			trainer = new Trainer(training, arguments.studyFolder());
			if (arguments.resume() && !neverBegan(arguments, run)) {
				trainer.resume(checkpoint(arguments.from() == null ? Checkpoints.latest(run) : arguments.from()));
				requireMore(trainer, run);
			}
			int step = trainer.steps();
			writer = RunWriter.start(run, description().info(run, trainer.plan().total(), RunStatus.RUNNING, ""), step + 1);
			log.line((arguments.resume() ? "resumed at step " + step : "started") + ", seed " + training.seed() + ", kernels " + KernelChoice.current().name() + ", executor "
					+ ExecutorChoice.current().title() + ", " + trainer.parameters() + " parameters");
			Checkpoints checkpoints = new Checkpoints(run, training.keptCheckpoints(), training.bestSeries());
			if (arguments.from() != null) {
				checkpoints.choose(arguments.from());
			}
			new Session(training, trainer, run, writer, log, new Progress(arguments.progress(), out, trainer.plan().total()), stop, checkpoints,
					estimates.getOrDefault(RunInfo.EFFORT, 0.0))
					.run(wallUntil(run, step));
			return DONE;
		} catch (UserException | DataException | DivergenceException e) {
			return failed(run, writer, log, e, reached(trainer), e.getMessage());
		} catch (IllegalArgumentException e) {
			return failed(run, writer, log, e, reached(trainer), reason(e));
		} catch (IOException e) {
			return failed(run, writer, log, e, reached(trainer), writer == null || !isFull(e, run.path()) ? "A file of the run can't be read or written: " + reason(e) + "."
					: "The disk of " + run.path() + " is full: " + reason(e) + ". Free some space, and resume the run from its last checkpoint.");
		} catch (OutOfMemoryError e) {
			return failed(run, writer, log, e, reached(trainer),
					"The memory is used up (" + reason(e) + "). A smaller batch, crop or number of filters needs less" + (reason(e).contains("heap") ? "; --memory gives Java's heap more." : "."));
		} catch (InterruptedException | RuntimeException | Error e) {
			return failed(run, writer, log, e, reached(trainer),
					"The engine broke down (" + reason(e) + "); the trace is in " + run.log() + ".");
		} finally {
			if (writer != null) {
				try {
					writer.close();
				} catch (IOException e) {
					log.failure(e);
				}
			}
			ended.countDown();
			removeHook(hook);
		}
	}

	/** Reports on a look at the data, and ends it where the training is to stop. */
	private Predicate<String> goOn(Arguments arguments, StopRequest stop) {
		Progress progress = new Progress(arguments.progress(), out, 0);
		return how -> {
			progress.say(how);
			return !stop.demanded();
		};
	}

	private static int reached(Trainer trainer) {
		return trainer == null ? 0 : trainer.steps();
	}

	/** Whether nothing more could be written: as the system says, or as the file system shows where the failure doesn't tell. */
	private static boolean isFull(IOException failure, Path folder) {
		String reason = String.valueOf(failure.getMessage());
		return reason.contains("No space left") || reason.contains("not enough space") || reason.contains("quota") || Machine.freeDisk(folder) < FULL_BYTES;
	}

	private static void stopAndAwait(StopRequest stop, CountDownLatch ended) {
		stop.demand();
		try {
			if (ended.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
				Runtime.getRuntime().halt(DONE); // stopped on request, which is no failure
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static void removeHook(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		} catch (IllegalStateException e) {
			// the process is on its way out, and the hook sees to its end
		}
	}

	private static void requireNew(Arguments arguments, RunFolder run) throws UserException {
		int before = Files.isDirectory(run.path()) ? Metrics.read(run.path()).lastStep() : 0;
		if (!arguments.resume() && before > 0) {
			throw new UserException(run.path() + " holds a run of " + before + " steps already: --resume continues it, another folder starts afresh.");
		}
	}

	/** What a run has made stays as it is: it can't be made to have fewer steps, and what has finished is not measured again. */
	private static void requireMore(Trainer trainer, RunFolder run) throws UserException {
		int total = trainer.plan().total();
		if (trainer.steps() > total || trainer.steps() == total && run.status() == RunStatus.FINISHED) {
			throw new UserException("The run has made " + trainer.steps() + " steps, and " + total + " are what it is to make in all: --steps with more than that goes on, --from an earlier checkpoint goes back.");
		}
	}

	/** What the run was thought to take when it began. */
	private static Map<String, Double> before(RunFolder run) {
		try {
			return run.info().estimates();
		} catch (RunException none) {
			return Map.of();
		}
	}

	/** Whether a run was killed before its first checkpoint was complete: it begins again then. */
	private static boolean neverBegan(Arguments arguments, RunFolder run) {
		return arguments.from() == null && !Files.exists(Checkpoints.latest(run)) && RunFolder.isRun(run.path()) && Metrics.read(run.path()).lastStep() <= 0;
	}

	private static void chooseKernels(Arguments arguments) throws UserException {
		try {
			Backend.requireUsable();
			KernelChoice.choose(arguments.kernels());
			ExecutorChoice.choose(arguments.executor());
		} catch (IllegalArgumentException e) {
			throw new UserException(e.getMessage(), e);
		}
	}

	private static Checkpoint checkpoint(Path file) throws UserException {
		try {
			return Checkpoint.read(file);
		} catch (NoSuchFileException e) {
			throw new UserException("There is no checkpoint to resume from: " + file + " doesn't exist.", e);
		} catch (IOException e) {
			throw new UserException(reason(e) + " --from names another one to resume from.", e);
		}
	}

	/** Seconds of training that earlier processes of the run have spent until a step. */
	private static double wallUntil(RunFolder run, int step) {
		var series = Metrics.read(run.path()).series(Session.SPEED);
		double wall = 0;
		for (int i = 0; series != null && i < series.size() && series.step(i) <= step; i++) {
			wall = series.wall(i);
		}
		return wall;
	}

	private int failed(RunFolder run, RunWriter writer, Log log, Throwable failure, int step, String message) {
		err.println(message);
		log.failure(failure);
		try {
			if (writer == null) {
				// nothing was trained in this process: what an earlier one wrote stays as it is
				if (begun || !RunFolder.isRun(run.path())) {
					try (RunWriter first = RunWriter.start(run, description().info(run, 0, RunStatus.FAILED, message), 1)) {
						first.event(Event.now(step, "error", message));
					}
				}
			} else {
				try {
					writer.event(Event.now(step, "error", message));
				} finally {
					writer.status(RunStatus.FAILED, message);
				}
			}
		} catch (IOException | RuntimeException e) {
			log.failure(e);
		}
		return FAILED;
	}

	private RunDescription description() {
		return new RunDescription(training, studyFolder, estimates);
	}

	private static String reason(Throwable failure) {
		String message = failure.getMessage();
		return message == null ? failure.getClass().getSimpleName() : message.lines().findFirst().orElse(failure.getClass().getSimpleName());
	}
}
