package io.spadework.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

import io.spadework.codegen.GenerationException;
import io.spadework.codegen.RunPreparation;
import io.spadework.codegen.RunSettings;
import io.spadework.model.Estimate;
import io.spadework.model.study.Experiment;
import io.spadework.runs.EngineHome;
import io.spadework.runs.Machine;
import io.spadework.runs.RunException;

/**
 * What a training will take on this machine, before it is begun.
 *
 * @param folder where it writes
 * @param rate multiply-adds a second that this machine reaches, empty while that is not known
 */
public record Forecast(Estimate estimate, Path folder, OptionalDouble rate) {

	private static final String CALIBRATION = "io.spadework.engine.run.Calibration";
	private static final int CALIBRATION_HEAP_MEGABYTES = 256;
	private static final int CALIBRATION_SECONDS = 60;

	/** The forecast for an experiment of a study's file. Looks through the data folder: not for the UI thread. */
	public static Forecast of(Experiment experiment, Path file, RunSettings settings) throws GenerationException {
		Estimate estimate = RunPreparation.estimate(experiment, file, settings);
		return new Forecast(estimate, file.toAbsolutePath().getParent(), Machine.here().rate(estimate.multiplyAddsPerStep()));
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
		return new Forecast(estimate, folder, Machine.here().rate(estimate.multiplyAddsPerStep()));
	}

	/** Why it cannot go well here, with advice; empty where nothing speaks against it. */
	public String refusal() {
		return Machine.refusal(estimate.memoryBytes(), estimate.checkpointBytes(), estimate.checkpoints(), folder);
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
		String step = "about " + duration(estimate.multiplyAddsPerStep() / rate.getAsDouble()) + " a step";
		String epoch = estimate.multiplyAddsPerEpoch() == 0 ? "" : ", " + duration(estimate.multiplyAddsPerEpoch() / rate.getAsDouble()) + " an epoch";
		return step + epoch + (estimate.steps() == 0 ? "" : String.format(Locale.ROOT, ", %s for all %,d steps", duration(estimate.multiplyAdds() / rate.getAsDouble()), estimate.steps()));
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
