package io.spadework.ui.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.spadework.runs.Evaluation;
import io.spadework.ui.charts.Curve;
import io.spadework.ui.charts.Line;
import io.spadework.ui.charts.Line.Band;
import io.spadework.ui.charts.Line.Look;
import io.spadework.ui.charts.Points;
import io.spadework.ui.charts.Window;
import io.spadework.ui.charts.XAxis;

/** A run's evaluations as charts: one for each metric and protocol, because numbers of unlike protocols must not share an axis. */
final class EvaluationCurves {

	/** What these metrics are told apart by belongs to one chart: the same number of generated, real and swapped images. */
	private static final List<String> VARIANTS = List.of("_real", "_untrained", "_swapped");
	/** What a protocol is called in short. */
	private static final List<String> TELLING = List.of("extractor", "network", "features", "method", "segmenter", "dataset", "data", "split");
	private static final int HASH_DIGITS = 8;
	private static final int MOST_WORDS = 90;

	/** Evaluations by step. */
	private final Map<Integer, List<Evaluation>> evaluations;
	private final StepClock clock;

	EvaluationCurves(Map<Integer, List<Evaluation>> evaluations, StepClock clock) {
		this.evaluations = evaluations;
		this.clock = clock;
	}

	private record Point(int step, Evaluation evaluation) {
	}

	/** The charts, by metric. */
	List<Panel> panels(XAxis axis, Window window) {
		Map<String, Map<String, List<Point>>> charts = new TreeMap<>();
		evaluations.forEach((step, all) -> {
			for (Evaluation evaluation : all) {
				charts.computeIfAbsent(family(evaluation.metric()) + "@" + evaluation.protocolHash().substring(0, HASH_DIGITS), id -> new TreeMap<>())
						.computeIfAbsent(evaluation.metric(), metric -> new ArrayList<>()).add(new Point(step, evaluation));
			}
		});
		List<Panel> panels = new ArrayList<>();
		charts.forEach((id, metrics) -> panels.add(panel(id, metrics, axis, window)));
		return panels;
	}

	private Panel panel(String id, Map<String, List<Point>> metrics, XAxis axis, Window window) {
		List<Line> lines = new ArrayList<>();
		Map<String, List<Point>> sorted = new LinkedHashMap<>();
		metrics.keySet().stream().sorted(Comparator.comparing(String::length)).forEach(metric -> sorted.put(metric, metrics.get(metric)));
		sorted.forEach((metric, points) -> lines.add(line(metric, points, axis, window, lines.size())));
		Evaluation first = sorted.values().iterator().next().get(0).evaluation();
		return new Panel("evaluation/" + id, family(first.metric()).replace('_', ' ') + "  \u00b7  " + inShort(first), lines);
	}

	private Line line(String metric, List<Point> points, XAxis axis, Window window, int colour) {
		double[] x = points.stream().mapToDouble(point -> axis == XAxis.WALL ? clock.seconds(point.step) : point.step).toArray();
		Curve curve = Curve.of(Points.of(x, points.stream().mapToDouble(point -> point.evaluation.value()).toArray()), window, 0);
		Evaluation newest = points.get(points.size() - 1).evaluation();
		return new Line("eval/" + metric, metric.replace('_', ' '), inFull(newest), curve, null, band(points, x), Look.dotted(colour));
	}

	/** Their confidence intervals, where all have one. */
	private static Band band(List<Point> points, double[] x) {
		boolean all = points.stream().map(Point::evaluation).allMatch(each -> each.interval() != null && Double.isFinite(each.interval()[0]) && Double.isFinite(each.interval()[1]));
		return !all ? null : new Band(x, points.stream().mapToDouble(point -> point.evaluation.interval()[0]).toArray(), points.stream().mapToDouble(point -> point.evaluation.interval()[1]).toArray());
	}

	private static String family(String metric) {
		for (String variant : VARIANTS) {
			if (metric.endsWith(variant)) {
				return metric.substring(0, metric.length() - variant.length());
			}
		}
		return metric;
	}

	/** What the numbers were made with, in one line. */
	static String inShort(Evaluation evaluation) {
		String told = TELLING.stream().filter(evaluation.protocol()::containsKey).map(evaluation.protocol()::get).collect(Collectors.joining(", "));
		String words = (told.length() > MOST_WORDS ? told.substring(0, MOST_WORDS - 1) + "\u2026" : told) + (told.isEmpty() ? "" : ", ") + evaluation.samples() + " images";
		return words + ", protocol " + evaluation.protocolHash().substring(0, HASH_DIGITS);
	}

	/** The whole protocol. */
	private static String inFull(Evaluation evaluation) {
		return evaluation.metric().replace('_', ' ') + " on " + evaluation.samples() + " images, protocol " + evaluation.protocolHash().substring(0, HASH_DIGITS) + "\n"
				+ evaluation.protocol().entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).collect(Collectors.joining("\n"));
	}
}
