package io.spadework.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one side of a benchmark took, turn by turn. */
final class BenchTimes {

	private static final List<String> LOSSES = List.of("loss/G/adversarial", "loss/G/feature_matching", "loss/D/real", "loss/D/fake");
	private static final double LOSS_TOLERANCE = 1e-4;
	private static final Map<String, String> TITLES = titles();

	private final Map<String, List<Double>> times = new LinkedHashMap<>();
	private double peak;

	private static Map<String, String> titles() {
		Map<String, String> titles = new LinkedHashMap<>();
		titles.put("forward", "G forward (ms)");
		titles.put("generator", "G step (ms)");
		titles.put("discriminator", "D step (ms)");
		titles.put("step", "whole step (ms)");
		titles.put("inference", "one image shown (ms)");
		titles.put("cpu", "CPU time of a step (ms)");
		titles.put("peak", "peak memory (MB)");
		return titles;
	}

	/** One pass of the generator, one step and one image shown; a turn that doesn't count warms up. */
	void turn(BenchPlayer player, boolean counts) throws IOException, Failure {
		JsonObject forward = player.ask("forward");
		JsonObject step = player.ask("step");
		JsonObject inference = player.ask("inference");
		if (counts) {
			add("forward", forward.get("forward").getAsDouble());
			double generator = step.get("generator").getAsDouble();
			double discriminator = step.get("discriminator").getAsDouble();
			add("generator", generator);
			add("discriminator", discriminator);
			add("step", generator + discriminator);
			add("inference", inference.get("inference").getAsDouble());
			add("cpu", step.get("cpu").getAsDouble() - forward.get("cpu").getAsDouble());
		}
		peak = step.get("peak").getAsDouble();
	}

	private void add(String what, double time) {
		times.computeIfAbsent(what, key -> new ArrayList<>()).add(time);
	}

	private double median(String what) {
		List<Double> sorted = new ArrayList<>(times.get(what));
		Collections.sort(sorted);
		int half = sorted.size() / 2;
		return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
	}

	private double value(String what) {
		return what.equals("peak") ? peak : median(what);
	}

	/** Medians of the times and the peak memory. */
	JsonObject document() {
		JsonObject document = new JsonObject();
		TITLES.keySet().forEach(what -> document.add(what, Json.number(value(what))));
		return document;
	}

	/** This side's numbers divided by the other's; null where the other's is 0. */
	JsonObject ratios(BenchTimes other) {
		JsonObject document = new JsonObject();
		TITLES.keySet().forEach(what -> document.add(what, Json.number(value(what) / other.value(what))));
		return document;
	}

	/** Prints a benchmark's document as a table. */
	static void print(JsonObject document, PrintStream out) {
		out.printf("%-24s %10s %10s %8s%n", "", "engine", "PyTorch", "ratio");
		TITLES.forEach((what, title) -> out.printf(Locale.ROOT, "%-24s %10.1f %10.1f %8.2f%n", title, document.getAsJsonObject("engine").get(what).getAsDouble(),
				document.getAsJsonObject("pytorch").get(what).getAsDouble(), document.getAsJsonObject("ratio").get(what).getAsDouble()));
	}

	/** Throws a Failure where two answers to the same step differ in a loss. */
	static void requireSameLosses(int step, JsonObject ours, JsonObject theirs) throws Failure {
		requireSame(LOSSES, step, ours, theirs);
	}

	/** Throws a Failure where the images that both sides show have other means. */
	static void requireSameImages(int step, JsonObject ours, JsonObject theirs) throws Failure {
		requireSame(List.of("image"), step, ours, theirs);
	}

	private static void requireSame(List<String> values, int step, JsonObject ours, JsonObject theirs) throws Failure {
		for (String value : values) {
			double mine = ours.get(value).getAsDouble();
			double other = theirs.get(value).getAsDouble();
			if (!(Math.abs(mine - other) <= LOSS_TOLERANCE * Math.max(1, Math.abs(other)))) {
				throw Failure.failed("after " + step + (step == 1 ? " step" : " steps") + " " + value + " is " + mine + " in the engine and " + other
						+ " in PyTorch: the two don't train the same network, so their times can't be compared");
			}
		}
	}
}
