package io.spadework.ui.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.spadework.runs.ClassReport;
import io.spadework.runs.Confusion;
import io.spadework.runs.Evaluation;
import io.spadework.runs.Probe;
import io.spadework.runs.export.Table;

/** What the evaluation view shows, as tables with every digit. */
final class EvaluationTables {

	static final int HASH_DIGITS = 8;

	private EvaluationTables() {
	}

	/** A row for each number. */
	static Table numbers(Map<Integer, List<Evaluation>> evaluations) {
		List<List<String>> rows = new ArrayList<>();
		evaluations.forEach((step, all) -> {
			for (Evaluation each : all) {
				boolean sure = each.interval() != null;
				rows.add(List.of(Integer.toString(step), each.metric(), Double.toString(each.value()), sure ? Double.toString(each.interval()[0]) : "",
						sure ? Double.toString(each.interval()[1]) : "", Integer.toString(each.samples()), each.protocolHash().substring(0, HASH_DIGITS)));
			}
		});
		return new Table("Evaluations", List.of("step", "metric", "value", "from", "to", "images", "protocol"), rows, List.of());
	}

	/** A row for each class: how much of it was found, and what it was taken for. */
	static Table classes(ClassReport report, boolean real) {
		if (report == null) {
			return new Table("Classes", List.of("class"), List.of(), List.of());
		}
		Confusion shown = real || report.generated() == null ? report.real() : report.generated();
		List<String> head = new ArrayList<>(List.of("class", "pixels", "accuracy", "iou", "accuracy_real", "iou_real"));
		shown.labels().forEach(label -> head.add("found " + label));
		List<List<String>> rows = new ArrayList<>();
		for (int label = 0; label < shown.labels().size(); label++) {
			List<String> row = new ArrayList<>(List.of(shown.labels().get(label), Long.toString(shown.of(label)), known(shown.accuracy(label)), known(shown.iou(label)),
					known(report.real().accuracy(label)), known(report.real().iou(label))));
			shown.pixels().get(label).forEach(pixels -> row.add(Long.toString(pixels)));
			rows.add(row);
		}
		return new Table("Classes", head, rows, List.of());
	}

	/** A row for each layer of each generator. */
	static Table probes(Map<String, Probe> probes) {
		List<List<String>> rows = new ArrayList<>();
		probes.forEach((run, probe) -> {
			for (Probe.Layer layer : probe.layers()) {
				rows.add(List.of(run, Integer.toString(probe.step()), layer.name(), Integer.toString(layer.channels()), Integer.toString(layer.height()), Integer.toString(layer.width()),
						Double.toString(layer.difference()), Double.toString(layer.probeAccuracy())));
			}
		});
		return new Table("Uniform label maps", List.of("run", "step", "layer", "channels", "height", "width", "difference", "probe_accuracy"), rows, List.of());
	}

	private static String known(double value) {
		return Double.isFinite(value) ? Double.toString(value) : "";
	}

	/** A share for people; a dash where there is none. */
	static String percent(double share) {
		return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : "\u2013";
	}
}
