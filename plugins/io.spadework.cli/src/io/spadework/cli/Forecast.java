package io.spadework.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.RunPreparation;
import io.spadework.codegen.RunSettings;
import io.spadework.model.Estimate;
import io.spadework.model.study.Experiment;
import io.spadework.runs.EngineHome;
import io.spadework.runs.Machine;
import io.spadework.runs.RunException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** What a training will take on this machine: memory, disk, and time as far as the machine's rate is known. */
record Forecast(Estimate estimate, Path folder, OptionalDouble rate) {

	private static final String CALIBRATION = "io.spadework.engine.run.Calibration";
	private static final int CALIBRATION_HEAP_MEGABYTES = 256;
	private static final int CALIBRATION_SECONDS = 60;
	private static final int MINUTE = 60;

	/** The forecast for an experiment; fails where the experiment can't be trained. */
	static Forecast of(Experiment experiment, Path file, Path folder, RunSettings settings) throws Failure {
		try {
			Estimate estimate = RunPreparation.estimate(experiment, file, settings);
			return new Forecast(estimate, folder, Machine.here().rate(estimate.multiplyAddsPerStep()));
		} catch (GenerationException e) {
			throw Failure.failed(file + ": " + e.getMessage());
		}
	}

	/** The same, with a rate measured now where this machine has none yet; as it is where that can't be done. */
	Forecast calibrated(EngineHome home) {
		if (rate.isPresent()) {
			return this;
		}
		try {
			Process process = EngineHome.process(home.command(folder.toAbsolutePath(), CALIBRATION, List.of(), CALIBRATION_HEAP_MEGABYTES))
					.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
			if (!process.waitFor(CALIBRATION_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
		} catch (IOException | RunException e) {
			return this; // an engine that doesn't start says so when it is to train
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return this;
		}
		return new Forecast(estimate, folder, Machine.here().rate(estimate.multiplyAddsPerStep()));
	}

	/** Refuses what cannot fit. */
	void requireRoom() throws Failure {
		String refusal = Machine.refusal(estimate.memoryBytes(), estimate.checkpointBytes(), estimate.checkpoints(), folder);
		if (!refusal.isEmpty()) {
			throw Failure.failed("this training does not fit here. " + refusal + " --force trains nevertheless.");
		}
	}

	JsonObject document() {
		JsonObject document = new JsonObject();
		document.addProperty("memoryBytes", estimate.memoryBytes());
		document.addProperty("freeMemoryBytes", Machine.freeMemory());
		document.addProperty("checkpointBytes", estimate.checkpointBytes());
		document.addProperty("checkpoints", estimate.checkpoints());
		document.addProperty("freeDiskBytes", Machine.freeDisk(folder));
		document.addProperty("parameters", estimate.parameters());
		document.addProperty("multiplyAddsPerStep", estimate.multiplyAddsPerStep());
		document.add("steps", Json.number(estimate.steps() == 0 ? Double.NaN : estimate.steps()));
		document.add("stepsPerEpoch", Json.number(estimate.parts().getLast().stepsPerEpoch() == 0 ? Double.NaN : estimate.parts().getLast().stepsPerEpoch()));
		document.add("secondsPerStep", seconds(estimate.multiplyAddsPerStep()));
		document.add("secondsPerEpoch", seconds(estimate.multiplyAddsPerEpoch()));
		document.add("seconds", seconds(estimate.multiplyAdds()));
		return document;
	}

	private JsonElement seconds(double multiplyAdds) {
		return Json.number(rate.isEmpty() || multiplyAdds == 0 ? Double.NaN : multiplyAdds / rate.getAsDouble());
	}

	void print(PrintStream out) {
		out.println("Memory   about " + Machine.bytes(estimate.memoryBytes()) + " (" + Machine.bytes(Machine.freeMemory()) + " free)");
		out.println("Disk     " + Machine.bytes(estimate.checkpointBytes()) + " a checkpoint, " + estimate.checkpoints() + " in all (" + Machine.bytes(Machine.freeDisk(folder)) + " free)");
		out.println("Time     " + time());
	}

	private String time() {
		if (rate.isEmpty()) {
			return "not known before this machine has trained once";
		}
		String step = String.format(Locale.ROOT, "about %s a step", duration(estimate.multiplyAddsPerStep() / rate.getAsDouble()));
		String epoch = estimate.multiplyAddsPerEpoch() == 0 ? "" : ", " + duration(estimate.multiplyAddsPerEpoch() / rate.getAsDouble()) + " an epoch";
		return step + epoch + (estimate.steps() == 0 ? "" : ", " + duration(estimate.multiplyAdds() / rate.getAsDouble()) + " for all " + estimate.steps() + " steps");
	}

	/** Seconds for people, no more exact than an estimate is: 0.4 s, 12 min, 3.5 h, 2.1 days. */
	static String duration(double seconds) {
		if (seconds < MINUTE) {
			return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
		}
		double minutes = seconds / MINUTE;
		if (minutes < MINUTE) {
			return String.format(Locale.ROOT, "%.0f min", minutes);
		}
		double hours = minutes / MINUTE;
		return String.format(Locale.ROOT, hours < 48 ? "%.1f h" : "%.1f days", hours < 48 ? hours : hours / 24);
	}
}
