package io.spadework.cli;

import com.google.gson.JsonObject;
import io.spadework.codegen.Forecast;
import io.spadework.codegen.GenerationException;
import io.spadework.codegen.RunSettings;
import io.spadework.model.Estimate;
import io.spadework.model.study.Experiment;
import io.spadework.runs.EngineHome;
import io.spadework.runs.Machine;
import java.io.PrintStream;
import java.nio.file.Path;

/** Says what trainings will take, and refuses those that cannot fit. */
final class Forecasts {

	private Forecasts() {
	}

	/** The forecast for an experiment; fails where the experiment can't be trained. */
	static Forecast of(Experiment experiment, Path file, Path folder, RunSettings settings) throws Failure {
		try {
			return Forecast.of(experiment, file, folder, settings);
		} catch (GenerationException e) {
			throw Failure.failed(file + ": " + e.getMessage());
		}
	}

	/** The same, with a rate measured now where this machine has none yet. */
	static Forecast calibrated(Forecast forecast, EngineHome home) throws Failure {
		try {
			return forecast.calibrated(home);
		} catch (InterruptedException e) {
			throw Failure.failed("interrupted");
		}
	}

	/** Fails where memory or disk will not do. */
	static void requireRoom(Forecast forecast) throws Failure {
		String refusal = forecast.refusal();
		if (!refusal.isEmpty()) {
			throw Failure.failed("this training does not fit here. " + refusal + " --force trains nevertheless.");
		}
	}

	static JsonObject document(Forecast forecast) {
		Estimate estimate = forecast.estimate();
		long stepsPerEpoch = estimate.parts().getLast().stepsPerEpoch();
		JsonObject document = new JsonObject();
		document.addProperty("memoryBytes", estimate.memoryBytes());
		document.addProperty("freeMemoryBytes", Machine.freeMemory());
		document.addProperty("checkpointBytes", estimate.checkpointBytes());
		document.addProperty("checkpoints", estimate.checkpoints());
		document.addProperty("freeDiskBytes", Machine.freeDisk(forecast.folder()));
		document.addProperty("parameters", estimate.parameters());
		document.addProperty("multiplyAddsPerStep", estimate.multiplyAddsPerStep());
		document.add("steps", Json.number(estimate.steps() == 0 ? Double.NaN : estimate.steps()));
		document.add("stepsPerEpoch", Json.number(stepsPerEpoch == 0 ? Double.NaN : stepsPerEpoch));
		document.add("secondsPerStep", Json.number(forecast.seconds(estimate.effortPerStep())));
		document.add("secondsPerEpoch", Json.number(forecast.seconds(estimate.effortPerEpoch())));
		document.add("seconds", Json.number(forecast.seconds(estimate.effort())));
		return document;
	}

	static void print(Forecast forecast, PrintStream out) {
		out.println("Memory   " + forecast.memory());
		out.println("Disk     " + forecast.disk());
		out.println("Time     " + forecast.time());
	}
}
