package io.spadework.cli;

import com.google.gson.JsonObject;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import io.spadework.runs.Series;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What came out of a run, read from its folder. */
final class Outcome {

	private static final String LAYOUT_ACCURACY = "layout_accuracy/";
	private static final List<String> LAYOUTS = List.of("untrained", "trained", "swapped");
	private static final String DISCRIMINATOR_ACCURACY = "accuracy/D";

	private final RunFolder run;
	private final Metrics metrics;
	/** The latest of each metric. */
	private final Map<String, Evaluation> evaluations = new LinkedHashMap<>();

	Outcome(RunFolder run) {
		this.run = run;
		this.metrics = run.metrics();
		run.evaluations().forEach(evaluation -> evaluations.put(evaluation.metric(), evaluation));
	}

	RunStatus status() {
		return run.status();
	}

	/** {status, lastStep, run, layoutAccuracy: {untrained, trained, swapped}, discriminatorAccuracy}; null for what was not measured. */
	JsonObject document() {
		JsonObject document = new JsonObject();
		document.addProperty("status", status().word());
		document.addProperty("lastStep", metrics.lastStep());
		document.addProperty("run", run.path().toString());
		JsonObject layout = new JsonObject();
		for (String kind : LAYOUTS) {
			Evaluation evaluation = evaluations.get(LAYOUT_ACCURACY + kind);
			layout.add(kind, Json.number(evaluation == null ? Double.NaN : evaluation.value()));
		}
		document.add("layoutAccuracy", layout);
		document.add("discriminatorAccuracy", Json.number(discriminatorAccuracy()));
		return document;
	}

	/** Says how it ended, and the numbers with what they were measured on. */
	void print(PrintStream out) {
		String message = "";
		try {
			message = run.info().message();
		} catch (RunException e) {
			message = e.getMessage();
		}
		out.println("Run " + status().word() + " at step " + metrics.lastStep() + (message.isBlank() ? "" : " (" + message + ")") + ": " + run.path());
		Map<Map<String, String>, List<Evaluation>> byProtocol = evaluations.values().stream()
				.collect(Collectors.groupingBy(Evaluation::protocol, LinkedHashMap::new, Collectors.toList()));
		byProtocol.forEach((protocol, measured) -> {
			for (Evaluation evaluation : measured) {
				double[] interval = evaluation.interval();
				out.printf(Locale.ROOT, "  %-32s %.4f%s%n", evaluation.metric(), evaluation.value(),
						interval == null ? "" : String.format(Locale.ROOT, "  (%.4f to %.4f)", interval[0], interval[1]));
			}
			out.println("    measured on " + measured.get(0).samples() + " images; " + protocol.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).collect(Collectors.joining(", ")));
		});
		if (Double.isFinite(discriminatorAccuracy())) {
			out.printf(Locale.ROOT, "  %-32s %.4f%n    mean over the steps after %d%n", "discriminator accuracy", discriminatorAccuracy(), metrics.lastStep() / 2);
		}
	}

	/** Mean of what D gets right over the last half of the steps; not a number where it was not measured. */
	private double discriminatorAccuracy() {
		if (!metrics.series().contains(DISCRIMINATOR_ACCURACY)) {
			return Double.NaN;
		}
		Series series = metrics.series(DISCRIMINATOR_ACCURACY);
		double sum = 0;
		int count = 0;
		for (int i = 0; i < series.size(); i++) {
			if (series.step(i) > metrics.lastStep() / 2) {
				sum += series.value(i);
				count++;
			}
		}
		return count == 0 ? Double.NaN : sum / count;
	}
}
