package io.spadework.codegen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import io.spadework.model.Estimate;
import io.spadework.model.study.Experiment;
import io.spadework.runs.EngineHome;
import io.spadework.runs.Machine;
import io.spadework.runs.RunException;

/**
 * What a training will take on this machine, before it is begun.
 *
 * @param folder where it writes
 * @param rate effort a second that this machine manages, empty while that is not known
 */
public record Forecast(Estimate estimate, Path folder, OptionalDouble rate) {

	private static final String CALIBRATION = "io.spadework.engine.run.Calibration";
	private static final int CALIBRATION_HEAP_MEGABYTES = 256;
	private static final int CALIBRATION_SECONDS = 60;

	/**
	 * The forecast for an experiment of a study's file. Looks through the data folder: not for the UI thread.
	 *
	 * @param folder where its run will be
	 * @throws GenerationException where the settings or the experiment are wrong
	 */
	public static Forecast of(Experiment experiment, Path file, Path folder, RunSettings settings) throws GenerationException {
		Estimate estimate = RunPreparation.estimate(experiment, file, settings);
		return new Forecast(estimate, folder.toAbsolutePath(), Machine.here().rate(estimate.effortPerStep()));
	}

	/** The same, with this machine's rate measured now if it is not known yet; takes some seconds then. */
	public Forecast calibrated(EngineHome home) throws InterruptedException {
		if (rate.isPresent()) {
			return this;
		}
		Process process = null;
		try {
			process = EngineHome.process(home.command(folder, CALIBRATION, List.of(), CALIBRATION_HEAP_MEGABYTES)).redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
			process.waitFor(CALIBRATION_SECONDS, TimeUnit.SECONDS);
		} catch (IOException | RunException e) {
			return this; // an engine that does not start says so when it is to train
		} finally {
			if (process != null) {
				process.destroyForcibly();
			}
		}
		return new Forecast(estimate, folder, Machine.here().rate(estimate.effortPerStep()));
	}

	/** Why it cannot go well here, with advice; empty where nothing speaks against it. */
	public String refusal() {
		return Machine.refusal(estimate.memoryBytes(), estimate.checkpointBytes(), estimate.checkpoints(), folder);
	}

	/** Seconds that an effort takes; not a number where the rate or the effort is not known. */
	public double seconds(double effort) {
		return rate.isEmpty() || effort == 0 ? Double.NaN : effort / rate.getAsDouble();
	}

	/** Memory against what is free. */
	public String memory() {
		return "about " + Machine.bytes(estimate.memoryBytes()) + " of the " + Machine.bytes(Machine.freeMemory()) + " that are free";
	}

	/** Checkpoints against the disk that is free. */
	public String disk() {
		return Machine.bytes(estimate.checkpointBytes()) + " a checkpoint, " + estimate.checkpoints() + " in all, of the " + Machine.bytes(Machine.freeDisk(folder)) + " that are free";
	}

	/** Time of a step, an epoch and the whole, as far as they are known. */
	public String time() {
		if (rate.isEmpty()) {
			return "not known before this machine has trained once";
		}
		String step = "about " + duration(seconds(estimate.effortPerStep())) + " a step";
		String epoch = estimate.effortPerEpoch() == 0 ? "" : ", " + duration(seconds(estimate.effortPerEpoch())) + " an epoch";
		return step + epoch + (estimate.steps() == 0 ? "" : String.format(Locale.ROOT, ", %s for all %,d steps", duration(seconds(estimate.effort())), estimate.steps()));
	}

	/** No more exact than an estimate is. */
	private static String duration(double seconds) {
		if (seconds < 60) {
			return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
		}
		double hours = seconds / 3600;
		if (hours < 1) {
			return String.format(Locale.ROOT, "%.0f min", seconds / 60);
		}
		return String.format(Locale.ROOT, hours < 48 ? "%.1f h" : "%.1f days", hours < 48 ? hours : hours / 24);
	}
}
