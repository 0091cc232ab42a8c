package io.spadework.cli;

import com.google.gson.JsonObject;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Metrics;
import io.spadework.runs.RunException;
import io.spadework.runs.RunFolder;
import io.spadework.runs.RunStatus;
import io.spadework.runs.Series;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What came out of a run, read from its folder. */
final class Outcome {

	/** What the document calls the layout accuracies, and how the engine calls them. */
	private static final Map<String, String> LAYOUT_ACCURACIES = new LinkedHashMap<>();
	static {
		LAYOUT_ACCURACIES.put("untrained", "layout_accuracy_untrained");
		LAYOUT_ACCURACIES.put("trained", "layout_accuracy");
		LAYOUT_ACCURACIES.put("swapped", "layout_accuracy_swapped");
	}
	private static final String DISCRIMINATOR_ACCURACY = "accuracy/D";
	private static final String ROW = "  %-36s %8.4f";

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

	/** {status, lastStep, run, layoutAccuracy: {untrained, trained, swapped}, evaluations: {metric: value}, discriminatorAccuracy}; null for what was not measured. */
	JsonObject document() {
		JsonObject document = new JsonObject();
		document.addProperty("status", status().word());
		document.addProperty("lastStep", Math.max(0, metrics.lastStep()));
		document.addProperty("run", run.path().toString());
		JsonObject layout = new JsonObject();
		LAYOUT_ACCURACIES.forEach((name, metric) -> {
			Evaluation evaluation = evaluations.get(metric);
			layout.add(name, Json.number(evaluation == null ? Double.NaN : evaluation.value()));
		});
		document.add("layoutAccuracy", layout);
		JsonObject measured = new JsonObject();
		evaluations.forEach((metric, evaluation) -> measured.add(metric, Json.number(evaluation.value())));
		document.add("evaluations", measured);
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
		String when = metrics.lastStep() > 0 ? " at step " + metrics.lastStep() : " before its first step";
		out.println("Run " + status().word() + when + (message.isBlank() ? "" : " (" + message.replaceAll("\\.$", "") + ")") + ": " + run.path());
		Map<String, String> shared = sharedProtocol();
		List<String> notes = new ArrayList<>();
		for (Evaluation evaluation : evaluations.values()) {
			double[] interval = evaluation.interval();
			String range = interval == null ? "" : String.format(Locale.ROOT, "%.4f to %.4f", interval[0], interval[1]);
			out.println(String.format(Locale.ROOT, ROW + "  %-22s%s", evaluation.metric(), evaluation.value(), range, numbers(evaluation, shared, notes)).stripTrailing());
		}
		if (Double.isFinite(discriminatorAccuracy())) {
			out.printf(Locale.ROOT, ROW + "  mean over the training steps after %d%n", DISCRIMINATOR_ACCURACY, discriminatorAccuracy(), metrics.lastStep() / 2);
		}
		if (!shared.isEmpty()) {
			out.println("All of them: " + shared.entrySet().stream().map(Outcome::text).collect(Collectors.joining("; ")) + ". By number:");
		}
		for (int i = 0; i < notes.size(); i++) {
			out.printf(Locale.ROOT, "%4d  %s%n", i + 1, notes.get(i));
		}
	}

	/** What all numbers have in common in how they were measured. */
	private Map<String, String> sharedProtocol() {
		Map<String, String> shared = new LinkedHashMap<>();
		evaluations.values().stream().findFirst().ifPresent(first -> shared.putAll(first.protocol()));
		evaluations.values().forEach(evaluation -> shared.entrySet().retainAll(evaluation.protocol().entrySet()));
		return shared;
	}

	/** The numbers of the notes that say how something was measured, besides what is shared; notes that others don't have yet are added. */
	private static String numbers(Evaluation evaluation, Map<String, String> shared, List<String> notes) {
		List<Integer> numbers = new ArrayList<>();
		evaluation.protocol().entrySet().stream().filter(entry -> !shared.entrySet().contains(entry)).map(Outcome::text).forEach(note -> {
			if (!notes.contains(note)) {
				notes.add(note);
			}
			numbers.add(notes.indexOf(note) + 1);
		});
		return numbers.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
	}

	private static String text(Map.Entry<String, String> entry) {
		return entry.getKey() + ": " + entry.getValue();
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
