package io.spadework.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.spadework.runs.Evaluation;
import io.spadework.runs.Series;
import io.spadework.runs.compare.ComparedRun;
import io.spadework.runs.compare.Group;
import io.spadework.runs.compare.Measure;
import io.spadework.ui.charts.Curve;
import io.spadework.ui.charts.Line;
import io.spadework.ui.charts.Line.Band;
import io.spadework.ui.charts.Line.Look;
import io.spadework.ui.charts.Points;
import io.spadework.ui.charts.Window;
import io.spadework.ui.charts.XAxis;

/**
 * The curves of a measure: one for each run, or for runs that differ in nothing but the seed their mean in its 95 % interval.
 *
 * @param axis what x counts
 * @param smoothing weight of the past in an exponential mean, 0 for none
 * @param means whether seeds are shown as their mean
 */
record MeasureLines(Shown shown, XAxis axis, double smoothing, boolean means) {

	/** Wider intervals say nothing and can't be drawn. */
	private static final double LARGEST = 1e300;
	/** With more runs than this, what was measured would hide the smoothed curves. */
	private static final int MOST_MEASURED = 8;

	/** The curves as far as a window shows them; colours are numbered in the order of the runs. */
	List<Line> of(Measure measure, Window window) {
		List<Line> lines = new ArrayList<>();
		for (Group group : shown.comparison().groups()) {
			if (means && group.runs().size() > 1) {
				add(mean(group, measure, window), lines);
			} else {
				group.runs().forEach(run -> add(single(run, measure, window), lines));
			}
		}
		return lines;
	}

	/** The labels of the runs that a curve stands for. */
	List<String> runs(String line) {
		return shown.comparison().groups().stream().filter(group -> means && group.runs().size() > 1 && group.label().equals(line)).findFirst()
				.map(group -> group.runs().stream().map(ComparedRun::label).toList()).orElse(List.of(line));
	}

	private static void add(Line line, List<Line> lines) {
		if (line.curve().x().length > 0) {
			lines.add(line);
		}
	}

	private int colour(ComparedRun run) {
		return shown.comparison().runs().indexOf(run);
	}

	private Line single(ComparedRun run, Measure measure, Window window) {
		if (measure.isEvaluation()) {
			Series series = run.series(measure);
			double[] x = places(run, series);
			return line(run.label(), Points.of(x, values(series)), window, intervals(run.evaluations(measure), x), Look.dotted(colour(run)), 0);
		}
		return line(run.label(), points(run, run.series(measure)), window, null, Look.thick(colour(run)), smoothing);
	}

	private Line mean(Group group, Measure measure, Window window) {
		Group.Band band = group.band(measure);
		double[] x = new double[band.mean().size()];
		for (ComparedRun run : group.runs()) {
			double[] own = places(run, band.mean());
			for (int i = 0; i < x.length; i++) {
				x[i] += own.length == 0 ? Double.NaN : own[i] / group.runs().size();
			}
		}
		boolean known = x.length > 0 && Arrays.stream(x).allMatch(Double::isFinite);
		double weight = measure.isEvaluation() ? 0 : smoothing;
		int colour = colour(group.runs().get(0));
		Band interval = !known || band.n() < 2 ? null : interval(x, values(band.low()), values(band.high()), window, weight);
		Look look = measure.isEvaluation() ? Look.dotted(colour) : Look.thick(colour);
		return line(group.label(), known ? Points.of(x, values(band.mean())) : Points.of(new double[0], new double[0]), window, interval, look, weight);
	}

	private Line line(String label, Points points, Window window, Band band, Look look, double weight) {
		Curve curve = Curve.of(points, window, weight);
		boolean measured = shown.comparison().runs().size() <= MOST_MEASURED;
		return new Line(label, label, "", curve, measured && weight > 0 && band == null ? Curve.of(points, window, 0) : null, band, look);
	}

	/** Both bounds smoothed as the mean is, at no more places than can be told apart. */
	private static Band interval(double[] x, double[] low, double[] high, Window window, double weight) {
		int[] known = IntStream.range(0, x.length).filter(i -> Math.abs(low[i]) < LARGEST && Math.abs(high[i]) < LARGEST).toArray();
		double[] places = Arrays.stream(known).mapToDouble(i -> x[i]).toArray();
		Window whole = new Window(window.from(), window.to(), Math.max(1, x.length), false);
		Curve lower = Curve.of(Points.of(places, Arrays.stream(known).mapToDouble(i -> low[i]).toArray()), whole, weight);
		Curve upper = Curve.of(Points.of(places, Arrays.stream(known).mapToDouble(i -> high[i]).toArray()), whole, weight);
		int n = lower.x().length;
		int every = Math.max(1, n / (2 * window.columns()));
		int[] kept = IntStream.range(0, n).filter(i -> i % every == 0 || i == n - 1).toArray();
		return new Band(Arrays.stream(kept).mapToDouble(i -> lower.x()[i]).toArray(), Arrays.stream(kept).mapToDouble(i -> lower.y()[i]).toArray(),
				Arrays.stream(kept).mapToDouble(i -> upper.y()[i]).toArray());
	}

	private static double[] values(Series series) {
		double[] values = new double[series.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = series.value(i);
		}
		return values;
	}

	/** The intervals of evaluations, where all have one. */
	private static Band intervals(SortedMap<Integer, Evaluation> evaluations, double[] x) {
		boolean all = x.length > 0 && evaluations.values().stream().allMatch(each -> each.interval() != null && Double.isFinite(each.interval()[1] - each.interval()[0]));
		return !all ? null : new Band(x, evaluations.values().stream().mapToDouble(each -> each.interval()[0]).toArray(), evaluations.values().stream().mapToDouble(each -> each.interval()[1]).toArray());
	}

	private Points points(ComparedRun run, Series series) {
		return switch (axis) {
		case STEP -> Points.overSteps(series);
		case WALL -> Points.overTime(series);
		case EPOCH -> Points.overEpochs(series);
		case IMAGES -> batch(run) > 0 ? Points.overImages(series, batch(run)) : Points.of(new double[0], new double[0]);
		case DEPTH -> throw new IllegalStateException("what was measured in a training has no depth");
		};
	}

	private int batch(ComparedRun run) {
		return shown.footprints().containsKey(run.label()) ? shown.footprints().get(run.label()).batch() : 0;
	}

	/** Where the steps of a series that was computed are on the axis, as the run's longest series has it; empty where nothing tells. */
	private double[] places(ComparedRun run, Series series) {
		double[] places = new double[series.size()];
		Series clock = run.series().stream().map(run::series).max((a, b) -> Integer.compare(a.size(), b.size())).orElse(series);
		Points times = axis == XAxis.STEP || axis == XAxis.IMAGES ? points(run, series) : points(run, clock);
		if (times.size() == 0) {
			return new double[0];
		}
		int at = 0;
		for (int i = 0; i < places.length; i++) {
			if (axis == XAxis.STEP || axis == XAxis.IMAGES) {
				places[i] = times.x(i);
			} else {
				while (at + 1 < clock.size() && clock.step(at + 1) <= series.step(i)) {
					at++;
				}
				places[i] = times.x(at);
			}
		}
		return places;
	}

	/** What can't be placed on the axis, a sentence; empty where everything can. */
	String missing() {
		List<String> without = shown.comparison().runs().stream().filter(run -> run.metrics().lastStep() >= 0 && isUnplaced(run)).map(ComparedRun::label).toList();
		if (without.isEmpty()) {
			return "";
		}
		String who = without.size() > 3 ? without.size() + " runs" : without.stream().collect(Collectors.joining(", "));
		return axis == XAxis.EPOCH ? "Of " + who + " no epoch has ended yet, so nothing tells how long one is." : "The batch size of " + who + " is not known.";
	}

	private boolean isUnplaced(ComparedRun run) {
		return switch (axis) {
		case IMAGES -> batch(run) == 0;
		case EPOCH -> run.series().stream().map(run::series).noneMatch(series -> Points.overEpochs(series).size() > 0);
		default -> false;
		};
	}
}
