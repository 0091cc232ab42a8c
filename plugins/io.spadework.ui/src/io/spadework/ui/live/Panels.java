package io.spadework.ui.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import io.spadework.runs.Metrics;
import io.spadework.runs.Series;
import io.spadework.ui.charts.Curve;
import io.spadework.ui.charts.Line;
import io.spadework.ui.charts.Line.Look;
import io.spadework.ui.charts.Points;
import io.spadework.ui.charts.Window;
import io.spadework.ui.charts.XAxis;

/** Makes the charts of a tab out of a run's series. Slow; for a background thread. */
final class Panels {

	private final Metrics metrics;
	private final EvaluationCurves evaluations;
	private final Window window;
	private final XAxis axis;
	private final double smoothing;

	Panels(Metrics metrics, EvaluationCurves evaluations, Window window, XAxis axis, double smoothing) {
		this.metrics = metrics;
		this.evaluations = evaluations;
		this.window = window;
		this.axis = axis;
		this.smoothing = smoothing;
	}

	/** The charts of a tab; those without series are left out, but one without lines stays where there is none else. */
	List<Panel> of(Tab tab) {
		return switch (tab) {
			case LOSSES -> List.of(panel("losses", null, SeriesNames.losses(metrics.series()), SeriesNames::words));
			case GRADIENTS -> List.of(panel("gradients", "Norm of the gradient", named("gradient/"), Panels::last));
			case RATE -> List.of(panel("rate", "Learning rate", named("lr/"), Panels::last));
			case MEMORY -> List.of(panel("memory", "Memory in MB", named("memory/"), Panels::memory));
			case SPEED -> speed();
			case EVALUATION -> evaluations.panels(axis, window);
			case ALL -> all();
		};
	}

	private List<Panel> speed() {
		return List.of(panel("speed", "Images per second", List.of("speed/images_per_second"), name -> "images per second"),
				panel("wait", "Seconds that a step waited for data", List.of("speed/data_wait"), name -> "data wait"));
	}

	private List<Panel> all() {
		List<Panel> panels = new ArrayList<>();
		Map<String, List<String>> byNetwork = new TreeMap<>((a, b) -> a.equals(b) ? 0 : a.equals("G") ? -1 : b.equals("G") ? 1 : a.compareTo(b));
		for (String loss : SeriesNames.losses(metrics.series())) {
			byNetwork.computeIfAbsent(SeriesNames.network(loss), network -> new ArrayList<>()).add(loss);
		}
		byNetwork.forEach((network, losses) -> panels.add(panel("losses/" + network, "Losses of " + network, losses, SeriesNames::term)));
		panels.addAll(evaluations.panels(axis, window));
		panels.addAll(of(Tab.GRADIENTS));
		panels.addAll(of(Tab.RATE));
		panels.addAll(speed());
		panels.addAll(of(Tab.MEMORY));
		panels.add(panel("accuracy", "Share of patches judged rightly", named("accuracy/"), Panels::last));
		panels.removeIf(panel -> panel.lines().isEmpty());
		return panels;
	}

	private List<String> named(String prefix) {
		Predicate<String> wanted = name -> name.startsWith(prefix);
		return metrics.series().stream().filter(wanted).sorted(SeriesNames.GENERATOR_FIRST).toList();
	}

	private Panel panel(String id, String title, List<String> names, Function<String, String> label) {
		List<Line> lines = new ArrayList<>();
		for (String name : names) {
			Series series = metrics.series(name);
			if (series.size() > 0) {
				lines.add(line(name, label.apply(name), series, lines.size()));
			}
		}
		return new Panel(id, title, lines);
	}

	private Line line(String name, String label, Series series, int colour) {
		Points points = axis == XAxis.WALL ? Points.overTime(series) : Points.overSteps(series);
		Curve curve = Curve.of(points, window, smoothing);
		Curve raw = smoothing > 0 ? Curve.of(points, window, 0) : null;
		return new Line(name, label, "", curve, raw, null, name.endsWith("/total") || smoothing > 0 ? Look.thick(colour) : Look.thin(colour));
	}

	private static String last(String name) {
		return name.substring(name.indexOf('/') + 1);
	}

	private static String memory(String name) {
		return switch (name) {
			case "memory/native_mb" -> "outside of Java";
			case "memory/heap_mb" -> "Java heap";
			default -> last(name).replace('_', ' ');
		};
	}
}
